"""Plots for the report, as SVG that stands in a page: bars only."""

import io
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

_INK, _BAR, _OTHER = "0.2", "C0", "C1"
# Text stays text, and the same figures give the same bytes.
_STYLE: Any = {"svg.fonttype": "none", "svg.hashsalt": "soro", "font.family": "sans-serif", "font.size": 9}


def bars(values: Mapping[str, float], title: str, beside: Mapping[str, float] | None = None) -> str:
    """An SVG of lying bars, the first on top; `beside` draws a second bar under each: what is expected."""
    with mpl.rc_context(_STYLE):
        figure = Figure(
            figsize=(7, 0.8 + 0.28 * max(1, len(values)) * (2 if beside else 1)), layout="constrained"
        )
        axes = figure.add_subplot()
        places = range(len(values))
        height = 0.4 if beside else 0.7
        axes.barh([at - (0.2 if beside else 0) for at in places], list(values.values()), height, color=_BAR)
        if beside:
            others = [beside.get(name, 0.0) for name in values]
            axes.barh([at + 0.2 for at in places], others, height, color=_OTHER)
        axes.set_yticks(list(places), list(values))
        axes.invert_yaxis()
        axes.set_title(title, loc="left", color=_INK)
        axes.spines[["top", "right"]].set_visible(False)
        return _svg(figure)


def _svg(figure: Figure) -> str:
    FigureCanvasSVG(figure)
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()[out.getvalue().index("<svg") :]
