"""The lesson that is kept: one for each learner, gone with the learner."""

from datetime import UTC, datetime

from soro_tutor.store import learners, lessons
from soro_tutor.store.database import Database
from soro_tutor.store.lessons import KeptLesson

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_newest_state_is_kept() -> None:
    db = Database.in_memory()
    learner = learners.add_learner(db, "Нигора", 7, NOW)
    assert lessons.kept(db, learner.id) is None
    lessons.keep(db, learner.id, KeptLesson("a", "{}"), NOW)
    lessons.keep(db, learner.id, KeptLesson("b", '{"x": "ӣ"}'), NOW)
    assert lessons.kept(db, learner.id) == KeptLesson("b", '{"x": "ӣ"}')
    db.close()


def test_an_ended_lesson_is_forgotten() -> None:
    db = Database.in_memory()
    learner = learners.add_learner(db, "Нигора", 7, NOW)
    lessons.keep(db, learner.id, KeptLesson("a", "{}"), NOW)
    lessons.forget(db, learner.id)
    assert lessons.kept(db, learner.id) is None
    db.close()


def test_nothing_is_kept_of_a_learner_who_is_gone() -> None:
    db = Database.in_memory()
    lessons.keep(db, 42, KeptLesson("a", "{}"), NOW)
    assert lessons.kept(db, 42) is None
    db.close()
