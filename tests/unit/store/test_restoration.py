"""Restoring a backup and beginning anew: what was there is kept in either case."""

import errno
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Never

import pytest

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.store.backup import Backup, Reason, back_up, list_backups
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner, list_learners
from soro_tutor.store.restoration import restore, start_anew

JUNK = b"This is no database. " * 500


@pytest.fixture
def backed_up(db: Database, backups: Path, now: datetime) -> Backup:
    """A backup with Нигора alone; Ҷамшед came later."""
    add_learner(db, "Нигора", 9, now)
    made = back_up(db.path, backups, now)
    add_learner(db, "Ҷамшед", 7, now)
    db.close()
    return made


def names(path: Path, backups: Path, now: datetime) -> list[str]:
    with closing(Database.open(path, backups, now)) as db:
        return [learner.name for learner in list_learners(db)]


def files(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir() if file.is_file()}


def test_a_restored_backup_takes_the_place_of_the_data_which_is_backed_up(
    backed_up: Backup, path: Path, backups: Path, now: datetime
) -> None:
    restore(path, backed_up, backups, now)
    assert files(path) == {"soro.db"}
    assert names(path, backups, now) == ["Нигора"]
    (former,) = [made for made in list_backups(backups) if made.reason is Reason.RESTORE]
    restore(path, former, backups, now)
    assert names(path, backups, now) == ["Нигора", "Ҷамшед"]


def test_the_log_of_a_database_that_was_cut_off_does_not_get_into_the_restored_one(
    db: Database, learner: Learner, path: Path, backups: Path, now: datetime, tmp_path: Path
) -> None:
    made = back_up(path, backups, now)
    add_learner(db, "Ҷамшед", 7, now)
    cut_off = tmp_path / "cut" / "soro.db"
    cut_off.parent.mkdir()
    for ending in ("", "-wal"):
        cut_off.with_name(cut_off.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    restore(cut_off, made, backups, now)
    assert names(cut_off, backups, now) == [learner.name]
    restore(cut_off, list_backups(backups)[0], backups, now)
    assert names(cut_off, backups, now) == [learner.name, "Ҷамшед"]


def test_a_damaged_database_is_set_aside_with_all_that_belongs_to_it(
    backed_up: Backup, path: Path, backups: Path, now: datetime
) -> None:
    path.write_bytes(JUNK)
    path.with_name("soro.db-wal").write_bytes(b"log")
    path.with_name("soro.db-shm").write_bytes(b"map")
    restore(path, backed_up, backups, now)
    kept = path.with_name("soro-damaged-20260901T083000Z.db")
    assert kept.read_bytes() == JUNK
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"log"
    assert files(path) == {"soro.db", kept.name, f"{kept.name}-wal", f"{kept.name}-shm"}
    assert names(path, backups, now) == ["Нигора"]


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_backup_is_restored_where_the_database_is_gone(
    backed_up: Backup, path: Path, backups: Path, now: datetime, is_empty: bool
) -> None:
    path.write_bytes(b"") if is_empty else path.unlink()
    restore(path, backed_up, backups, now)
    assert names(path, backups, now) == ["Нигора"]


@pytest.mark.parametrize("content", [JUNK, b"", None], ids=["junk", "empty", "gone"])
def test_a_damaged_backup_is_refused_and_the_data_stays(
    backed_up: Backup, path: Path, backups: Path, now: datetime, content: bytes | None
) -> None:
    backed_up.path.unlink()
    if content is not None:
        backed_up.path.write_bytes(content)
    with pytest.raises(TutorError) as caught:
        restore(path, backed_up, backups, now)
    assert caught.value.code is ErrorCode.BACKUP_DAMAGED
    assert caught.value.data == {"path": str(backed_up.path)}
    assert files(path) == {"soro.db"}
    assert names(path, backups, now) == ["Нигора", "Ҷамшед"]


def test_a_database_of_another_program_is_no_backup(
    backed_up: Backup, path: Path, backups: Path, now: datetime
) -> None:
    backed_up.path.unlink()
    with closing(sqlite3.connect(backed_up.path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(TutorError) as caught:
        restore(path, backed_up, backups, now)
    assert caught.value.code is ErrorCode.BACKUP_DAMAGED


def test_a_backup_of_a_newer_program_is_refused_and_the_data_stays(
    backed_up: Backup, path: Path, backups: Path, now: datetime
) -> None:
    with closing(sqlite3.connect(backed_up.path)) as newer, newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('soro_tutor', '9', '')"
        )
    with pytest.raises(TutorError) as caught:
        restore(path, backed_up, backups, now)
    assert caught.value.code is ErrorCode.DATABASE_NEWER
    assert names(path, backups, now) == ["Нигора", "Ҷамшед"]


def test_a_database_in_use_is_not_replaced(
    backed_up: Backup, path: Path, backups: Path, now: datetime
) -> None:
    with closing(Database.open(path, backups, now)) as user:
        with pytest.raises(TutorError) as caught:
            restore(path, backed_up, backups, now)
        assert caught.value.code is ErrorCode.DATABASE_BUSY
        assert len(list_learners(user)) == 2


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_full_disk_while_restoring_leaves_the_data_as_it_was(
    backed_up: Backup,
    path: Path,
    backups: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    is_damaged: bool,
) -> None:
    if is_damaged:
        path.write_bytes(JUNK)
    before = path.read_bytes()

    def fail(_file: int) -> Never:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(TutorError) as caught:
            restore(path, backed_up, backups, now)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert "soro.db.part" not in files(path)
    assert path.read_bytes() == before


def test_beginning_anew_keeps_the_damaged_file_and_says_where(
    path: Path, backups: Path, now: datetime
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(JUNK)
    kept = start_anew(path, now)
    assert kept.read_bytes() == JUNK
    assert names(path, backups, now) == []
    path.write_bytes(JUNK)
    assert start_anew(path, now) != kept
    assert kept.read_bytes() == JUNK
