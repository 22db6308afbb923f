"""A benchmark task and its items, as values."""

from dataclasses import dataclass, replace
from enum import StrEnum

from soro_tutor.domain.item import Item


class Kind(StrEnum):
    """What a task asks of a model."""

    QUESTIONS = "questions"
    TUTORING = "tutoring"


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options, of which `answer` is the index of the right one.

    One that `is_continued` is the beginning of a text, and its options are ways to go on with it.
    """

    id: str
    subject: str
    question: str
    options: tuple[str, ...]
    answer: int
    passage: str = ""
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """Each of `left` belongs to one of `right`: left i to right `answer[i]`; one of `right` may be spare."""

    id: str
    subject: str
    question: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    answer: tuple[int, ...]
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Short:
    """A question that is answered in a word or a number: any of `accepted`."""

    id: str
    subject: str
    question: str
    accepted: tuple[str, ...]
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a lesson that the model is to word: a state on an item, and what code found out about it.

    `answer` is the pupil's, `words` are the pupil's own on the solution. `diagnosis` are groups of folded
    stems: a reply words the diagnosis when of each group one begins a word in it. `reference` is a good one.
    """

    id: str
    subject: str
    state: str
    item: Item
    diagnosis: tuple[tuple[str, ...], ...]
    answer: str = ""
    misconception: str = ""
    hint: str = ""
    words: str = ""
    reference: str = ""


Question = Choice | Matching | Short | Moment


@dataclass(frozen=True, slots=True)
class Task:
    """Items that are scored together; `digest` is the SHA-256 of what was read.

    `canary` stands in every item, so that a corpus that holds one can be told; empty for others' sets.
    `skipped` are rows of a published set that hold no question that can be scored, or the same one again.
    """

    name: str
    version: str
    title: str
    description: str
    licence: str
    language: str
    kind: Kind
    items: tuple[Question, ...]
    digest: str
    canary: str = ""
    skipped: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it is in the project's own form, and no published set."""
        return bool(self.canary)

    def first(self, count: int) -> "Task":
        """The task with its first `count` items; 0 for all."""
        if not count or count >= len(self.items):
            return self
        return replace(self, items=self.items[:count])
