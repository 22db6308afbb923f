"""The learners of one computer."""

from dataclasses import replace
from datetime import datetime

from soro_tutor.domain.dialogue import Conversation, MessageState, Role
from soro_tutor.domain.learner import Learner
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner, change_learner, list_learners, remove_learner
from soro_tutor.store.messages import add_message
from soro_tutor.store.search import search


def test_learners_are_listed_with_what_they_said_of_themselves(db: Database, now: datetime) -> None:
    pupil = add_learner(db, "Нигора", 9, now)
    teacher = add_learner(db, "Устод Раҷабов", None, now)
    assert list_learners(db) == [pupil, teacher]
    assert (pupil.name, pupil.grade, pupil.is_guest) == ("Нигора", 9, False)


def test_a_changed_name_and_grade_are_kept(db: Database, learner: Learner) -> None:
    changed = replace(learner, name="Нигора Ҷ.", grade=10)
    change_learner(db, changed)
    assert list_learners(db) == [changed]


def test_a_removed_learner_takes_all_that_was_said_along(
    db: Database, learner: Learner, conversation: Conversation, now: datetime
) -> None:
    add_message(db, conversation.id, Role.USER, "Ҳуқуқ чист?", MessageState.COMPLETE, now)
    remove_learner(db, learner.id)
    assert list_learners(db) == []
    assert search(db, learner.id, "ҳуқуқ", 10) == []
    for table in ("conversation", "message"):
        assert db.rows(f"SELECT * FROM {table}") == []


def test_the_number_of_a_removed_learner_is_not_given_again(
    db: Database, learner: Learner, now: datetime
) -> None:
    remove_learner(db, learner.id)
    assert add_learner(db, "Ҷамшед", 7, now).id > learner.id
