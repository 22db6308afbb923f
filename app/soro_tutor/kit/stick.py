"""Sticks: a kit copied to another place, whole or with fewer parts."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, lock, names
from soro_tutor.kit.failure import reading
from soro_tutor.kit.manifest import KitFile, Manifest, Part
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import PublicKey
from soro_tutor.kit.source import Kit, open_root, write_signed

_CLUSTER = 2**17  # bytes: a large stick in exFAT gives out room in pieces of this size


def make(
    kit: Kit,
    root: Path,
    parts: Sequence[Part],
    keys: Sequence[PublicKey],
    watch: Watch,
    *,
    is_older_right: bool = False,
) -> Kit:
    """Copy parts of a kit to the folder of another; what is there already and right stays.

    What an older kit there had and this one has not is removed; files of other people are not touched.
    Raises TutorError KIT_SAME, KIT_BUSY, KIT_OLDER, KIT_NO_ROOM before anything is written, and as
    copying.copy.
    """
    _check_apart(kit, root)
    with lock.held(root):
        old = _old(root, keys)
        if old and old.manifest.number > kit.manifest.number and not is_older_right:
            raise TutorError(ErrorCode.KIT_OLDER, number=kit.manifest.number, present=old.manifest.number)
        files = [file for part in parts for file in part.files]
        copying.check_room(root, _needed(root, files))
        watch.begin(sum(file.bytes for file in files))
        for file in files:
            copying.copy(kit.locate(file.path), names.locate(root, file.path), file, watch)
        if old:
            _remove_stale(old, kit.manifest)
        write_signed(root, kit.signed)
    return Kit(root, kit.manifest, kit.signed)


def _check_apart(kit: Kit, root: Path) -> None:
    with reading(root):
        if kit.root.resolve() == root.resolve():
            raise TutorError(ErrorCode.KIT_SAME, path=str(root))


def _old(root: Path, keys: Sequence[PublicKey]) -> Kit | None:
    """The kit that is there; one that nobody can trust says nothing about what may be removed."""
    try:
        return open_root(root, keys)
    except TutorError:
        return None


def _needed(root: Path, files: Sequence[KitFile]) -> int:
    """The most room that is taken at once: a new file is whole before the old one in its place goes."""
    taken = most = 0
    for file in files:
        target = names.locate(root, file.path)
        missing = copying.missing_bytes(target, file)
        taken += missing + (_CLUSTER if missing else 0)
        most = max(most, taken)
        taken -= max(0, copying.size(target)) if missing else 0
    return most


def _remove_stale(old: Kit, release: Manifest) -> None:
    """Files that the old manifest names and that are no file of the new one any more."""
    kept = {names.key(file.path): file for file in release.files()}
    for file in old.manifest.files():
        if kept.get(names.key(file.path)) == file:
            continue
        place = old.locate(file.path)
        is_replaced = names.key(file.path) in kept and not copying.is_right(place, file, Watch())
        if not is_replaced:
            with contextlib.suppress(OSError):
                place.unlink()
