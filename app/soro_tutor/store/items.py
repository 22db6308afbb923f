"""The items of the bank as they are stored: replaced a pack at a time, found by name and by words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.item import Form, Item
from soro_tutor.domain.item_table import item_from, table_of
from soro_tutor.domain.text import WORD, fold
from soro_tutor.store.database import Database, Row, Value

# The Elo that an item begins with, by its difficulty. A new learner begins at 1000, so that the middle
# difficulty is an even match; 100 points more or less make the chance of success 36 or 64 %.
FIRST_RATINGS = {1: 800.0, 2: 900.0, 3: 1000.0, 4: 1100.0, 5: 1200.0}

# As many hits are ranked as a search reads: a word may stand in every item.
RANKED = 400
_INDEXED_PREFIX = 6  # letters; what migration 0004_item keeps prefixes of

GENERATORS = "generators"  # the name under which the program's own generators stand among the packs


@dataclass(frozen=True, slots=True)
class PackFile:
    """What a pack's file was when it was taken in: size in bytes, `modified` as st_mtime_ns.

    `path` names the pack, wherever the program and its data lie: a stick has another letter elsewhere.
    """

    path: str
    size: int
    modified: int
    sha256: str
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """One item that a search found; a generator has its own name and no item until a seed is chosen."""

    uid: str
    subject: Subject
    topic: str
    grade: int
    form: Form
    is_generator: bool


def packs(db: Database) -> dict[str, PackFile]:
    """The packs that were taken in, by path."""
    rows = db.rows("SELECT path, size, modified, sha256, title FROM pack")
    return {row["path"]: PackFile(**row) for row in rows}


def remember_pack(db: Database, pack: PackFile) -> None:
    """Note what a pack's file is, and keep its items as they are."""
    db.change(
        """INSERT INTO pack (path, size, modified, sha256, title) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
               sha256 = excluded.sha256, title = excluded.title""",
        (pack.path, pack.size, pack.modified, pack.sha256, pack.title),
    )


def replace_pack(db: Database, pack: PackFile, items: Iterable[Item]) -> None:
    """Take in the items of a pack in place of those that it had before; known items keep their ratings.

    All or nothing. Raises TutorError PACK_TWICE(path, item) where another pack has an item of the same name.
    """
    rows = [
        _values(pack.path, item.id, item, json.dumps(table_of(item), ensure_ascii=False)) for item in items
    ]
    _replace(db, pack, rows)


def replace_generators(db: Database, pack: PackFile, generators: Iterable[tuple[Generator, Item]]) -> None:
    """Take in the generators, each with one of its items, which says how it is answered and found."""
    _replace(db, pack, [_values(pack.path, generator.name, item, "") for generator, item in generators])


def remove_packs(db: Database, paths: Iterable[str]) -> None:
    """Forget packs whose files are gone, with their items."""
    with db.transaction():
        for path in paths:
            db.change("DELETE FROM pack WHERE path = ?", (path,))


def find(db: Database, uid: str) -> Item | None:
    """A written item, None where there is none of that name."""
    rows = db.rows("SELECT subject, body FROM item WHERE uid = ? AND is_generator = 0", (uid,))
    return item_from(json.loads(rows[0]["body"]), Subject(rows[0]["subject"])) if rows else None


def search(db: Database, query: str, subject: Subject | None, limit: int) -> list[Found]:
    """The items in which every word of `query` begins a word, the best match first.

    Both sides are folded: 'хукук' finds 'ҳуқуқ'. All hits hold all words, so that bm25 would tell them apart
    by little but their length; the shortest is best, of the first RANKED hits. bm25 itself reads every item
    that holds a word.
    """
    words = WORD.findall(fold(query))
    if not words:
        return []
    found = _hits(db, [_whole_if_long(word) for word in words], subject)
    if len(found) < RANKED and max(map(len, words)) > _INDEXED_PREFIX:
        found = _hits(db, [f'"{word}"*' for word in words], subject)
    rows = db.rows(
        """SELECT uid, subject, topic, grade, form, is_generator FROM item
           WHERE id IN (SELECT value FROM json_each(?)) ORDER BY length(folded), id LIMIT ?""",
        (json.dumps(found), limit),
    )
    return [_found_from(row) for row in rows]


def _whole_if_long(word: str) -> str:
    """One word for the index; quoted, since no word is an operator of FTS5. A WORD holds no quote itself."""
    return f'"{word}"' if len(word) > _INDEXED_PREFIX else f'"{word}"*'


def _hits(db: Database, words: Sequence[str], subject: Subject | None) -> list[int]:
    """The numbers of the first RANKED items in which all of `words` stand."""
    match = f"folded : ({' '.join(words)})" + (f' AND subject : "{subject}"' if subject else "")
    rows = db.rows("SELECT rowid FROM item_index WHERE item_index MATCH ? LIMIT ?", (match, RANKED))
    return [row["rowid"] for row in rows]


def _found_from(row: Row) -> Found:
    return Found(
        uid=row["uid"],
        subject=Subject(row["subject"]),
        topic=row["topic"],
        grade=row["grade"],
        form=Form(row["form"]),
        is_generator=bool(row["is_generator"]),
    )


def _values(path: str, uid: str, item: Item, body: str) -> tuple[Value, ...]:
    return (
        uid,
        path,
        item.subject,
        item.topic,
        item.grade,
        item.form,
        item.difficulty,
        FIRST_RATINGS[item.difficulty],
        int(not body),
        body,
        fold(_searched(item)),
    )


def _searched(item: Item) -> str:
    """What a search looks through: the question, and what there is to choose from."""
    table = table_of(item)
    options = [option["text"] for option in table.get("options", ())]
    return "\n".join([item.statement, *options, *table.get("left", ()), *table.get("right", ())])


def _replace(db: Database, pack: PackFile, rows: list[tuple[Value, ...]]) -> None:
    with db.transaction():
        remember_pack(db, pack)
        old = {row["uid"] for row in db.rows("SELECT uid FROM item WHERE pack = ?", (pack.path,))}
        for uid in old - {str(values[0]) for values in rows}:
            db.change("DELETE FROM item WHERE uid = ?", (uid,))
        for values in rows:
            _check_owner(db, str(values[0]), pack.path)
            db.change(
                """INSERT INTO item (uid, pack, subject, topic, grade, form, difficulty, rating,
                       is_generator, body, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (uid) DO UPDATE SET subject = excluded.subject, topic = excluded.topic,
                       grade = excluded.grade, form = excluded.form, difficulty = excluded.difficulty,
                       body = excluded.body, folded = excluded.folded""",
                values,
            )


def _check_owner(db: Database, uid: str, path: str) -> None:
    if db.rows("SELECT 1 FROM item WHERE uid = ? AND pack <> ?", (uid, path)):
        raise TutorError(ErrorCode.PACK_TWICE, path=path, item=uid)
