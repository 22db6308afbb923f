"""Whether two expressions are the same: by exact values where that decides, by algebra where it does not."""

from fractions import Fraction

from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.expression import Expression, NotReadable, Value, parse, parse_equation, value_of

_POINTS = (Fraction(7, 3), Fraction(-5, 7), Fraction(11, 2), Fraction(1, 13))
_NEAR = 1e-9
_RELATIONS = ("=", "<", ">", "≤", "≥", "<=", ">=", "≠", "\\le", "\\ge", "\\ne")


def are_same(text: str, known: str, algebra: Algebra) -> bool:
    """Whether what a learner typed equals a known expression, or has the solutions of a known equation.

    Raises NotReadable, and TutorError ALGEBRA_TOO_SLOW where neither values nor algebra decide in time.
    """
    if has_relation(known):
        return has_relation(text) and _are_same_equations(text, known, algebra)
    if "=" in text:
        text = text.rpartition("=")[2]  # 'x = 5' and '2·3 = 6' end with the answer
    one, other = parse(text), parse(known)
    decided = compare(one, other)
    return algebra.are_equal(one.source, other.source) if decided is None else decided


def has_relation(text: str) -> bool:
    """Whether `text` has sides."""
    return any(sign in text for sign in _RELATIONS)


def compare(one: Expression, other: Expression) -> bool | None:
    """True or False where the trees or the values at some points decide it, None where only algebra can."""
    if one.tree == other.tree:
        return True
    names = sorted(one.names | other.names)
    if not names:
        return are_near(one.value(), other.value())
    for shift in range(len(_POINTS)):
        at: dict[str, Value] = {
            name: _POINTS[(place + shift) % len(_POINTS)] + place for place, name in enumerate(names)
        }
        try:
            values = value_of(one.tree, at), value_of(other.tree, at)
        except (NotReadable, OverflowError):
            continue  # one is not defined there
        if not are_near(*values):
            return False
    return None


def are_near(one: Value | None, other: Value | None) -> bool:
    """Whether two values are equal: exact ones exactly, floats but for rounding."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    if one is None or other is None:
        return False
    left, right = float(one), float(other)
    return abs(left - right) <= _NEAR * max(abs(left), abs(right), _NEAR)


def _are_same_equations(text: str, known: str, algebra: Algebra) -> bool:
    one, other = parse_equation(text), parse_equation(known)
    if (one.relations, [side.tree for side in one.sides]) == (
        other.relations,
        [side.tree for side in other.sides],
    ):
        return True
    return algebra.have_same_solutions(text, known)
