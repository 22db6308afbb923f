"""What a computer has for a model to run on: processor, free memory, and a disk whose speed is measured."""

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from soro_tutor.kit import copying
from soro_tutor.kit.failure import writing

SIZE = 64 * 2**20  # bytes: more than the cache of a disk, and written in ten seconds even by an old stick
SECONDS = 5.0  # a disk that is slower is judged by what it has done by then
_BLOCK = 2**20
_NAME = "speed.part"


@dataclass(frozen=True, slots=True)
class DiskSpeed:
    """Bytes a second; reading is None where the system may have read from memory."""

    writing: float
    reading: float | None


@dataclass(frozen=True, slots=True)
class Computer:
    """What counts for a model: bytes of memory and of disk, and what the processor can do, such as AVX2."""

    memory_total: int
    memory_available: int
    disk_free: int
    features: tuple[str, ...] = ()
    disk: DiskSpeed | None = None


def disk_speed(folder: Path, size: int) -> DiskSpeed | None:
    """Write a passing file and read it again; None where there is no room for it.

    Raises TutorError as `writing` does.
    """
    file = folder / _NAME
    with writing(file):
        if shutil.disk_usage(folder).free < 2 * size:
            return None
        try:
            written, seconds = _write(file, size)
            copying.forget(file)
            return DiskSpeed(written / seconds, _reading(file))
        finally:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def _write(file: Path, size: int) -> tuple[int, float]:
    """Bytes that have reached the disk, and the seconds that it took."""
    block = os.urandom(_BLOCK)  # what repeats might be packed on its way
    begun, written = time.perf_counter(), 0
    with file.open("wb", buffering=0) as target:
        while written < size and time.perf_counter() - begun < SECONDS:
            written += target.write(block)
            os.fsync(target.fileno())
    return written, max(time.perf_counter() - begun, 1e-6)


def _reading(file: Path) -> float | None:
    if not hasattr(os, "posix_fadvise"):
        return None  # Windows and macOS would read from memory what has just been written
    begun, read = time.perf_counter(), 0
    with file.open("rb", buffering=0) as source:
        while (block := source.read(_BLOCK)) and time.perf_counter() - begun < SECONDS:
            read += len(block)
    return read / max(time.perf_counter() - begun, 1e-6)
