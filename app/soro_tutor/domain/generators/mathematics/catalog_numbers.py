"""The generators of numbers and algebra, from the order of operations to logarithms."""

from itertools import chain

from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics import (
    arithmetic,
    combinatorics,
    decimals,
    divisibility,
    expressions,
    fractions,
    inequalities,
    linear,
    logarithms,
    negative,
    percent,
    powers,
    progressions,
    quadratic,
    stories,
)

_FIELDS = (
    arithmetic,
    decimals,
    divisibility,
    fractions,
    percent,
    negative,
    powers,
    expressions,
    linear,
    stories,
    quadratic,
    inequalities,
    progressions,
    combinatorics,
    logarithms,
)

GENERATORS: tuple[Generator, ...] = tuple(chain.from_iterable(field.GENERATORS for field in _FIELDS))
