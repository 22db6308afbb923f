"""A line of a learner's work: the equations it holds, joined by 'or' or a semicolon, or an interval."""

import re
from collections.abc import Collection

from soro_tutor.domain.notation import NotReadable, without_lead

RELATION = re.compile(r"[=<>≤≥≠≈⩽⩾∈]|\\(?:leq?|geq?|neq?|leqslant|geqslant|lt|gt|approx|in)(?![A-Za-z])")

_OR = re.compile(
    r"\s+(?:or|and|ё ки|ё|ва|или|и|yo|va)\s+|\s*[;∨∪]\s*|\s*\\(?:cup|lor|vee)\s*|,\s+"
    r"|,(?=\s*[A-Za-zХхУу][_{\d}₀-₉]*\s*=)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"([A-Za-zА-Яа-я])(?:_\{?\d(?:[,;]\s?\d)?\}?|[₀-₉](?:[,‚;]\s?[₀-₉])?|\d(?=\s*[=≈<>≤≥≠]))")
_LATIN = {"х": "x", "у": "y", "с": "c", "а": "a"}
_MEMBER = re.compile(r"^([A-Za-zА-Яа-я]\w*)\s*(?:∈|=(?=\s*\\?\{))\s*(.+)$")
_INTERVAL = re.compile(r"([(\[])([^;()\[\]]+)(?:;|,\s)([^;()\[\]]+)([)\]])")
_INTERVALS = re.compile(rf"\s*{_INTERVAL.pattern}(?:\s*∪\s*{_INTERVAL.pattern})*\s*")
_ENDLESS = re.compile(r"[+\-−–]?\s*(?:∞|\\infty)")
_SET = re.compile(r"^\s*\\?\{(.*?)\\?\}\s*$")
_AND = re.compile(r"\s(?:and|ва|и|va)\s", re.IGNORECASE)
_LESS = re.compile(r"[<>≤≥⩽⩾]|\\[lg](?:e|eq|t)")
_PLUS_MINUS = re.compile(r"±|\\pm(?![A-Za-z])")


def has_relation(text: str) -> bool:
    """Whether `text` has sides, or says of what set something is."""
    return RELATION.search(text) is not None


def without_indices(text: str, names: Collection[str]) -> str:
    """`text` without the indices of the unknowns `names`: 'x₁ = 2' beside an equation for x."""

    def bare(match: re.Match[str]) -> str:
        return match[1] if _LATIN.get(match[1], match[1]) in names else match[0]

    return _INDEX.sub(bare, text)


def is_interval(text: str) -> bool:
    """Whether `text` is an interval or several: '(2; 5]', '(-∞; 1) ∪ (3; +∞)'."""
    return _INTERVALS.fullmatch(_signs(text)) is not None


def alternatives(text: str) -> list[str]:
    """The equations of a line, with their sides: 'x = ±2', 'x₁ = 2, x₂ = 3', 'x ∈ (1; 2]'.

    Indices are dropped where there are several; a part without a side of its own takes the first one's.
    Raises NotReadable for inequalities that are joined by 'and', which may mean both or either.
    """
    if _AND.search(text) and _LESS.search(text):
        raise NotReadable("inequalities joined by 'and'")
    found = parts(text)
    if len(found) > 1:
        found = [_INDEX.sub(r"\1", part) for part in found]
    left = found[0].partition("=")[0] if found else ""
    return [part if has_relation(part) else f"{left}={part}" for part in found]


def parts(text: str) -> list[str]:
    """What stands in a line between 'or', semicolons and the like: '{2; 3}' is 2 and 3, '±2' is +2 and -2."""
    text = _signs(without_lead(text)).strip().rstrip(".;,").rstrip()
    member = _MEMBER.match(text)
    if member and is_interval(member[2]):
        return [_between(member[1], *match.groups()) for match in _INTERVAL.finditer(member[2])]
    if member:
        text = f"{member[1]}={_bare(member[2])}"
    found = [part for part in _OR.split(_bare(text)) if part.strip()]
    return [signed for part in found for signed in _both_signs(part)]


def _bare(text: str) -> str:
    return _SET.sub(r"\1", text)


def _signs(text: str) -> str:
    text = re.sub(r"\\in(?![A-Za-z])", "∈", text.replace("$", ""))
    return re.sub(r"\\cup(?![A-Za-z])", "∪", re.sub(r"\\(?:left|right)(?![A-Za-z])", "", text))


def _both_signs(part: str) -> list[str]:
    if not _PLUS_MINUS.search(part):
        return [part]
    return [_PLUS_MINUS.sub(sign, part) for sign in "+-"]


def _between(name: str, opening: str, low: str, high: str, closing: str) -> str:
    """'a < x ≤ b' of the interval (a; b]; an end that is endless says nothing."""
    left = "" if _ENDLESS.fullmatch(low.strip()) else f"{low}{'<' if opening == '(' else '≤'}"
    right = "" if _ENDLESS.fullmatch(high.strip()) else f"{'<' if closing == ')' else '≤'}{high}"
    return f"{left}{name}{right}" if left or right else f"{name}={name}"
