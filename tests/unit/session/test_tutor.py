"""A conversation as it happens, on an engine that plays a script."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.scripted_engine import CARD, USAGE, ScriptedEngine

from soro_tutor.domain.dialogue import MessageState, Mode, Role, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import messages as wire
from soro_tutor.session import events, history
from soro_tutor.session.lane import DirectLane
from soro_tutor.session.tutor import Tutor
from soro_tutor.store import learners, messages
from soro_tutor.store.database import Database


class Desk:
    """A tutor with its engine, its database and what it told."""

    def __init__(self) -> None:
        self.database = Database.in_memory()
        self.engine = ScriptedEngine()
        self.told: list[events.SessionEvent] = []
        self.tutor = Tutor(self.engine, DirectLane(self.database), self.told.append)  # type: ignore[arg-type]
        self.tutor.set_learner(learners.add_learner(self.database, "Ҷамшед", 8, datetime.now(UTC)))

    def load(self) -> None:
        self.tutor.load_model(CARD.path, context=4096)
        self.engine_says(lambda _: wire.Loaded(CARD))

    def engine_says(self, *make: Callable[[int], wire.Event]) -> None:
        request = self.engine.generated[-1].request if self.engine.generated else 0
        self.engine.events = [event(request) for event in make]
        self.tutor.pump()

    def answer(self, text: str, reason: wire.FinishReason = wire.FinishReason.END) -> None:
        self.engine_says(
            lambda request: wire.Text(request, text), lambda request: wire.Finished(request, reason, USAGE)
        )

    def last(self, kind: type) -> object:
        return next(event for event in reversed(self.told) if isinstance(event, kind))

    def stored(self) -> list[tuple[Role, str, MessageState]]:
        assert self.tutor.conversation is not None
        return [
            (message.role, message.text, message.state)
            for message in messages.whole(self.database, self.tutor.conversation.id)
        ]


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.load()
    made.tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
    yield made
    made.tutor.close()
    made.database.close()


def test_a_question_and_its_answer_are_stored_and_told(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.answer("Қувва сабаби тағйири суръат аст.")
    assert desk.stored() == [
        (Role.USER, "Қувва чист?", MessageState.COMPLETE),
        (Role.ASSISTANT, "Қувва сабаби тағйири суръат аст.", MessageState.COMPLETE),
    ]
    answered = desk.last(events.Answered)
    assert answered.answer.text == "Қувва сабаби тағйири суръат аст."
    assert not desk.tutor.is_busy


def test_the_model_is_told_the_subject_the_grade_and_the_question(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    system, question = desk.engine.generated[-1].turns
    assert system.role is Role.SYSTEM
    assert "физика" in system.text
    assert "8" in system.text
    assert question.text == "Қувва чист?"


def test_a_conversation_is_stored_only_with_its_first_question(desk: Desk) -> None:
    assert desk.tutor.conversation.id == 0
    desk.tutor.ask("Қувва\nчист?")
    assert desk.tutor.conversation.id > 0
    assert desk.tutor.conversation.title == "Қувва чист?"


def test_the_prefix_is_read_while_the_learner_types(desk: Desk) -> None:
    warm = desk.engine.commands[-1]
    assert isinstance(warm, wire.Warm)
    desk.tutor.ask("Қувва чист?")
    assert desk.engine.generated[-1].turns[: len(warm.turns)] == warm.turns
    desk.answer("Ҷавоб.")
    assert desk.engine.commands[-1].turns[-1].text == "Ҷавоб."


def test_an_empty_question_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(TutorError) as caught:
        desk.tutor.ask(" \n ")
    assert caught.value.code is ErrorCode.QUESTION_EMPTY


def test_a_question_of_a_megabyte_is_refused_at_once_and_not_stored(desk: Desk) -> None:
    with pytest.raises(TutorError) as caught:
        desk.tutor.ask("а" * 1_000_000)
    assert caught.value.code is ErrorCode.QUESTION_TOO_LONG
    assert desk.tutor.conversation.id == 0


def test_a_question_that_the_engine_finds_too_long_goes_back_to_the_learner(desk: Desk) -> None:
    desk.tutor.ask("Саволи дароз")
    error = TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=5000, limit=4096)
    desk.engine_says(lambda request: wire.Failed(request, error))
    refused = desk.last(events.Refused)
    assert (refused.text, refused.error.code) == ("Саволи дароз", ErrorCode.QUESTION_TOO_LONG)
    assert desk.stored() == []
    assert not desk.tutor.is_busy


def test_without_a_model_asking_says_so() -> None:
    desk = Desk()
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    with pytest.raises(TutorError) as caught:
        desk.tutor.ask("Ҳуқуқ чист?")
    assert caught.value.code is ErrorCode.MODEL_NOT_CHOSEN
    desk.database.close()


def test_a_model_that_did_not_load_is_named_when_asked() -> None:
    desk = Desk()
    desk.tutor.load_model("/нест.gguf", context=4096)
    error = TutorError(ErrorCode.MODEL_MISSING, path="/нест.gguf")
    desk.engine_says(lambda _: wire.Failed(0, error))
    assert desk.last(events.ModelFailed).error is error
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    with pytest.raises(TutorError) as caught:
        desk.tutor.ask("Ҳуқуқ чист?")
    assert caught.value.code is ErrorCode.MODEL_MISSING
    desk.database.close()


def test_a_question_that_waits_for_a_model_that_does_not_load_ends_with_the_reason() -> None:
    desk = Desk()
    desk.tutor.load_model("/вайрон.gguf", context=4096)
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.ask("Ҳуқуқ чист?")
    error = TutorError(ErrorCode.MODEL_NOT_GGUF, path="/вайрон.gguf")
    echo = TutorError(ErrorCode.MODEL_NOT_CHOSEN)
    desk.engine_says(lambda _: wire.Failed(0, error), lambda request: wire.Failed(request, echo))
    assert desk.last(events.Answered).error is error
    assert desk.last(events.ModelFailed).error is error
    assert not desk.tutor.is_busy
    desk.database.close()


def test_a_stopped_answer_is_kept_and_can_be_continued(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.tutor.stop()
    assert desk.engine.stopped == [desk.engine.generated[-1].request]
    desk.answer("Қувва", wire.FinishReason.STOPPED)
    assert desk.last(events.Answered).answer.is_unfinished
    desk.tutor.resume()
    assert desk.engine.generated[-1].partial == "Қувва"
    desk.answer(" сабаб аст.")
    assert desk.stored()[-1] == (Role.ASSISTANT, "Қувва сабаб аст.", MessageState.COMPLETE)


def test_when_the_engine_dies_the_part_that_had_arrived_is_kept(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    error = TutorError(ErrorCode.ENGINE_DIED, exit_code=-9)
    desk.engine_says(
        lambda request: wire.Text(request, "Қувва саб"), lambda request: wire.Died(request, error)
    )
    answered = desk.last(events.Answered)
    assert answered.error is error
    assert answered.answer.text == "Қувва саб"
    assert desk.stored()[-1] == (Role.ASSISTANT, "Қувва саб", MessageState.FAILED)
    desk.tutor.ask("Боз як савол")
    assert desk.engine.generated[-1].turns[-1].text == "Боз як савол"


def test_closing_in_the_middle_of_an_answer_keeps_its_text(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.engine_says(lambda request: wire.Text(request, "Қувва"))
    conversation = desk.tutor.conversation
    desk.tutor.close()
    desk.tutor.conversation = conversation
    assert desk.stored()[-1] == (Role.ASSISTANT, "Қувва", MessageState.STOPPED)


def test_an_answer_is_stored_while_it_streams(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soro_tutor.session.answer.SAVE_SECONDS", 0.0)
    desk.tutor.ask("Қувва чист?")
    desk.engine_says(lambda request: wire.Text(request, "Қув"), lambda request: wire.Text(request, "ва"))
    assert desk.stored()[-1] == (Role.ASSISTANT, "Қувва", MessageState.WRITING)


def test_another_answer_replaces_the_last_one_and_undo_brings_it_back(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.answer("Якум.")
    desk.tutor.regenerate()
    replaced = desk.last(events.Replaced)
    desk.answer("Дуюм.")
    assert [text for _, text, _ in desk.stored()] == ["Қувва чист?", "Дуюм."]
    desk.tutor.undo(replaced.undo)
    assert [text for _, text, _ in desk.stored()] == ["Қувва чист?", "Якум."]
    assert [message.text for message in desk.last(events.Opened).messages] == ["Қувва чист?", "Якум."]


def test_an_edited_question_replaces_all_that_came_after_it(desk: Desk) -> None:
    desk.tutor.ask("Якум?")
    first = desk.last(events.Asked).question
    desk.answer("Ҷавоби якум.")
    desk.tutor.ask("Дуюм?")
    desk.answer("Ҷавоби дуюм.")
    desk.tutor.edit(first.id, "Якуми нав?")
    desk.answer("Ҷавоби нав.")
    assert [text for _, text, _ in desk.stored()] == ["Якуми нав?", "Ҷавоби нав."]
    assert [turn.text for turn in desk.engine.generated[-1].turns[1:]] == ["Якуми нав?"]
    desk.tutor.undo(desk.last(events.Replaced).undo)
    assert [text for _, text, _ in desk.stored()] == ["Якум?", "Ҷавоби якум.", "Дуюм?", "Ҷавоби дуюм."]


def test_the_forecast_comes_from_this_computers_own_speeds(desk: Desk) -> None:
    assert desk.tutor.forecast("Қувва чист?") is None
    desk.tutor.ask("Қувва чист?")
    desk.answer("Ҷавоб.")
    # 30 characters are about 10 tokens at 50 a second; the usual 200 tokens are written at 10 a second.
    assert desk.tutor.forecast("а" * 30) == pytest.approx(10 / 50 + 200 / 10)


def test_what_comes_late_of_an_answer_that_was_left_is_not_taken_for_the_next_ones(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    late = desk.engine.generated[-1].request
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.ask("Ҳуқуқ чист?")
    told = len(desk.told)
    error = TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=5000, limit=4096)
    desk.engine.events = [
        wire.Reading(late, 1, 2),
        wire.Trimmed(late, 2),
        wire.Text(late, "дер"),
        wire.Finished(late, wire.FinishReason.END, USAGE),
        wire.Failed(late, error),
    ]
    desk.tutor.pump()
    assert desk.told[told:] == []
    desk.answer("Ҷавоб.")
    assert desk.stored()[-1] == (Role.ASSISTANT, "Ҷавоб.", MessageState.COMPLETE)


def test_leaving_a_conversation_keeps_what_had_arrived(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.engine_says(lambda request: wire.Text(request, "Қув"))
    left = desk.tutor.conversation
    assert left is not None
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    assert desk.engine.stopped
    assert messages.newest(desk.database, left.id, 1)[0].text == "Қув"
    assert messages.newest(desk.database, left.id, 1)[0].state is MessageState.STOPPED


def test_a_long_answer_that_no_longer_fits_is_kept_when_it_is_continued(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.answer("Дароз " * 50, wire.FinishReason.LENGTH)
    desk.tutor.resume()
    error = TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=5000, limit=4096)
    desk.engine_says(lambda request: wire.Failed(request, error))
    assert desk.last(events.Answered).error is error
    assert [text for _, text, _ in desk.stored()] == ["Қувва чист?", "Дароз " * 50]


def test_a_whole_answer_is_not_continued(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.answer("Ҷавоб.")
    desk.tutor.resume()
    assert len(desk.engine.generated) == 1
    assert not desk.tutor.is_busy


def test_the_good_answer_stays_where_no_model_could_give_another() -> None:
    desk = Desk()
    desk.load()
    desk.tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
    desk.tutor.ask("Қувва чист?")
    desk.answer("Ҷавоб.")
    desk.tutor.load_model("/нест.gguf", context=4096)
    error = TutorError(ErrorCode.MODEL_MISSING, path="/нест.gguf")
    desk.engine_says(lambda _: wire.Failed(0, error))
    with pytest.raises(TutorError):
        desk.tutor.regenerate()
    assert desk.stored()[-1][1] == "Ҷавоб."
    desk.database.close()


def test_news_of_a_file_that_is_no_longer_wanted_change_nothing() -> None:
    desk = Desk()
    desk.tutor.load_model("/бад.gguf", context=4096)
    desk.tutor.load_model(CARD.path, context=4096)
    error = TutorError(ErrorCode.MODEL_NOT_GGUF, path="/бад.gguf")
    desk.engine_says(lambda _: wire.Failed(0, error), lambda _: wire.Loaded(CARD))
    assert not [event for event in desk.told if isinstance(event, events.ModelFailed)]
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.ask("Ҳуқуқ чист?")
    assert desk.tutor.is_busy
    desk.database.close()


def test_an_engine_that_fell_while_loading_is_tried_again_by_the_next_question() -> None:
    desk = Desk()
    desk.tutor.load_model(CARD.path, context=4096)
    desk.engine_says(lambda _: wire.Died(0, TutorError(ErrorCode.ENGINE_DIED, exit_code=-9)))
    assert desk.last(events.ModelFailed).error.code is ErrorCode.ENGINE_DIED
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.ask("Ҳуқуқ чист?")
    assert desk.engine.generated
    desk.database.close()


def test_stop_ends_a_question_that_waits_for_the_model() -> None:
    desk = Desk()
    desk.tutor.load_model(CARD.path, context=4096)
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.ask("Ҳуқуқ чист?")
    desk.tutor.stop()
    assert not desk.tutor.is_busy
    assert desk.last(events.Answered).answer.state is MessageState.STOPPED
    desk.database.close()


def test_an_engine_that_falls_ends_the_answer_whatever_it_was_working_on(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.engine.events = [wire.Died(0, TutorError(ErrorCode.ENGINE_DIED, exit_code=-9))]
    desk.tutor.pump()
    assert not desk.tutor.is_busy
    assert desk.last(events.Answered).error.code is ErrorCode.ENGINE_DIED


class SlowLane:
    """A lane whose jobs run when the test says so."""

    def __init__(self, database: Database) -> None:
        self._direct = DirectLane(database)
        self._waiting: list[Callable[[], None]] = []

    def run(self, job, then=None, failed=None) -> None:  # type: ignore[no-untyped-def]
        self._waiting.append(lambda: self._direct.run(job, then, failed))

    def work(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


@pytest.fixture
def slow(desk: Desk) -> SlowLane:
    lane = SlowLane(desk.database)
    desk.tutor._lane = lane
    return lane


def test_stop_while_the_question_is_stored_stops_its_answer_and_no_other(desk: Desk, slow: SlowLane) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.tutor.stop()
    slow.work()
    assert desk.engine.stopped == [1]
    desk.answer("", wire.FinishReason.STOPPED)
    desk.tutor.ask("Масса чист?")
    slow.work()
    assert 2 not in desk.engine.stopped


def test_a_question_whose_conversation_is_left_while_it_is_stored_asks_nothing(
    desk: Desk, slow: SlowLane
) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    slow.work()
    assert not desk.engine.generated
    assert desk.tutor.conversation.subject is Subject.LAW
    assert not desk.tutor.is_busy


def test_a_mode_chosen_while_the_question_is_stored_stays(desk: Desk, slow: SlowLane) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.tutor.set_mode(Mode.ASK_BACK)
    slow.work()
    assert desk.tutor.conversation.mode is Mode.ASK_BACK


def test_of_two_conversations_opened_at_once_the_last_one_stays(desk: Desk, slow: SlowLane) -> None:
    desk.tutor.ask("Қувва чист?")
    slow.work()
    first = desk.tutor.conversation.id
    desk.tutor.open(first)
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    slow.work()
    assert desk.tutor.conversation.subject is Subject.LAW


def test_undo_from_another_conversation_opens_the_one_that_it_changes(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.answer("Якум.")
    first = desk.tutor.conversation.id
    desk.tutor.regenerate()
    undo = desk.last(events.Replaced).undo
    desk.answer("Дуюм.")
    desk.tutor.begin(Subject.LAW, Mode.EXPLAIN)
    desk.tutor.undo(undo)
    assert desk.tutor.conversation.id == first
    assert desk.stored()[-1][1] == "Якум."


def test_a_full_disk_gives_the_question_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise TutorError(ErrorCode.DISK_FULL, path="/д")

    monkeypatch.setattr(history, "store_question", full)
    desk.tutor.ask("Қувва чист?")
    refused = desk.last(events.Refused)
    assert (refused.text, refused.error.code) == ("Қувва чист?", ErrorCode.DISK_FULL)
    assert not desk.tutor.is_busy


def test_a_disk_that_fills_during_an_answer_is_told_once_and_the_answer_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soro_tutor.session.answer.SAVE_SECONDS", 0.0)
    desk.tutor.ask("Қувва чист?")

    def full(*_: object) -> None:
        raise TutorError(ErrorCode.DISK_FULL, path="/д")

    monkeypatch.setattr(messages, "set_text", full)
    desk.engine_says(lambda request: wire.Text(request, "Қув"), lambda request: wire.Text(request, "ва"))
    desk.answer("!")
    assert len([event for event in desk.told if isinstance(event, events.NotSaved)]) == 1
    assert desk.last(events.Answered).answer.text == "Қувва!"


def test_the_learner_is_told_when_the_beginning_is_not_seen(desk: Desk) -> None:
    desk.tutor.ask("Қувва чист?")
    desk.engine_says(lambda request: wire.Trimmed(request, 4))
    assert desk.last(events.BeginningUnseen).turns == 4


def test_what_the_model_is_shown_of_a_long_conversation_begins_at_the_same_turn(desk: Desk) -> None:
    desk.tutor.ask("0")
    desk.answer("ҷавоби 0")
    for number in range(1, 130):
        desk.tutor.ask(str(number))
        desk.answer(f"ҷавоби {number}")
    first, second = (command.turns for command in desk.engine.generated[-2:])
    assert second[: len(first)] == first
    assert first[1].text == "50"  # 100 of 259 messages are never sent again
    assert desk.last(events.BeginningUnseen).turns == 100


def test_another_learner_begins_with_no_conversation(desk: Desk) -> None:
    other = learners.add_learner(desk.database, "Зарина", 5, datetime.now(UTC))
    desk.tutor.set_learner(other)
    assert desk.tutor.conversation is None
    assert desk.tutor.learner is other
