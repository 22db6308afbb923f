"""What one item of a task was worth, and what marks come to: mean, error, by subject, form and criterion."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """An item's score from 0 to 1; `criteria` are further ones, `sample` is what a person reads of it."""

    id: str
    subject: str
    form: str
    score: float
    criteria: Mapping[str, float] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        """The mark as a line of a samples file."""
        own = {"id": self.id, "subject": self.subject, "form": self.form, "score": self.score}
        return {**own, "criteria": dict(self.criteria), **self.sample}


def mark_from(row: Mapping[str, Any]) -> Mark:
    """The mark of a line that `as_row` made."""
    own = ("id", "subject", "form", "score", "criteria")
    sample = {key: value for key, value in row.items() if key not in own}
    return Mark(row["id"], row["subject"], row["form"], row["score"], row["criteria"], sample)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean of `n` scores and its standard error: the sample's deviation over √n; None for one."""

    n: int
    accuracy: float
    standard_error: float | None

    def as_table(self) -> dict[str, Any]:
        """As it stands in scores.json."""
        error = None if self.standard_error is None else round(self.standard_error, 6)
        return {"n": self.n, "accuracy": round(self.accuracy, 6), "standard_error": error}


def figure(scores: Sequence[float]) -> Figure:
    """The mean of at least one score, with its error."""
    count = len(scores)
    mean = math.fsum(scores) / count
    if count == 1:
        return Figure(1, mean, None)
    variance = math.fsum((score - mean) ** 2 for score in scores) / (count - 1)
    return Figure(count, mean, math.sqrt(variance / count))


def summary(marks: Sequence[Mark]) -> dict[str, Any]:
    """The figures of a task: in all, by subject, by form, by criterion."""
    return {
        **figure([mark.score for mark in marks]).as_table(),
        "subjects": _grouped((mark.subject, mark.score) for mark in marks),
        "forms": _grouped((mark.form, mark.score) for mark in marks),
        "criteria": _grouped(pair for mark in marks for pair in mark.criteria.items()),
    }


def _grouped(scores: Iterable[tuple[str, float]]) -> dict[str, Any]:
    groups: dict[str, list[float]] = {}
    for name, score in scores:
        groups.setdefault(name, []).append(score)
    return {name: figure(groups[name]).as_table() for name in sorted(groups)}
