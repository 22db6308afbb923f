"""The libraries that the program stands on, with their licences."""

import importlib.metadata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library by its name on the package index, and its licence's short name."""

    name: str
    licence: str

    @property
    def version(self) -> str:
        """The version in use; nothing where the program was packed without that knowledge."""
        return _version(self.name)


LIBRARIES = (
    Library("llama-cpp-python", "MIT (llama.cpp: MIT)"),
    Library("PySide6-Essentials", "LGPL-3.0 (Qt 6: LGPL-3.0)"),
    Library("sqlite-utils", "Apache-2.0"),
    Library("markdown-it-py", "MIT"),
    Library("ziamath", "MIT"),
    Library("SymPy", "BSD-3-Clause"),
    Library("Pint", "BSD-3-Clause"),
    Library("molmass", "BSD-3-Clause"),
    Library("fsrs", "MIT"),
    Library("matplotlib", "Matplotlib licence (BSD-compatible)"),
    Library("jsonschema", "MIT"),
    Library("numpy", "BSD-3-Clause"),
    Library("Babel", "BSD-3-Clause"),
    Library("Jinja2", "BSD-3-Clause"),
    Library("platformdirs", "MIT"),
    Library("psutil", "BSD-3-Clause"),
    Library("Lucide", "ISC"),
    Library("Noto Sans", "OFL-1.1"),
)


def program_version() -> str:
    """The version of the program itself."""
    return _version("soro-tutor")


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
