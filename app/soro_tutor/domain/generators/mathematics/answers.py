"""Answers of algebra as they are written and taken: decimals, signs, expressions, pairs of roots."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from soro_tutor.domain.generators.mathematics.asked import LABELS, Asked, Slips, Value, valued
from soro_tutor.domain.generators.mathematics.polynomial import Row, written
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer


def comma(value: Value) -> str:
    """An exact finite decimal in LaTeX: '0{,}125'."""
    exact = Fraction(value)
    text = f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", "{,}")


def signed(number: int) -> str:
    """What follows in a sum: ' + 3', ' - 3', or nothing for nought."""
    return f" {'+' if number > 0 else '-'} {abs(number)}" if number else ""


def signed_x(number: int) -> str:
    """A multiple of x that follows in a sum: ' + 3x', ' - x'."""
    return f" {'-' if number < 0 else '+'} {written([0, abs(number)])}" if number else ""


def inside(number: int) -> str:
    """A number within an expression: a negative one in brackets."""
    return f"({number})" if number < 0 else str(number)


def decimal_valued(asked: Asked, right: Fraction, slips: Slips, unit: str = "") -> Worked:
    """Like `valued`, with all values written as decimals."""
    wrong = [(value, said) for value, said in slips if value != right]
    texts = tuple((f"${comma(value)}{LABELS[unit]}", said) for value, said in wrong)
    return replace(valued(asked, right, wrong, unit), right=f"${comma(right)}{LABELS[unit]}", slips=texts)


def expressed(asked: Asked, right: Row, wrong: Iterable[tuple[Row, str]]) -> Worked:
    """A question whose answer is a polynomial, in any equal form."""
    answer = written(right)
    said: dict[str, str] = {}
    for row, misconception in wrong:
        if written(row) != answer:
            said.setdefault(written(row), misconception)
    slips = tuple((f"${text}$", misconception) for text, misconception in said.items())
    response = Short((answer,), True, tuple(WrongAnswer(text, slip) for text, slip in said.items()))
    return Worked(asked.given, asked.text, asked.hints, asked.steps, f"${answer}$", slips, response)


def both(first: Value, second: Value) -> str:
    """Two roots, the smaller first; one where they are equal."""
    low, high = sorted((first, second))
    return f"${low}$" if low == high else f"${low}$ ва ${high}$"
