"""Which names the files of a kit may have: those that every system can bear and that stay inside the kit."""

import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError

LONGEST = 200  # characters: with the folder that holds it, a path stays within the 260 of Windows
_LONGEST_STEP = 240  # bytes in UTF-8: file systems take 255, and a copy in work has a longer name
PART = ".part"  # ends the name of a copy in work, so no file of a kit may have it

_FORBIDDEN = frozenset('<>:"|?*\\')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in (*"0123456789", "¹", "²", "³")]
)
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])  # categories of Unicode


def check(path: str) -> None:
    """Refuse a path that leads out of a kit or that not every system can bear.

    Raises TutorError KIT_NAME(name).
    """
    steps = path.split("/")
    if len(path) > LONGEST or not all(_is_good(step) for step in steps):
        raise TutorError(ErrorCode.KIT_NAME, name=path)


def check_all(paths: Iterable[str]) -> None:
    """Check each path, and that no two would be one file on a stick, where capitals do not count.

    Raises TutorError KIT_NAME(name) or KIT_NAMES_CLASH(name, other).
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        check(path)
        _take(files, path, is_shared=False)
        steps = path.split("/")
        for count in range(1, len(steps)):
            _take(folders, "/".join(steps[:count]), is_shared=True)
    for key in files.keys() & folders.keys():
        raise TutorError(ErrorCode.KIT_NAMES_CLASH, name=files[key], other=folders[key])


def locate(root: Path, path: str) -> Path:
    """Where a file of the kit in `root` lies or will lie; no step below `root` leads elsewhere.

    Raises TutorError KIT_NAME(name), or KIT_LINK(path) where a step is a link or the file is a device, which
    might lead out of the kit or never end.
    """
    check(path)
    place = root
    for step in path.split("/"):
        place /= step
        try:
            status = place.lstat()
        except OSError:
            continue  # not there yet, or not to be seen: whoever opens it will say so
        if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)) or _is_junction(status):
            raise TutorError(ErrorCode.KIT_LINK, path=str(place))
    return place


def key(path: str) -> str:
    """Paths with one key are one file where capitals do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _take(taken: dict[str, str], path: str, *, is_shared: bool) -> None:
    other = taken.get(key(path))
    if other is not None and not (is_shared and other == path):
        raise TutorError(ErrorCode.KIT_NAMES_CLASH, name=path, other=other)
    taken[key(path)] = path


def _is_good(step: str) -> bool:
    return (
        step not in {"", ".", ".."}
        and not step.endswith((".", " "))
        and not step.startswith(" ")
        and not step.casefold().endswith(PART)
        and not _FORBIDDEN & set(step)
        and not any(unicodedata.category(letter) in _UNSEEN for letter in step)
        and unicodedata.is_normalized("NFC", step)
        and len(step.encode()) <= _LONGEST_STEP
        and step.split(".")[0].rstrip(" ").casefold() not in _RESERVED
    )


def _is_junction(status: object) -> bool:
    """Windows' own kind of link between folders, which is none to Python."""
    return getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT
