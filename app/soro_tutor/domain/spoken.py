"""Calculations that a text says in words, written as formulas: 'шаш зарби чор бисту чор мешавад'."""

import re
from collections.abc import Iterator

from soro_tutor.domain.measure import UNIT
from soro_tutor.domain.mention import PERCENT, bare, with_digits

_SIGNS = {
    "+": r"ҷамъи|плюс|прибавить|plus",
    "-": r"тарҳи|минус|вычесть|minus",
    "*": r"зарби|зарб\s+(?:ба|дар)|умножить\s+на|умноженное\s+на|times|multiplied\s+by",
    "/": r"тақсими(?:\s+бар)?|тақсим\s+(?:ба|бар)|разделить\s+на|делённое\s+на|divided\s+by",
}
_NAMED = {"+": "ҷамъи", "*": "зарби", "/": "тақсими"}  # ҳосили … 5 ва 3
_NUMBER = r"(-?\d+(?:,\d+)?)"
_THING = rf"(?:\s*\$?\s*(?:{UNIT})(?![^\W\d_]))?\$?"
_LINK = r"\s+(?:(?:ба|баробари?|это|будет|равно|is|equals|=|—)\s+)*\$?"
_END = r"\$?(?![\d,]*\d)(?!\s*[-+·*/:=(]|\s*%)"
_VERB = re.compile(r"баробар|мешавад|\bаст\b|мебошад|мебарояд|будет|равно|это|\bis\b|equals|=")
_PERCENT_OF = re.compile(
    rf"{_NUMBER}\s*{PERCENT}и?\s+(?:аз|от|of)\s+\$?{_NUMBER}{_THING}{_LINK}{_NUMBER}{_END}", re.IGNORECASE
)
_RESULT = rf"{_LINK}{_NUMBER}{_END}"


def _patterns() -> Iterator[tuple[re.Pattern[str], str]]:
    for sign, words in _SIGNS.items():
        calculation = rf"(?<![\d,])(?<!\d[-+*/·:]){_NUMBER}\s+(?:{words})\s+{_NUMBER}"
        yield re.compile(calculation + _RESULT, re.IGNORECASE), sign
    for sign, word in _NAMED.items():
        calculation = rf"ҳосили\s+{word}\s+{_NUMBER}\s+(?:ва|бар|ба)\s+{_NUMBER}"
        yield re.compile(calculation + _RESULT, re.IGNORECASE), sign


_PATTERNS = tuple(_patterns())


def spoken(text: str) -> Iterator[str]:
    """The calculations that `text` says in words, each as 'a + b = c'."""
    plain = with_digits(bare(text))
    if not _VERB.search(plain):
        return
    for share, whole, part in _PERCENT_OF.findall(plain):
        yield f"{share} / 100 * {whole} = {part}"
    for pattern, sign in _PATTERNS:
        for one, other, result in pattern.findall(plain):
            yield f"{one} {sign} {other} = {result}"
