"""Polynomials of x as rows of coefficients, the constant first: written, derived, integrated, valued."""

from collections.abc import Sequence
from fractions import Fraction

from soro_tutor.domain.generators.wording import tex

Row = Sequence[int | Fraction]


def written(row: Row) -> str:
    """The polynomial as LaTeX that is plain algebra too where all is whole: '3x^2 - x + 5'."""
    terms = [_term(factor, power) for power, factor in enumerate(row) if factor]
    text = "".join(
        f" {'-' if term.startswith('-') else '+'} {term.removeprefix('-')}" for term in reversed(terms)
    )
    return (f"-{text[3:]}" if text.startswith(" -") else text[3:]) or "0"


def derived(row: Row) -> list[int | Fraction]:
    """The derivative."""
    return [factor * power for power, factor in enumerate(row)][1:] or [0]


def integrated(row: Row) -> list[Fraction]:
    """The antiderivative that is nought at nought."""
    return [Fraction(0), *(Fraction(factor) / (power + 1) for power, factor in enumerate(row))]


def value_at(row: Row, x: int | Fraction) -> Fraction:
    """The value at x."""
    return sum((Fraction(factor) * x**power for power, factor in enumerate(row)), Fraction(0))


def product(first: Row, second: Row) -> list[int | Fraction]:
    """The product of two."""
    row: list[int | Fraction] = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            row[i + j] += a * b
    return row


def _term(factor: int | Fraction, power: int) -> str:
    letter = {0: "", 1: "x"}.get(power, f"x^{power}")
    if not letter:
        return tex(factor)
    return (
        {1: "", -1: "-"}.get(int(factor), tex(factor)) + letter
        if factor == int(factor)
        else tex(factor) + letter
    )
