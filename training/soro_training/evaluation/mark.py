"""What one item of a task was worth, and what marks come to: mean, error, by subject, form and criterion."""

import hashlib
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Z = 1.959964  # standard errors on each side: 95 %


@dataclass(frozen=True, slots=True)
class Mark:
    """An item's score from 0 to 1; `criteria` are further ones, `sample` is what a person reads of it.

    Items of one `group` are no independent ones: who misreads a passage fails all its questions. Empty: the
    item is a group by itself.
    """

    id: str
    subject: str
    form: str
    score: float
    criteria: Mapping[str, float] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""

    @property
    def cluster(self) -> str:
        """What the item is drawn together with: its group, or itself."""
        return self.group or self.id

    def as_row(self) -> dict[str, Any]:
        """The mark as a line of a samples file."""
        own = {"id": self.id, "group": self.group, "subject": self.subject, "form": self.form}
        return {**own, "score": self.score, "criteria": dict(self.criteria), **self.sample}


def mark_from(row: Mapping[str, Any]) -> Mark:
    """The mark of a line that `as_row` made."""
    own = ("id", "group", "subject", "form", "score", "criteria")
    sample = {key: value for key, value in row.items() if key not in own}
    return Mark(
        row["id"], row["subject"], row["form"], row["score"], row["criteria"], sample, row.get("group", "")
    )


def group_of(passage: str) -> str:
    """The group of the questions on a passage; none for a question without one."""
    return hashlib.sha256(passage.encode("utf-8")).hexdigest()[:16] if passage else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean of `n` scores in so many groups, and its standard error; None for one group."""

    n: int
    groups: int
    accuracy: float
    standard_error: float | None

    def as_table(self) -> dict[str, Any]:
        """As it stands in scores.json."""
        error = None if self.standard_error is None else round(self.standard_error, 6)
        rounded = {"accuracy": round(self.accuracy, 6), "standard_error": error}
        return {"n": self.n, "groups": self.groups, **rounded}


def figure(scores: Sequence[float], groups: Sequence[Hashable] = ()) -> Figure:
    """The mean of at least one score, with its error; `groups` names that of each, none: each is its own.

    The error is robust to groups: √(G / (G - 1) · Σ D²) / n, where D is the sum of a group's deviations from
    the mean (Cameron & Miller 2015). Where each is its own, that is the deviation over √n.
    """
    count = len(scores)
    mean = math.fsum(scores) / count
    deviations: dict[Hashable, float] = {}
    for group, score in zip(groups or range(count), scores, strict=True):
        deviations[group] = deviations.get(group, 0.0) + score - mean
    known = len(deviations)
    if known == 1:
        return Figure(count, 1, mean, None)
    squares = math.fsum(one**2 for one in deviations.values())
    return Figure(count, known, mean, math.sqrt(known / (known - 1) * squares) / count)


def wilson(table: Mapping[str, Any]) -> tuple[float, float] | None:
    """The 95 % interval of a figure's table where all or nothing is right; None where its error tells more.

    There all scores are alike and the error is 0, whatever the number of items; Wilson's interval (1927)
    narrows with it. Groups count and not items: how alike those of a group are cannot be seen there.
    """
    count = table.get("groups", table["n"])
    if table["accuracy"] == 0:
        return 0.0, Z**2 / (count + Z**2)
    return (count / (count + Z**2), 1.0) if table["accuracy"] == 1 else None


def spread(table: Mapping[str, Any]) -> float | None:
    """The error for a mean over tasks: where all or nothing is right, that of so wide an interval."""
    error: float | None = table["standard_error"]
    interval = wilson(table)
    if error is None or interval is None:
        return error
    return (interval[1] - interval[0]) / 2 / Z


def cell(table: Mapping[str, Any]) -> str:
    """Accuracy and its error in per cent; Wilson's interval in brackets where all or nothing is right."""
    accuracy = f"{100 * table['accuracy']:.1f}"
    if interval := wilson(table):
        return f"{accuracy} [{100 * interval[0]:.1f}, {100 * interval[1]:.1f}]"
    error = table["standard_error"]
    return accuracy if error is None else f"{accuracy} ± {100 * error:.1f}"


def summary(marks: Sequence[Mark]) -> dict[str, Any]:
    """The figures of a task: in all, by subject, by form, by criterion."""
    return {
        **figure([mark.score for mark in marks], [mark.cluster for mark in marks]).as_table(),
        "subjects": by_name((mark.subject, mark.score, mark.cluster) for mark in marks),
        "forms": by_name((mark.form, mark.score, mark.cluster) for mark in marks),
        "criteria": by_name(
            (name, score, mark.cluster) for mark in marks for name, score in mark.criteria.items()
        ),
    }


def by_name(scores: Iterable[tuple[str, float, Hashable]]) -> dict[str, Any]:
    """The tables of figures by name, of scores with their names and groups."""
    found: dict[str, tuple[list[float], list[Hashable]]] = {}
    for name, score, group in scores:
        values, groups = found.setdefault(name, ([], []))
        values.append(score)
        groups.append(group)
    return {name: figure(*found[name]).as_table() for name in sorted(found)}
