"""What a learner answered, and how much of each topic is known by it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from soro_tutor.domain import mastery
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Form
from soro_tutor.store import cards, moment, ratings
from soro_tutor.store.database import Database, Row

_SELECT_MASTERY = "SELECT subject, topic, probability, attempts, right_count, updated FROM mastery"
_SELECT_STOCKED = "SELECT topic, subject FROM mastery JOIN topic_size USING (topic)"

ANSWER_KEPT = 2000  # characters of an answer that are kept
RECENT = 500  # answers that are looked through for what was done in the last days; more are no pupil's


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer. `item_uid` names the item, or the generator whose variant `variant` was.

    `score` is 0 to 1. `is_first` says that it is the first attempt at an exercise that the learner has not
    answered lately; `is_repeat` that it is the first at one that came again soon. `is_assisted` says that a
    hint or a wrong attempt came before it.
    """

    learner_id: int
    item_uid: str
    variant: str
    subject: Subject
    topic: str
    form: Form
    answered: datetime
    is_right: bool
    score: float
    is_first: bool
    is_assisted: bool
    is_probe: bool
    hints: int
    seconds: float
    answer: str
    is_repeat: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it shows that the learner knows it: right, and alone."""
        return self.is_right and not self.is_assisted


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a learner knows a topic; `attempts` counts first attempts, `updated` is the last of them."""

    subject: Subject
    topic: str
    probability: float
    attempts: int
    right: int
    updated: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """The answers of one day (UTC), those with help or those without."""

    date: date
    is_assisted: bool
    right: int
    total: int


def record(db: Database, attempt: Attempt) -> None:
    """Keep an answer and all that follows from it, together or not at all.

    Mastery, ratings and the date of review follow from the first attempt at an item alone. A hint asked for
    before it counts as not knowing, as in Corbett & Anderson (1995). An item that comes again soon, its
    answer still in mind, moves nothing but its date of review, and that only when it is due.
    """
    with db.transaction():
        _keep(db, attempt)
        _count(db, attempt)
        if attempt.is_first:
            _learn(db, attempt)
            score = 0.0 if attempt.is_assisted else 1.0 if attempt.is_right else attempt.score
            ratings.play(db, attempt.learner_id, attempt.subject, attempt.item_uid, score)
        is_due = cards.is_due(db, attempt.learner_id, attempt.item_uid, attempt.answered)
        if attempt.is_first or (attempt.is_repeat and is_due):
            place = cards.Place(attempt.learner_id, attempt.item_uid, attempt.subject, attempt.topic)
            cards.review(db, place, attempt.is_known, attempt.answered)


def masteries(db: Database, learner_id: int, subject: Subject | None = None) -> dict[str, Mastery]:
    """What is known of each topic that the learner has begun, by topic."""
    of_subject, values = ("AND subject = ?", (subject,)) if subject else ("", ())
    rows = db.rows(f"{_SELECT_MASTERY} WHERE learner_id = ? {of_subject}", (learner_id, *values))
    return {row["topic"]: _mastery(row) for row in rows}


def begun_topics(db: Database, learner_id: int, subject: Subject | None = None) -> list[str]:
    """The topics that the learner has begun and the bank has items for, by name."""
    of_subject, values = ("AND subject = ?", (subject,)) if subject else ("", ())
    rows = db.rows(
        f"{_SELECT_STOCKED} WHERE learner_id = ? {of_subject} AND items > 0 ORDER BY topic",
        (learner_id, *values),
    )
    return [row["topic"] for row in rows]


def begun_before(db: Database, learner_id: int, since: datetime) -> dict[str, Subject]:
    """The topics that were begun before `since` and that have items, with their subjects.

    One is where it has more first attempts than came since.
    """
    rows = db.rows(
        """SELECT topic, subject FROM mastery JOIN topic_size USING (topic) LEFT JOIN (
               SELECT topic, count(*) AS lately FROM (
                   SELECT topic, is_first, answered FROM attempt WHERE learner_id = ?
                   ORDER BY id DESC LIMIT ?)
               WHERE is_first AND answered > ? GROUP BY topic) USING (topic)
           WHERE learner_id = ? AND items > 0 AND attempts > coalesce(lately, 0) ORDER BY topic""",
        (learner_id, RECENT, moment.to_text(since), learner_id),
    )
    return {row["topic"]: Subject(row["subject"]) for row in rows}


