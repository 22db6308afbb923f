"""The scores of a model as they stand in its folder: scores.json, and a file of samples a task."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation.mark import Mark, by_name, mark_from, spread, summary
from soro_training.evaluation.task import Kind, Task
from soro_training.run import write_whole

FILE = "scores.json"


@dataclass(slots=True)
class Scores:
    """What is known of a model so far; `about` says which it is, `tasks` holds the figures by task."""

    folder: Path
    about: dict[str, Any]
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The model's label in the config."""
        return str(self.about["label"])

    def has(self, task: Task) -> bool:
        """Whether the task's very items have been scored, and the samples are there."""
        known = self.tasks.get(task.name, {})
        is_same = (known.get("digest"), known.get("items")) == (task.digest, len(task.items))
        return is_same and self._samples(task.name).exists()

    def add(self, task: Task, marks: Sequence[Mark], seconds: float) -> None:
        """Write the samples, then the figures: a task that stands in scores.json is whole."""
        lines = [json.dumps(mark.as_row(), ensure_ascii=False) for mark in marks]
        write_whole(self._samples(task.name), "\n".join(lines) + "\n")
        self.tasks[task.name] = {
            "title": task.title,
            "kind": task.kind.value,
            "is_own": task.is_own,
            "version": task.version,
            "digest": task.digest,
            "licence": task.licence,
            "items": len(task.items),
            "skipped": task.skipped,
            "seconds": round(seconds, 3),
            **summary(marks),
        }
        self.save()

    def save(self) -> None:
        """Write scores.json."""
        content = {**self.about, "overall": self.overall(), "subjects": self.subjects(), "tasks": self.tasks}
        write_whole(self.folder / FILE, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def marks(self, task: str) -> list[Mark]:
        """The marks of a scored task; none where its samples are gone."""
        file = self._samples(task)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        return [mark_from(json.loads(line)) for line in text.split("\n") if line]

    def own(self) -> dict[str, dict[str, Any]]:
        """The figures of the project's own tasks; published sets, some in English, measure something else."""
        return {name: table for name, table in self.tasks.items() if is_own(table)}

    def overall(self) -> dict[str, Any]:
        """The mean over the project's own tasks, each counting alike, with its error; n is their items."""
        tables = list(self.own().values())
        if not tables:
            return {}
        errors = [spread(table) for table in tables]
        known = [error for error in errors if error is not None]
        error = round(math.hypot(*known) / len(tables), 6) if len(known) == len(errors) else None
        mean = math.fsum(table["accuracy"] for table in tables) / len(tables)
        return {"n": sum(table["n"] for table in tables), "accuracy": round(mean, 6), "standard_error": error}

    def subjects(self) -> dict[str, Any]:
        """The figures by subject over the project's own tasks of questions."""
        names = [name for name, table in self.own().items() if table["kind"] == Kind.QUESTIONS]
        return by_name(
            (mark.subject, mark.score, (name, mark.cluster)) for name in names for mark in self.marks(name)
        )

    def _samples(self, task: str) -> Path:
        return self.folder / f"{task}.jsonl"


def is_own(table: Mapping[str, Any]) -> bool:
    """Whether a task's figures are of the project's own; those from before this was written down are."""
    return bool(table.get("is_own", True))


def begin(folder: Path, about: Mapping[str, Any]) -> Scores:
    """The scores of a model, with those of an earlier start where it is still the same model."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = _read(folder)
    is_same = all(kept.get(key) == value for key, value in about.items())
    tasks = kept.get("tasks", {}) if is_same else {}
    # Figures from before groups were written down took the questions on one passage for independent ones.
    return Scores(folder, dict(about), {name: table for name, table in tasks.items() if "groups" in table})


def load(folder: Path) -> Scores:
    """The scores in a model's folder. Raises TrainingError SCORES_MISSING."""
    kept = _read(folder)
    if not kept.get("tasks"):
        raise TrainingError(Fault.SCORES_MISSING, path=str(folder))
    about = {key: value for key, value in kept.items() if key not in {"overall", "subjects", "tasks"}}
    return Scores(folder, about, kept["tasks"])


def _read(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
