"""Backups of the database: made while it is in use, checked, listed, and thinned as they grow old.

What is kept: all of the last day, the newest of each day for a week, the newest of each week for five weeks,
and the newest of each month for ever. Days, weeks and months are those of UTC; weeks begin on Monday.
"""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from soro_tutor.store import connection
from soro_tutor.store.failure import translated

ALL_WITHIN = timedelta(days=1)
DAILY_WITHIN = timedelta(days=7)
WEEKLY_WITHIN = timedelta(days=35)

TIME = "%Y%m%dT%H%M%SZ"
_PART = "backup.part"


class Reason(StrEnum):
    """Why a backup was made; it stands in the file's name."""

    REGULAR = "regular"
    MIGRATION = "migration"  # before a newer version changed the tables
    RESTORE = "restore"  # before another backup took the database's place


_NAME = re.compile(rf"soro-(\d{{8}}T\d{{6}}Z)-({'|'.join(Reason)})\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: when (UTC) and why it was made, and its size in bytes."""

    path: Path
    made: datetime
    reason: Reason
    size: int


def back_up(database: Path, folder: Path, now: datetime, reason: Reason = Reason.REGULAR) -> Backup:
    """Copy the database file into `folder` as it is at this moment, whole or not at all; it may be in use.

    Raises TutorError DATABASE_DAMAGED, DISK_FULL, DATA_READ_ONLY, DATA_UNREADABLE or DATABASE_BUSY.
    """
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / _PART
        part.unlink(missing_ok=True)  # of a backup that a power cut ended
    with translated(database):
        try:
            _copy(database, part)
            path, made = _free_name(folder, now, reason)
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)
        return Backup(path, made, reason, path.stat().st_size)


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first; files with other names are passed over."""
    with translated(folder):
        if not folder.is_dir():
            return []
        found = [backup for file in folder.iterdir() if (backup := _backup(file)) is not None]
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def is_backup_due(folder: Path, now: datetime, hours: float = 24) -> bool:
    """Whether no backup was made within the last `hours`.

    One from further in the future than that does not count: the computer's clock was wrong then, or is now.
    """
    interval = timedelta(hours=hours)
    return all(abs(now - backup.made) >= interval for backup in list_backups(folder))


def thin(folder: Path, now: datetime) -> None:
    """Remove the backups that need not be kept any longer."""
    backups = list_backups(folder)
    kept = times_to_keep((backup.made for backup in backups), now)
    with translated(folder):
        for backup in backups:
            if backup.made not in kept:
                backup.path.unlink(missing_ok=True)


def times_to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups of those made at `times` are kept at `now` by the rule at the top; always the newest."""
    kept: set[datetime] = set()
    represented: set[tuple[object, ...]] = set()
    for made in sorted(times, reverse=True):
        periods = _periods(made, now - made)
        if now - made <= ALL_WITHIN or not represented.issuperset(periods):
            kept.add(made)
        represented.update(periods)
    return kept


def sync(file: Path) -> None:
    """Wait until a file's content is on the disk. Raises OSError where the disk turns out to be full."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name: after a power cut there is the old file or the new. Raises OSError."""
    sync(part)
    os.replace(part, target)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and need not be
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _periods(made: datetime, age: timedelta) -> list[tuple[object, ...]]:
    """The spans of time for each of which one backup is kept."""
    made = made.astimezone(UTC)
    periods: list[tuple[object, ...]] = [("month", made.year, made.month)]
    if age <= WEEKLY_WITHIN:
        periods.append(("week", *made.isocalendar()[:2]))
    if age <= DAILY_WITHIN:
        periods.append(("day", made.date()))
    return periods


def _copy(database: Path, part: Path) -> None:
    with (
        closing(connection.open_to_read(database)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file that needs no other beside it
        connection.check(target, database)


def _free_name(folder: Path, now: datetime, reason: Reason) -> tuple[Path, datetime]:
    """A name that no backup has; a second backup within one second is dated one second later."""
    made = now.astimezone(UTC).replace(microsecond=0)
    while (path := folder / f"soro-{made.strftime(TIME)}-{reason}.db").exists():
        made += timedelta(seconds=1)
    return path, made


def _backup(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    try:
        made = datetime.strptime(match[1], TIME).replace(tzinfo=UTC)
        return Backup(file, made, Reason(match[2]), file.stat().st_size)
    except (ValueError, FileNotFoundError):  # no such date; removed meanwhile
        return None
