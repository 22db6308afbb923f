"""The choice of practice as a learner sees it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QRadioButton
from pytestqt.qtbot import QtBot
from tests.ui.school import School

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.session import events
from soro_tutor.session.practice import PlanKind
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.tasks import DatabaseLane


@pytest.fixture
def school(qtbot: QtBot, preferences: Preferences, lane: DatabaseLane, data_dir: Path) -> School:
    """The screens with their learner, practice open."""
    made = School(qtbot, preferences, lane, data_dir)
    made.open("practice")
    return made


def choose(school: School, name: str) -> None:
    """Choose a chip by its words."""
    chips = school.shell.current.findChildren(QRadioButton)
    next(one for one in chips if one.isVisible() and one.text() == name).click()
    school.settle()


def test_the_topics_of_the_learner_s_grade_come_with_their_level_in_words(school: School) -> None:
    words = school.words()
    assert "Linear equations" in words
    assert "○ new" in words
    assert "Quadratic equations" not in words


def test_another_grade_shows_its_topics(school: School) -> None:
    choose(school, "8")
    assert "Quadratic equations" in school.words()
    assert "Linear equations" not in school.words()


def test_all_twelve_subjects_can_be_chosen(school: School) -> None:
    chips = [one for one in school.shell.current.findChildren(QRadioButton) if one.isVisible()]
    assert len([one for one in chips if not one.icon().isNull()]) == len(Subject)
    choose(school, "Physics")
    assert "Motion and speed" in school.words()


def test_an_empty_subject_says_what_to_do(school: School) -> None:
    choose(school, "Law")
    assert "There are no topics here yet. Choose another subject." in school.words()


def test_a_topic_without_exercises_cannot_be_begun_and_says_so(school: School) -> None:
    button = school.button("Practise “Special products and how to use them in problems”, level: new")
    assert not button.isEnabled()
    assert button.toolTip() == "There are no exercises for this topic yet."


def test_a_topic_is_practised(school: School) -> None:
    school.button("Practise “Monomials and polynomials”, level: new").click()
    school.settle()
    assert school.lesson.picture is not None
    assert school.lesson.picture.plan.topic == "mathematics.7.monomial"
    assert "Дараҷаи якаъзои" in school.words()


@pytest.mark.parametrize(("words", "kind"), [("Mixed set", PlanKind.MIXED), ("Review: ", PlanKind.REVIEW)])
def test_sets_are_begun(school: School, words: str, kind: PlanKind) -> None:
    name = next(line for line in school.words().splitlines() if line.startswith(words))
    school.press(name)
    assert school.lesson.picture is not None
    assert school.lesson.picture.plan.kind is kind


def test_an_exercise_is_found_without_the_tajik_letters_and_leads_to_its_topic(
    school: School, qtbot: QtBot
) -> None:
    field = next(one for one in school.shell.current.findChildren(QLineEdit) if one.isVisible())
    field.setText("дарачаи")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    school.settle()
    found = school.one(QListWidget)
    assert found.count() == 1
    assert "Дараҷаи якаъзои" in found.item(0).text()
    found.itemActivated.emit(found.item(0))
    school.settle()
    assert school.lesson.picture is not None
    assert school.lesson.picture.plan.topic == "mathematics.7.monomial"


def test_a_search_that_finds_nothing_says_so(school: School, qtbot: QtBot) -> None:
    field = next(one for one in school.shell.current.findChildren(QLineEdit) if one.isVisible())
    field.setText("ҷҷҷ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    school.settle()
    assert "Nothing was found." in school.words()


def test_what_cannot_be_begun_is_said_and_the_choice_stays(school: School) -> None:
    school.bridge.tell(events.LessonRefused(TutorError(ErrorCode.NOTHING_TO_PRACTISE)))
    assert "Choose another topic or subject." in school.words()
    assert school.has_button("Mixed set")


def test_two_quick_presses_begin_one_lesson(school: School) -> None:
    view: Any = school.shell.current
    view.home.mixed.click()
    view.home.mixed.click()
    school.settle()
    assert school.lesson.picture is not None
    assert school.lesson.picture.number == 1
    assert not school.lesson.picture.is_busy


def test_my_work_is_checked_from_here_too(school: School) -> None:
    school.press("Check my work")
    assert "Write your steps, a line each." in school.words()
    school.press("Back")
    assert school.has_button("Mixed set")


def test_the_lesson_is_still_there_after_a_look_at_another_screen(school: School) -> None:
    school.press("Mixed set")
    assert school.lesson.picture is not None
    statement = school.lesson.picture.item.id
    school.open("progress")
    school.open("practice")
    assert school.lesson.picture is not None
    assert school.lesson.picture.item.id == statement
    assert school.has_button("Check")
