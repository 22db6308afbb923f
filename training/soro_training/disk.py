"""Room on the disk: asked for before something large is written, and noticed when it ran out meanwhile."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from soro_training.errors import Fault, TrainingError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
SCRAPS = 16 * 2**20  # bytes; with fewer left, a program that gave up writing gave up for want of room


@contextlib.contextmanager
def room(folder: Path, size: int) -> Iterator[None]:
    """Raises TrainingError DISK_FULL before anything is written where `size` bytes have no room.

    And where the disk ran full in between: torch and safetensors have errors of their own for that.
    """
    if free(folder) < size:
        raise TrainingError(Fault.DISK_FULL, path=str(folder))
    try:
        yield
    except Exception as error:
        if is_of_full_disk(error) or free(folder) < size:
            raise TrainingError(Fault.DISK_FULL, path=str(folder)) from error
        raise


def free(folder: Path) -> int:
    """How many bytes may be written into a folder, which need not be there yet."""
    place = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(place).free


def is_of_full_disk(error: BaseException | str) -> bool:
    """Whether an error, or what a program printed, says that the disk, or one's share of it, is full."""
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    return any(os.strerror(number) in str(error) for number in FULL)


def refuse_scraps(path: Path, said: str = "") -> None:
    """After a program failed to write `path`, saying `said`: take its half away, and raise OSError ENOSPC if
    it was for want of room.
    """
    is_full = is_of_full_disk(said) or free(path.parent) < SCRAPS
    path.unlink(missing_ok=True)
    if is_full:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
