"""One program at a time on a data folder."""

import sqlite3
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store.failure import translated


class Lock:
    """A data folder held for this process; the system frees it when the process ends, however it ends.

    What is locked is an empty database: SQLite knows how to lock a file on every system, and a library for
    locks alone costs the start of the window more than the whole store.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def release(self) -> None:
        """Free the folder."""
        self._connection.close()


def lock(data_dir: Path) -> Lock:
    """Take the data folder, making it where it is missing.

    Raises TutorError DATA_IN_USE, DATA_READ_ONLY, DATA_UNREADABLE or DISK_FULL.
    """
    with translated(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True)
        file = data_dir / "soro.lock"
        file.open("ab").close()  # says more plainly than SQLite why a folder cannot be written
        connection = sqlite3.connect(file, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise TutorError(ErrorCode.DATA_IN_USE, path=str(data_dir)) from error
        return Lock(connection)
