"""What the stage `evaluate` has measured of the released file, beside the unquantized one."""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import scores, task_file
from soro_training.evaluation.mark import Mark, figure
from soro_training.evaluation.task import Task
from soro_training.run import Run, file_mark


@dataclass(frozen=True, slots=True)
class Score:
    """The accuracy, 0 to 1, on the `n` items of a task or subject; the standard error of one group is None.

    `groups` of items are independent of one another: the questions on one passage are one.
    """

    name: str
    n: int
    groups: int
    accuracy: float
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Those of one model under its label in the evaluation, of the project's own tasks and by their subjects.

    `published` sets stand for themselves. `partial` names the project's own tasks of which not every item, as
    it is today, was scored. `marks` holds the mark of each item by its id, for each of the own tasks.
    """

    label: str
    tasks: tuple[Score, ...]
    subjects: tuple[Score, ...]
    partial: tuple[str, ...] = ()
    marks: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
    published: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """The share of the unquantized score that is lost, negative where it is gained, and its standard error.

    The error is of the differences item by item: both files were asked the same questions, so what makes a
    question hard for both is no noise of the loss. None where a task has a single group of items.
    """

    share: float
    standard_error: float | None

    def __str__(self) -> str:
        error = "" if self.standard_error is None else f" ± {100 * self.standard_error:.1f}"
        return f"{100 * self.share:.1f}{error} %"


def of(at: Run, file: Path) -> Scores:
    """The scores of this very GGUF file, not of an older one. Raises TrainingError RELEASE_UNSCORED."""
    folder = at.config.run.folder / "evaluate"
    for place in sorted(folder.glob(f"*/{scores.FILE}")):
        found = scores.load(place.parent)
        if Path(found.about["path"]).resolve() == file.resolve() and found.about["file"] == file_mark(file):
            partial = tuple(task.name for task in own_tasks() if not found.has(task))
            own, subjects = found.own(), _scores(found.subjects())
            sets = {name: table for name, table in found.tasks.items() if name not in own}
            marks = {name: {mark.id: mark for mark in found.marks(name)} for name in own}
            return Scores(found.label, _scores(own), subjects, partial, marks, _scores(sets))
    raise TrainingError(Fault.RELEASE_UNSCORED, path=str(folder), name=file.name)


@functools.cache
def own_tasks() -> tuple[Task, ...]:
    """All of the project's own tasks. Raises TrainingError FILE_DAMAGED."""
    return tuple(task_file.read(task_file.TASKS / name) for name in task_file.names())


def loss(chosen: Scores, unquantized: Scores) -> Loss | None:
    """What the chosen file loses of the unquantized one's overall score; None of a score of 0.

    The overall score is the mean over the project's own tasks that both have, each counted once however many
    items it has.
    """
    ours, theirs = ({score.name: score.accuracy for score in one.tasks} for one in (chosen, unquantized))
    both = sorted(ours.keys() & theirs.keys())
    whole = sum(theirs[task] for task in both)
    if not whole:
        return None
    kept = sum(ours[task] for task in both) / whole
    errors = [_error(chosen.marks.get(task, {}), unquantized.marks.get(task, {}), kept) for task in both]
    known = [error for error in errors if error is not None]
    error = math.hypot(*known) / whole if len(known) == len(errors) else None
    return Loss(1 - kept, error)


def _error(ours: Mapping[str, Mark], theirs: Mapping[str, Mark], kept: float) -> float | None:
    """The standard error of a task's share in a ratio of sums: of what an item is off the ratio `kept`."""
    both = [(ours[item], mark) for item, mark in theirs.items() if item in ours]
    off = [our.score - kept * mark.score for our, mark in both]
    return figure(off, [mark.cluster for _, mark in both]).standard_error if off else None


def _scores(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Score, ...]:
    return tuple(
        Score(name, table["n"], table.get("groups", table["n"]), table["accuracy"], table["standard_error"])
        for name, table in tables.items()
    )
