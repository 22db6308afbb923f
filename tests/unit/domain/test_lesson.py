"""The state machine of one item: what opens when, and what closes for good."""

from datetime import UTC, datetime, timedelta

import pytest

from soro_tutor.domain import lesson
from soro_tutor.domain.lesson import HINT_WAIT, HINTS, Effort, Stage

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + HINT_WAIT


def spent() -> Effort:
    """An effort with every hint given and one more wrong attempt."""
    effort = Effort(NOW)
    for _ in range(HINTS):
        effort = lesson.hinted(lesson.attempted(effort, is_right=False), NOW)
    return lesson.attempted(effort, is_right=False)


def test_no_hint_is_open_at_first() -> None:
    assert not lesson.may_hint(Effort(NOW), NOW)
    assert lesson.hint_wait(Effort(NOW), NOW) == HINT_WAIT


def test_a_hint_opens_after_an_attempt() -> None:
    assert lesson.may_hint(lesson.attempted(Effort(NOW), is_right=False), NOW)


def test_a_hint_opens_by_time() -> None:
    assert not lesson.may_hint(Effort(NOW), LATER - timedelta(seconds=1))
    assert lesson.may_hint(Effort(NOW), LATER)


def test_the_next_hint_asks_for_another_attempt_or_another_wait() -> None:
    effort = lesson.hinted(Effort(NOW), LATER)
    assert not lesson.may_hint(effort, LATER)
    assert lesson.may_hint(lesson.attempted(effort, is_right=False), LATER)
    assert lesson.may_hint(effort, LATER + HINT_WAIT)


def test_a_closed_hint_is_refused() -> None:
    with pytest.raises(ValueError, match="not open"):
        lesson.hinted(Effort(NOW), NOW)


def test_a_clock_set_back_a_year_opens_the_hint_at_once() -> None:
    assert lesson.may_hint(Effort(NOW), NOW - timedelta(days=365))


def test_there_are_three_hints_and_no_fourth() -> None:
    assert spent().hints == HINTS
    assert not lesson.may_hint(spent(), LATER)


def test_the_solution_comes_after_the_last_hint_and_one_more_try() -> None:
    effort = spent()
    assert lesson.may_show_solution(effort, NOW)
    assert effort.is_answer_secret
    assert not lesson.shown(effort, NOW).is_answer_secret
    assert lesson.shown(effort, NOW).stage is Stage.EXPLAIN


def test_a_solution_is_refused_before() -> None:
    effort = lesson.attempted(Effort(NOW), is_right=False)
    with pytest.raises(ValueError, match="not spent"):
        lesson.shown(effort, NOW)


def test_right_at_once_is_done() -> None:
    effort = lesson.attempted(Effort(NOW), is_right=True)
    assert effort.stage is Stage.DONE
    assert effort.is_right


@pytest.mark.parametrize("has_hint", [True, False])
def test_right_with_help_asks_for_own_words(has_hint: bool) -> None:
    effort = lesson.attempted(Effort(NOW), is_right=False)
    effort = lesson.hinted(effort, NOW) if has_hint else effort
    effort = lesson.attempted(effort, is_right=True)
    assert effort.stage is Stage.EXPLAIN
    assert lesson.explained(effort).stage is Stage.DONE


def test_alone_there_is_one_attempt_and_no_hint() -> None:
    alone = Effort(NOW, is_alone=True)
    assert lesson.hint_wait(alone, LATER) is None
    assert not lesson.may_hint(alone, LATER)
    wrong = lesson.attempted(alone, is_right=False)
    assert wrong.stage is Stage.DONE
    assert wrong.is_solution_shown
    right = lesson.attempted(alone, is_right=True)
    assert right.stage is Stage.DONE
    assert not right.is_solution_shown


def test_help_begins_with_the_first_hint_or_the_second_attempt() -> None:
    assert not Effort(NOW).is_assisted
    assert lesson.attempted(Effort(NOW), is_right=False).is_assisted
    assert lesson.hinted(Effort(NOW), LATER).is_assisted
