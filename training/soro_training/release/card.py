"""The model card, README.md: what a model is for, made of and worth, and what binds its users."""

import re

import jinja2

from soro_training.release.content import GEMMA_NOTICE, GEMMA_TERMS, Content

FILE = "README.md"


def text(content: Content) -> str:
    """The card in Markdown, with the front matter that model hubs read."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("soro_training.release", "."),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"cell": _cell, "percent": _percent}
    exported = content.records["export"]["summary"]
    page = environment.get_template("card.md.jinja").render(
        content=content,
        rows=exported["rows"],
        texts=list(exported["rows"][0]["texts"]),
        server=exported.get("server", {}),
        smallest=min((score.n for score in content.scores.tasks), default=0) if content.scores else 0,
        notice=GEMMA_NOTICE,
        terms=GEMMA_TERMS,
    )
    return re.sub(r"\n{3,}", "\n\n", page)  # what an absent part leaves


def _cell(value: str) -> str:
    """Text that does not break a table."""
    return " ".join(value.split()).replace("|", "\\|")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
