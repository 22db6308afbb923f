"""Putting a backup in the database's place, or beginning anew; the present data is always kept.

The database must be closed while this is done.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store import connection
from soro_tutor.store.backup import TIME, Backup, Reason, back_up, put_in_place, sync
from soro_tutor.store.failure import translated
from soro_tutor.store.library import sqlite_utils
from soro_tutor.store.migrations import MIGRATIONS, unknown_migrations

_COMPANIONS = ("-wal", "-shm", "-journal")


def restore(database: Path, backup: Backup, folder: Path, now: datetime) -> None:
    """Put `backup` in the place of the database file.

    What is there now is backed up into `folder` first, or set aside beside the file where it is damaged.
    Raises TutorError BACKUP_DAMAGED, or DATABASE_NEWER for a backup of a newer program, DATABASE_BUSY where
    the database is in use, and DISK_FULL, DATA_READ_ONLY or DATA_UNREADABLE; then the database is as it was.
    """
    part = database.with_name(f"{database.name}.part")
    with translated(database):
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            _copy_sound(backup.path, part)
            _make_room(database, folder, now)
            put_in_place(part, database)
        finally:
            part.unlink(missing_ok=True)


def start_anew(database: Path, now: datetime) -> Path:
    """Set a damaged database aside, so that the next opening makes a new one; returns where it lies now."""
    with translated(database):
        return _set_aside(database, now)


def _copy_sound(backup: Path, part: Path) -> None:
    """Copy a backup and check the copy, which is what will be used."""
    if not backup.is_file():
        raise TutorError(ErrorCode.BACKUP_DAMAGED, path=str(backup))
    shutil.copyfile(backup, part)
    sync(part)  # a full disk is to show before the present data is touched
    try:
        with closing(connection.open_to_read(part, is_still=True)) as raw:
            connection.check(raw, backup)
            sqlite = sqlite_utils.Database(raw, execute_plugins=False)
            is_ours, is_newer = bool(MIGRATIONS.applied(sqlite)), bool(unknown_migrations(sqlite))
    except (sqlite3.DatabaseError, TutorError) as error:
        raise TutorError(ErrorCode.BACKUP_DAMAGED, path=str(backup)) from error
    if not is_ours:
        raise TutorError(ErrorCode.BACKUP_DAMAGED, path=str(backup))
    if is_newer:
        raise TutorError(ErrorCode.DATABASE_NEWER, path=str(backup))


def _make_room(database: Path, folder: Path, now: datetime) -> None:
    if not database.exists() or database.stat().st_size == 0:
        _remove_companions(database)
        return
    try:
        back_up(database, folder, now, Reason.RESTORE)
        _settle(database)
    except TutorError as error:
        if error.code is not ErrorCode.DATABASE_DAMAGED:
            raise
        _set_aside(database, now)


def _settle(database: Path) -> None:
    """Bring all into the one file: a log left beside it would be read into the backup in its place."""
    with translated(database):
        connection.open_to_write(database).close()
    if database.with_name(f"{database.name}-wal").exists():  # the last to close it would have removed it
        raise TutorError(ErrorCode.DATABASE_BUSY, path=str(database))
    _remove_companions(database)


def _set_aside(database: Path, now: datetime) -> Path:
    """Rename a database with all that belongs to it."""
    made = now.astimezone(UTC)
    while (kept := database.with_name(f"{database.stem}-damaged-{made.strftime(TIME)}.db")).exists():
        made += timedelta(seconds=1)
    os.replace(database, kept)
    for companion in _COMPANIONS:
        beside = database.with_name(database.name + companion)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + companion))
    return kept


def _remove_companions(database: Path) -> None:
    for companion in _COMPANIONS:
        database.with_name(database.name + companion).unlink(missing_ok=True)
