"""The lesson that a learner is in, kept after every step so that a power cut loses none."""

from dataclasses import dataclass
from datetime import datetime

from soro_tutor.store import moment
from soro_tutor.store.database import Database


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """The id of the item that is open, and the state of the lesson as the session wrote it (JSON)."""

    item: str
    state: str


def keep(db: Database, learner_id: int, lesson: KeptLesson, now: datetime) -> None:
    """Keep where a learner stands, in the place of what was kept before; nothing of one who is gone."""
    db.change(
        """INSERT OR REPLACE INTO lesson (learner_id, item, state, updated)
           SELECT id, ?, ?, ? FROM learner WHERE id = ?""",
        (lesson.item, lesson.state, moment.to_text(now), learner_id),
    )


def kept(db: Database, learner_id: int) -> KeptLesson | None:
    """Where the learner stands, None where no lesson is open."""
    rows = db.rows("SELECT item, state FROM lesson WHERE learner_id = ?", (learner_id,))
    return KeptLesson(**rows[0]) if rows else None


def forget(db: Database, learner_id: int) -> None:
    """The lesson has ended."""
    db.change("DELETE FROM lesson WHERE learner_id = ?", (learner_id,))
