"""What practice costs with a small bank and history and with large ones; run this file to see."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from soro_tutor.domain import schedule
from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Form, Item, Short
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.text import fold
from soro_tutor.session import practice
from soro_tutor.session.help_picture import help_picture
from soro_tutor.session.practice import Plan, PlanKind, Result
from soro_tutor.session.today import today
from soro_tutor.session.topic_map import topic_map
from soro_tutor.store import cards, items, moment
from soro_tutor.store.database import Database
from soro_tutor.store.items import FIRST_RATINGS
from soro_tutor.store.learners import add_learner

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SMALL, LARGE = (1_000, 10_000), (100_000, 1_000_000)  # items, answers
ROUNDS = 101
WORDS = [
    left + right
    for left in ("қув", "ҳуқ", "мас", "кӯҳ", "дар", "суръ")
    for right in ("ва", "уқ", "ъала", "ат")
]


def curriculum() -> Curriculum:
    """56 topics a subject, as many as there may be: it does not grow with the bank."""
    topics = {}
    for subject in Subject:
        for grade in range(5, 12):
            for number in range(8):
                name = f"{subject}.{grade}.t{number}"
                after = (f"{subject}.{grade}.t{number - 1}",) if number else ()
                topics[name] = Topic(name, subject, grade, {"tg": name, "ru": name, "en": name}, after)
    return Curriculum(topics)


@dataclass(frozen=True)
class Size:
    """How large a store is made."""

    items: int
    answers: int


def many(db: Database, sql: str, rows: Iterator[tuple[object, ...]]) -> None:
    """Insert in bulk, past the store's one row at a time: a benchmark may."""
    with db.transaction():
        db._sqlite.conn.executemany(sql, rows)


def fill(db: Database, learner: Learner, taught: Curriculum, size: Size) -> None:
    topics = list(taught.topics.values())
    db.change("INSERT INTO pack (path, size, modified, sha256, title) VALUES ('p', 0, 0, '', '')")

    def item_rows() -> Iterator[tuple[object, ...]]:
        for number in range(size.items):
            topic, difficulty = topics[number % len(topics)], 1 + number // len(topics) % 5
            text = " ".join(random.choices(WORDS, k=12)) + f" {number}"
            yield (
                f"i{number}", "p", topic.subject, topic.id, topic.grade, Form.SHORT, difficulty,
                FIRST_RATINGS[difficulty], 0, "{}", fold(text),
            )  # fmt: skip

    many(
        db,
        """INSERT INTO item (uid, pack, subject, topic, grade, form, difficulty, rating, is_generator, body,
           folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        item_rows(),
    )
    seen = size.items // 2  # half of the bank was answered, and half of that is due

    def attempt_rows() -> Iterator[tuple[object, ...]]:
        for number in range(size.answers):
            topic = topics[number % seen % len(topics)]
            answered = NOW - timedelta(days=1000) + timedelta(days=1000) * number / size.answers
            yield (
                learner.id, f"i{number % seen}", f"i{number % seen}", topic.subject, topic.id, Form.SHORT,
                moment.to_text(answered), number % 4 != 0, 1.0, 1, 0, 0, 0, 20.0, "Ҷавоби хонанда",
            )  # fmt: skip

    many(
        db,
        """INSERT INTO attempt (learner_id, item_uid, variant, subject, topic, form, answered, is_right,
           score, is_first, is_assisted, is_probe, hints, seconds, answer)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        attempt_rows(),
    )
    first = schedule.review("", True, NOW - timedelta(days=1))

    def card_rows() -> Iterator[tuple[object, ...]]:
        for number in range(seen):
            topic = topics[number % len(topics)]
            due = NOW + timedelta(hours=random.randint(-1000, 1000))
            yield (learner.id, f"i{number}", topic.subject, topic.id, moment.to_text(due), first.card)

    many(
        db,
        "INSERT INTO card (learner_id, item_uid, subject, topic, due, state) VALUES (?, ?, ?, ?, ?, ?)",
        card_rows(),
    )
    many(
        db,
        """INSERT INTO mastery (learner_id, subject, topic, probability, attempts, right_count, updated)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                learner.id,
                topic.subject,
                topic.id,
                random.random(),
                9,
                5,
                moment.to_text(NOW - timedelta(days=5)),
            )
            for topic in topics
        ),
    )
    many(
        db,
        "INSERT INTO day (learner_id, date, is_assisted, right_count, total) VALUES (?, ?, ?, ?, ?)",
        (
            (learner.id, (NOW - timedelta(days=ago)).date().isoformat(), is_assisted, 5, size.answers // 2000)
            for ago in range(1000)
            for is_assisted in (0, 1)
        ),
    )


def milliseconds(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a job."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return median(taken) * 1000


def measure(db: Database, learner: Learner, taught: Curriculum) -> dict[str, float]:
    chance, topics = random.Random(1), list(taught.topics)

    def next_of(kind: PlanKind) -> str:
        plan = Plan(kind, None, chance.choice(topics[:500]))
        return practice.next_uid(db, learner, plan, chance, NOW)

    def record() -> None:
        topic = taught.topics[chance.choice(topics)]
        uid = next(iter(db.rows("SELECT uid FROM item WHERE topic = ? LIMIT 1", (topic.id,))))["uid"]
        item = Item(uid, topic.subject, topic.id, topic.grade, "?", Short(("а",)), ("", "", ""), (), 3)
        practice.record(db, learner, item, Result(True, 1.0, True, False, False, 0, 9.0, "а"), NOW)

    return {
        "next item of a topic": milliseconds(lambda: next_of(PlanKind.TOPIC)),
        "next item, mixed": milliseconds(lambda: next_of(PlanKind.MIXED)),
        "next item of a review": milliseconds(lambda: next_of(PlanKind.REVIEW)),
        "due queue, 20 cards": milliseconds(lambda: cards.due(db, learner.id, NOW, limit=20)),
        "mastery map": milliseconds(lambda: topic_map(db, learner, Subject.PHYSICS, taught)),
        "today": milliseconds(lambda: today(db, learner, taught, NOW), 21),
        "with and without help": milliseconds(lambda: help_picture(db, learner, NOW)),
        "search one word": milliseconds(lambda: items.search(db, "хукук", None, 50), 21),
        "search two words": milliseconds(lambda: items.search(db, "қувва кӯҳат", None, 50), 21),
        "record an answer": milliseconds(record),
    }


def run(folder: Path, size: Size) -> dict[str, float]:
    taught = curriculum()
    path = folder / "soro.db"
    started = time.perf_counter()
    with closing(Database.open(path, folder / "backups", NOW)) as db:
        learner = add_learner(db, "", 9, NOW)
        fill(db, learner, taught, size)
        filled = time.perf_counter() - started
        results = measure(db, learner, taught)
    results["open the database"] = milliseconds(
        lambda: Database.open(path, folder / "backups", NOW).close(), 5
    )
    megabytes = path.stat().st_size / 1e6
    print(f"{size.items} items, {size.answers} answers: {megabytes:.0f} MB, filled in {filled:.0f} s")
    return results


def main() -> None:
    random.seed(1)
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        few, much = run(Path(small), Size(*SMALL)), run(Path(large), Size(*LARGE))
    print(f"{'':24} {'small':>10} {'large':>10} {'ratio':>7}")
    for job, taken in much.items():
        print(f"{job:24} {few[job]:7.2f} ms {taken:7.2f} ms {taken / few[job]:7.2f}")
    print("A logarithm grows by 1.67 from 1,000 to 100,000.")


if __name__ == "__main__":
    main()
