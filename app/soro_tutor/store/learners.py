"""The learners of this computer."""

from datetime import datetime

from soro_tutor.domain.learner import Learner
from soro_tutor.store import moment
from soro_tutor.store.database import Database, Row


def list_learners(db: Database) -> list[Learner]:
    """All learners, the oldest entry first."""
    return [_learner(db, row) for row in db.rows("SELECT id, name, grade FROM learner ORDER BY id")]


def add_learner(db: Database, name: str, grade: int | None, now: datetime) -> Learner:
    """A new learner; in a database in memory, a guest."""
    sql = "INSERT INTO learner (name, grade, created) VALUES (?, ?, ?)"
    added = db.insert(sql, (name, grade, moment.to_text(now)))
    return Learner(added, name, grade, is_guest=db.is_in_memory)


def change_learner(db: Database, learner: Learner) -> None:
    """Store another name or grade of a learner."""
    sql = "UPDATE learner SET name = ?, grade = ? WHERE id = ?"
    db.change(sql, (learner.name, learner.grade, learner.id))


def remove_learner(db: Database, learner_id: int) -> None:
    """Forget a learner and all that was said; there is no way back but a backup."""
    db.change("DELETE FROM learner WHERE id = ?", (learner_id,))


def _learner(db: Database, row: Row) -> Learner:
    return Learner(row["id"], row["name"], row["grade"], is_guest=db.is_in_memory)