def first_day(db: Database, learner_id: int) -> date | None:
    """The day (UTC) of the learner's first answer, None before it."""
    rows = db.rows("SELECT min(date) AS first FROM day WHERE learner_id = ?", (learner_id,))
    return date.fromisoformat(rows[0]["first"]) if rows[0]["first"] else None


def days(db: Database, learner_id: int, since: date) -> list[Day]:
    """The learner's days from `since` on, the oldest first."""
    rows = db.rows(
        """SELECT date, is_assisted, right_count, total FROM day WHERE learner_id = ? AND date >= ?
           ORDER BY date, is_assisted""",
        (learner_id, since.isoformat()),
    )
    return [
        Day(date.fromisoformat(row["date"]), bool(row["is_assisted"]), row["right_count"], row["total"])
        for row in rows
    ]


def answered_lately(db: Database, learner_id: int, count: int) -> list[str]:
    """The items of the learner's last `count` answers, the last first, whatever the clock said."""
    rows = db.rows(
        "SELECT item_uid FROM attempt WHERE learner_id = ? ORDER BY id DESC LIMIT ?", (learner_id, count)
    )
    return [row["item_uid"] for row in rows]


def is_answered_since(db: Database, learner_id: int, variant: str, since: datetime) -> bool:
    """Whether the learner answered this very exercise since then."""
    rows = db.rows(
        """SELECT variant FROM (SELECT variant, answered FROM attempt WHERE learner_id = ?
               ORDER BY id DESC LIMIT ?) WHERE variant = ? AND answered > ? LIMIT 1""",
        (learner_id, RECENT, variant, moment.to_text(since)),
    )
    return bool(rows)


def _keep(db: Database, attempt: Attempt) -> None:
    db.insert(
        """INSERT INTO attempt (learner_id, item_uid, variant, subject, topic, form, answered, is_right,
               score, is_first, is_assisted, is_probe, hints, seconds, answer)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            attempt.learner_id,
            attempt.item_uid,
            attempt.variant,
            attempt.subject,
            attempt.topic,
            attempt.form,
            moment.to_text(attempt.answered),
            attempt.is_right,
            attempt.score,
            attempt.is_first,
            attempt.is_assisted,
            attempt.is_probe,
            attempt.hints,
            attempt.seconds,
            attempt.answer[:ANSWER_KEPT],
        ),
    )


def _count(db: Database, attempt: Attempt) -> None:
    day = attempt.answered.astimezone(UTC).date().isoformat()
    db.change(
        """INSERT INTO day (learner_id, date, is_assisted, right_count, total) VALUES (?, ?, ?, ?, 1)
           ON CONFLICT (learner_id, date, is_assisted) DO UPDATE
           SET right_count = right_count + excluded.right_count, total = total + 1""",
        (attempt.learner_id, day, attempt.is_assisted, attempt.is_right),
    )


def _learn(db: Database, attempt: Attempt) -> None:
    rows = db.rows(
        "SELECT probability FROM mastery WHERE learner_id = ? AND subject = ? AND topic = ?",
        (attempt.learner_id, attempt.subject, attempt.topic),
    )
    before = rows[0]["probability"] if rows else mastery.INITIAL
    after = mastery.update(before, attempt.is_known, attempt.form)
    db.change(
        """INSERT INTO mastery (learner_id, subject, topic, probability, attempts, right_count, updated)
           VALUES (?, ?, ?, ?, 1, ?, ?)
           ON CONFLICT (learner_id, subject, topic) DO UPDATE
           SET probability = excluded.probability, attempts = attempts + 1,
               right_count = right_count + excluded.right_count, updated = excluded.updated""",
        (
            attempt.learner_id,
            attempt.subject,
            attempt.topic,
            after,
            attempt.is_known,
            moment.to_text(attempt.answered),
        ),
    )


def _mastery(row: Row) -> Mastery:
    return Mastery(
        subject=Subject(row["subject"]),
        topic=row["topic"],
        probability=row["probability"],
        attempts=row["attempts"],
        right=row["right_count"],
        updated=moment.from_text(row["updated"]),
    )
