"""Backups: whole or not there, and thinned without ever losing a promised one."""

import errno
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.store.backup import (
    ALL_WITHIN,
    DAILY_WITHIN,
    WEEKLY_WITHIN,
    Reason,
    back_up,
    is_backup_due,
    list_backups,
    thin,
    times_to_keep,
)
from soro_tutor.store.database import Database

DAY = timedelta(days=1)
NOW = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


def touch(folder: Path, made: datetime, reason: str = "regular") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"soro-{made:%Y%m%dT%H%M%SZ}-{reason}.db"
    file.touch()
    return file


def test_a_backup_holds_what_is_in_the_open_database(
    db: Database, learner: Learner, backups: Path, now: datetime
) -> None:
    made = back_up(db.path, backups, now)
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT name FROM learner").fetchall() == [(learner.name,)]
    assert made.path.name == "soro-20260901T083000Z-regular.db"
    assert (made.made, made.reason, made.size) == (now, Reason.REGULAR, made.path.stat().st_size)
    assert list(backups.iterdir()) == [made.path]


def test_backups_are_listed_newest_first_and_other_files_are_passed_over(
    db: Database, backups: Path, now: datetime
) -> None:
    older = back_up(db.path, backups, now - DAY, Reason.MIGRATION)
    newer = back_up(db.path, backups, now)
    for name in ("notes.txt", "soro-20269999T999999Z-regular.db", "soro-20260901T083000Z-other.db"):
        (backups / name).touch()
    assert list_backups(backups) == [newer, older]
    assert list_backups(backups / "none") == []


def test_two_backups_within_a_second_are_both_kept(db: Database, backups: Path, now: datetime) -> None:
    first, second = back_up(db.path, backups, now), back_up(db.path, backups, now)
    assert list_backups(backups) == [second, first]
    assert second.made > first.made


def test_a_backup_that_a_power_cut_ended_does_not_hinder_the_next(
    db: Database, backups: Path, now: datetime
) -> None:
    backups.mkdir()
    (backups / "backup.part").write_bytes(b"half of a database")
    made = back_up(db.path, backups, now)
    assert list(backups.iterdir()) == [made.path]


def test_a_damaged_database_makes_no_backup(path: Path, backups: Path, now: datetime) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"This is no database. " * 500)
    with pytest.raises(TutorError) as caught:
        back_up(path, backups, now)
    assert caught.value.code is ErrorCode.DATABASE_DAMAGED
    assert list(backups.iterdir()) == []


def test_a_full_disk_leaves_no_half_backup(
    db: Database, backups: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: int) -> Never:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(TutorError) as caught:
        back_up(db.path, backups, now)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list(backups.iterdir()) == []


def test_a_backup_is_due_a_day_after_the_last(backups: Path) -> None:
    assert is_backup_due(backups, NOW)
    touch(backups, NOW - timedelta(hours=23))
    assert not is_backup_due(backups, NOW)
    assert is_backup_due(backups, NOW + timedelta(hours=1))
    assert is_backup_due(backups, NOW, hours=20)


def test_a_backup_from_the_future_does_not_stop_backups(backups: Path) -> None:
    touch(backups, NOW + 400 * DAY)
    assert is_backup_due(backups, NOW)


def test_thinning_removes_only_backups_that_others_stand_for(backups: Path) -> None:
    morning, evening = touch(backups, NOW - 3 * DAY), touch(backups, NOW - 3 * DAY + timedelta(hours=9))
    last_year = touch(backups, NOW - 300 * DAY)
    notes = backups / "notes.txt"
    notes.touch()
    thin(backups, NOW)
    assert not morning.exists()
    assert all(file.exists() for file in (evening, last_year, notes))


def test_a_year_of_daily_backups_becomes_about_twenty() -> None:
    kept: set[datetime] = set()
    for day in range(365):
        now = NOW + day * DAY
        kept = times_to_keep([*kept, now], now)
    assert len([made for made in kept if now - made <= DAILY_WITHIN]) == 8
    assert {(made.year, made.month) for made in kept} == {
        ((NOW + day * DAY).year, (NOW + day * DAY).month) for day in range(365)
    }
    assert len(kept) <= 24


times = st.lists(
    st.integers(-2 * 24 * 60, 400 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    min_size=1,
    unique=True,
)


@given(times)
def test_thinning_keeps_what_the_rule_promises(made: list[datetime]) -> None:
    kept = times_to_keep(made, NOW)
    assert kept <= set(made)
    assert max(made) in kept
    assert {time for time in made if NOW - time <= ALL_WITHIN} <= kept
    daily = [time for time in made if NOW - time <= DAILY_WITHIN]
    assert {time.date() for time in daily} <= {time.date() for time in kept}
    weekly = [time for time in made if NOW - time <= WEEKLY_WITHIN]
    assert {time.isocalendar()[:2] for time in weekly} <= {time.isocalendar()[:2] for time in kept}
    assert {(time.year, time.month) for time in made} == {(time.year, time.month) for time in kept}


@given(times)
def test_thinning_twice_removes_nothing_more(made: list[datetime]) -> None:
    kept = times_to_keep(made, NOW)
    assert times_to_keep(kept, NOW) == kept


@given(times, st.lists(st.integers(0, 30 * 24), max_size=10))
def test_thinning_often_loses_no_month(made: list[datetime], hours: list[int]) -> None:
    now, kept = NOW, set(made)
    for step in hours:
        now += timedelta(hours=step)
        kept = times_to_keep([*kept, now], now)
    months = {(time.year, time.month) for time in made}
    assert months <= {(time.year, time.month) for time in kept}
