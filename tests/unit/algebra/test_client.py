"""Algebra in its process is bounded, and a new one takes the place of one that was killed."""

import threading
from collections.abc import Iterator

import psutil
import pytest

from soro_tutor.algebra.client import AlgebraClient
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.expression import NotReadable
from soro_tutor.domain.grading import Answer, grade
from soro_tutor.domain.item import Derivation, Item, Response, Short
from soro_tutor.domain.working import check_lines

ENDLESS = ("((x+y+a+b+c)^60+1)^3-((x+y+a+b+c)^60)^3", "3(x+y+a+b+c)^120+3(x+y+a+b+c)^60+1")
EASY = ("(x+1)^2", "x^2+2x+1")


@pytest.fixture
def algebra() -> Iterator[AlgebraClient]:
    client = AlgebraClient(seconds=0.5)
    yield client
    client.close()


def item(response: Response) -> Item:
    return Item("item", Subject.MATHEMATICS, "topic", 7, "?", response, ("", "", ""), (), 1)


def answers_again(algebra: AlgebraClient) -> bool:
    algebra._seconds = 30.0
    return algebra.are_equal(*EASY)


def test_an_endless_answer_is_not_marked_wrong_and_the_next_one_is_graded(algebra: AlgebraClient) -> None:
    with pytest.raises(TutorError) as refused:
        grade(item(Short((ENDLESS[0],), is_expression=True)), Answer(ENDLESS[1]), algebra)
    assert refused.value.code is ErrorCode.ALGEBRA_TOO_SLOW
    assert algebra.process_id is None
    algebra._seconds = 30.0
    assert grade(item(Short((EASY[0],), is_expression=True)), Answer(EASY[1]), algebra).is_right


def test_an_endless_line_of_work_is_undecided_and_the_next_ones_are_checked(algebra: AlgebraClient) -> None:
    working = check_lines([ENDLESS[0], ENDLESS[1], "2·3 = 6"], algebra)
    assert [line.follows for line in working.lines] == [True, None, True]
    assert answers_again(algebra)


def test_a_derivation_with_an_undecided_line_is_not_graded(algebra: AlgebraClient) -> None:
    with pytest.raises(TutorError) as refused:
        grade(item(Derivation(ENDLESS[0], "1")), Answer(ENDLESS[1]), algebra)
    assert refused.value.code is ErrorCode.ALGEBRA_TOO_SLOW


def test_a_child_killed_between_questions_is_replaced_unseen(algebra: AlgebraClient) -> None:
    assert answers_again(algebra)
    first = algebra.process_id
    psutil.Process(first).kill()
    assert algebra._process is not None
    algebra._process.join()
    assert answers_again(algebra)
    assert algebra.process_id != first


def test_a_child_killed_during_a_question_decides_nothing(algebra: AlgebraClient) -> None:
    assert answers_again(algebra)
    killer = threading.Timer(0.3, psutil.Process(algebra.process_id).kill)
    killer.start()
    with pytest.raises(TutorError) as refused:
        algebra.are_equal(*ENDLESS)
    killer.join()
    assert refused.value.code is ErrorCode.ALGEBRA_TOO_SLOW
    assert answers_again(algebra)


def test_a_child_that_grows_too_large_is_killed() -> None:
    client = AlgebraClient(memory=2**24)
    with pytest.raises(TutorError):
        client.are_equal(*EASY)
    assert client.process_id is None


def test_the_start_does_not_count_into_the_time_of_an_answer() -> None:
    client = AlgebraClient(seconds=0.0)  # less than any start; an answer that has come is still read
    received: list[float] = []
    receive = client._receive

    def noted(pipe: object, seconds: float) -> object:
        received.append(seconds)
        return receive(pipe, 30.0)  # type: ignore[arg-type]

    client._receive = noted  # type: ignore[method-assign]
    client.warm()
    assert client.are_equal(*EASY)
    client.close()
    assert received == [30.0, 0.0]


def test_warming_waits_for_nothing(algebra: AlgebraClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algebra, "_receive", lambda *_: pytest.fail("it waits"))
    algebra.warm()
    first = algebra.process_id
    algebra.warm()
    assert algebra.process_id == first
    assert not algebra._is_ready


def test_what_algebra_cannot_do_is_logged_by_its_kind_alone(
    algebra: AlgebraClient, caplog: pytest.LogCaptureFixture
) -> None:
    algebra._seconds = 30.0
    with pytest.raises(TutorError):
        algebra._ask("no_such_question", "x", "x+1")
    assert "AttributeError" in caplog.text
    assert "x+1" not in caplog.text


def test_lines_that_cannot_be_compared_are_not_readable(algebra: AlgebraClient) -> None:
    algebra._seconds = 30.0
    with pytest.raises(NotReadable):
        algebra.have_same_solutions("x+y<3", "x+y<4")


def test_close_leaves_no_process(algebra: AlgebraClient) -> None:
    algebra.warm()
    process = algebra.process_id
    algebra.close()
    assert process is not None
    assert not psutil.pid_exists(process)
