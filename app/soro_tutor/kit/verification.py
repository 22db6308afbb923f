"""Whether every file of a kit is what was signed, and the repair of those that are not from another copy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, manifest, names
from soro_tutor.kit.manifest import FOLDERS, KitFile, PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import SUFFIX
from soro_tutor.kit.source import Kit, home


class Fault(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    STRANGE = "strange"  # it is no part of the kit


@dataclass(frozen=True, slots=True)
class Flaw:
    """A file with a fault; `path` is below the kit."""

    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verification has found: parts that are there, how many files were read, and what is wrong."""

    parts: tuple[str, ...]
    files: int
    flaws: tuple[Flaw, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the kit may be used and passed on."""
        return not any(_is_grave(flaw) for flaw in self.flaws)


def verify(kit: Kit, watch: Watch) -> Finding:
    """Read every file of the parts that are there. Raises TutorError KIT_CANCELLED, KIT_GONE."""
    parts = kit.parts()
    files = [file for part in parts for file in part.files]
    watch.begin(sum(file.bytes for file in files))
    flaws = [flaw for file in files if (flaw := _flaw(kit, file, watch))]
    # Where parts lie in several places, no folder is the kit's alone.
    strangers = [Flaw(path, Fault.STRANGE) for path in _strangers(kit)] if not kit.places else []
    return Finding(tuple(part.folder for part in parts), len(files), (*flaws, *strangers))


def repair(kit: Kit, others: Sequence[Path], watch: Watch) -> tuple[str, ...]:
    """Bring each file that is not right from another stick or folder; returns the paths of those mended.

    Whose it is does not matter: the hash in the signed manifest decides. Raises TutorError KIT_NO_OTHER(path)
    once all that can be mended is mended, and as copying.copy.
    """
    flaws = [flaw for flaw in verify(kit, watch).flaws if flaw.fault is not Fault.STRANGE]
    files = {file.path: file for file in kit.manifest.files()}
    broken = [files[flaw.path] for flaw in flaws]
    watch.begin(sum(file.bytes for file in broken))
    mended = [file.path for file in broken if _mend(kit, file, others, watch)]
    for file in broken:
        if file.path not in mended:
            raise TutorError(ErrorCode.KIT_NO_OTHER, path=str(kit.root / file.path))
    return tuple(mended)


def _is_grave(flaw: Flaw) -> bool:
    """A stranger harms nobody among lessons and models, but a program would load it."""
    started = tuple(f"{FOLDERS[kind]}/" for kind in (PartKind.INSTALLER, PartKind.PORTABLE))
    return flaw.fault is not Fault.STRANGE or flaw.path.startswith(started)


def _flaw(kit: Kit, file: KitFile, watch: Watch) -> Flaw | None:
    watch.turn_to(file.path, file.bytes)
    try:
        place = kit.locate(file.path)
        copying.forget(place)
        if copying.size(place) not in {file.bytes, copying.NO_FILE}:
            return Flaw(file.path, Fault.CHANGED)
        found = copying.digest(place, watch)
    except TutorError as error:
        return Flaw(file.path, _fault(error))
    return None if found == file.sha256 else Flaw(file.path, Fault.CHANGED)


def _fault(error: TutorError) -> Fault:
    if error.code is ErrorCode.KIT_FILE_MISSING:
        return Fault.MISSING
    if error.code in {ErrorCode.KIT_FILE_BAD, ErrorCode.KIT_LINK}:
        return Fault.UNREADABLE
    raise error


def _mend(kit: Kit, file: KitFile, others: Sequence[Path], watch: Watch) -> bool:
    for candidate in _candidates(file, others):
        try:
            copying.copy(candidate, kit.locate(file.path), file, watch)
        except TutorError as error:
            if error.code not in _OF_THE_CANDIDATE or error.data.get("path") != str(candidate):
                raise
        else:
            return True
    return False


_OF_THE_CANDIDATE = frozenset(
    [ErrorCode.KIT_FILE_CHANGED, ErrorCode.KIT_FILE_BAD, ErrorCode.KIT_FILE_MISSING, ErrorCode.KIT_LINK]
)


def _candidates(file: KitFile, others: Iterable[Path]) -> Iterator[Path]:
    """Where a good copy may lie: in its own place first, then whatever has its size."""
    for other in others:
        first = home(other) / file.path
        if copying.size(first) == file.bytes:
            yield first
        for found in _files_in(other):
            if found != first and copying.size(found) == file.bytes:
                yield found


def _files_in(folder: Path) -> Iterator[Path]:
    """All files below a folder, or the one file that it is; links are not followed."""
    if folder.is_file():
        yield folder
        return
    pending = [folder]
    while pending:
        try:
            entries = sorted(pending.pop().iterdir())
        except OSError:
            continue
        for entry in entries:
            if entry.is_symlink():
                continue
            if entry.is_dir():
                pending.append(entry)
            else:
                yield entry


# What systems leave on every stick that they have seen.
_OF_THE_SYSTEM = ("desktop.ini", "thumbs.db", ".ds_store", "._")


def _strangers(kit: Kit) -> Iterator[str]:
    """Files below the kit's own folder that its manifest does not name, but for what systems leave there."""
    known = {names.key(file.path) for file in kit.manifest.files()}
    known |= {names.key(manifest.FILE), names.key(manifest.FILE + SUFFIX)}
    for file in _files_in(kit.root):
        path = file.relative_to(kit.root).as_posix()
        if names.key(path.removesuffix(names.PART)) not in known and not names.key(file.name).startswith(
            _OF_THE_SYSTEM
        ):
            yield path
