"""The report of an export: a table, a plot and the reason of the choice, as JSON and as one HTML page."""

import dataclasses
import html
import io
import json
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from soro_training.export.choice import Row
from soro_training.export.parity import Parity
from soro_training.run import write_whole

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse }}
td, th {{ padding: .3rem .8rem; border-bottom: 1px solid; text-align: right }}
td:first-child, th:first-child {{ text-align: left }} .chosen {{ font-weight: bold }}
</style></head><body><h1>{title}</h1><p>{chosen}</p><p>{parity}</p>{table}{plot}</body></html>
"""


def write(folder: Path, name: str, rows: Sequence[Row], chosen: Row, found: Parity) -> None:
    """Write report.json and report.html."""
    content = {
        "chosen": chosen.quantization,
        "parity": dataclasses.asdict(found),
        "rows": [dataclasses.asdict(row) for row in rows],
    }
    write_whole(folder / "report.json", json.dumps(content, ensure_ascii=False, indent=1))
    page = PAGE.format(
        title=html.escape(f"{name}: quantizations"),
        chosen=f"Chosen: <b>{chosen.quantization}</b>, the smallest file within the limit on Tajik "
        f"perplexity ({chosen.loss:.3f} times the unquantized one's).",
        parity=f"The unquantized GGUF against the checkpoint: logits differ by {found.mean:.4f} in the mean, "
        f"by {found.most:.3f} at most; the likeliest token is the same after {found.top1:.1%} of tokens.",
        table=_table(rows, chosen),
        plot=_plot(rows),
    )
    write_whole(folder / "report.html", page)


def _table(rows: Sequence[Row], chosen: Row) -> str:
    head = ["", "MB"]
    for name in rows[0].texts:
        head += [f"perplexity {name}", f"KL {name}", f"top-1 {name}"]
    lines = ["".join(f"<th>{html.escape(cell)}</th>" for cell in head)]
    for row in rows:
        cells = [row.quantization, f"{row.bytes / 1e6:.0f}"]
        for one in row.texts.values():
            cells += [
                f"{one.perplexity:.2f}",
                f"{one.divergence:.4f} ± {one.divergence_error:.4f}",
                f"{one.top1:.1%}",
            ]
        lines.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
    marks = ["", *(' class="chosen"' if row is chosen else "" for row in rows)]
    body = "".join(f"<tr{mark}>{line}</tr>" for mark, line in zip(marks, lines, strict=True))
    tokens = ", ".join(f"{name} {one.tokens}" for name, one in rows[0].texts.items())
    return f"<table>{body}</table><p>Tokens predicted: {html.escape(tokens)}.</p>"


def _plot(rows: Sequence[Row]) -> str:
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "soro"}):
        figure = Figure(figsize=(8, 4.5), layout="constrained")
        axes = figure.add_subplot()
        for row in rows[1:]:
            place = row.bytes / 1e6, row.texts["tg"].divergence
            axes.plot(*place, "o")
            axes.annotate(row.quantization, place, textcoords="offset points", xytext=(6, 4))
        axes.set_xlabel("MB")
        axes.set_ylabel("KL divergence on Tajik, nats a token")
        content = io.StringIO()
        figure.savefig(content, format="svg", metadata={"Date": None})
    return content.getvalue().split("?>", 1)[-1].split("\n", 1)[-1]
