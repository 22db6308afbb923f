"""Which shared libraries are still needed once parts of Qt are left out: GTK's are not without its theme."""

import os
from pathlib import Path

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]


def needed(binaries: list[Entry]) -> list[Entry]:
    """The entries that Python or Qt open themselves, and what these are linked with, near or far."""
    by_name: dict[str, list[Entry]] = {}
    for entry in binaries:
        by_name.setdefault(Path(entry[0]).name, []).append(entry)
    waiting = [entry for entry in binaries if _is_opened(entry)]
    kept: set[Entry] = set()
    while waiting:
        entry = waiting.pop()
        if entry in kept:
            continue
        kept.add(entry)
        if entry[2] != "SYMLINK":
            for name, _ in get_imports(entry[1]):
                waiting += by_name.get(Path(name).name, [])
    return [entry for entry in binaries if entry in kept]


def without_dangling(files: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """The files but for symbolic links to libraries that are left out."""
    kept = {entry[0] for entry in (*files, *binaries)}
    return [entry for entry in files if entry[2] != "SYMLINK" or _target(entry) in kept]


def _target(link: Entry) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(link[0]), link[1]))


def _is_opened(entry: Entry) -> bool:
    """Whether it is opened by its place and not because another library is linked with it."""
    place, _, kind = entry
    return kind == "EXTENSION" or "/plugins/" in place or place.startswith(("llama_cpp/", "libpython"))
