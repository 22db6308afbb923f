"""A lesson as it happens: with and without a model, left and resumed, and what can go wrong in it."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests import lesson_example as school
from tests.scripted_engine import CARD, USAGE, ScriptedEngine

from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Item
from soro_tutor.domain.lesson import HINT_WAIT, HINTS, Stage
from soro_tutor.engine import messages as wire
from soro_tutor.session import events, verdicts
from soro_tutor.session.bank import Bank
from soro_tutor.session.events import Picture
from soro_tutor.session.lane import DirectLane
from soro_tutor.session.lesson import Lesson
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.sitting import ReplyKind
from soro_tutor.session.steps import Means
from soro_tutor.session.tutor import Tutor
from soro_tutor.store import items, learners
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile

TOPIC = Plan(PlanKind.TOPIC, topic=school.LINEAR.id)
RIGHT, WRONG, UNREADABLE = Answer("4"), Answer("10"), Answer("?!)(")


class SlowAlgebra(DirectAlgebra):
    """Algebra that is never ready in time."""

    def are_equal(self, one: str, other: str) -> bool:
        raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW)


class Classroom:
    """A lesson of one learner, with its engine, its database and what it told."""

    def __init__(self, folder: Path, *taught: Item) -> None:
        self.database = Database.in_memory()
        items.replace_pack(self.database, PackFile("p", 1, 2, "ab", ""), taught)
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        self.learner = learners.add_learner(self.database, "Нигора", 7, self.now)
        self.engine = ScriptedEngine()
        self.told: list[events.SessionEvent] = []
        self.tutor = Tutor(self.engine, DirectLane(self.database), self.told.append)  # type: ignore[arg-type]
        self.tutor.set_learner(self.learner)
        self.means = Means(self.learner, Bank(folder), DirectAlgebra(), random.Random(1))
        self.lesson = self.new_lesson(self.means)

    def new_lesson(self, means: Means) -> Lesson:
        """A lesson as after a restart of the program."""
        lane = DirectLane(self.database)
        return Lesson(self.tutor, lane, means, school.CURRICULUM, self.told.append, lambda: self.now)

    def load_model(self) -> None:
        self.tutor.load_model(CARD.path, context=4096)
        self.says(lambda _: wire.Loaded(CARD))

    def says(self, *make: Callable[[int], wire.Event]) -> None:
        request = self.engine.generated[-1].request if self.engine.generated else 0
        self.engine.events = [event(request) for event in make]
        self.tutor.pump()

    def writes(self, text: str) -> None:
        self.says(
            lambda request: wire.Text(request, text),
            lambda request: wire.Finished(request, wire.FinishReason.END, USAGE),
        )

    @property
    def picture(self) -> Picture:
        assert self.lesson.picture is not None
        return self.lesson.picture

    @property
    def kinds(self) -> list[ReplyKind]:
        return [reply.kind for reply in self.picture.replies]

    def try_everything(self) -> None:
        """Wrong answers and hints until the solution may be asked for, then the solution."""
        for _ in range(HINTS):
            self.lesson.submit(WRONG)
            self.lesson.hint()
        self.lesson.submit(WRONG)
        self.lesson.show_solution()

    def refusal(self) -> ErrorCode:
        last = self.told[-1]
        assert isinstance(last, events.LessonRefused)
        return last.error.code

    def attempts(self) -> list[tuple[bool, bool, bool]]:
        rows = self.database.rows("SELECT is_right, is_first, is_assisted FROM attempt ORDER BY id")
        return [(bool(row["is_right"]), bool(row["is_first"]), bool(row["is_assisted"])) for row in rows]

    def close(self) -> None:
        self.lesson.leave()
        self.tutor.close()
        self.database.close()


def numbered(name: str) -> Item:
    return school.item(name, "Муодиларо ҳал кунед: $2x + 6 = 14$.", school.PLAIN_NUMBER.response)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    made = Classroom(tmp_path, numbered("one"), numbered("two"))
    made.lesson.start(TOPIC)
    yield made
    made.close()


# Without a model


def test_right_at_once_is_done_and_remembered(room: Classroom) -> None:
    room.lesson.submit(RIGHT)
    assert room.kinds == [ReplyKind.RIGHT]
    assert room.picture.effort.stage is Stage.DONE
    assert room.attempts() == [(True, True, False)]


def test_the_whole_way_without_a_model(room: Classroom) -> None:
    room.try_everything()
    assert room.kinds == [
        *[ReplyKind.WRONG, ReplyKind.HINT] * HINTS,
        ReplyKind.WRONG,
        ReplyKind.SOLUTION,
        ReplyKind.SAY_IT,
    ]
    hints = [reply.text for reply in room.picture.replies if reply.kind is ReplyKind.HINT]
    assert tuple(hints) == school.HINTS
    room.lesson.explain("Чунки аз ҳар ду тараф 6 тарҳ мешавад.")
    assert room.kinds[-2:] == [ReplyKind.LEARNER, ReplyKind.COMMENT]
    assert school.HINTS[1] in room.picture.replies[-1].text
    first = room.picture.item.id
    room.lesson.next()
    assert room.picture.is_twin
    assert room.picture.item.id != first
    assert not room.lesson.may_hint()
    room.lesson.submit(RIGHT)
    assert room.picture.effort.stage is Stage.DONE
    assert room.attempts()[-1] == (True, True, False)


def test_a_hint_is_closed_until_an_attempt_or_a_minute(room: Classroom) -> None:
    assert not room.lesson.may_hint()
    room.lesson.hint()
    assert room.kinds == []
    assert room.lesson.hint_wait() == HINT_WAIT.total_seconds()
    room.now += HINT_WAIT
    assert room.lesson.may_hint()


def test_a_clock_set_back_a_year_stops_nothing(room: Classroom) -> None:
    room.lesson.submit(WRONG)
    room.now -= timedelta(days=365)
    room.lesson.hint()
    room.lesson.submit(RIGHT)
    assert room.kinds == [ReplyKind.WRONG, ReplyKind.HINT, ReplyKind.RIGHT, ReplyKind.SAY_IT]


def test_the_solution_stays_closed_before_the_attempts_are_spent(room: Classroom) -> None:
    room.lesson.submit(WRONG)
    room.lesson.show_solution()
    assert ReplyKind.SOLUTION not in room.kinds


def test_waiting_through_all_hints_counts_as_not_knowing(room: Classroom) -> None:
    for _ in range(HINTS):
        room.now += HINT_WAIT
        room.lesson.hint()
    room.now += HINT_WAIT
    room.lesson.show_solution()
    assert room.attempts() == [(False, True, True)]


def test_what_cannot_be_read_is_no_attempt(room: Classroom) -> None:
    room.lesson.submit(UNREADABLE)
    assert room.kinds == [ReplyKind.UNREADABLE]
    assert room.attempts() == []
    assert not room.lesson.may_hint()


@pytest.mark.parametrize(
    ("answer", "code"),
    [(Answer(" "), ErrorCode.ANSWER_EMPTY), (Answer("9" * 100_000), ErrorCode.ANSWER_TOO_LONG)],
)
def test_what_is_no_answer_is_refused_and_loses_nothing(
    room: Classroom, answer: Answer, code: ErrorCode
) -> None:
    room.lesson.submit(answer)
    assert room.refusal() is code
    assert room.attempts() == []
    assert not room.picture.is_busy


@pytest.mark.parametrize("text", ["10^10^10", "__import__('os')", "😀", "\u202e4", "1/0", "((((", "NaN"])
def test_a_hostile_answer_neither_fails_nor_hangs(room: Classroom, text: str) -> None:
    room.lesson.submit(Answer(text))
    assert len(room.kinds) == 1


def test_an_expression_that_takes_for_ever_is_not_counted(tmp_path: Path) -> None:
    room = Classroom(tmp_path, school.item("e", "Содда кунед.", school.Short(("sqrt(x^2+2x+1)",), True)))
    room.lesson = room.new_lesson(Means(room.learner, room.means.bank, SlowAlgebra(), room.means.chance))
    room.lesson.start(TOPIC)
    room.lesson.submit(Answer("abs(x+1)"))
    assert room.refusal() is ErrorCode.ALGEBRA_TOO_SLOW
    assert room.attempts() == []
    room.close()


def test_nothing_to_practise_is_told(room: Classroom) -> None:
    room.lesson.start(Plan(PlanKind.TOPIC, topic="physics.7.nothing"))
    assert room.refusal() is ErrorCode.NOTHING_TO_PRACTISE
    assert room.lesson.picture is None


def test_the_answer_is_explained_on_wish(room: Classroom) -> None:
    room.lesson.explain_answer()
    assert room.kinds == []
    room.lesson.submit(RIGHT)
    room.lesson.explain_answer()
    room.lesson.explain_answer()
    assert room.kinds == [ReplyKind.RIGHT, ReplyKind.EXPLANATION]
    assert school.SOLUTION[0] in room.picture.replies[-1].text


def test_a_review_ends_when_nothing_is_due(room: Classroom) -> None:
    room.lesson.submit(RIGHT)
    room.now += timedelta(days=30)
    room.lesson.start(Plan(PlanKind.REVIEW))
    room.lesson.submit(RIGHT)
    room.lesson.next()
    last = room.told[-1]
    assert last == events.LessonFinished(Plan(PlanKind.REVIEW), 1, 1)
    assert room.lesson.picture is None


def test_the_same_item_again_at_once_is_no_evidence(tmp_path: Path) -> None:
    room = Classroom(tmp_path, numbered("one"))
    room.lesson.start(TOPIC)
    room.try_everything()
    before = room.database.rows("SELECT probability, attempts FROM mastery")
    ratings = room.database.rows("SELECT * FROM learner_rating")
    for _ in range(3):
        room.lesson.start(TOPIC)
        room.lesson.submit(RIGHT)
    assert room.database.rows("SELECT probability, attempts FROM mastery") == before
    assert room.database.rows("SELECT * FROM learner_rating") == ratings
    room.now += timedelta(days=1)
    room.lesson.start(TOPIC)
    room.lesson.submit(RIGHT)
    assert room.database.rows("SELECT attempts FROM mastery") == [{"attempts": 2}]
    room.close()


def test_a_review_on_the_same_day_still_ends(room: Classroom) -> None:
    room.lesson.submit(WRONG)
    room.now += timedelta(minutes=5)
    room.lesson.start(Plan(PlanKind.REVIEW))
    room.lesson.submit(RIGHT)
    room.lesson.next()
    assert room.told[-1] == events.LessonFinished(Plan(PlanKind.REVIEW), 1, 1)
    assert room.database.rows("SELECT attempts FROM mastery") == [{"attempts": 1}]


def test_where_there_is_no_twin_the_lesson_says_so_and_goes_on(tmp_path: Path) -> None:
    room = Classroom(tmp_path, numbered("one"))
    room.lesson.start(TOPIC)
    room.try_everything()
    assert room.picture.replies[-1].kind is ReplyKind.SAY_IT
    assert verdicts.no_twin_text() in room.picture.replies[-1].text
    assert not room.picture.has_twin
    room.lesson.explain("")
    room.lesson.next()
    assert (room.picture.number, room.picture.is_twin) == (2, False)
    room.close()


def test_a_twin_that_is_gone_is_passed_over(room: Classroom) -> None:
    room.try_everything()
    room.lesson.explain("")
    first = room.picture.item.id
    room.database.change("DELETE FROM item WHERE uid <> ?", (first,))
    room.lesson.next()
    assert (room.picture.number, room.picture.is_twin, room.picture.item.id) == (2, False, first)


class LeakyBank(Bank):
    """A bank of which one item cannot be shown."""

    broken = "one"

    def item(self, db: Database, uid: str) -> Item:
        if uid == self.broken:
            raise TutorError(ErrorCode.GENERATOR_FAILED, generator=uid)
        return super().item(db, uid)


@pytest.fixture
def leaky(tmp_path: Path) -> Iterator[Classroom]:
    """A room whose items 'one' and 'two' are due, the first of which cannot be shown."""
    room = Classroom(tmp_path, numbered("one"), numbered("two"))
    for _ in range(2):
        room.lesson.start(TOPIC)
        room.lesson.submit(WRONG)
        room.now += timedelta(seconds=1)
    room.now += timedelta(days=1)
    room.lesson = room.new_lesson(replace(room.means, bank=LeakyBank(tmp_path)))
    yield room
    room.close()


def test_a_due_item_that_cannot_be_shown_blocks_no_review(leaky: Classroom) -> None:
    review = Plan(PlanKind.REVIEW)
    leaky.lesson.start(review)
    assert leaky.picture.item.id == "two"
    leaky.lesson.submit(RIGHT)
    leaky.lesson.next()
    assert leaky.told[-1] == events.LessonFinished(review, 1, 1)


def test_where_no_item_can_be_shown_the_failure_is_told(leaky: Classroom) -> None:
    leaky.database.change("DELETE FROM item WHERE uid = 'two'")
    leaky.lesson.start(TOPIC)
    assert leaky.refusal() is ErrorCode.GENERATOR_FAILED


def test_lines_of_work_are_checked(room: Classroom) -> None:
    found = []
    room.lesson.check_work("2x + 6 = 14\n2x = 14 + 6\nx = 10", found.append)
    assert found[0].first_wrong == 1


# Left and resumed


def test_a_lesson_goes_on_after_a_power_cut(room: Classroom) -> None:
    room.lesson.submit(WRONG)
    room.lesson.hint()
    before = room.picture
    topics: list[object] = []
    room.lesson = room.new_lesson(room.means)
    room.lesson.find_kept(topics.append)
    assert topics == [school.LINEAR]
    room.lesson.resume()
    assert room.picture == before


def test_a_kept_lesson_whose_item_is_gone_is_forgotten(room: Classroom) -> None:
    room.lesson.leave()
    room.database.change("DELETE FROM item")
    room.lesson.resume()
    assert room.refusal() is ErrorCode.NOTHING_TO_PRACTISE


def test_a_kept_lesson_that_cannot_be_read_is_forgotten(room: Classroom) -> None:
    room.lesson.leave()
    for state in ("", "{}", "[1]", '{"plan": 3}'):
        room.database.change("UPDATE lesson SET state = ?", (state,))
        room.lesson.resume()
        assert room.refusal() is ErrorCode.NOTHING_TO_PRACTISE


def test_a_dropped_lesson_keeps_nothing_more(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    room.says(lambda request: wire.Text(request, "Ба 6 нигаред. Баъд"))
    room.database.change("DELETE FROM lesson")  # as where another database takes the place of this one
    room.lesson.drop()
    assert room.database.rows("SELECT * FROM lesson") == []
    assert room.lesson.picture is None
    assert room.engine.generated[-1].request in room.engine.stopped


# With a model


def test_the_model_is_told_how_the_topic_went(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(RIGHT)
    room.lesson.next()
    room.lesson.submit(WRONG)
    assert "Аз 1 супориши ҳамин мавзӯъ" in room.engine.generated[-1].turns[-1].text


def test_the_model_words_a_wrong_answer(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    prompt = room.engine.generated[-1].turns[-1].text
    assert "$2x + 6 = 14$" in prompt
    assert "Ҷавоби хонанда: 10" in prompt
    assert room.picture.replies[-1].is_writing
    room.writes("Аломати 6-ро санҷед. Он чӣ мешавад?")
    assert room.picture.replies[-1].words == "Аломати 6-ро санҷед. Он чӣ мешавад?"
    assert not room.picture.replies[-1].is_writing


@pytest.mark.parametrize(
    ("wanted", "is_base", "is_asked"),
    [
        ("taught", False, True),
        ("taught", True, False),
        ("always", True, True),
        ("never", False, False),
    ],
)
def test_a_model_that_was_not_taught_stays_silent_unless_it_is_wanted(
    room: Classroom, wanted: str, is_base: bool, is_asked: bool
) -> None:
    room.tutor.load_model(CARD.path, context=4096)
    room.says(lambda _: wire.Loaded(replace(CARD, is_base=is_base)))
    room.lesson.words_wanted = wanted
    room.lesson.submit(WRONG)
    assert bool(room.engine.generated) is is_asked


def test_no_sentence_with_the_answer_is_shown_or_kept(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    room.writes("Хуб аст. Пас $x = 4$ мешавад. Номаълум ба чор баробар аст.")
    assert room.picture.replies[-1].words == "Хуб аст. "
    room.lesson = room.new_lesson(room.means)
    room.lesson.resume()
    assert room.picture.replies[-1].words == "Хуб аст. "


def test_after_the_solution_the_answer_may_be_said(room: Classroom) -> None:
    room.load_model()
    room.try_everything()
    room.lesson.explain("Ба ду тақсим кардам.")
    room.writes("Бале, $x = 4$ мешавад. Чаро ба ду тақсим кардед?")
    assert "$x = 4$" in room.picture.replies[-1].words


@pytest.mark.parametrize(
    "text",
    ["", "  \n ", "савол " * 100, "Давайте сначала подумаем, что здесь нужно сделать.", "Ҷавоб чор аст."],
)
def test_words_that_are_not_fit_leave_the_curated_text(room: Classroom, text: str) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    room.lesson.hint()
    room.writes(text)
    assert room.picture.replies[-1].text == school.HINTS[0]
    assert room.picture.replies[-1].words.strip() == ""
    assert not room.picture.replies[-1].is_writing


def test_a_model_killed_in_the_middle_of_a_hint_leaves_the_hint(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    room.lesson.hint()
    died = TutorError(ErrorCode.ENGINE_DIED, exit_code=-9)
    room.says(lambda request: wire.Text(request, "Ба 6 нигаред. Баъд"), lambda r: wire.Died(r, died))
    last = room.picture.replies[-1]
    assert (last.text, last.words, last.is_writing) == (school.HINTS[0], "Ба 6 нигаред. ", False)
    room.lesson.submit(RIGHT)
    assert room.kinds[-2:] == [ReplyKind.RIGHT, ReplyKind.SAY_IT]


def test_the_next_step_stops_the_model(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    request = room.engine.generated[-1].request
    room.lesson.submit(RIGHT)
    assert request in room.engine.stopped
    room.says(lambda _: wire.Text(request, "Дер монда. Хуб. "))
    assert all(not reply.words and not reply.is_writing for reply in room.picture.replies)


def test_leaving_stops_the_model_and_keeps_what_came(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    room.says(lambda request: wire.Text(request, "Ба 6 нигаред. Баъд"))
    room.lesson.leave()
    room.lesson.resume()
    assert room.picture.replies[-1].words == "Ба 6 нигаред. "


def test_a_full_gate_ends_the_models_work(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    request = room.engine.generated[-1].request
    room.says(lambda r: wire.Text(r, "савол " * 60 + ". Боз "))
    assert request in room.engine.stopped
    assert not room.picture.replies[-1].is_writing


def test_a_question_in_a_conversation_ends_the_words_of_the_lesson(room: Classroom) -> None:
    room.load_model()
    room.lesson.submit(WRONG)
    request = room.engine.generated[-1].request
    room.tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
    room.tutor.ask("Қувва чист?")
    assert request in room.engine.stopped
    assert not room.picture.replies[-1].is_writing
