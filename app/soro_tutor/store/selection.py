"""Items near a rating, found without reading the others, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from soro_tutor.domain.chance import Chance
from soro_tutor.store.database import Database, Row

_Condition = tuple[str, tuple[str, ...]]  # of a query, with its values

_FIELDS = "SELECT id, uid, rating, is_generator FROM item"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may come next; `uid` is a generator's name where `is_generator`."""

    uid: str
    rating: float
    is_generator: bool


def near(
    db: Database, topic: str, rating: float, chance: Chance, count: int, without: Sequence[str] = ()
) -> list[Candidate]:
    """Items of a topic, the nearest to a rating first, but for those named in `without`.

    `count` or a few more on each side, as far as there are any. Many items have the same rating; of those,
    chance takes some, else it would always be the same.
    """
    topical = f"topic = ? AND uid NOT IN ({', '.join('?' * len(without))})"
    values = (topic, *without)
    rows = [
        *_outward(db, (topical, values), (">=", ">", "ASC"), rating, chance, count),
        *_outward(db, (topical, values), ("<", "<", "DESC"), rating, chance, count),
    ]
    rows.sort(key=lambda row: abs(row["rating"] - rating))
    return [Candidate(row["uid"], row["rating"], bool(row["is_generator"])) for row in rows]


def topic_sizes(db: Database) -> dict[str, int]:
    """How many items (a generator counts as one) each topic has; topics without items are left out."""
    rows = db.rows("SELECT topic, items FROM topic_size WHERE items > 0 ORDER BY topic")
    return {row["topic"]: row["items"] for row in rows}


def is_generator(db: Database, uid: str) -> bool | None:
    """Whether the bank has a generator of this name; False for a written item, None for neither."""
    rows = db.rows("SELECT is_generator FROM item WHERE uid = ?", (uid,))
    return bool(rows[0]["is_generator"]) if rows else None


def rating_of(db: Database, uid: str) -> float | None:
    """The rating of an item or generator, None where the bank does not have it."""
    rows = db.rows("SELECT rating FROM item WHERE uid = ?", (uid,))
    return float(rows[0]["rating"]) if rows else None


def _outward(
    db: Database,
    among: _Condition,
    side: tuple[str, str, str],
    rating: float,
    chance: Chance,
    count: int,
) -> list[Row]:
    """Items from one rating to the next, away from `rating`, until there are enough."""
    condition, values = among
    compared, further, direction = side
    found: list[Row] = []
    while len(found) < count:
        sql = f"{_FIELDS} WHERE {condition} AND rating {compared} ? ORDER BY rating {direction} LIMIT 1"
        first = db.rows(sql, (*values, rating))
        if not first:
            break
        rating, compared = first[0]["rating"], further
        found += _some_of_rating(db, among, rating, chance, count)
    return found


def _some_of_rating(db: Database, among: _Condition, rating: float, chance: Chance, count: int) -> list[Row]:
    """Up to `count` items of one rating, from a random one on, and round to the first again."""
    condition, values = among
    equal = f"{_FIELDS} WHERE {condition} AND rating = ?"
    first, last = (
        db.rows(f"{equal} ORDER BY id {direction} LIMIT 1", (*values, rating))[0]["id"]
        for direction in ("ASC", "DESC")
    )
    start = chance.randint(first, last)
    rows = db.rows(f"{equal} AND id >= ? ORDER BY id LIMIT ?", (*values, rating, start, count))
    left = count - len(rows)
    return rows + db.rows(f"{equal} AND id < ? ORDER BY id LIMIT ?", (*values, rating, start, left))
