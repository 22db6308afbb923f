"""The model card, README.md: what a model is for, made of and worth, and what binds its users."""

import re
from dataclasses import asdict

import jinja2

from soro_training.evaluation.mark import wilson
from soro_training.release.content import GEMMA_NOTICE, GEMMA_TERMS, Content
from soro_training.release.scores import Score, Scores

FILE = "README.md"


def text(content: Content) -> str:
    """The card in Markdown, with the front matter that model hubs read."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("soro_training.release", "."),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"cell": _cell, "percent": _percent, "error": _error}
    exported = content.records["export"]["summary"]
    page = environment.get_template("card.md.jinja").render(
        content=content,
        rows=exported["rows"],
        texts=list(exported["rows"][0]["texts"]),
        server=exported.get("server", {}),
        smallest=_smallest(content.scores) if content.scores else 0,
        notice=GEMMA_NOTICE,
        terms=GEMMA_TERMS,
    )
    return re.sub(r"\n{3,}", "\n\n", page)  # what an absent part leaves


def _cell(value: str) -> str:
    """Text that does not break a table."""
    return " ".join(value.split()).replace("|", "\\|")


def _smallest(scores: Scores) -> int:
    """The number of items of the smallest task."""
    return min((score.n for score in (*scores.tasks, *scores.published)), default=0)


def _error(score: Score) -> str:
    """The standard error; Wilson's interval where all or nothing is right, and it says nothing."""
    interval = wilson(asdict(score))
    if interval is None:
        return _percent(score.standard_error)
    return f"[{100 * interval[0]:.1f}, {100 * interval[1]:.1f}] %"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
