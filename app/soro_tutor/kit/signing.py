"""A folder that is laid out as a kit, described in a manifest and signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, manifest, names, signature
from soro_tutor.kit.failure import reading
from soro_tutor.kit.manifest import FOLDERS, KitFile, Manifest, Part, PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import SecretKey
from soro_tutor.kit.source import Signed, home, write_signed


@dataclass(frozen=True, slots=True)
class Release:
    """What nobody can read off the files: see Manifest."""

    number: int
    version: str
    least_program: str
    made: str


def sign(place: Path, release: Release, key: SecretKey, watch: Watch) -> Manifest:
    """Describe all files of a kit, which may lie below a folder "Soro" of `place`, and sign that.

    Raises TutorError KIT_EMPTY, KIT_DAMAGED (a folder that is no part of a kit, a number or version that is
    none), KIT_NAME, KIT_NAMES_CLASH, KIT_LINK, and as `reading` and `writing` do.
    """
    root = home(place)
    found = {(kind, name): list(_paths(root, manifest.folder_of(kind, name))) for kind, name in _parts(root)}
    paths = [path for paths in found.values() for path in paths]
    if not paths:
        raise TutorError(ErrorCode.KIT_EMPTY, path=str(root))
    names.check_all(paths)
    watch.begin(sum(copying.size(root / path) for path in paths))
    parts = [
        Part(name, kind, tuple(_described(root, path, watch) for path in paths))
        for (kind, name), paths in found.items()
        if paths
    ]
    made = Manifest(release.number, release.version, release.least_program, release.made, tuple(parts))
    content = manifest.write(made)
    manifest.read(content, str(root))  # what nobody could read is not signed
    comment = f"Soro {made.version}, number {made.number}, {made.made}"
    write_signed(root, Signed(content, signature.sign(content, key, comment)))
    return made


def _parts(root: Path) -> Iterator[tuple[PartKind, str]]:
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    for entry in _entries(root):
        kind = kinds.get(entry.name)
        if entry.name.startswith(manifest.FILE) and entry.is_file():
            continue
        if kind is None or not entry.is_dir():
            raise TutorError(ErrorCode.KIT_DAMAGED, path=str(entry), detail=", ".join(kinds))
        if kind in manifest.OF_MANY:
            yield from ((kind, part.name) for part in _entries(entry))
        else:
            yield kind, kind.value


def _paths(root: Path, folder: str) -> Iterator[str]:
    """All files below a folder, by their paths in the kit."""
    place = names.locate(root, folder)
    if not place.is_dir():
        raise TutorError(ErrorCode.KIT_DAMAGED, path=str(place), detail=f"{folder}/")
    for entry in _entries(place):
        path = f"{folder}/{entry.name}"
        if names.locate(root, path).is_dir():
            yield from _paths(root, path)
        else:
            yield path


def _described(root: Path, path: str, watch: Watch) -> KitFile:
    place = names.locate(root, path)
    size = copying.size(place)
    watch.turn_to(path, size)
    return KitFile(path, size, copying.digest(place, watch))


def _entries(folder: Path) -> list[Path]:
    with reading(folder):
        return sorted(folder.iterdir())
