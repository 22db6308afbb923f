"""A database, a learner and a conversation to try things on."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soro_tutor.domain.dialogue import Conversation, Mode, Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.store.conversations import add_conversation
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data folder as a pupil has it: Cyrillic letters, spaces, signs of addresses."""
    return tmp_path / "Мактаб № 5 #1?%20" / "Ҷамшед" / "soro.db"


@pytest.fixture
def backups(path: Path) -> Path:
    return path.parent / "backups"


@pytest.fixture
def db(path: Path, backups: Path, now: datetime) -> Iterator[Database]:
    with closing(Database.open(path, backups, now)) as database:
        yield database


@pytest.fixture
def learner(db: Database, now: datetime) -> Learner:
    return add_learner(db, "Нигора", 9, now)


@pytest.fixture
def conversation(db: Database, learner: Learner, now: datetime) -> Conversation:
    return add_conversation(db, learner.id, Subject.LAW, Mode.EXPLAIN, "Ҳуқуқ", now)
