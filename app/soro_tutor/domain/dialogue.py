"""A conversation between a learner and the tutor, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Subject(StrEnum):
    """The school subjects, in the order in which they are shown."""

    MATHEMATICS = "mathematics"
    PHYSICS = "physics"
    CHEMISTRY = "chemistry"
    BIOLOGY = "biology"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    TAJIK_LANGUAGE = "tajik_language"
    TAJIK_LITERATURE = "tajik_literature"
    LAW = "law"
    INFORMATICS = "informatics"
    ENGLISH = "english"
    RUSSIAN = "russian"


# The subjects that teach a language: their answers are its words, and their lessons quote it.
LANGUAGES = frozenset([Subject.TAJIK_LANGUAGE, Subject.TAJIK_LITERATURE, Subject.ENGLISH, Subject.RUSSIAN])


class Mode(StrEnum):
    """What the learner wants of the tutor in a conversation."""

    EXPLAIN = "explain"
    ASK_BACK = "ask_back"
    CHECK_WORK = "check_work"
    WORD = "word"


class Role(StrEnum):
    """Who says a turn; the names are those of chat templates."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class MessageState(StrEnum):
    """How far a stored message has come; WRITING found at start means that the program was cut off."""

    COMPLETE = "complete"
    WRITING = "writing"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said, as the model is shown it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """A stored turn; `created` is in UTC with its zone."""

    id: int
    conversation_id: int
    role: Role
    text: str
    state: MessageState
    created: datetime

    @property
    def is_unfinished(self) -> bool:
        """Whether the answer broke off and may be continued."""
        return self.role is Role.ASSISTANT and self.state is not MessageState.COMPLETE


@dataclass(frozen=True, slots=True)
class Conversation:
    """A list of messages about one subject in one mode; times are in UTC with their zone."""

    id: int
    learner_id: int
    subject: Subject
    mode: Mode
    title: str
    created: datetime
    updated: datetime
    message_count: int = 0
