"""A file copied and hashed in one pass, so that nothing half-made is ever taken for whole.

What is being written has a name of its own beside the target; only what is whole, of the right hash and on
the disk takes the target's name. A copy that broke off goes on from where it was.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Protocol

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit.failure import reading, writing
from soro_tutor.kit.names import PART
from soro_tutor.kit.progress import Watch

BLOCK = 2**20
SYNC_BYTES = 64 * 2**20  # what is written so far goes to the stick: the bar shows what is really there
NO_FILE = -1
TRIES = 3  # of a read that fails
PAUSE_SECONDS = 0.2
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_FINAL = frozenset([errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EACCES, errno.EISDIR, errno.ENODEV])
_sync_data = getattr(os, "fdatasync", os.fsync)


class Expected(Protocol):
    """What a file must be: its size, and its SHA-256 in lower-case hexadecimal."""

    @property
    def bytes(self) -> int:
        """Its size."""

    @property
    def sha256(self) -> str:
        """Its hash."""


def copy(source: Path, target: Path, expected: Expected, watch: Watch) -> bool:
    """Bring a file to its target, if it is not there yet; returns whether anything was copied.

    Raises TutorError KIT_FILE_CHANGED(path) where the source is not what is expected, KIT_CANCELLED, and as
    `reading` and `writing` do.
    """
    watch.turn_to(target.name, expected.bytes)
    if is_right(target, expected, watch):
        return False
    part = target.with_name(target.name + PART)
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    start = size(part)
    is_whole = 0 < start <= expected.bytes and _fill(source, part, expected, start, watch)
    # What was there may have been damaged, or of another version's file.
    if not is_whole and not _fill(source, part, expected, 0, watch):
        part.unlink(missing_ok=True)
        raise TutorError(ErrorCode.KIT_FILE_CHANGED, path=str(source))
    publish(part, target)
    return True


def is_right(file: Path, expected: Expected, watch: Watch) -> bool:
    """Whether a file can be read and has the expected size and hash. Raises TutorError KIT_CANCELLED."""
    if size(file) != expected.bytes:
        return False
    try:
        return digest(file, watch) == expected.sha256
    except TutorError as error:
        if error.code is ErrorCode.KIT_CANCELLED:
            raise
        return False


def digest(file: Path, watch: Watch) -> str:
    """The SHA-256 of a file. Raises TutorError as `reading` does, and KIT_CANCELLED."""
    return _hashed(file, watch).hexdigest()


def forget(file: Path) -> None:
    """Let the next reading come from the disk and not from memory, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError), opened(file, os.O_RDONLY) as held:
            os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def size(file: Path) -> int:
    """The size of a file; NO_FILE where there is none, or something else."""
    try:
        status = file.lstat()
    except OSError:
        return NO_FILE
    return status.st_size if stat.S_ISREG(status.st_mode) else NO_FILE


def missing_bytes(target: Path, expected: Expected) -> int:
    """How much room a copy to `target` still takes."""
    if size(target) == expected.bytes:
        return 0  # most likely right; where it is not, its copy takes this much again
    return max(0, expected.bytes - max(0, size(target.with_name(target.name + PART))))


def check_room(folder: Path, needed: int) -> None:
    """Raises TutorError KIT_NO_ROOM(path, needed, available) where `needed` bytes are not free."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    with writing(place):
        available = shutil.disk_usage(place).free
    if available < needed:
        raise TutorError(ErrorCode.KIT_NO_ROOM, path=str(folder), needed=needed, available=available)


def publish(part: Path, target: Path) -> None:
    """Give a file that is whole and on the disk its name, in one step. Raises as `writing` does."""
    with writing(target):
        for tries_left in reversed(range(TRIES)):
            try:
                os.replace(part, target)
                break
            except PermissionError:  # an antivirus program looks at what is new for a moment
                if not tries_left:
                    raise
                time.sleep(PAUSE_SECONDS)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system has a way to do so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_small(target: Path, content: bytes) -> None:
    """Write a small file whole or not at all. Raises TutorError as `writing` does."""
    part = target.with_name(target.name + PART)
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC) as file:
            _write(file, memoryview(content))
            os.fsync(file.fileno())
    publish(part, target)


def opened(file: Path, flags: int) -> FileIO:
    """A file that is no link, without a buffer. Raises OSError."""
    return FileIO(os.open(file, flags | _NO_LINK | _BINARY, 0o644), "rb" if flags == os.O_RDONLY else "r+b")


def _fill(source: Path, part: Path, expected: Expected, start: int, watch: Watch) -> bool:
    """Write a part from its source, behind the first `start` bytes; returns whether it is what is expected.

    A disk that fills up gets back what the part took: the learner's own data lies there, too. And what
    did not reach the disk is not built upon.
    """
    try:
        hashed = _hashed(part, watch) if start else hashlib.sha256()
        with writing(part), opened(part, os.O_RDWR | os.O_CREAT) as target:
            target.truncate(start)
            target.seek(start)
            return _pour(source, target, hashed, expected, watch)
    except TutorError as error:
        if error.code in {ErrorCode.DISK_FULL, ErrorCode.KIT_NOT_WRITTEN}:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        if error.code is ErrorCode.KIT_FILE_BAD and error.data["path"] == str(part):
            part.unlink(missing_ok=True)
            return False
        raise


def _pour(source: Path, target: FileIO, hashed: "hashlib._Hash", expected: Expected, watch: Watch) -> bool:
    position = synced = target.tell()
    for block in _blocks(source, position):
        position += len(block)
        if position > expected.bytes:
            return False
        hashed.update(block)
        _write(target, block)
        if position - synced >= SYNC_BYTES:
            _sync_data(target.fileno())
            synced = position
        watch.at(position)
    os.fsync(target.fileno())
    return position == expected.bytes and hashed.hexdigest() == expected.sha256


def _write(target: FileIO, block: memoryview) -> None:
    """All of a block: a disk that is nearly full takes the beginning of it first."""
    while len(block):
        block = block[target.write(block) :]


def _hashed(file: Path, watch: Watch) -> "hashlib._Hash":
    hashed, position = hashlib.sha256(), 0
    for block in _blocks(file, 0):
        hashed.update(block)
        position += len(block)
        watch.at(position)
    return hashed


def _blocks(file: Path, position: int) -> Iterator[memoryview]:
    """What a file holds from a position on; a read that fails is tried again from where it was.

    A block is only good until the next one. Raises TutorError as `reading` does.
    """
    buffer = memoryview(bytearray(BLOCK))
    failures = 0
    with reading(file):
        while True:
            try:
                with opened(file, os.O_RDONLY) as source:
                    source.seek(position)
                    while count := source.readinto(buffer):
                        position, failures = position + count, 0
                        yield buffer[:count]
                return
            except OSError as error:
                failures += 1
                if failures == TRIES or error.errno in _FINAL:
                    raise
                time.sleep(PAUSE_SECONDS)
