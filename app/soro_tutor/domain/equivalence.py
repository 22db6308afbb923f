"""The questions of `domain.algebra` answered by SymPy, without any bound: the child process runs this.

Imports SymPy (two seconds): import this module only where that is wanted.
"""

from collections.abc import Callable, Mapping

import sympy
from sympy.logic.boolalg import Boolean

from soro_tutor.domain.comparison import compare
from soro_tutor.domain.expression import Apply, Name, Node, NotReadable, Number, parse, parse_equation
from soro_tutor.domain.line import alternatives

_CONSTANTS = {"π": sympy.pi, "e": sympy.E}


class DirectAlgebra:
    """SymPy in this process: for tests and generators, never for what a learner typed."""

    def are_equal(self, one: str, other: str) -> bool:
        """Whether two expressions have the same value wherever both are defined."""
        left, right = parse(one), parse(other)
        decided = compare(left, right)
        if decided is not None:
            return decided
        difference = sympy.simplify(to_sympy(left.tree) - to_sympy(right.tree))
        return bool(difference == 0 or difference.equals(0))

    def have_same_solutions(self, one: str, other: str) -> bool:
        """Whether two lines of equations or inequalities have the same real solutions."""
        names = sorted(
            {name for text in (one, other) for part in alternatives(text) for name in _names(part)}
        )
        if len(names) != 1:
            return _are_proportional(one, other)
        unknown = sympy.Symbol(names[0], real=True)
        left, right = solutions(one, unknown), solutions(other, unknown)
        if left == right:
            return True
        difference = left.symmetric_difference(right)
        return bool(sympy.simplify(difference).is_empty)


def solutions(text: str, unknown: sympy.Symbol) -> sympy.Set:
    """The real solutions of a line in one unknown. Raises NotReadable."""
    found: sympy.Set = sympy.S.EmptySet
    for part in alternatives(text):
        equation = parse_equation(part)
        here: sympy.Set = sympy.S.Reals
        for left, relation, right in zip(
            equation.sides, equation.relations, equation.sides[1:], strict=False
        ):
            condition = _RELATIONS[relation](to_sympy(left.tree), to_sympy(right.tree))
            here = here.intersect(_solved(condition, unknown))
        found = found.union(here)
    return found


def _solved(condition: Boolean, unknown: sympy.Symbol) -> sympy.Set:
    if condition == sympy.true:
        return sympy.S.Reals
    if condition == sympy.false:
        return sympy.S.EmptySet
    if isinstance(condition, sympy.Eq):
        return sympy.solveset(condition.lhs - condition.rhs, unknown, sympy.S.Reals)
    return sympy.solveset(condition, unknown, sympy.S.Reals)


def _names(part: str) -> frozenset[str]:
    return parse_equation(part).names


def _are_proportional(one: str, other: str) -> bool:
    """Equations in several unknowns: the same where one is a multiple of the other."""
    sides = []
    for text in (one, other):
        equation = parse_equation(text)
        if equation.relations != ("=",):
            raise NotReadable("several unknowns with another relation")
        sides.append(to_sympy(equation.sides[0].tree) - to_sympy(equation.sides[1].tree))
    if sides[1] == 0 or sides[0] == 0:
        return bool(sympy.simplify(sides[0] - sides[1]) == 0)
    ratio = sympy.simplify(sides[0] / sides[1])
    return bool(ratio.is_number and ratio != 0)


def to_sympy(tree: Node) -> sympy.Expr:
    """SymPy's expression of a tree that was read from text; unknowns are real."""
    match tree:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Name(name):
            return _CONSTANTS.get(name) or sympy.Symbol(name, real=True)
        case Apply(operation, arguments):
            return _OPERATIONS[operation](*[to_sympy(argument) for argument in arguments])


_RELATIONS: Mapping[str, Callable[..., Boolean]] = {
    "=": sympy.Eq,
    "≈": sympy.Eq,
    "≠": sympy.Ne,
    "<": sympy.Lt,
    ">": sympy.Gt,
    "≤": sympy.Le,
    "≥": sympy.Ge,
}
_OPERATIONS: Mapping[str, Callable[..., sympy.Expr]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "^": lambda one, other: one**other,
    "neg": lambda one: -one,
    "!": sympy.factorial,
    "root": lambda one, degree: sympy.real_root(one, degree) if degree.is_odd else one ** (1 / degree),
    "log": sympy.log,
    "abs": sympy.Abs,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "cot": sympy.cot,
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arccot": sympy.acot,
    "exp": sympy.exp,
    "ln": sympy.log,
}
