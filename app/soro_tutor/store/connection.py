"""Connections to database files: opened for writing or only for a look, and checked."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from soro_tutor.domain.errors import ErrorCode, TutorError

BUSY_SECONDS = 5.0
# A larger database is not read through before the window is usable, but behind it: see Database.check.
CHECKED_AT_OPENING = 8_000_000  # bytes


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection that makes every commit outlive a power cut. Raises sqlite3.Error.

    It may be handed from the thread that opens it to the one that uses it, never used by two at once.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_read(path: Path, is_still: bool = False) -> sqlite3.Connection:
    """A connection that never changes the file. Raises sqlite3.Error.

    `is_still` promises that nobody writes it meanwhile: then nothing is put beside the file either.
    """
    location = path.absolute().as_posix()
    root = "" if location.startswith("/") else "/"  # before the drive letter; a network share has its own
    mode = "mode=ro&immutable=1" if is_still else "mode=ro"
    address = f"file://{root}{quote(os.fsencode(location))}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole database once. Raises TutorError DATABASE_DAMAGED, or sqlite3.Error."""
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise TutorError(ErrorCode.DATABASE_DAMAGED, path=str(path))


def sqlite_version() -> str:
    """The version of the SQLite library that is in use."""
    return sqlite3.sqlite_version
