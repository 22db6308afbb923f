"""Chains of arithmetic: '2 + 3·4 = 2 + 12 = 14', and where a rounded value stands in one."""

import re
from fractions import Fraction
from itertools import pairwise

from soro_tutor.domain.comparison import are_near
from soro_tutor.domain.expression import Equation, Expression, Value

_DECIMALS = re.compile(r"[.,](\d+)\s*$")
_FAR = Fraction(1, 5)  # relative: no rounding goes so far


def holds(equation: Equation) -> bool | None:
    """Whether the sides without unknowns hold beside one another; None where one may be rounded."""
    found: list[bool | None] = []
    for (one, other), relation in zip(pairwise(equation.sides), equation.relations, strict=True):
        values = one.value(), other.value()
        if values[0] is not None and values[1] is not None:
            found.append(_is_related(values[0], relation, values[1], other))
    if False in found:
        return False
    return None if None in found else True


def _is_related(one: Value, relation: str, other: Value, side: Expression) -> bool | None:
    is_near = are_near(one, other)
    match relation:
        case "=" | "≈":
            return True if is_near else _is_rounded(float(one), float(other), side, is_said=relation == "≈")
        case "≠":
            return not is_near
        case "<" | ">":
            return not is_near and (one < other) == (relation == "<")
    return is_near or (one < other) == (relation == "≤")


def _is_rounded(one: float, other: float, side: Expression, *, is_said: bool) -> bool | None:
    """True where `side` is a rounding that is said to be one, None where it may be one, else False."""
    decimals = _DECIMALS.search(side.source)
    step = 10.0 ** -len(decimals[1]) if decimals else 1.0
    if abs(one - other) <= step and (is_said or decimals):
        return True if is_said else None
    return None if is_said and abs(one - other) <= _FAR * abs(one) else False
