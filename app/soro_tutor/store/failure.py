"""The one place where a failure of SQLite or of the disk becomes an expected error."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError

_PRIMARY = 0xFF  # the low byte of an extended result code is its primary code

_BY_EXTENDED_CODE = {
    # A full disk shows itself here first: the shared-memory file beside a WAL database cannot grow.
    sqlite3.SQLITE_IOERR_SHMSIZE: ErrorCode.DISK_FULL,
    sqlite3.SQLITE_IOERR_CORRUPTFS: ErrorCode.DATABASE_DAMAGED,
}

_BY_PRIMARY_CODE = {
    sqlite3.SQLITE_FULL: ErrorCode.DISK_FULL,
    sqlite3.SQLITE_CORRUPT: ErrorCode.DATABASE_DAMAGED,
    sqlite3.SQLITE_NOTADB: ErrorCode.DATABASE_DAMAGED,
    sqlite3.SQLITE_FORMAT: ErrorCode.DATABASE_DAMAGED,
    sqlite3.SQLITE_READONLY: ErrorCode.DATA_READ_ONLY,
    sqlite3.SQLITE_PERM: ErrorCode.DATA_READ_ONLY,
    sqlite3.SQLITE_BUSY: ErrorCode.DATABASE_BUSY,
    sqlite3.SQLITE_LOCKED: ErrorCode.DATABASE_BUSY,
    sqlite3.SQLITE_PROTOCOL: ErrorCode.DATABASE_BUSY,
    sqlite3.SQLITE_IOERR: ErrorCode.DATA_UNREADABLE,
}

_BY_ERRNO = {
    errno.ENOSPC: ErrorCode.DISK_FULL,
    errno.EDQUOT: ErrorCode.DISK_FULL,
    errno.EROFS: ErrorCode.DATA_READ_ONLY,
    errno.EACCES: ErrorCode.DATA_READ_ONLY,
    errno.EPERM: ErrorCode.DATA_READ_ONLY,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise the TutorError that stands for a failure of SQLite or of the disk at `path`.

    DISK_FULL, DATA_READ_ONLY, DATA_UNREADABLE, DATABASE_DAMAGED or DATABASE_BUSY. A mistake of the program
    (wrong SQL, a broken constraint, a closed connection) passes through as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = _code_of_sqlite(error, path)
        if code is None:
            raise
        raise TutorError(code, path=str(path)) from error
    except OSError as error:
        code = _BY_ERRNO.get(error.errno or 0, ErrorCode.DATA_UNREADABLE)
        raise TutorError(code, path=str(path)) from error


def _code_of_sqlite(error: sqlite3.Error, path: Path) -> ErrorCode | None:
    result: int | None = getattr(error, "sqlite_errorcode", None)
    if result is None:  # raised by Python's module, not by SQLite
        return None
    if result & _PRIMARY == sqlite3.SQLITE_CANTOPEN:
        # SQLite says no more than that where a file beside the database cannot be made.
        return ErrorCode.DATA_UNREADABLE if os.access(path.parent, os.W_OK) else ErrorCode.DATA_READ_ONLY
    return _BY_EXTENDED_CODE.get(result) or _BY_PRIMARY_CODE.get(result & _PRIMARY)
