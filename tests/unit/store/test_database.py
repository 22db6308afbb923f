"""Opening, refusing and failing: nothing that a learner wrote is lost, and each trouble has its code."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Never

import pytest

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Role
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.store import connection
from soro_tutor.store.backup import list_backups
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner, list_learners
from soro_tutor.store.messages import add_message, newest

Ask = Callable[[str], Message]
PAGE = 4096


@pytest.fixture
def ask(db: Database, conversation: Conversation, now: datetime) -> Ask:
    return lambda text: add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now)


def refusal(path: Path, backups: Path, now: datetime) -> TutorError:
    with pytest.raises(TutorError) as caught:
        Database.open(path, backups, now)
    return caught.value


def test_what_was_stored_is_there_after_reopening(
    db: Database, ask: Ask, conversation: Conversation, path: Path, backups: Path, now: datetime
) -> None:
    question = ask("Ҳуқуқ чист?")
    db.close()
    with closing(Database.open(path, backups, now)) as again:
        assert newest(again, conversation.id, 10) == [question]
    assert list_backups(backups) == []


def test_commits_outlive_a_power_cut_and_foreign_keys_hold(db: Database) -> None:
    pragmas = {
        name: db.rows(f"PRAGMA {name}")[0][name] for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_empty_file_left_by_a_power_cut_becomes_a_database(
    path: Path, backups: Path, now: datetime
) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    with closing(Database.open(path, backups, now)) as database:
        assert list_learners(database) == []


def test_a_newer_database_is_refused_and_stays_byte_for_byte(
    db: Database, ask: Ask, path: Path, backups: Path, now: datetime
) -> None:
    ask("салом")
    db.insert(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('soro_tutor', '9999_x', '')"
    )
    db.close()
    before = path.read_bytes()
    error = refusal(path, backups, now)
    assert error.code is ErrorCode.DATABASE_NEWER
    assert error.data == {"path": str(path)}
    assert path.read_bytes() == before
    assert list_backups(backups) == []


def test_a_newer_database_that_was_cut_off_keeps_its_log_too(
    db: Database, path: Path, backups: Path, now: datetime, tmp_path: Path
) -> None:
    db.insert(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('soro_tutor', '9999_x', '')"
    )
    cut_off = tmp_path / "cut" / "soro.db"
    cut_off.parent.mkdir()
    for ending in ("", "-wal"):
        cut_off.with_name(cut_off.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    before = cut_off.read_bytes(), cut_off.with_name("soro.db-wal").read_bytes()
    assert refusal(cut_off, backups, now).code is ErrorCode.DATABASE_NEWER
    assert (cut_off.read_bytes(), cut_off.with_name("soro.db-wal").read_bytes()) == before


def test_whichever_page_is_damaged_is_reported_and_the_file_is_left_as_it_is(
    db: Database, ask: Ask, path: Path, backups: Path, now: datetime
) -> None:
    with db.transaction():
        for number in range(100):
            ask(f"саволи {number} " * 20)
    db.close()
    whole = path.read_bytes()
    assert len(whole) > 30 * PAGE
    for start in range(0, len(whole), PAGE):
        damaged = whole[:start] + b"\xa5" * PAGE + whole[start + PAGE :]
        path.write_bytes(damaged)
        error = refusal(path, backups, now)
        assert error.code is ErrorCode.DATABASE_DAMAGED
        assert error.data == {"path": str(path)}
        assert path.read_bytes() == damaged


def test_a_page_damaged_while_the_program_runs_is_reported(
    db: Database, conversation: Conversation, ask: Ask, path: Path, backups: Path, now: datetime
) -> None:
    with db.transaction():
        for number in range(300):
            ask(f"саволи {number} " * 20)
    db.close()
    with closing(Database.open(path, backups, now)) as again:
        content = bytearray(path.read_bytes())
        content[PAGE:] = b"\xa5" * (len(content) - PAGE)
        path.write_bytes(content)
        with pytest.raises(TutorError) as caught:
            newest(again, conversation.id, 300)
    assert caught.value.code is ErrorCode.DATABASE_DAMAGED


@pytest.mark.parametrize("content", [b"This is no database. " * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_file_that_is_no_database_is_reported_and_left_as_it_is(
    path: Path, backups: Path, now: datetime, content: bytes
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert refusal(path, backups, now).code is ErrorCode.DATABASE_DAMAGED
    assert path.read_bytes() == content


def test_a_database_cut_in_half_is_reported(
    db: Database, ask: Ask, path: Path, backups: Path, now: datetime
) -> None:
    ask("матн " * 20_000)
    db.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert refusal(path, backups, now).code is ErrorCode.DATABASE_DAMAGED


def test_a_folder_in_the_place_of_the_database_is_reported(path: Path, backups: Path, now: datetime) -> None:
    path.mkdir(parents=True)
    assert refusal(path, backups, now).code is ErrorCode.DATA_UNREADABLE


def test_a_full_disk_is_reported_and_what_was_stored_stays(
    db: Database, conversation: Conversation, ask: Ask
) -> None:
    kept = ask("салом")
    pages = db.rows("PRAGMA page_count")[0]["page_count"]
    db.rows(f"PRAGMA max_page_count = {pages + 5}")  # SQLite then fails as it does on a full disk
    with pytest.raises(TutorError) as caught:
        ask("матн " * 20_000)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert newest(db, conversation.id, 10) == [kept]
    db.rows(f"PRAGMA max_page_count = {pages + 500}")
    asked_again = ask("матн " * 20_000)
    assert newest(db, conversation.id, 10) == [kept, asked_again]


def test_a_database_that_became_read_only_is_reported(db: Database, ask: Ask) -> None:
    db.change("PRAGMA query_only = ON")  # SQLite then fails as it does on a read-only disk
    with pytest.raises(TutorError) as caught:
        ask("салом")
    assert caught.value.code is ErrorCode.DATA_READ_ONLY


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EROFS, ErrorCode.DATA_READ_ONLY),
        (errno.EACCES, ErrorCode.DATA_READ_ONLY),
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EIO, ErrorCode.DATA_UNREADABLE),
    ],
)
def test_a_data_folder_that_cannot_be_made_is_reported(
    path: Path, backups: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    # A fake, because the tests may run as root, for whom no folder is read-only.
    def fail(*_args: object, **_kwargs: object) -> Never:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(Path, "mkdir", fail)
    assert refusal(path, backups, now).code is code


def test_a_folder_in_which_sqlite_may_not_write_is_reported(
    db: Database, path: Path, backups: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.close()

    def fail(*_args: object) -> Never:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(connection, "open_to_write", fail)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert refusal(path, backups, now).code is ErrorCode.DATA_READ_ONLY


def test_another_program_that_holds_the_database_is_reported(
    db: Database, path: Path, backups: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.close()
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with (
        closing(Database.open(path, backups, now)) as ours,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TutorError) as caught:
            add_learner(ours, "Ҷамшед", 7, now)
    assert caught.value.code is ErrorCode.DATABASE_BUSY


def test_a_transaction_that_fails_leaves_nothing_of_itself(
    db: Database, learner: Learner, now: datetime
) -> None:
    def fail() -> Never:
        with db.transaction():
            add_learner(db, "Ҷамшед", 7, now)
            with db.transaction():
                add_learner(db, "Анора", 7, now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list_learners(db) == [learner]


def test_a_mistake_of_the_program_is_not_dressed_up_as_an_expected_error(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.insert("INSERT INTO learner (name, created) VALUES (NULL, '')")


def test_a_database_in_memory_leaves_no_file(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Database.in_memory()) as database:
        assert add_learner(database, "Меҳмон", None, now).is_guest
        assert [learner.is_guest for learner in list_learners(database)] == [True]
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
