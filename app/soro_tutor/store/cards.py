"""The cards of spaced review: one for each item or generator that a learner has answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from soro_tutor.domain import schedule
from soro_tutor.domain.dialogue import Subject
from soro_tutor.store import moment
from soro_tutor.store.database import Database

# CROSS: the few due cards first, then the item of each.
_SELECT = """SELECT item_uid, is_generator, card.subject AS subject, card.topic AS topic
    FROM card CROSS JOIN item ON item.uid = card.item_uid"""
_COUNT = f"SELECT count(*) AS due_count FROM ({_SELECT}"  # noqa: S608 - only our own words

COUNTED = 100  # a count of due cards ends here: more is only 'many'


@dataclass(frozen=True, slots=True)
class Place:
    """Whose card it is, and of what."""

    learner_id: int
    item_uid: str
    subject: Subject
    topic: str


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card that is due, whose item the bank has."""

    item_uid: str
    is_generator: bool
    subject: Subject
    topic: str


def review(db: Database, place: Place, is_right: bool, now: datetime) -> None:
    """Set when an item is to be seen again, after an answer at `now`."""
    rows = db.rows(
        "SELECT state FROM card WHERE learner_id = ? AND item_uid = ?", (place.learner_id, place.item_uid)
    )
    after = schedule.review(rows[0]["state"] if rows else "", is_right, now)
    db.change(
        """INSERT OR REPLACE INTO card (learner_id, item_uid, subject, topic, due, state)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (place.learner_id, place.item_uid, place.subject, place.topic, moment.to_text(after.due), after.card),
    )


def is_due(db: Database, learner_id: int, item_uid: str, now: datetime) -> bool:
    """Whether the learner has a card of this item, and its day has come."""
    rows = db.rows(
        "SELECT due FROM card WHERE learner_id = ? AND item_uid = ? AND due <= ?",
        (learner_id, item_uid, moment.to_text(now)),
    )
    return bool(rows)


def due(
    db: Database,
    learner_id: int,
    now: datetime,
    subject: Subject | None = None,
    limit: int = 1,
    without: Collection[str] = (),
) -> list[DueCard]:
    """The cards that are due, the longest waiting first.

    Those whose items are gone, or are named in `without`, are left out.
    """
    of_subject, values = ("AND card.subject = ?", (subject,)) if subject else ("", ())
    others = f"AND item_uid NOT IN ({', '.join('?' * len(without))})"
    rows = db.rows(
        f"{_SELECT} WHERE learner_id = ? {of_subject} AND due <= ? {others} ORDER BY due LIMIT ?",
        (learner_id, *values, moment.to_text(now), *without, limit),
    )
    return [
        DueCard(row["item_uid"], bool(row["is_generator"]), Subject(row["subject"]), row["topic"])
        for row in rows
    ]


def count_due(db: Database, learner_id: int, now: datetime, subject: Subject | None = None) -> int:
    """How many cards are due; COUNTED stands for that many or more."""
    of_subject, values = ("AND card.subject = ?", (subject,)) if subject else ("", ())
    found = db.rows(
        f"{_COUNT} WHERE learner_id = ? {of_subject} AND due <= ? LIMIT ?)",
        (learner_id, *values, moment.to_text(now), COUNTED),
    )
    return int(found[0]["due_count"])


def known_items(db: Database, learner_id: int, item_uids: list[str]) -> set[str]:
    """Those of the items that the learner has answered before."""
    marks = ", ".join("?" * len(item_uids))
    rows = db.rows(f"{_SELECT} WHERE learner_id = ? AND item_uid IN ({marks})", (learner_id, *item_uids))
    return {row["item_uid"] for row in rows}
