"""The tree of an expression: numbers, names, and operations on them."""

import math
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
