"""The tutor: a learner's conversation, asked of the engine, stored as it streams, told to one listener."""

import dataclasses
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import assert_never

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Mode, Subject, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.text import normalize
from soro_tutor.engine import messages as wire
from soro_tutor.engine.client import EngineClient
from soro_tutor.session import events, history, prompt
from soro_tutor.session.answer import Answer
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.history import Page, Recent, Step
from soro_tutor.session.lane import Lane
from soro_tutor.session.loaded_model import LoadedModel
from soro_tutor.store import conversations, messages
from soro_tutor.store.database import Database

MAX_ANSWER_TOKENS = 400

AsideEvent = wire.Reading | wire.Trimmed | wire.Text | wire.Finished | wire.Failed


class Tutor:
    """One learner's conversations on one engine.

    Lives in the caller's thread and never blocks: database jobs go to the lane, the engine is polled by
    `pump`, and everything that happens is told to `listener` as a SessionEvent.
    """

    def __init__(
        self,
        engine: EngineClient,
        lane: Lane,
        listener: Callable[[SessionEvent], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._lane = lane
        self._tell = listener
        self._clock = clock
        self._model = LoadedModel(engine, lane, listener, clock)
        self._request = 0
        self._answer: Answer | None = None
        self._visit = 0  # grows with every conversation that is opened or left
        self._asking_visit = -1  # the visit whose question is being stored
        self._is_stop_wanted = False
        self._asides: dict[int, Callable[[AsideEvent], None]] = {}
        self._recent = Recent()
        self.learner = Learner(0, "")
        self.tutor_language = "tg"
        self.conversation: Conversation | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._answer is not None or self._asking_visit == self._visit

    @property
    def may_resume(self) -> bool:
        """Whether the last answer of the open conversation broke off."""
        recent = self._recent.messages
        return not self.is_busy and bool(recent) and recent[-1].is_unfinished

    @property
    def card(self) -> wire.ModelCard | None:
        """The model that answers, None while there is none."""
        return self._model.card

    def set_learner(self, learner: Learner) -> None:
        """Teach somebody else: the open conversation is left."""
        self.leave()
        self.learner = learner

    def load_model(self, path: str, *, context: int, anyway: bool = False, processor: str = "") -> None:
        """Load a model file in the engine's process; ModelReady or ModelFailed tells how it ended.

        `processor` is what session.processor remembers of this computer.
        """
        self._end_answer()
        self._end_asides()
        self._model.load(path, context, anyway, processor)

    def forecast(self, text: str) -> float | None:
        """Seconds until the answer to `text` is whole, None before the first was measured."""
        try:
            self._model.check_length(text)
        except TutorError:
            return None  # it will not be asked
        return self._model.forecast.seconds(text)

    # The conversation

    def begin(self, subject: Subject, mode: Mode) -> None:
        """Begin a conversation; it is stored with its first question, and has the id 0 until then."""
        self.leave()
        now = self._clock()
        self._on_opened(Page(Conversation(0, self.learner.id, subject, mode, "", now, now), (), Recent()))

    def open(self, conversation_id: int, around: int = 0) -> None:
        """Open a stored conversation at its newest messages, or at those around a message."""
        self._open(lambda db: history.open_page(db, conversation_id, around))

    def leave(self) -> None:
        """Leave the open conversation; what has arrived of an answer is stored as it is.

        When this returns nothing of it is under way any more: the database may be closed or changed.
        """
        self._end_answer()
        self._visit += 1
        self.conversation = None
        self._recent = Recent()

    def set_mode(self, mode: Mode) -> None:
        """Change what the tutor does in the open conversation, from the next question on."""
        conversation = self.conversation
        if conversation is None:
            return  # another one is being opened, and brings its own mode
        self.conversation = dataclasses.replace(conversation, mode=mode)
        if conversation.id:
            self._lane.run(lambda db: conversations.set_mode(db, conversation.id, mode))
        self._warm()

    def earlier(self, before_id: int, then: Callable[[tuple[Message, ...]], None]) -> None:
        """The messages before one, oldest first."""
        self._lane.run(lambda db: tuple(messages.before(db, before_id, history.WINDOW)), then)

    def later(self, after_id: int, then: Callable[[tuple[Message, ...]], None]) -> None:
        """The messages after one, oldest first."""
        self._lane.run(lambda db: tuple(messages.after(db, after_id, history.WINDOW)), then)

    def ask(self, text: str) -> None:
        """Ask a question in the open conversation.

        Raises at once TutorError QUESTION_EMPTY, QUESTION_TOO_LONG, MODEL_NOT_CHOSEN, the reason why the
        model did not load, or DATABASE_BUSY while a conversation is being fetched; what is found out later is
        told by Refused.
        """
        text = self._checked(text)
        conversation = self._open_conversation()
        self._start(lambda db: history.store_question(db, conversation, text, self._clock()), text)

    def edit(self, message_id: int, text: str) -> None:
        """Ask another question in place of a stored one and of all after it; `undo` brings them back.

        Raises what `ask` raises.
        """
        text = self._checked(text)
        conversation = self._open_conversation()
        self._start(
            lambda db: history.replace_question(db, conversation, message_id, text, self._clock()), text
        )

    def regenerate(self) -> None:
        """Answer the last question again; `undo` brings the former answer back. Raises as `ask` does."""
        self._model.check()
        conversation = self._open_conversation()
        if self._recent.messages:
            self._start(lambda db: history.replace_answer(db, conversation, self._clock()))

    def resume(self) -> None:
        """Continue the last answer where it broke off, if it did. Raises as `ask` does."""
        self._model.check()
        conversation = self._open_conversation()
        if self.may_resume:
            self._start(lambda db: history.continue_answer(db, conversation))

    def undo(self, undo: int) -> None:
        """Bring back what a Replaced told of, and open its conversation."""
        self._open(lambda db: history.open_page(db, messages.restore_superseded(db, undo), 0))

    def stop(self) -> None:
        """Stop the answer that is on its way; what has arrived is kept."""
        if self._answer is None:
            self._is_stop_wanted = self.is_busy
        elif self.card is None:
            self._end_answer()  # it waits for the model, which cannot be stopped
        else:
            self._engine.stop(self._answer.request)

    def say_aside(
        self, turns: tuple[Turn, ...], max_tokens: int, listener: Callable[[AsideEvent], None]
    ) -> int:
        """Have the model write something outside any conversation, as a lesson does; returns its request.

        `listener` is told of each piece, and last of Finished or Failed. Raises TutorError MODEL_NOT_CHOSEN
        or why the model did not load.
        """
        self._model.check()
        self._request += 1
        self._asides[self._request] = listener
        self._engine.generate(
            wire.Generate(
                self._request,
                turns,
                max_tokens=max_tokens,
                sampling=wire.Sampling(seed=secrets.randbelow(2**31)),
                frame=prompt.frame(self.tutor_language),
            )
        )
        return self._request

    def stop_aside(self, request: int) -> None:
        """Stop what was asked with `say_aside`; its listener is told nothing more."""
        if self._asides.pop(request, None) is not None:
            self._engine.stop(request)

    def pump(self, timeout: float = 0.0) -> None:
        """Take in what the engine has sent; a window calls this about 25 times a second.

        A terminal, which has nothing else to do, waits up to `timeout` seconds for it.
        """
        for event in self._engine.poll(timeout):
            self._on_engine_event(event)

    def close(self) -> None:
        """Store what has arrived of an answer, and end the engine's process."""
        self.leave()
        self._engine.close()

    # From a question to its answer

    def _checked(self, text: str) -> str:
        """The question in the form in which it is stored and asked: ӣ and ӯ are one letter each."""
        if not text.strip():
            raise TutorError(ErrorCode.QUESTION_EMPTY)
        self._model.check_length(text)
        return normalize(text)

    def _start(self, job: Callable[[Database], Step], text: str = "") -> None:
        """Store one step, then have it answered; where that fails, `text` goes back to the learner."""
        if self.is_busy:
            raise RuntimeError("an answer is on its way; the listener offers only Stop")
        self._end_asides()  # whoever asks is no longer in the lesson
        visit = self._asking_visit = self._visit
        self._is_stop_wanted = False

        def stored(step: Step) -> None:
            # In a conversation that was left meanwhile the stored answer stays empty, and may be continued.
            if visit == self._visit:
                self._asking_visit = -1
                self._on_stored(step)

        def failed(error: TutorError) -> None:
            if visit == self._visit:
                self._asking_visit = -1
            self._tell(events.Refused(text, error))

        self._lane.run(job, stored, failed)

    def _on_stored(self, step: Step) -> None:
        mode = self._open_conversation().mode  # it may have been changed while the step was stored
        self.conversation = dataclasses.replace(step.conversation, mode=mode)
        self._recent = step.recent
        if step.undo:
            self._tell(events.Replaced(step.replaced_from, step.undo))
        if step.is_new_question:
            self._tell(events.Asked(step.question, step.answer))
        else:
            self._tell(events.Resumed(step.answer))
        if step.recent.older:
            self._tell(events.BeginningUnseen(step.recent.older))
        self._generate(step)

    def _generate(self, step: Step) -> None:
        self._request += 1
        self._answer = Answer(step, self._request, time.monotonic())
        self._engine.generate(
            wire.Generate(
                self._request,
                self._turns(),
                partial=step.answer.text,
                max_tokens=MAX_ANSWER_TOKENS,
                sampling=wire.Sampling(seed=secrets.randbelow(2**31)),
                frame=prompt.frame(self.tutor_language),
            )
        )
        if self._is_stop_wanted:
            self.stop()

    def _turns(self) -> tuple[Turn, ...]:
        conversation = self._open_conversation()
        system = prompt.system_turn(
            self.tutor_language, conversation.subject, self.learner.grade, conversation.mode
        )
        return (system, *prompt.conversation_turns(self._recent.messages))

    def _warm(self) -> None:
        """Have the conversation read while the learner reads or types, so that the next answer is sooner."""
        if self.card is not None and self.conversation is not None and not self.is_busy:
            self._engine.warm(wire.Warm(self._turns(), prompt.frame(self.tutor_language)))

    def _open(self, job: Callable[[Database], Page]) -> None:
        self.leave()
        visit = self._visit

        def found(page: Page) -> None:
            if visit == self._visit:  # another one may have been opened since
                self._on_opened(page)

        self._lane.run(job, found)

    def _on_opened(self, page: Page) -> None:
        self.conversation = page.conversation
        self._recent = page.recent
        self._tell(events.Opened(page.conversation, page.shown))
        self._warm()

    def _open_conversation(self) -> Conversation:
        if self.conversation is None:  # it is still being fetched
            raise TutorError(ErrorCode.DATABASE_BUSY)
        return self.conversation

    # From the engine's events to the listener's

    def _on_engine_event(self, event: wire.Event) -> None:
        match event:
            case wire.Loading():
                self._tell(events.Progress(Phase(event.phase), event.done, event.total))
            case wire.Loaded():
                self._model.on_loaded(event.card)
                self._warm()
            case wire.Died():
                self._on_died(event.error)
            case wire.Failed(request=0):
                self._on_load_failed(event.error)
            case wire.Reading() | wire.Trimmed() | wire.Text() | wire.Finished() | wire.Failed():
                if event.request in self._asides:
                    self._on_aside_event(event)
                elif self._answer is not None and self._answer.request == event.request:
                    self._on_answer_event(self._answer, event)
            case wire.Rendering():
                pass  # between the worker and its client only
            case _:
                assert_never(event)

    def _on_aside_event(self, event: AsideEvent) -> None:
        if isinstance(event, wire.Finished):
            self._model.remember_speed(event.usage)
        is_last = isinstance(event, wire.Finished | wire.Failed)
        tell = self._asides.pop(event.request) if is_last else self._asides[event.request]
        tell(event)

    def _end_asides(self) -> None:
        """Stop all that is written aside; what has come is whole as far as it goes."""
        asides, self._asides = self._asides, {}
        for request, tell in asides.items():
            self._engine.stop(request)
            tell(wire.Finished(request, wire.FinishReason.STOPPED, wire.Usage(0, 0, 0.0, 0, 0.0)))

    def _on_answer_event(self, answer: Answer, event: AsideEvent) -> None:
        match event:
            case wire.Reading():
                self._tell(events.Progress(Phase.READING, event.done, event.total))
            case wire.Trimmed():
                self._tell(events.BeginningUnseen(self._recent.older + event.turns))
            case wire.Text():
                self._on_text(answer, event.text)
            case wire.Finished():
                self._on_finished(event)
            case wire.Failed():
                self._on_failed(answer, event.error)
            case _:
                assert_never(event)

    def _on_load_failed(self, error: TutorError) -> None:
        if self.card is None:
            self._model.on_failed(error)
            self._end_answer(MessageState.FAILED, error)

    def _on_died(self, error: TutorError) -> None:
        """The engine fell; with the next question it starts anew."""
        self._model.on_failed(error)
        self._end_answer(MessageState.FAILED, error)
        asides, self._asides = self._asides, {}
        for request, tell in asides.items():
            tell(wire.Failed(request, error))

    def _on_text(self, answer: Answer, text: str) -> None:
        if not answer.has_new_text:
            self._tell(events.Progress(Phase.WRITING, 0, 0))
        answer.add(text)
        self._tell(events.TextArrived(answer.id, text))
        if answer.is_due(time.monotonic()):
            self._save(answer, answer.as_message(MessageState.WRITING))

    def _on_finished(self, event: wire.Finished) -> None:
        is_whole = event.reason is wire.FinishReason.END
        self._end_answer(MessageState.COMPLETE if is_whole else MessageState.STOPPED)
        self._model.remember_speed(event.usage)
        self._warm()

    def _on_failed(self, answer: Answer, error: TutorError) -> None:
        if error.code is ErrorCode.QUESTION_TOO_LONG and answer.step.is_new_question:
            self._take_back(answer.step, error)
        else:
            self._end_answer(MessageState.FAILED, error)

    def _end_answer(
        self, state: MessageState = MessageState.STOPPED, error: TutorError | None = None
    ) -> None:
        """Store and tell what has come of the answer that is on its way; late events of it are ignored."""
        answer, self._answer = self._answer, None
        if answer is None:
            return
        self._engine.stop(answer.request)
        message = answer.as_message(state)
        self._recent = dataclasses.replace(self._recent, messages=(*self._recent.messages, message))
        self._save(answer, message)
        self._tell(events.Answered(message, error))

    def _take_back(self, step: Step, error: TutorError) -> None:
        """A question that does not fit is taken out of the conversation and given back."""
        self._answer = None
        question = step.question
        self._recent = dataclasses.replace(step.recent, messages=step.recent.messages[:-1])
        self._lane.run(
            lambda db: messages.supersede_from(db, question.conversation_id, question.id, self._clock()),
            lambda undo: self._tell(events.Replaced(question.id, undo)),
        )
        self._tell(events.Refused(question.text, error))

    def _save(self, answer: Answer, message: Message) -> None:
        def failed(error: TutorError) -> None:
            if not answer.is_save_failing:
                answer.is_save_failing = True
                self._tell(events.NotSaved(error))

        self._lane.run(
            lambda db: messages.set_text(db, message.id, message.text, message.state), None, failed
        )
