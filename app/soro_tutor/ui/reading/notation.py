r"""Finds the formulas in a text: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, and tells money from mathematics."""

import re
from dataclasses import dataclass

# Nobody writes a longer formula by hand, and a longer search would make a hostile text slow.
MAX_LENGTH = 4000

_CLOSING = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula between `start` and `end` of a text; `latex` is what stands between its delimiters."""

    start: int
    end: int
    latex: str
    is_display: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A formula that begins at `start` and may still close in text that has not come yet."""

    start: int


def formula_at(text: str, position: int) -> Formula | Opened | None:
    """What begins at `position`: a formula, the beginning of one, or nothing of the kind."""
    opening = _opening_at(text, position)
    if opening == "":
        return None
    if opening is None:
        return Opened(position)
    if opening == "$":
        return _dollar_formula(text, position)
    return _bracketed_formula(text, position, opening)


def source(latex: str, is_display: bool) -> str:
    """A formula as it is written in Markdown."""
    return f"$${latex}$$" if is_display else f"${latex}$"


def _opening_at(text: str, position: int) -> str | None:
    """The delimiter at `position`, "" for none, None where the text ends inside what may become one."""
    pair = text[position : position + 2]
    if pair in {"$", "\\"}:
        return None
    if pair in _CLOSING:
        return pair
    return "$" if pair[:1] == "$" else ""


def _bracketed_formula(text: str, start: int, opening: str) -> Formula | Opened | None:
    """A formula that ends at its own closing delimiter, before any blank line."""
    inside = start + len(opening)
    limit = inside + MAX_LENGTH
    end = text.find(_CLOSING[opening], inside, limit)
    blank = _BLANK_LINE.search(text, inside, limit if end < 0 else end)
    if blank or (end < 0 and len(text) > limit):
        return None
    if end < 0:
        return Opened(start)
    latex = text[inside:end].strip()
    if not latex:
        return None
    return Formula(start, end + len(opening), latex, opening in {"$$", "\\["})


def _dollar_formula(text: str, start: int) -> Formula | Opened | None:
    """A formula between single dollars on one line; '$5 and $6' is money.

    As in Pandoc: no space inside beside the dollars, no digit before the first or after the last.
    """
    if text[start + 1].isspace() or text[max(start - 1, 0)].isdigit():
        return None
    end = _next_dollar(text, start + 1)
    if end is None:
        line_is_open = "\n" not in text[start:] and len(text) - start < MAX_LENGTH
        return Opened(start) if line_is_open else None
    if text[end - 1].isspace() or text[end + 1 : end + 2].isdigit():
        return None
    return Formula(start, end + 1, text[start + 1 : end], is_display=False)


def _next_dollar(text: str, position: int) -> int | None:
    """Where the next dollar on this line stands that no backslash precedes."""
    line_end = text.find("\n", position, position + MAX_LENGTH)
    stop = line_end if line_end >= 0 else position + MAX_LENGTH
    while (found := text.find("$", position, stop)) >= 0:
        if text[found - 1] != "\\":
            return found
        position = found + 1
    return None
