"""Texts that stand for a number, with or without a unit behind it, so that equal ones can be found."""

import re
from fractions import Fraction

from soro_tutor.domain import expression

_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:/\d+)?")
_WITH_UNIT = re.compile(r"(?P<number>[-+]?[\d.,/]*\d)\s*(?P<unit>[^\d\s/.,].*)?", re.DOTALL)
_LATEX_SPACE = re.compile(r"\\[,;:! ]|~|\s+")
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm)\s*\{([^{}]*)\}")
_LATEX_FRACTION = re.compile(r"\\[dt]?frac\{(\d+)\}\{(\d+)\}")

Value = tuple[Fraction | float, str]


def value_of(text: str) -> Value | None:
    """The number and the unit ('' for none) that `text`, plain or LaTeX, consists of; None for anything else.

    A value that is no fraction is rounded to ten figures, so that equal ones are the same.
    """
    bare = bare_of(text)
    exact = _number(bare)
    if exact is not None:
        return exact, ""
    match = _WITH_UNIT.fullmatch(bare)
    if match is None or match["unit"] is None:
        return None
    exact = _number(match["number"])
    return None if exact is None else (exact, match["unit"].casefold())


def bare_of(text: str) -> str:
    r"""`text` without dollars, spaces and the LaTeX that only looks: '$3{,}5\,\text{м}$' becomes '3,5м'."""
    text = text.replace("$", "").replace("{,}", ",").replace("\\%", "%").replace("−", "-").replace("–", "-")
    text = _LATEX_FRACTION.sub(r"\1/\2", _LATEX_TEXT.sub(r"\1", text))
    return _LATEX_SPACE.sub("", text)


def _number(bare: str) -> Fraction | float | None:
    if _PLAIN.fullmatch(bare):
        try:
            return Fraction(bare.replace(",", "."))
        except (ValueError, ZeroDivisionError):
            return _fraction_of_decimals(bare)
    return _expression(bare)


def _fraction_of_decimals(bare: str) -> Fraction | None:
    top, _, bottom = bare.replace(",", ".").partition("/")
    try:
        return Fraction(top) / Fraction(bottom)
    except (ValueError, ZeroDivisionError):
        return None


def _expression(bare: str) -> Fraction | float | None:
    try:
        value = expression.parse(bare).value()
    except expression.NotReadable:
        return None
    return float(f"{value:.10g}") if isinstance(value, float) else value
