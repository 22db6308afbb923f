"""The learners' database: opened, checked, brought up to date, and asked in transactions."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store import backup, connection
from soro_tutor.store.backup import Reason
from soro_tutor.store.failure import translated
from soro_tutor.store.library import sqlite_utils
from soro_tutor.store.migrations import MIGRATIONS, unknown_migrations

Row = dict[str, Any]
Value = str | int | float | None

_IN_MEMORY = Path(":memory:")


class Database:
    """A thin owner of one connection, used by one thread at a time.

    Its methods raise TutorError DISK_FULL, DATA_READ_ONLY, DATA_UNREADABLE, DATABASE_DAMAGED or
    DATABASE_BUSY.
    """

    def __init__(self, sqlite: sqlite_utils.Database, path: Path) -> None:
        self._sqlite = sqlite
        self.path = path

    @classmethod
    def open(cls, path: Path, backups: Path, now: datetime) -> "Database":
        """Open the file at `path`, making it where it is missing, and bring its tables up to date.

        An older database is backed up into `backups` first. A newer one is refused with DATABASE_NEWER, and
        stays as it is.
        """
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > 0 and _is_out_of_date(path):
                backup.back_up(path, backups, now, Reason.MIGRATION)
            path.open("ab").close()  # says more plainly than SQLite why a file cannot be written
            return cls._ready(connection.open_to_write(path), path)

    @classmethod
    def in_memory(cls) -> "Database":
        """A database that leaves no trace: for guests and for tests."""
        return cls._ready(sqlite3.connect(_IN_MEMORY, check_same_thread=False), _IN_MEMORY)

    @classmethod
    def _ready(cls, raw: sqlite3.Connection, path: Path) -> "Database":
        try:
            raw.execute("PRAGMA foreign_keys = ON")
            raw.execute("PRAGMA temp_store = MEMORY")  # what is sorted or searched leaves no file either
            sqlite = sqlite_utils.Database(raw, execute_plugins=False)
            MIGRATIONS.apply(sqlite)
        except BaseException:
            raw.close()
            raise
        return cls(sqlite, path)

    @property
    def is_in_memory(self) -> bool:
        """Whether all is forgotten at the end: the learner is a guest."""
        return self.path == _IN_MEMORY

    def close(self) -> None:
        """Close the file; nothing may be asked afterwards."""
        with translated(self.path):
            self._sqlite.close()

    def check(self) -> None:
        """Read through a database that was too large for it at opening. Raises DATABASE_DAMAGED."""
        if self.is_in_memory or self.path.stat().st_size <= connection.CHECKED_AT_OPENING:
            return
        with translated(self.path), closing(connection.open_to_read(self.path)) as raw:
            connection.check(raw, self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or not at all; transactions may be nested."""
        with translated(self.path), self._sqlite.atomic():
            yield

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query, by column name."""
        with translated(self.path):
            return list(self._sqlite.query(sql, _storable(values)))

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Add one row; returns its number."""
        with translated(self.path):
            return self._sqlite.execute(sql, _storable(values)).lastrowid or 0

    def change(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Change or remove rows."""
        with translated(self.path):
            self._sqlite.execute(sql, _storable(values))


def _is_out_of_date(path: Path) -> bool:
    """Whether steps are pending; only looks. Raises TutorError DATABASE_NEWER or DATABASE_DAMAGED."""
    with closing(connection.open_to_read(path)) as raw:
        if path.stat().st_size <= connection.CHECKED_AT_OPENING:
            connection.check(raw, path)
        sqlite = sqlite_utils.Database(raw, execute_plugins=False)
        if unknown_migrations(sqlite):
            raise TutorError(ErrorCode.DATABASE_NEWER, path=str(path))
        return bool(MIGRATIONS.pending(sqlite))


def _storable(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(_whole(value) if isinstance(value, str) else value for value in values)


def _whole(text: str) -> str:
    """`text` with halves of characters (a broken paste leaves them) joined, or replaced by U+FFFD.

    SQLite keeps UTF-8, which has no half characters.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
