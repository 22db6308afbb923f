"""The tree of an expression: numbers, names, and operations on them."""

import math
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

CONSTANTS = {"π": math.pi, "e": math.e}


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An unknown, or one of the constants π and e."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """One of + - * / ^ neg ! root (of what, which) log (of what, base), or a function of one argument."""

    operation: str
    arguments: tuple["Node", ...]


Node = Number | Name | Apply


def unknowns(tree: Node) -> frozenset[str]:
    """The names in a tree that are no constants."""
    match tree:
        case Name(name):
            return frozenset() if name in CONSTANTS else frozenset({name})
        case Apply(_, arguments):
            return frozenset().union(*map(unknowns, arguments))
    return frozenset()


def shape_of(tree: Node) -> Hashable:
    """A tree but for the order of its terms and factors: that of 2(x - 3) and (-3 + x)·2, not of 2x - 6."""
    match tree:
        case Apply("+" | "-" | "*" | "neg"):
            return "+", frozenset(Counter(_terms(tree, 1)).items())
        case Apply(operation, arguments):
            return operation, tuple(map(shape_of, arguments))
    return tree


def _terms(tree: Node, sign: int) -> list[Hashable]:
    """The terms of a sum with their signs; what is no sum is one."""
    match tree:
        case Apply("+" | "-" as operation, (one, other)):
            return [*_terms(one, sign), *_terms(other, sign if operation == "+" else -sign)]
        case Apply("neg", (one,)):
            return _terms(one, -sign)
        case Apply("*"):
            factors = _factors(tree)
            signs = sum(isinstance(factor, Apply) and factor.operation == "neg" for factor in factors)
            shapes = (shape_of(_without_sign(factor)) for factor in factors)
            return [((-1) ** signs * sign, frozenset(Counter(shapes).items()))]
    return [(sign, shape_of(tree))]


def _factors(tree: Node) -> list[Node]:
    match tree:
        case Apply("*", (one, other)):
            return [*_factors(one), *_factors(other)]
    return [tree]


def _without_sign(tree: Node) -> Node:
    """-3x begins with the factor -3, as 5 - 3x does not: the sign is the term's."""
    match tree:
        case Apply("neg", (one,)):
            return one
    return tree
