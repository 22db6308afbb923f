"""Quantities with units: pint computes them, and they are shown as a Tajik school book writes them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from soro_tutor.domain import units
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Number, WrongAnswer

if TYPE_CHECKING:
    from pint import UnitRegistry
    from pint.facets.plain import PlainQuantity

    Quantity = PlainQuantity[float]

_LEAST = 1e-4  # what still has its zeros written


@cache
def registry() -> "UnitRegistry[float]":
    """The one registry of units; it is made when the first quantity is, since pint is slow to import."""
    from pint import UnitRegistry

    return UnitRegistry()


def measure(value: float, unit: str) -> "Quantity":
    """`value` in pint's `unit`."""
    return registry().Quantity(value, unit)


def number(value: float) -> str:
    r"""A value in LaTeX, of at most five significant digits: 0{,}5; below 0,0001 as 5 \cdot 10^{-5}."""
    short = float(f"{value:.5g}")
    if not 0 < abs(short) < _LEAST:
        return tex(short)
    top, _, power = f"{short:.4e}".partition("e")
    return rf"{tex(float(top))} \cdot 10^{{{int(power)}}}"


def shown(value: float, unit: str) -> str:
    """A value with its unit, as in '$2{,}5$ м/с'."""
    label = "" if unit == "1" else units.label(unit)
    return f"${number(value)}${'' if label in {'%', ''} else ' '}{label}"


def plain(value: float) -> str:
    """A value of at most five significant digits as an item keeps it: '2.5', never '1e-07'."""
    return f"{Decimal(f'{value:.5g}'):f}"


def tidy(value: float) -> float:
    """A value as it is where five digits hold it, else with three."""
    return value if abs(float(f"{value:.5g}") - value) < 1e-9 * value else float(f"{value:.3g}")


def about(value: float) -> str:
    r"""A value in LaTeX to the hundredth, behind = or \approx."""
    near = round(value, 2)
    return ("= " if abs(near - value) < 1e-9 else r"\approx ") + number(near)


def measured(
    given: Mapping[str, object],
    asked: tuple[str, tuple[str, str], tuple[str, ...]],
    answer: "Quantity",
    unit: str,
    slips: Iterable[tuple[float, str]],
    tolerance: float = 0.0,
) -> Worked:
    """A draw whose `answer` is a quantity; `asked` is its text, its two hints and its steps.

    `slips` are wrong values in the same `unit`. A value that is not whole forgives one per cent.
    Raises pint's DimensionalityError where the formula behind `answer` does not give that unit.
    """
    text, hints, steps = asked
    value = float(answer.to(unit).magnitude)
    tolerance = tolerance or (0.0 if value.is_integer() else 0.01)
    wrong: dict[str, str] = {}
    for slip, said in slips:
        if slip > 0 and abs(slip - value) > 2 * tolerance * value:
            wrong.setdefault(plain(tidy(slip)), said)
    wrong.pop(plain(value), None)
    return Worked(
        given=given,
        text=text,
        hints=hints,
        steps=steps,
        right=shown(value, unit),
        slips=tuple((shown(float(slip), unit), said) for slip, said in wrong.items()),
        response=Number(
            value=plain(value),
            unit="" if unit == "1" else unit,
            tolerance=tolerance,
            wrong=tuple(WrongAnswer(slip, said) for slip, said in wrong.items()),
        ),
    )


def over(top: float | str, bottom: float | str) -> str:
    """A fraction in LaTeX of two values or formulas."""
    above, below = (part if isinstance(part, str) else number(part) for part in (top, bottom))
    return rf"\frac{{{above}}}{{{below}}}"


def times(left: float | str, right: float | str) -> str:
    """A product in LaTeX of two values or formulas."""
    first, second = (part if isinstance(part, str) else number(part) for part in (left, right))
    return rf"{first} \cdot {second}"
