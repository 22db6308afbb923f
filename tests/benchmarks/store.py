"""What opening, searching and storing cost in a long conversation; run this file to see."""

import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from soro_tutor.domain.dialogue import MessageState, Mode, Role, Subject
from soro_tutor.store.backup import back_up
from soro_tutor.store.conversations import add_conversation, get_conversation
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner
from soro_tutor.store.messages import add_message, newest, set_text
from soro_tutor.store.search import search

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SHORT, LONG, WINDOW = 40, 5000, 40
WORDS = [
    "ҳуқуқ",
    "қонун",
    "мактаб",
    "ҷадвал",
    "ғазал",
    "кӯҳ",
    "дарё",
    "об",
    "замин",
    "осмон",
    "китоб",
    "хона",
    "падар",
    "модар",
    "нур",
    "суръат",
]


def text(words: int) -> str:
    return " ".join(random.choices(WORDS, k=words))


def talk(db: Database, learner_id: int, count: int) -> int:
    number = add_conversation(db, learner_id, Subject.LAW, Mode.EXPLAIN, "", NOW).id
    with db.transaction():
        for _ in range(count):
            add_message(db, number, Role.USER, text(80), MessageState.COMPLETE, NOW)
    return number


def milliseconds(job: Callable[[], object], rounds: int = 30) -> float:
    """The median time of a job."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return median(taken) * 1000


def measure(db: Database, folder: Path) -> dict[str, float]:
    learner_id = add_learner(db, "", None, NOW).id
    short, long = talk(db, learner_id, SHORT), talk(db, learner_id, LONG)
    answer = newest(db, long, 1)[0].id
    return {
        f"open {SHORT} messages": milliseconds(
            lambda: (get_conversation(db, short), newest(db, short, WINDOW))
        ),
        f"open {LONG} messages": milliseconds(lambda: (get_conversation(db, long), newest(db, long, WINDOW))),
        "search one word": milliseconds(lambda: search(db, learner_id, "хукук", 60), 5),
        "search three words": milliseconds(lambda: search(db, learner_id, "хукук нур дар", 60), 5),
        "store 300 words of an answer": milliseconds(
            lambda: set_text(db, answer, text(300), MessageState.WRITING)
        ),
        "back up": milliseconds(lambda: back_up(db.path, folder / "backups", NOW), 3),
    }


def main() -> None:
    random.seed(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Database.open(folder / "soro.db", folder / "backups", NOW)) as db:
            results = measure(db, folder)
            size = db.path.stat().st_size
        results["open the file, with its check"] = milliseconds(
            lambda: Database.open(folder / "soro.db", folder / "backups", NOW).close(), 5
        )
    for job, taken in results.items():
        print(f"{job:32} {taken:8.2f} ms")
    print(f"{'size of the file':32} {size / 1e6:8.2f} MB")
    ratio = results[f"open {LONG} messages"] / results[f"open {SHORT} messages"]
    print(f"{'long over short':32} {ratio:8.2f}")


if __name__ == "__main__":
    main()
