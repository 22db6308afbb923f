"""The examination of a computer: what it has, which versions run, and whether the engine answers."""

import dataclasses
import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from soro_tutor import __version__
from soro_tutor.engine import probe
from soro_tutor.engine.messages import Load
from soro_tutor.engine.probe import Machine, SelfTest
from soro_tutor.session import processor
from soro_tutor.store.connection import sqlite_version

LIBRARIES = ("llama-cpp-python", "PySide6-Essentials", "sqlite-utils", "Babel")


@dataclass(frozen=True, slots=True)
class Report:
    """The findings; `test` is None without a model. `versions` goes from a name to a version."""

    data_dir: Path
    machine: Machine
    features: tuple[str, ...]
    versions: dict[str, str]
    model: str
    test: SelfTest | None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong; a model that is not there yet is no illness."""
        return self.test is None or self.test.error is None

    def as_json(self) -> dict[str, Any]:
        """The findings as plain values; sizes in bytes."""
        return {
            "is_sound": self.is_sound,
            "data_dir": str(self.data_dir),
            "machine": dataclasses.asdict(self.machine),
            "features": list(self.features),
            "versions": self.versions,
            "model": self.model,
            "engine": _test_as_json(self.test),
        }


def examine(data_dir: Path, model: str) -> Report:
    """Examine this computer; a model is loaded in a child process and writes five tokens."""
    return Report(
        data_dir=data_dir,
        machine=probe.machine(existing(data_dir)),
        features=probe.processor_features(),
        versions=_versions(),
        model=model,
        test=processor.try_out(data_dir, Load(model)) if model else None,
    )


def _versions() -> dict[str, str]:
    versions = {"Soro Tutor": __version__, "Python": platform.python_version(), "SQLite": sqlite_version()}
    for library in LIBRARIES:
        try:
            versions[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            versions[library] = "?"  # a frozen program may lack the metadata, but not the library
    return versions


def _test_as_json(test: SelfTest | None) -> dict[str, Any] | None:
    if test is None:
        return None
    if test.error is not None:
        return {"error": {"code": test.error.code.value, "data": test.error.data}}
    found = dataclasses.asdict(test)
    del found["error"]
    return found


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: the data folder may not be made yet."""
    return next(place for place in (folder, *folder.parents) if place.exists())
