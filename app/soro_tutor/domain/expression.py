"""Mathematics as a learner types it, read into a tree without ever being run, and its value."""

import math
import re
from dataclasses import dataclass

from soro_tutor.domain.notation import NotReadable, plain, tokens
from soro_tutor.domain.parser import Parser
from soro_tutor.domain.tree import Apply, Name, Node, Number, unknowns
from soro_tutor.domain.value import Value, checked_value, number_in, value_of

__all__ = ["Apply", "Equation", "Expression", "Name", "Node", "NotReadable", "Number", "Value"]
__all__ += ["evaluate", "parse", "parse_equation", "value_of"]

_RELATION = re.compile("([=<>≤≥≠≈])")


@dataclass(frozen=True, slots=True)
class Expression:
    """One side of what a learner wrote: its text, its tree, and the unknowns in it."""

    source: str
    tree: Node
    names: frozenset[str]

    def value(self) -> Value | None:
        """Exact where arithmetic is, a float for roots and functions, None where there is an unknown."""
        return value_of(self.tree)


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sides or more, with a relation of = < > ≤ ≥ ≠ ≈ between neighbours."""

    sides: tuple[Expression, ...]
    relations: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The unknowns of all sides."""
        return frozenset().union(*(side.names for side in self.sides))


def parse(text: str) -> Expression:
    """Read plain text or LaTeX: '2x^2+3', '3,5', '√2', '6:3', '1 000', '2 1/2'.

    Letters are unknowns (a Cyrillic one that looks Latin is the Latin one: х is x), e and π are constants,
    log and lg have the base 10,
    ° inside a sine makes degrees of radians. What is written together is multiplied,
    with the rank of any product: 1/2x is x/2. Raises NotReadable, also for numbers that do not exist (1/0) or
    are beyond bounds (10^10^10).
    """
    return _expression(plain(text))


def parse_equation(text: str) -> Equation:
    """Read two sides or more with relations between. Raises NotReadable, also where there is no relation."""
    parts = _RELATION.split(plain(text))
    if len(parts) == 1:
        raise NotReadable("no relation")
    return Equation(tuple(_expression(part) for part in parts[::2]), tuple(parts[1::2]))


def evaluate(expression: Expression, **values: float) -> float:
    """The value with `values` for the unknowns, as a float; nan where undefined or an unknown is missing."""
    try:
        found = number_in(expression.tree, values)
        return float(found)
    except (ArithmeticError, ValueError, KeyError, NotReadable):
        return math.nan


def _expression(text: str) -> Expression:
    tree = Parser(tokens(text)).read()
    checked_value(tree)
    return Expression(text, tree, unknowns(tree))
