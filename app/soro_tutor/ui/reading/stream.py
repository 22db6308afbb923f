"""What of a text that is still being written may be shown already."""

import re

from soro_tutor.ui.reading.notation import Formula, Opened, formula_at

_FENCE = re.compile(r"(?:^|\n)[ \t>]*(```|~~~)")
_STOP = re.compile(r"[\\$`]")
_TABLE_ROW = re.compile(r"[ \t]*\|")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$")
_EMPHASIS_END = re.compile(r"(?<![*_~])(?:\*{1,3}|_{1,2}|~~?)$")


def settled(text: str) -> str:
    """The beginning of `text` that later text cannot turn into something else.

    An unfinished formula is held back whole until it closes, or until it proves to be none (a line break
    after a single dollar). Unfinished bold and code are closed, an unfinished head of a table waits.
    """
    start, is_code = _after_last_fence(text)
    if is_code:
        return _without_half_fence(text)
    shown = text[: _safe_end(text, start)]
    return _with_emphasis_closed(_without_half_table(shown))


def _after_last_fence(text: str) -> tuple[int, bool]:
    """Where the text after the last code fence begins, and whether that text is code."""
    opened: str | None = None
    start = 0
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened, start = fence.group(1), fence.end()
        elif fence.group(1) == opened:
            opened, start = None, fence.end()
    return start, opened is not None


def _safe_end(text: str, position: int) -> int:
    """Where the first formula or piece of code begins that is not whole; the text's end where all are."""
    while stop := _STOP.search(text, position):
        at = stop.start()
        if text[at] == "`":
            position = _after_code(text, at)
            if position < 0:
                return at
            continue
        found = formula_at(text, at)
        if isinstance(found, Opened) or _may_be_money(text, found):
            return at
        position = found.end if isinstance(found, Formula) else at + 1 + (text[at] == "\\")
    return len(text)


def _may_be_money(text: str, found: Formula | None) -> bool:
    """Whether a digit that comes next would show that these dollars are money."""
    return found is not None and found.end == len(text) and not found.is_display and text[-1] == "$"


def _after_code(text: str, at: int) -> int:
    """The end of the inline code that begins at `at`; -1 while it is open."""
    run = len(text[at:]) - len(text[at:].lstrip("`"))
    close = text.find("`" * run, at + run)
    line_end = text.find("\n\n", at)
    if close >= 0 and (line_end < 0 or close < line_end):
        return close + run
    return at + run if line_end >= 0 else -1


def _without_half_fence(text: str) -> str:
    """Leave out a last line of code that may become the closing fence."""
    head, line_break, last = text.rpartition("\n")
    return head + line_break if last.strip() in {"`", "``", "~", "~~"} else text


def _without_half_table(text: str) -> str:
    """Leave out the last lines while they are a table's head without the rule that makes it a table."""
    lines = text.split("\n")
    last = len(lines) - (lines[-1] == "")
    first = last
    while first > 0 and _TABLE_ROW.match(lines[first - 1]):
        first -= 1
    rows = lines[first:last]
    is_table = len(rows) > 2 or (len(rows) == 2 and _is_whole(rows))
    return text if is_table or not rows else "\n".join(lines[:first])


def _is_whole(rows: list[str]) -> bool:
    """Whether the second row is a table's rule with as many columns as its head."""
    columns = [row.strip().strip("|").count("|") for row in rows]
    return bool(_TABLE_RULE.match(rows[1])) and columns[0] == columns[1]


def _with_emphasis_closed(text: str) -> str:
    """Close bold that is still open in the last paragraph, and leave out a marker with nothing after it."""
    text = _EMPHASIS_END.sub("", text)
    paragraph = text[text.rfind("\n\n") + 1 :]
    return text.rstrip() + "**" if paragraph.count("**") % 2 else text
