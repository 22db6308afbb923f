"""Answers as they are kept, and what follows from them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.pack_example import written_item

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.rating import Rating
from soro_tutor.store import cards, items, probes, progress, ratings
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile
from soro_tutor.store.learners import remove_learner
from soro_tutor.store.probes import Probe
from soro_tutor.store.progress import Attempt

ITEM = written_item()
YEAR = timedelta(days=365)
TABLES = ("attempt", "day", "mastery", "learner_rating", "card", "probe")


@pytest.fixture(autouse=True)
def bank(db: Database) -> None:
    items.replace_pack(db, PackFile("teacher/физика.toml", 1, 2, "ab", "Физика"), [ITEM])


@pytest.fixture
def attempt(learner: Learner, now: datetime) -> Attempt:
    """A right answer, given alone."""
    return Attempt(
        learner_id=learner.id,
        item_uid=ITEM.id,
        variant=ITEM.id,
        subject=ITEM.subject,
        topic=ITEM.topic,
        form=ITEM.form,
        answered=now,
        is_right=True,
        score=1.0,
        is_first=True,
        is_assisted=False,
        is_probe=False,
        hints=0,
        seconds=12.5,
        answer="нютон",
    )


def test_a_first_right_answer_lifts_mastery_and_rating_and_sets_a_date(
    db: Database, attempt: Attempt
) -> None:
    progress.record(db, attempt)
    known = progress.masteries(db, attempt.learner_id)[ITEM.topic]
    assert known.probability > 0.5
    assert (known.attempts, known.right, known.updated) == (1, 1, attempt.answered)
    assert ratings.of_learner(db, attempt.learner_id, ITEM.subject).points > Rating().points
    assert db.rows("SELECT rating < 900 AS is_lower, answers FROM item") == [{"is_lower": 1, "answers": 1}]
    assert cards.due(db, attempt.learner_id, attempt.answered) == []
    assert [card.item_uid for card in cards.due(db, attempt.learner_id, attempt.answered + YEAR)] == [ITEM.id]


def test_a_later_attempt_is_kept_and_counted_and_changes_nothing_else(db: Database, attempt: Attempt) -> None:
    progress.record(db, replace(attempt, is_right=False, score=0.0))
    before = [db.rows(f"SELECT * FROM {table}") for table in ("mastery", "learner_rating", "card", "item")]
    progress.record(db, replace(attempt, is_first=False, is_assisted=True))
    after = [db.rows(f"SELECT * FROM {table}") for table in ("mastery", "learner_rating", "card", "item")]
    assert before == after
    days = progress.days(db, attempt.learner_id, attempt.answered.date())
    assert [(day.is_assisted, day.right, day.total) for day in days] == [(False, 0, 1), (True, 1, 1)]
    assert len(progress.answered_lately(db, attempt.learner_id, 10)) == 2


def test_a_repeat_moves_nothing_but_a_card_that_is_due(db: Database, attempt: Attempt) -> None:
    progress.record(db, replace(attempt, is_right=False, score=0.0))
    tables = ("mastery", "learner_rating", "item")
    before = [db.rows(f"SELECT * FROM {table}") for table in tables]
    card = db.rows("SELECT * FROM card")
    repeat = replace(attempt, is_first=False, is_repeat=True)
    progress.record(db, repeat)
    assert db.rows("SELECT * FROM card") == card
    progress.record(db, replace(repeat, answered=attempt.answered + timedelta(hours=1)))
    assert db.rows("SELECT * FROM card") != card
    assert [db.rows(f"SELECT * FROM {table}") for table in tables] == before


def test_topics_begun_before_a_day_are_found(db: Database, learner: Learner, attempt: Attempt) -> None:
    day = timedelta(days=1)
    assert progress.first_day(db, learner.id) is None
    progress.record(db, attempt)
    later = attempt.answered + 4 * day
    progress.record(db, replace(attempt, answered=later))
    assert progress.first_day(db, learner.id) == attempt.answered.date()
    assert progress.begun_before(db, learner.id, later - 3 * day) == {ITEM.topic: ITEM.subject}
    assert progress.begun_before(db, learner.id, attempt.answered - day) == {}


def test_an_answer_after_a_hint_does_not_count_as_knowing(db: Database, attempt: Attempt) -> None:
    progress.record(db, replace(attempt, hints=1, is_assisted=True))
    known = progress.masteries(db, attempt.learner_id)[ITEM.topic]
    assert (known.attempts, known.right) == (1, 0)
    assert known.probability < 0.2
    assert ratings.of_learner(db, attempt.learner_id, ITEM.subject).points < Rating().points


def test_a_partly_right_answer_costs_fewer_points_than_a_wrong_one(db: Database, attempt: Attempt) -> None:
    partly = replace(attempt, subject=Subject.CHEMISTRY, is_right=False, score=0.75)
    progress.record(db, partly)
    progress.record(db, replace(attempt, is_right=False, score=0.0))
    better = ratings.of_learner(db, attempt.learner_id, Subject.CHEMISTRY).points
    assert better > ratings.of_learner(db, attempt.learner_id, ITEM.subject).points


def test_a_very_long_answer_is_kept_in_part(db: Database, attempt: Attempt) -> None:
    progress.record(db, replace(attempt, answer="😀" * 100_000))
    assert db.rows("SELECT answer FROM attempt") == [{"answer": "😀" * 2000}]


def test_an_answer_that_cannot_be_kept_whole_is_not_kept_at_all(db: Database, attempt: Attempt) -> None:
    db.change("DROP TABLE card")  # what is written last
    with pytest.raises(Exception, match="card"):
        progress.record(db, attempt)
    assert all(db.rows(f"SELECT * FROM {table}") == [] for table in TABLES if table != "card")


def test_what_was_learnt_outlives_its_pack(db: Database, attempt: Attempt) -> None:
    progress.record(db, attempt)
    items.remove_packs(db, ["teacher/физика.toml"])
    progress.record(db, attempt)
    later = attempt.answered + YEAR
    assert progress.masteries(db, attempt.learner_id)[ITEM.topic].attempts == 2
    assert cards.due(db, attempt.learner_id, later) == []
    assert cards.count_due(db, attempt.learner_id, later) == 0


def test_a_count_of_due_cards_is_bounded(db: Database, learner: Learner, attempt: Attempt) -> None:
    pack = PackFile("teacher/b.toml", 1, 2, "cd", "")
    items.replace_pack(db, pack, [replace(ITEM, id=f"i{number}") for number in range(120)])
    for number in range(120):
        progress.record(db, replace(attempt, item_uid=f"i{number}"))
    later = attempt.answered + YEAR
    assert cards.count_due(db, learner.id, later) == cards.COUNTED == 100
    assert cards.count_due(db, learner.id, later, Subject.LAW) == 0
    assert len(cards.due(db, learner.id, later, limit=7)) == 7


def test_the_longest_waiting_card_comes_first(db: Database, learner: Learner, attempt: Attempt) -> None:
    pack = PackFile("teacher/b.toml", 1, 2, "cd", "")
    items.replace_pack(db, pack, [replace(ITEM, id="old"), replace(ITEM, id="new")])
    progress.record(db, replace(attempt, item_uid="new"))
    progress.record(db, replace(attempt, item_uid="old", answered=attempt.answered - timedelta(days=2)))
    found = cards.due(db, learner.id, attempt.answered + YEAR, limit=5)
    assert [card.item_uid for card in found] == ["old", "new"]


def test_a_removed_learner_takes_the_whole_history_along(db: Database, attempt: Attempt) -> None:
    progress.record(db, attempt)
    probes.keep(db, attempt.learner_id, Probe(attempt.answered, (ITEM.id,)))
    assert all(db.rows(f"SELECT * FROM {table}") for table in TABLES)
    remove_learner(db, attempt.learner_id)
    assert all(db.rows(f"SELECT * FROM {table}") == [] for table in TABLES)


def test_a_probe_is_found_as_it_was_kept(db: Database, learner: Learner) -> None:
    assert probes.last(db, learner.id) is None
    probe = Probe(datetime(2026, 9, 1, tzinfo=UTC), ("а", "б"))
    probes.keep(db, learner.id, probe)
    assert probes.last(db, learner.id) == probe
