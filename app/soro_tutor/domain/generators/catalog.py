"""All generators by name; each subject's package joins its own modules."""

import logging
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from types import MappingProxyType

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.item import Item

# Imported when the first generator is asked for, since they load SymPy, pint and molmass.
MODULES = (
    "mathematics.catalog_numbers",
    "mathematics.catalog_shapes",
    "physics.catalog",
    "chemistry.catalog",
    "informatics.catalog",
)

_PACKAGE = "soro_tutor.domain.generators"
_log = logging.getLogger(__name__)


@cache
def generators() -> Mapping[str, Generator]:
    """Every generator of the program by its name. Raises ValueError where two have the same."""
    found: dict[str, Generator] = {}
    modules = (import_module(f"{_PACKAGE}.{name}") for name in MODULES)
    for generator in chain.from_iterable(module.GENERATORS for module in modules):
        if generator.name in found:
            raise ValueError(f"two generators are called {generator.name}")
        found[generator.name] = generator
    return MappingProxyType(found)


def generated(generator: Generator, chance: Chance, seed: int) -> Item:
    """The item that `generator` makes of `chance`, which was seeded with `seed`.

    Raises TutorError GENERATOR_FAILED(generator); what it raised itself is in the log.
    """
    try:
        return generator.item(chance, seed)
    # SymPy, pint and molmass each raise kinds of their own, and no lesson may end with one generator's bug.
    except Exception as error:
        _log.exception("the generator %s failed with the seed %s", generator.name, seed)
        raise TutorError(ErrorCode.GENERATOR_FAILED, generator=generator.name) from error
