"""The Elo ratings of learners, by subject, and of items."""

from soro_tutor.domain import rating
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.rating import Rating
from soro_tutor.store.database import Database


def of_learner(db: Database, learner_id: int, subject: Subject) -> Rating:
    """A learner's rating in a subject, the first one where there is none."""
    rows = db.rows(
        "SELECT rating, answers FROM learner_rating WHERE learner_id = ? AND subject = ?",
        (learner_id, subject),
    )
    return Rating(rows[0]["rating"], rows[0]["answers"]) if rows else Rating()


def play(db: Database, learner_id: int, subject: Subject, item_uid: str, score: float) -> None:
    """Move both ratings after an answer; an item that is gone from the bank moves nothing."""
    rows = db.rows("SELECT rating, answers FROM item WHERE uid = ?", (item_uid,))
    if not rows:
        return
    item = Rating(rows[0]["rating"], rows[0]["answers"])
    learner, item = rating.updated(of_learner(db, learner_id, subject), item, score)
    db.change(
        "INSERT OR REPLACE INTO learner_rating (learner_id, subject, rating, answers) VALUES (?, ?, ?, ?)",
        (learner_id, subject, learner.points, learner.answers),
    )
    db.change("UPDATE item SET rating = ?, answers = ? WHERE uid = ?", (item.points, item.answers, item_uid))
