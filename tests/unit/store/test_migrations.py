"""Every step of the tables is tried on a database of the step before, with rows in it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import sqlite_utils
from tests.pack_example import written_item

from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.store import lessons
from soro_tutor.store.backup import Reason, list_backups
from soro_tutor.store.conversations import add_conversation, list_conversations
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile, find, replace_pack
from soro_tutor.store.items import search as search_items
from soro_tutor.store.learners import add_learner, list_learners
from soro_tutor.store.lessons import KeptLesson
from soro_tutor.store.messages import newest, set_text
from soro_tutor.store.migrations import MIGRATIONS
from soro_tutor.store.models import ModelRecord, model_record, remember_model
from soro_tutor.store.search import search
from soro_tutor.store.selection import topic_sizes

TIME = "2026-08-31T08:30:00.000000+00:00"


@dataclass(frozen=True)
class Step:
    """What stands in the tables before a step, and what must hold after it."""

    before: Callable[[sqlite_utils.Database], None]
    after: Callable[[Database, datetime], None]


def store_nothing(_: sqlite_utils.Database) -> None:
    """Before the first step there is no table."""


def store_message(sqlite: sqlite_utils.Database) -> None:
    sqlite.execute("INSERT INTO learner (name, grade, created) VALUES ('Нигора', 9, ?)", (TIME,))
    sqlite.execute(
        """INSERT INTO conversation (learner_id, subject, mode, title, created, updated)
           VALUES (1, 'law', 'explain', 'Ҳуқуқ', ?, ?)""",
        (TIME, TIME),
    )
    sqlite.execute(
        """INSERT INTO message (conversation_id, role, text, state, created)
           VALUES (1, 'user', 'Ҳуқуқи кӯдак чист?', 'complete', ?)""",
        (TIME,),
    )


def check_tables(db: Database, now: datetime) -> None:
    learner = add_learner(db, "Нигора", 9, now)
    conversation = add_conversation(db, learner.id, Subject.LAW, Mode.EXPLAIN, "Ҳуқуқ", now)
    assert list_learners(db) == [learner]
    assert list_conversations(db, learner.id) == [conversation]


def check_search(db: Database, _now: datetime) -> None:
    assert [hit.message.text for hit in search(db, 1, "хукук", 10)] == ["Ҳуқуқи кӯдак чист?"]
    message = newest(db, 1, 1)[0]
    set_text(db, message.id, "Қонун чист?", message.state)
    assert search(db, 1, "хукук", 10) == []
    assert len(search(db, 1, "конун", 10)) == 1


def check_models(db: Database, now: datetime) -> None:
    record = ModelRecord("C:/Моделҳо/m.gguf", 5, 6, "ab")
    remember_model(db, record, now)
    assert model_record(db, record.path) == record
    assert [message.text for message in newest(db, 1, 10)] == ["Ҳуқуқи кӯдак чист?"]


def check_items(db: Database, _now: datetime) -> None:
    item = written_item()
    replace_pack(db, PackFile("teacher/физика.toml", 1, 2, "ab", "Физика"), [item])
    assert find(db, item.id) == item
    assert [found.uid for found in search_items(db, "кувва", None, 10)] == [item.id]
    assert [message.text for message in newest(db, 1, 10)] == ["Ҳуқуқи кӯдак чист?"]


def store_item(sqlite: sqlite_utils.Database) -> None:
    store_message(sqlite)
    sqlite.execute(
        "INSERT INTO pack (path, size, modified, sha256, title) VALUES ('p', 1, 2, 'ab', 'Физика')"
    )
    sqlite.execute(
        """INSERT INTO item (uid, pack, subject, topic, grade, form, difficulty, rating, is_generator, body,
           folded) VALUES ('a', 'p', 'physics', 'physics.7.force', 7, 'choice', 2, 900, 0, '{}', 'кувва')"""
    )


def check_progress(db: Database, _now: datetime) -> None:
    assert topic_sizes(db) == {"physics.7.force": 1}
    assert db.rows("SELECT rating, answers FROM item") == [{"rating": 900, "answers": 0}]
    db.change("UPDATE item SET topic = 'physics.7.work'")
    assert topic_sizes(db) == {"physics.7.work": 1}
    db.change("DELETE FROM pack")
    assert topic_sizes(db) == {}


def check_lesson(db: Database, now: datetime) -> None:
    lessons.keep(db, 1, KeptLesson("a", "{}"), now)
    assert lessons.kept(db, 1) == KeptLesson("a", "{}")
    assert [message.text for message in newest(db, 1, 10)] == ["Ҳуқуқи кӯдак чист?"]


STEPS = {
    "0001_conversation": Step(store_nothing, check_tables),
    "0002_search": Step(store_message, check_search),
    "0003_model": Step(store_message, check_models),
    "0004_item": Step(store_message, check_items),
    "0005_progress": Step(store_item, check_progress),
    "0006_lesson": Step(store_message, check_lesson),
}


def migration_names() -> list[str]:
    with closing(sqlite_utils.Database(memory=True)) as empty:
        return [step.name for step in MIGRATIONS.pending(empty)]


def make_older(path: Path, step: str, before: Callable[[sqlite_utils.Database], None]) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite_utils.Database(sqlite3.connect(path))) as sqlite:
        MIGRATIONS.apply(sqlite, stop_before=step)
        before(sqlite)


def test_every_migration_has_a_test() -> None:
    assert list(STEPS) == migration_names()


@pytest.mark.parametrize("name", STEPS)
def test_a_database_from_before_a_step_keeps_its_rows(
    path: Path, backups: Path, now: datetime, name: str
) -> None:
    make_older(path, name, STEPS[name].before)
    with closing(Database.open(path, backups, now)) as db:
        STEPS[name].after(db, now)
        assert db.rows("PRAGMA foreign_key_check") == []


def test_an_older_database_is_backed_up_before_it_is_changed(
    path: Path, backups: Path, now: datetime
) -> None:
    make_older(path, "0002_search", store_message)
    Database.open(path, backups, now).close()
    (backup,) = list_backups(backups)
    assert (backup.made, backup.reason) == (now, Reason.MIGRATION)
    with closing(sqlite_utils.Database(sqlite3.connect(backup.path))) as old:
        assert [step.name for step in MIGRATIONS.applied(old)] == ["0001_conversation"]
        assert list(old.query("SELECT text FROM message")) == [{"text": "Ҳуқуқи кӯдак чист?"}]


def test_a_step_that_fails_half_way_changes_nothing(
    path: Path, backups: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_older(path, "0002_search", store_message)

    def fail(_text: str) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("soro_tutor.store.migrations.fold", fail)
        with pytest.raises(ZeroDivisionError):
            Database.open(path, backups, now)
    with closing(Database.open(path, backups, now)) as db:
        check_search(db, now)
