"""Models and packs brought into the data folder, so that at any moment the old one works or the new one.

Each version has a folder of its own (models/<name>/<number>-<digest>/); a small record beside it says which
one counts, and is replaced in one step when the new one is whole and on the disk.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from soro_tutor import paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, lock, manifest, names
from soro_tutor.kit.manifest import FOLDERS, KitFile, Manifest, Part, PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import read_small
from soro_tutor.kit.source import Kit, Signed

RECORD = "installed.json"
RESERVE = 64 * 2**20  # bytes that stay free for what the learner writes
KINDS = (PartKind.MODEL, PartKind.PACK)  # what is installed; the rest of a kit starts from the stick


@dataclass(frozen=True, slots=True)
class Installed:
    """A part as it is installed: of which release, in which folder."""

    part: Part
    release: Manifest
    folder: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """All its files, in the order of their names."""
        start = len(self.part.folder) + 1
        return tuple(sorted(self.folder / file.path[start:] for file in self.part.files))

    @property
    def model_file(self) -> Path | None:
        """The file that is loaded: a model, or the first of its shards."""
        return next((file for file in self.files if file.suffix == ".gguf"), None)


def installed(data_dir: Path, kinds: Sequence[PartKind] = KINDS) -> tuple[Installed, ...]:
    """What is installed of these kinds; what is half-made is not, and a damaged record counts as none."""
    found = []
    for kind in kinds:
        with contextlib.suppress(OSError):
            for record in sorted((data_dir / FOLDERS[kind]).glob(f"*/{RECORD}")):
                if one := find(data_dir, kind, record.parent.name):
                    found.append(one)
    return tuple(found)


def find(data_dir: Path, kind: PartKind, name: str) -> Installed | None:
    """An installed part by its name."""
    record = data_dir / manifest.folder_of(kind, name) / RECORD
    try:
        release = manifest.read(read_small(record, manifest.LARGEST), str(record))
    except (OSError, ValueError, TutorError):
        return None
    for part in release.parts:
        if (part.kind, part.name) == (kind, name):
            return Installed(part, release, _folder(data_dir, release, part))
    return None


def follow(data_dir: Path, path: str) -> str:
    """Where a model file lies now that had this path when it was chosen; the path itself if it is there."""
    file = Path(path)
    if file.exists():
        return path
    for one in installed(data_dir):
        if one.folder.parent == file.parent.parent and one.model_file:
            return str(one.model_file)
    return path


def as_kit(data_dir: Path, signed: Signed | None = None, release: Manifest | None = None) -> Kit:
    """What is installed, in the form of a kit: to verify, to repair, or to make a stick of.

    With a release, only what is installed of it counts.
    """
    there = installed(data_dir)
    if release:
        there = tuple(one for one in there if one.part in release.parts)
    places = tuple((one.part.folder, one.folder) for one in there)
    newest = release or Manifest(1, "0", "0", "2000-01-01", tuple(one.part for one in there))
    return Kit(paths.kit(data_dir), newest, signed or Signed(b"", b""), places)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be installed, by which version of the program; `is_older_right` takes an older kit, too."""

    parts: tuple[Part, ...]
    program: str
    is_older_right: bool = False


def install(kit: Kit, data_dir: Path, order: Order, watch: Watch) -> tuple[Installed, ...]:
    """Install parts of a kit.

    Raises TutorError KIT_NEEDS_NEWER, KIT_OLDER, KIT_NO_ROOM or KIT_BUSY before anything is written, and as
    copying.copy afterwards; the parts that are done by then are installed.
    """
    check_program(kit.manifest, order.program)
    with lock.held(data_dir):
        if not order.is_older_right:
            _check_number(data_dir, kit.manifest)
        watch.begin(sum(part.bytes for part in order.parts))
        _check_room(kit, data_dir, order.parts)
        return tuple(_install(kit, data_dir, part, watch) for part in order.parts)


def check_program(release: Manifest, program: str) -> None:
    """Raises TutorError KIT_NEEDS_NEWER(needed, present) where the program is too old for a kit."""
    if _ordered(program) < _ordered(release.least_program):
        raise TutorError(ErrorCode.KIT_NEEDS_NEWER, needed=release.least_program, present=program)


def _check_number(data_dir: Path, release: Manifest) -> None:
    newest = max((one.release.number for one in installed(data_dir)), default=0)
    if release.number < newest:
        raise TutorError(ErrorCode.KIT_OLDER, number=release.number, present=newest)


def _check_room(kit: Kit, data_dir: Path, parts: Sequence[Part]) -> None:
    needed = 0
    for part in parts:
        known = {file.sha256 for _, file in _old_files(data_dir, part)}
        folder = _folder(data_dir, kit.manifest, part)
        for file in part.files:
            target = names.locate(folder, _below(part, file))
            needed += 0 if file.sha256 in known else copying.missing_bytes(target, file)
    copying.check_room(data_dir, needed + RESERVE if needed else 0)


def _install(kit: Kit, data_dir: Path, part: Part, watch: Watch) -> Installed:
    folder = _folder(data_dir, kit.manifest, part)
    old = {file.sha256: path for path, file in _old_files(data_dir, part)}
    for file in part.files:
        target = names.locate(folder, _below(part, file))
        if file.sha256 in old:
            _link(old[file.sha256], target, file, watch)
        copying.copy(kit.locate(file.path), target, file, watch)
    for place in (folder, *folder.parents[:2]):
        copying.sync_folder(place)
    release = replace(kit.manifest, parts=(part,))
    copying.write_small(folder.parent / RECORD, manifest.write(release))
    _remove_others(folder)
    return Installed(part, release, folder)


def _link(old: Path, target: Path, file: KitFile, watch: Watch) -> None:
    """Take over a shard that has not changed; where links are unknown, it is copied from the stick."""
    with contextlib.suppress(OSError):
        if not target.exists() and copying.is_right(old, file, watch):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(old, target)


def _old_files(data_dir: Path, part: Part) -> Iterator[tuple[Path, KitFile]]:
    old = find(data_dir, part.kind, part.name)
    if old:
        yield from ((old.folder / _below(part, file), file) for file in old.part.files)


def _remove_others(folder: Path) -> None:
    """Older versions and what broke off. One that is open somewhere stays until the next time."""
    with contextlib.suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder and other.is_dir() and not other.is_symlink():
                shutil.rmtree(other, ignore_errors=True)


def _folder(data_dir: Path, release: Manifest, part: Part) -> Path:
    digest = hashlib.sha256("".join(sorted(file.path + file.sha256 for file in part.files)).encode())
    return data_dir / part.folder / f"{release.number}-{digest.hexdigest()[:8]}"


def _below(part: Part, file: KitFile) -> str:
    return file.path[len(part.folder) + 1 :]


def _ordered(version: str) -> tuple[int, ...]:
    """The numbers of a version, without the zeros at its end: 0.4 is 0.4.0."""
    numbers = [int(number) for number in version.split(".") if number.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
