"""A model's marks on a task: what is asked for each kind of item, in rounds of one size, and what came."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from soro_training.evaluation import choice, matching, short, tutoring
from soro_training.evaluation.mark import Mark
from soro_training.evaluation.model import Model
from soro_training.evaluation.task import Choice, Matching, Moment, Short, Task
from soro_tutor.session.prompt import frame

T = TypeVar("T")

ROUND = 64  # questions handed over at once: always as many, so that batches have the same shapes

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most tokens that may be written for a short answer and for a tutor's reply."""

    short: int = 24
    tutoring: int = 260


def score(task: Task, model: Model, lengths: Lengths, progress: Progress) -> list[Mark]:
    """The marks in the order of the items; `progress` is told how many items are done."""
    marks: dict[str, Mark] = {}
    for found in _marks(task, model, lengths):
        marks[found.id] = found
        progress(len(marks))
    return [marks[item.id] for item in task.items]


def _marks(task: Task, model: Model, lengths: Lengths) -> Iterator[Mark]:
    yield from _choices(task, model)
    yield from _matchings(task, model)
    yield from _shorts(task, model, lengths.short)
    yield from _moments(task, model, lengths.tutoring)


def _choices(task: Task, model: Model) -> Iterator[Mark]:
    labels = frame(task.language)
    for items in _rounds([item for item in task.items if isinstance(item, Choice)]):
        found = model.log_odds([choice.asked(item, labels) for item in items])
        yield from map(choice.mark, items, found)


def _matchings(task: Task, model: Model) -> Iterator[Mark]:
    labels = frame(task.language)
    for items in _rounds([item for item in task.items if isinstance(item, Matching)]):
        found = iter(model.log_odds([one for item in items for one in matching.asked(item, labels)]))
        for item in items:
            yield matching.mark(item, [next(found) for _ in item.left])


def _shorts(task: Task, model: Model, tokens: int) -> Iterator[Mark]:
    labels = frame(task.language)
    for item in task.items:
        if isinstance(item, Short):
            (reply,) = model.generate([short.asked(item, labels, task.language, tokens)])
            yield short.mark(item, reply)


def _moments(task: Task, model: Model, tokens: int) -> Iterator[Mark]:
    labels = frame(task.language)
    for item in task.items:
        if isinstance(item, Moment):
            (reply,) = model.generate([tutoring.asked(item, labels, task.language, tokens)])
            yield tutoring.mark(item, reply, task.language)


def _rounds(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), ROUND):
        yield items[start : start + ROUND]
