"""The generators of geometry, functions, data and the beginnings of analysis."""

from itertools import chain

from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics import (
    angles,
    area,
    circles,
    coordinates,
    data,
    derivatives,
    functions,
    integrals,
    probability,
    solids,
    triangles,
    trigonometry,
    vectors,
)

_FIELDS = (
    area,
    angles,
    triangles,
    circles,
    solids,
    coordinates,
    functions,
    data,
    probability,
    trigonometry,
    vectors,
    derivatives,
    integrals,
)

GENERATORS: tuple[Generator, ...] = tuple(chain.from_iterable(field.GENERATORS for field in _FIELDS))
