"""What a session tells its listener (a window or a terminal): small frozen values, newest state only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from soro_tutor.domain.dialogue import Conversation, Message
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Item
from soro_tutor.domain.lesson import Effort
from soro_tutor.engine.messages import ModelCard
from soro_tutor.session.practice import Plan
from soro_tutor.session.sitting import Reply


class Phase(StrEnum):
    """What the learner is waiting for."""

    STARTING = "starting"  # the engine's process starts; no measure
    CHECKING = "checking"  # the model file is read through; bytes
    OPENING = "opening"  # the model is opened; per mille
    READING = "reading"  # the question is read; tokens
    WRITING = "writing"  # the answer is written; no measure


@dataclass(frozen=True, slots=True)
class ModelReady:
    """A model is loaded; questions may be asked."""

    card: ModelCard


@dataclass(frozen=True, slots=True)
class ModelFailed:
    """The model could not be loaded; `error` says why."""

    error: TutorError


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation is open; `messages` are its newest ones, oldest first."""

    conversation: Conversation
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question is stored, and an empty answer waits for its text."""

    question: Message
    answer: Message


@dataclass(frozen=True, slots=True)
class Resumed:
    """An unfinished answer is being continued (`answer.text` is what is there already)."""

    answer: Message


@dataclass(frozen=True, slots=True)
class Replaced:
    """Messages from `first_id` on were taken back (edit, regenerate); `undo` brings them back."""

    first_id: int
    undo: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the wait has come; total 0 where there is no measure."""

    phase: Phase
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TextArrived:
    """More text of an answer."""

    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class BeginningUnseen:
    """The model no longer sees the first `turns` messages of this conversation."""

    turns: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is as whole as it will be; its state says whether it was stopped or failed.

    `error` is set where it failed; what had arrived is kept in `answer.text`.
    """

    answer: Message
    error: TutorError | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A question could not be stored or is too long: nothing was asked; `text` goes back to the learner."""

    text: str
    error: TutorError


@dataclass(frozen=True, slots=True)
class NotSaved:
    """An answer that is being written could not be stored; it goes on, on the screen only."""

    error: TutorError


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a lesson's screen shows.

    `order` are the indices of options, parts or right sides in the order in which they are shown; `answer` is
    the last one given. `number` counts from 1, `total` is 0 where the plan is open-ended. While `is_busy`, an
    answer is being graded or another item fetched.
    """

    plan: Plan
    item: Item
    effort: Effort
    topic_titles: Mapping[str, str]
    replies: tuple[Reply, ...]
    answer: Answer
    order: tuple[int, ...]
    number: int
    total: int
    is_twin: bool
    has_twin: bool
    is_busy: bool


@dataclass(frozen=True, slots=True)
class LessonChanged:
    """A lesson has come to another state; `picture` is all that its screen shows."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class LessonWords:
    """More of the model's words under one reply of the lesson."""

    reply_id: int
    text: str


@dataclass(frozen=True, slots=True)
class LessonRefused:
    """What was asked of a lesson could not be done; the lesson stands as it was."""

    error: TutorError


@dataclass(frozen=True, slots=True)
class LessonFinished:
    """A plan has come to its end: so many of its items were right at the first attempt."""

    plan: Plan
    right: int
    total: int


SessionEvent = (
    ModelReady
    | ModelFailed
    | Opened
    | Asked
    | Resumed
    | Replaced
    | Progress
    | TextArrived
    | BeginningUnseen
    | Answered
    | Refused
    | NotSaved
    | LessonChanged
    | LessonWords
    | LessonRefused
    | LessonFinished
)
