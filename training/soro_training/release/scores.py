"""What the stage `evaluate` has measured of the released file, beside the unquantized one."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import scores, task_file
from soro_training.evaluation.task import Task
from soro_training.run import Run


@dataclass(frozen=True, slots=True)
class Score:
    """The accuracy, 0 to 1, on the `n` items of a task or subject; the standard error of one item is None."""

    name: str
    n: int
    accuracy: float
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Those of one model under its label in the evaluation, by task and by subject over all tasks.

    `partial` names the project's own tasks of which not every item, as it is today, was scored.
    """

    label: str
    tasks: tuple[Score, ...]
    subjects: tuple[Score, ...]
    partial: tuple[str, ...] = ()


def of(at: Run, file: Path) -> Scores:
    """The scores of this very GGUF file, not of an older one. Raises TrainingError RELEASE_UNSCORED."""
    folder = at.config.run.folder / "evaluate"
    for place in sorted(folder.glob(f"*/{scores.FILE}")):
        found = scores.load(place.parent)
        if Path(found.about["path"]).resolve() == file.resolve() and found.about["file"] == _mark(file):
            partial = tuple(task.name for task in own_tasks() if not found.has(task))
            return Scores(found.label, _scores(found.tasks), _scores(found.subjects()), partial)
    raise TrainingError(Fault.RELEASE_UNSCORED, path=str(folder), name=file.name)


@functools.cache
def own_tasks() -> tuple[Task, ...]:
    """All of the project's own tasks. Raises TrainingError FILE_DAMAGED."""
    return tuple(task_file.read(task_file.TASKS / name) for name in task_file.names())


def loss(chosen: Scores, unquantized: Scores) -> float | None:
    """The share of the unquantized overall score that is lost; negative: gained; None of a score of 0.

    The overall score is the mean over the tasks that both have, each counted once however many items it has.
    """
    ours, theirs = ({score.name: score.accuracy for score in one.tasks} for one in (chosen, unquantized))
    both = ours.keys() & theirs.keys()
    whole = sum(theirs[task] for task in both)
    return 1 - sum(ours[task] for task in both) / whole if whole else None


def _mark(file: Path) -> str:
    """As the evaluation writes down which file it has scored."""
    state = file.stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _scores(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Score, ...]:
    return tuple(
        Score(name, table["n"], table["accuracy"], table["standard_error"]) for name, table in tables.items()
    )
