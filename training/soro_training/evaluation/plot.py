"""The plots of a report, as SVG: accuracy with its error by task or subject, a colour a model."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from soro_training.evaluation.mark import Z, wilson

COLOURS = ("0.45", "C0", "C1", "C2", "C3", "C4")
_BAR = 0.8  # of the room between two groups


def accuracies(
    groups: Sequence[str], figures: Mapping[str, Mapping[str, Any]], chances: Mapping[str, float]
) -> str:
    """Horizontal bars: for each group the accuracy of each model with its 95 % interval; a tick at chance.

    `figures[model][group]` are tables of accuracy and standard_error, where there are any.
    """
    high = max(1.6, 0.22 * len(groups) * (len(figures) + 1) + 0.8)
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "soro"}):
        sheet = Figure(figsize=(8.5, high), layout="constrained")
        axes = sheet.add_subplot()
        size = _BAR / max(len(figures), 1)
        for number, (model, tables) in enumerate(figures.items()):
            known = [(at, tables[group]) for at, group in enumerate(groups) if group in tables]
            axes.barh(
                [at + number * size for at, _ in known],
                [100 * table["accuracy"] for _, table in known],
                size * 0.9,
                xerr=_errors([table for _, table in known]),
                color=COLOURS[number % len(COLOURS)],
                ecolor="0.65",
                label=model,
            )
        for at, group in enumerate(groups):
            if chances.get(group):
                axes.vlines(
                    100 * chances[group], at - size / 2, at + _BAR - size / 2, color="black", linewidth=1.5
                )
        axes.set_yticks([at + (_BAR - size) / 2 for at in range(len(groups))], groups)
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("%")
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False)
        content = io.StringIO()
        sheet.savefig(content, format="svg", metadata={"Date": None})
    return content.getvalue()[content.getvalue().index("<svg") :]


def _errors(tables: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """What a 95 % interval reaches below and above each accuracy, in per cent."""
    below, above = [], []
    for table in tables:
        half = Z * (table["standard_error"] or 0)
        low, high = wilson(table) or (table["accuracy"] - half, table["accuracy"] + half)
        below.append(100 * (table["accuracy"] - low))
        above.append(100 * (high - table["accuracy"]))
    return [below, above]
