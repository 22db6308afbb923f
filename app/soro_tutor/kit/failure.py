"""The one place where a failure of a disk or a stick becomes an expected error."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])
_FORBIDDEN = frozenset([errno.EROFS, errno.EACCES, errno.EPERM])
_GONE = frozenset([errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE])
# Windows: not ready, no such device, device not connected; the disk is full, in its two ways to say so.
_GONE_WINDOWS = frozenset([21, 433, 1167])
_FULL_WINDOWS = frozenset([39, 112])


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise the TutorError that stands for a failure to read `path`.

    KIT_GONE, KIT_FILE_MISSING, KIT_LINK or KIT_FILE_BAD.
    """
    try:
        yield
    except OSError as error:
        raise TutorError(_why_unread(error, path), path=str(path)) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise the TutorError that stands for a failure to write `path`.

    DISK_FULL, KIT_READ_ONLY, KIT_FILE_TOO_LARGE, KIT_GONE, KIT_LINK or KIT_NOT_WRITTEN.
    """
    try:
        yield
    except OSError as error:
        raise TutorError(_why_unwritten(error, path), path=str(path)) from error


def _is_full(error: OSError) -> bool:
    """Whether there was no room left."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_WINDOWS


def _why_unread(error: OSError, path: Path) -> ErrorCode:
    if _is_gone(error, path):
        return ErrorCode.KIT_GONE
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return ErrorCode.KIT_FILE_MISSING
    return ErrorCode.KIT_LINK if error.errno == errno.ELOOP else ErrorCode.KIT_FILE_BAD


def _why_unwritten(error: OSError, path: Path) -> ErrorCode:
    if _is_full(error):
        return ErrorCode.DISK_FULL
    if _is_gone(error, path):
        return ErrorCode.KIT_GONE
    if error.errno in _FORBIDDEN:
        return ErrorCode.KIT_READ_ONLY
    by_number = {errno.EFBIG: ErrorCode.KIT_FILE_TOO_LARGE, errno.ELOOP: ErrorCode.KIT_LINK}
    return by_number.get(error.errno or 0, ErrorCode.KIT_NOT_WRITTEN)


def _is_gone(error: OSError, path: Path) -> bool:
    """A stick that was pulled out takes the folder along; a damaged one still has it."""
    if error.errno in _GONE or getattr(error, "winerror", None) in _GONE_WINDOWS:
        return True
    try:
        return error.errno in {errno.ENOENT, errno.EIO} and not path.parent.exists()
    except OSError:
        return True
