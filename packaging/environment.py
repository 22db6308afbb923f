"""What of an environment belongs to the program: a developer's has the training's libraries, too."""

import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

sys.path.insert(0, str(Path(__file__).parent))
import contents


def foreign_modules() -> list[str]:
    """The installed modules on which the program does not depend, even by others.

    Many libraries use others where they happen to be there, as fsspec does aiohttp. Left out, the frozen
    program is the same on every machine.
    """
    own = _closure(_project()["dependencies"])
    owners = importlib.metadata.packages_distributions().items()
    foreign = {module for module, names in owners if not {plain(name) for name in names} & own}
    return sorted(module for module in foreign - {"soro_tutor"} if module.isidentifier())


def plain(name: str) -> str:
    """A distribution's name as all its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _project() -> dict[str, Any]:
    text = (contents.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def _closure(requirements: Iterable[str]) -> set[str]:
    """The names of the distributions that are required, and of those that they require, on this system."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        wanted = waiting.pop()
        if plain(wanted.name) in found or not _counts(wanted):
            continue
        found.add(plain(wanted.name))
        try:
            waiting += map(Requirement, importlib.metadata.requires(wanted.name) or ())
        except importlib.metadata.PackageNotFoundError:
            continue  # left out of the environment on purpose, as hf-xet is
    return found


def _counts(wanted: Requirement) -> bool:
    return wanted.marker is None or wanted.marker.evaluate({"extra": ""})
