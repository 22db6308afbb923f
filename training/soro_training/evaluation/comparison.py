"""Two models' scores held against each other, task by task: what differs, and which differences hold."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import scores
from soro_training.evaluation.bootstrap import Difference, difference, significant
from soro_training.evaluation.scores import Scores
from soro_tutor.i18n import translate


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second model against the first: the differences by task, and the names of those that hold."""

    first: str
    second: str
    tasks: dict[str, Difference]
    significant: frozenset[str]

    def as_table(self) -> dict[str, Any]:
        """As it stands in comparison.json."""
        return {
            "first": self.first,
            "second": self.second,
            "tasks": {
                name: {**asdict(found), "is_significant": name in self.significant}
                for name, found in self.tasks.items()
            },
        }


def compare(first: Scores, second: Scores, *, seed: int, resamples: int) -> Comparison:
    """Compare what both have been scored on, item by item. Raises TrainingError SCORES_APART for nothing."""
    found: dict[str, Difference] = {}
    for name, table in second.tasks.items():
        if first.tasks.get(name, {}).get("digest") != table["digest"]:
            continue
        one = difference(first.marks(name), second.marks(name), seed=seed, resamples=resamples)
        if one is not None:
            found[name] = one
    if not found:
        raise TrainingError(Fault.SCORES_APART, path=str(second.folder))
    return Comparison(first.label, second.label, found, frozenset(significant(found)))


def words(found: Comparison) -> str:
    """The comparison as lines for a terminal."""
    lines = [f"{found.first} → {found.second}"]
    width = max(len(name) for name in found.tasks)
    for name, one in found.tasks.items():
        verdict = translate("holds") if name in found.significant else translate("may be chance")
        lines.append(
            f"{name:<{width}}  {one.first:6.1%} → {one.second:6.1%}  {100 * one.gain:+5.1f} "
            f"[{100 * one.low:+.1f}, {100 * one.high:+.1f}]  p {one.p:.4f}  n {one.n}  {verdict}"
        )
    rule = translate(
        "Percentage points with a 95 % interval from a paired bootstrap; “holds”: at the level of 5 % "
        "for all tasks together (Holm)."
    )
    return "\n".join([*lines, "", rule]) + "\n"


def compare_folders(first: Path, second: Path, *, seed: int = 0, resamples: int = 10_000) -> str:
    """The words of a comparison of two models' folders. Raises TrainingError SCORES_MISSING, SCORES_APART."""
    return words(compare(scores.load(first), scores.load(second), seed=seed, resamples=resamples))
