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
from soro_tutor.session import events, history, knowledge, prompt
from soro_tutor.session.answer import Answer
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.forecast import Forecast
from soro_tutor.session.history import Page, Recent, Step
from soro_tutor.session.lane import Lane
from soro_tutor.store import conversations, messages
from soro_tutor.store.database import Database

MAX_ANSWER_TOKENS = 400
# A question with more characters than this for every token of the context cannot fit; a text that is only
# somewhat too long is found out by the engine, which counts its tokens.
MAX_CHARACTERS_A_TOKEN = 8


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
        self._request = 0
        self._load: wire.Load | None = None
        self._load_error: TutorError | None = None
        self._answer: Answer | None = None
        self._is_asking = False
        self._is_stop_wanted = False
        self._recent = Recent()
        self._forecast = Forecast()
        self.learner = Learner(0, "")
        self.tutor_language = "tg"
        self.conversation: Conversation | None = None
        self.card: wire.ModelCard | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._is_asking or self._answer is not None

    def set_learner(self, learner: Learner) -> None:
        """Teach somebody else: the open conversation is left."""
        self.stop()
        self.learner = learner
        self.conversation = None
        self._recent = Recent()

    # The model

    def load_model(self, path: str, *, context: int, anyway: bool = False) -> None:
        """Load a model file in the engine's process; ModelReady or ModelFailed tells how it ended."""
        self.card = None
        self._load_error = None
        self._load = wire.Load(path, context=context, anyway=anyway)
        self._tell(events.Progress(Phase.STARTING, 0, 0))

        def start(fingerprint: wire.Fingerprint | None) -> None:
            self._load = wire.Load(path, context=context, expected=fingerprint, anyway=anyway)
            self._engine.load(self._load)

        self._lane.run(lambda db: knowledge.fingerprint(db, path), start, lambda _error: start(None))

    def forecast(self, text: str) -> float | None:
        """Seconds until the answer to `text` is whole, None before the first was measured."""
        return self._forecast.seconds(text)

    # The conversation

    def begin(self, subject: Subject, mode: Mode) -> None:
        """Begin a conversation; it is stored with its first question, and has the id 0 until then."""
        self.stop()
        now = self._clock()
        self._opened(Page(Conversation(0, self.learner.id, subject, mode, "", now, now), (), Recent()))

    def open(self, conversation_id: int, around: int = 0) -> None:
        """Open a stored conversation at its newest messages, or at those around a message."""
        self.stop()
        self._lane.run(
            lambda db: history.open_page(db, conversation_id, around),
            self._opened,
        )

    def set_mode(self, mode: Mode) -> None:
        """Change what the tutor does in the open conversation, from the next question on."""
        conversation = self._open_conversation()
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

        Raises at once TutorError QUESTION_EMPTY, QUESTION_TOO_LONG, MODEL_NOT_CHOSEN or the reason why the
        model did not load; what is found out later is told by Refused.
        """
        text = self._checked(text)
        conversation = self._open_conversation()
        self._start(lambda db: history.store_question(db, conversation, text, self._clock()), text)

    def edit(self, message_id: int, text: str) -> None:
        """Ask another question in place of a stored one and of all after it; `undo` brings them back."""
        text = self._checked(text)
        conversation = self._open_conversation()
        self._start(
            lambda db: history.replace_question(db, conversation, message_id, text, self._clock()), text
        )

    def regenerate(self) -> None:
        """Answer the last question again; `undo` brings the former answer back."""
        conversation = self._open_conversation()
        self._start(lambda db: history.replace_answer(db, conversation, self._clock()))

    def resume(self) -> None:
        """Continue the last answer where it broke off."""
        conversation = self._open_conversation()
        self._start(lambda db: history.continue_answer(db, conversation))

    def undo(self, undo: int) -> None:
        """Bring back what a Replaced told of."""
        self.stop()
        conversation = self._open_conversation()

        def job(db: Database) -> Page:
            messages.restore_superseded(db, undo)
            return history.open_page(db, conversation.id, 0)

        self._lane.run(job, self._opened)

    def stop(self) -> None:
        """Stop the answer that is on its way; what has arrived is kept."""
        if self._answer is not None:
            self._engine.stop(self._answer.request)
        elif self._is_asking:
            self._is_stop_wanted = True

    def pump(self, timeout: float = 0.0) -> None:
        """Take in what the engine has sent; a window calls this about 25 times a second.

        A terminal, which has nothing else to do, waits up to `timeout` seconds for it.
        """
        for event in self._engine.poll(timeout):
            self._on_engine_event(event)

    def close(self) -> None:
        """Store what has arrived of an answer, and end the engine's process."""
        if self._answer is not None:
            self._finish(self._answer.as_message(MessageState.STOPPED))
        self._engine.close()

    # From a question to its answer

    def _checked(self, text: str) -> str:
        """The question in the form in which it is stored and asked: ӣ and ӯ are one letter each."""
        if not text.strip():
            raise TutorError(ErrorCode.QUESTION_EMPTY)
        if self._load is None:
            raise TutorError(ErrorCode.MODEL_NOT_CHOSEN)
        if self._load_error is not None:
            raise self._load_error
        if len(text) > self._load.context * MAX_CHARACTERS_A_TOKEN:
            tokens = len(text) // MAX_CHARACTERS_A_TOKEN
            raise TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=tokens, limit=self._load.context)
        return normalize(text)

    def _start(self, job: Callable[[Database], Step], text: str = "") -> None:
        """Store one step, then have it answered; where that fails, `text` goes back to the learner."""
        if self.is_busy:
            raise RuntimeError("an answer is on its way; the listener offers only Stop")
        self._is_asking = True

        def failed(error: TutorError) -> None:
            self._is_asking = False
            self._tell(events.Refused(text, error))

        self._lane.run(job, self._on_stored, failed)

    def _on_stored(self, step: Step) -> None:
        self._is_asking = False
        self.conversation = step.conversation
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
        self._answer = Answer(step.answer, self._request, time.monotonic())
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
            self._is_stop_wanted = False
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

    def _opened(self, page: Page) -> None:
        self.conversation = page.conversation
        self._recent = page.recent
        self._tell(events.Opened(page.conversation, page.shown))
        self._warm()

    def _open_conversation(self) -> Conversation:
        if self.conversation is None:
            raise RuntimeError("no conversation is open; begin or open one first")
        return self.conversation

    # From the engine's events to the listener's

    def _on_engine_event(self, event: wire.Event) -> None:
        match event:
            case wire.Loading():
                self._tell(events.Progress(Phase(event.phase), event.done, event.total))
            case wire.Loaded():
                self._on_loaded(event.card)
            case wire.Reading():
                self._tell(events.Progress(Phase.READING, event.done, event.total))
            case wire.Trimmed():
                self._tell(events.BeginningUnseen(self._recent.older + event.turns))
            case wire.Text():
                self._on_text(event)
            case wire.Finished():
                self._on_finished(event)
            case wire.Failed() | wire.Died():
                self._on_failure(event)
            case wire.Rendering():
                pass  # between the worker and its client only
            case _:
                assert_never(event)

    def _on_loaded(self, card: wire.ModelCard) -> None:
        self.card = card

        def job(db: Database) -> Forecast:
            knowledge.remember_model(db, card, self._clock())
            return knowledge.forecast(db, card)

        def then(forecast: Forecast) -> None:
            self._forecast = forecast

        self._lane.run(job, then, lambda error: self._tell(events.NotSaved(error)))
        self._tell(events.ModelReady(card))
        self._warm()

    def _on_text(self, event: wire.Text) -> None:
        answer = self._answer
        if answer is None or event.request != answer.request:
            return
        if not answer.has_text:
            self._tell(events.Progress(Phase.WRITING, 0, 0))
        answer.add(event.text)
        self._tell(events.TextArrived(answer.id, event.text))
        if answer.is_due(time.monotonic()):
            self._save(answer, answer.as_message(MessageState.WRITING))

    def _on_finished(self, event: wire.Finished) -> None:
        answer = self._answer
        if answer is None or event.request != answer.request:
            return
        is_whole = event.reason is wire.FinishReason.END
        self._finish(answer.as_message(MessageState.COMPLETE if is_whole else MessageState.STOPPED))
        self._remember_speed(event.usage)
        self._warm()

    def _on_failure(self, event: wire.Failed | wire.Died) -> None:
        answer = self._answer
        if event.request and (answer is None or event.request != answer.request):
            return  # the echo of a question that has ended already
        if self.card is None:
            self._load_error = event.error
            self._tell(events.ModelFailed(event.error))
        if answer is None:
            return  # an engine that falls while nothing is asked is started again by the next question
        if event.error.code is ErrorCode.QUESTION_TOO_LONG:
            self._take_back(event.error)
        else:
            self._finish(answer.as_message(MessageState.FAILED), event.error)

    def _finish(self, message: Message, error: TutorError | None = None) -> None:
        answer, self._answer = self._answer, None
        self._recent = dataclasses.replace(self._recent, messages=(*self._recent.messages, message))
        if answer is not None:
            self._save(answer, message)
        self._tell(events.Answered(message, error))

    def _take_back(self, error: TutorError) -> None:
        """A question that does not fit is taken out of the conversation and given back."""
        self._answer = None
        *before, question = self._recent.messages
        self._recent = dataclasses.replace(self._recent, messages=tuple(before))
        conversation = self._open_conversation()
        self._lane.run(
            lambda db: messages.supersede_from(db, conversation.id, question.id, self._clock()),
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

    def _remember_speed(self, usage: wire.Usage) -> None:
        card = self.card
        if card is None:
            return

        def then(forecast: Forecast) -> None:
            self._forecast = forecast

        self._lane.run(
            lambda db: knowledge.remember_speed(db, card, usage, self._clock()), then, lambda _error: None
        )
