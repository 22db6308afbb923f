"""The typical slips of algebra: each is tried, and the one that gives the learner's next line is it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from soro_tutor.domain.comparison import are_near, compare
from soro_tutor.domain.expression import (
    Apply,
    Equation,
    Expression,
    Node,
    NotReadable,
    Number,
    parse,
    parse_equation,
    value_of,
)
from soro_tutor.domain.line import alternatives, has_relation
from soro_tutor.domain.tree import unknowns


class Slip(StrEnum):
    """A mistake that code can recognise; session/slips.py has the words for it."""

    MOVED_SIGN = "moved_sign"
    ONE_SIDE = "one_side"
    FIRST_TERM_ONLY = "first_term_only"
    BRACKET_SIGN = "bracket_sign"
    FRACTIONS_ADDED = "fractions_added"
    SQUARE_OF_SUM = "square_of_sum"
    ORDER_OF_OPERATIONS = "order_of_operations"
    MINUS_TIMES_MINUS = "minus_times_minus"
    CANCELLED_TERM = "cancelled_term"
    LOST_ROOT = "lost_root"
    LOST_ZERO = "lost_zero"


def find_slip(before: str, text: str) -> Slip | None:
    """The slip that leads from the line `before` to `text`, None where none is recognised."""
    try:
        if len(alternatives(text)) > 1:
            return None
        if has_relation(text) and before and has_relation(before):
            return _in_equation(parse_equation(before), parse_equation(text))
        sides = parse_equation(text).sides if has_relation(text) else (parse(text),)
        return _in_chain((*((parse(before),) if before and not has_relation(before) else ()), *sides))
    except NotReadable:
        return None


def _in_chain(sides: tuple[Expression, ...]) -> Slip | None:
    for one, other in pairwise(sides):
        if compare(one, other) is False:
            return _in_expression(one, other)
    return None


def _in_expression(one: Expression, other: Expression) -> Slip | None:
    for slip, tree in _slipped(one.tree):
        if _is_same(tree, other.tree):
            return slip
    return None


def _in_equation(before: Equation, after: Equation) -> Slip | None:
    if before.relations != ("=",) or after.relations != ("=",):
        return None
    (left, right), (new_left, new_right) = before.sides, after.sides
    for slip, tree in _slipped(left.tree):
        if _is_same(tree, new_left.tree) and _is_same(right.tree, new_right.tree):
            return slip
    for slip, tree in _slipped(right.tree):
        if _is_same(tree, new_right.tree) and _is_same(left.tree, new_left.tree):
            return slip
    return _moved(before, after) or _lost(before, after)


def _moved(before: Equation, after: Equation) -> Slip | None:
    """A term that changed its side and kept its sign, or a side that was divided alone."""
    (left, right), (new_left, new_right) = before.sides, after.sides
    for here, there, new_here, new_there in (
        (left, right, new_left, new_right),
        (right, left, new_right, new_left),
    ):
        for term in _terms(here.tree):
            moved = Apply("-", (here.tree, term)), Apply("+", (there.tree, term))
            if _is_same(moved[0], new_here.tree) and _is_same(moved[1], new_there.tree):
                return Slip.MOVED_SIGN
        ratio = _ratio(here.tree, new_here.tree)
        if ratio not in (None, 0, 1) and _is_same(there.tree, new_there.tree):
            return Slip.ONE_SIDE
    return None


def _lost(before: Equation, after: Equation) -> Slip | None:
    """A root of 'x² = a', or the solution 0, that is there before and not after."""
    if len(before.names) != 1 or before.names != after.names:
        return None
    (name,) = before.names
    value = after.sides[1].value() if after.sides[0].source == name else None
    if value is None or not _holds(before, name, value):
        return None
    if value and _holds(before, name, -value):
        return Slip.LOST_ROOT
    return Slip.LOST_ZERO if _holds(before, name, Fraction(0)) else None


def _holds(equation: Equation, name: str, value: Fraction | float) -> bool:
    try:
        left, right = (value_of(side.tree, {name: value}) for side in equation.sides)
    except NotReadable:
        return False
    return are_near(left, right)


def _is_same(one: Node, other: Node) -> bool:
    """Whether two trees agree at every point that is tried: enough to name a likely slip."""
    names = unknowns(one) | unknowns(other)
    return compare(Expression("", one, names), Expression("", other, names)) is not False


def _ratio(one: Node, other: Node) -> Fraction | None:
    """The number that the tree `one` was multiplied with to give `other`."""
    for number in (*range(2, 13), -1):
        for factor in (Fraction(number), Fraction(1, number)):
            if _is_same(Apply("*", (one, Number(factor))), other):
                return factor
    return None


def _terms(tree: Node) -> Iterator[Node]:
    """The terms of a sum with their signs."""
    match tree:
        case Apply("+", (one, other)):
            yield from (*_terms(one), *_terms(other))
        case Apply("-", (one, other)):
            yield from _terms(one)
            yield from (Apply("neg", (term,)) for term in _terms(other))
        case _:
            yield tree


def _slipped(tree: Node) -> Iterator[tuple[Slip, Node]]:
    """The tree with one slip somewhere in it, for every slip and every place."""
    for slip, rule in _RULES:
        for changed in rule(tree):
            yield slip, changed
    if isinstance(tree, Apply):
        for place, argument in enumerate(tree.arguments):
            for slip, changed in _slipped(argument):
                parts = (*tree.arguments[:place], changed, *tree.arguments[place + 1 :])
                yield slip, Apply(tree.operation, parts)


def _first_term_only(tree: Node) -> Iterator[Node]:
    """a(b+c) becomes ab+c."""
    match tree:
        case Apply("*", (factor, Apply("+" | "-" as sign, (one, other)))):
            yield Apply(sign, (Apply("*", (factor, one)), other))
        case Apply("*", (Apply("+" | "-" as sign, (one, other)), factor)):
            yield Apply(sign, (Apply("*", (factor, one)), other))


def _bracket_sign(tree: Node) -> Iterator[Node]:
    """a-(b+c) becomes a-b+c, and a-(b-c) a-b-c."""
    match tree:
        case Apply("-", (before, Apply("+" | "-" as sign, (one, other)))):
            yield Apply(sign, (Apply("-", (before, one)), other))
        case Apply("neg", (Apply("+" | "-" as sign, (one, other)),)):
            yield Apply(sign, (Apply("neg", (one,)), other))


def _fractions_added(tree: Node) -> Iterator[Node]:
    """a/b + c/d becomes (a+c)/(b+d)."""
    match tree:
        case Apply("+" | "-" as sign, (Apply("/", (a, b)), Apply("/", (c, d)))):
            yield Apply("/", (Apply(sign, (a, c)), Apply(sign, (b, d))))
            yield Apply("/", (Apply(sign, (a, c)), Apply("+", (b, d))))


def _square_of_sum(tree: Node) -> Iterator[Node]:
    """(a+b)² becomes a²+b²."""
    match tree:
        case Apply("^", (Apply("+" | "-" as sign, (one, other)), power)):
            yield Apply(sign, (Apply("^", (one, power)), Apply("^", (other, power))))
            yield Apply("+", (Apply("^", (one, power)), Apply("^", (other, power))))


def _order(tree: Node) -> Iterator[Node]:
    """a+b·c becomes (a+b)·c."""
    match tree:
        case Apply("+" | "-" as sign, (before, Apply("*" | "/" as times, (one, other)))):
            yield Apply(times, (Apply(sign, (before, one)), other))
        case Apply("+" | "-" as sign, (Apply("*" | "/" as times, (one, other)), after)):
            yield Apply(times, (one, Apply(sign, (other, after))))


def _minus_times_minus(tree: Node) -> Iterator[Node]:
    """(-a)·(-b) becomes -ab, and a-(-b) becomes a-b."""
    match tree:
        case Apply("*" | "/", (one, other)) if _is_negative(one) and _is_negative(other):
            yield Apply("neg", (tree,))
        case Apply("-", (one, Apply("neg", (other,)))):
            yield Apply("-", (one, other))
        case Apply("^", (Apply("neg", (base,)), power)):
            yield Apply("neg", (Apply("^", (base, power)),))


def _is_negative(tree: Node) -> bool:
    return isinstance(tree, Apply) and (
        tree.operation == "neg" or (tree.operation in "*/" and _is_negative(tree.arguments[0]))
    )


def _cancelled(tree: Node) -> Iterator[Node]:
    """(a+b)/a becomes b, or 1+b: a term was cancelled as if it were a factor."""
    match tree:
        case Apply("/", (Apply("+" | "-" as sign, (one, other)), bottom)):
            yield from _cancelled_from(sign, one, other, bottom)


def _cancelled_from(sign: str, one: Node, other: Node, bottom: Node) -> Iterator[Node]:
    signed = Apply("neg", (other,)) if sign == "-" else other
    yield Apply(sign, (Apply("/", (one, bottom)), other))
    yield Apply(sign, (one, Apply("/", (other, bottom))))
    for term in _terms(bottom):
        if _is_same(one, term):
            yield signed
        if _is_same(other, term):
            yield one


_RULES: tuple[tuple[Slip, Callable[[Node], Iterator[Node]]], ...] = (
    (Slip.FIRST_TERM_ONLY, _first_term_only),
    (Slip.BRACKET_SIGN, _bracket_sign),
    (Slip.FRACTIONS_ADDED, _fractions_added),
    (Slip.SQUARE_OF_SUM, _square_of_sum),
    (Slip.MINUS_TIMES_MINUS, _minus_times_minus),
    (Slip.CANCELLED_TERM, _cancelled),
    (Slip.ORDER_OF_OPERATIONS, _order),
)
