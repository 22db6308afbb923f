"""Today as a learner sees it: one thing to do, what is due, and why."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests import lesson_example as example
from tests.ui.school import School

from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.today import Today
from soro_tutor.session.topic_map import Reason, Suggestion
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.today.view import TodayView


@pytest.fixture
def school(qtbot: QtBot, preferences: Preferences, lane: DatabaseLane, data_dir: Path) -> School:
    """The screens with their learner."""
    return School(qtbot, preferences, lane, data_dir)


def test_today_is_the_first_screen_and_greets_by_name(school: School) -> None:
    assert isinstance(school.shell.current, TodayView)
    assert "Hello, Фирӯза!" in school.words()


def test_the_suggestion_is_one_press_away_and_says_why(school: School) -> None:
    assert "Monomials and polynomials" in school.words()
    assert school.button("Start").hasFocus()
    school.press("Start")
    picture = school.lesson.picture
    assert picture is not None
    assert picture.plan == Plan(PlanKind.TOPIC, example.LINEAR.subject, "mathematics.7.monomial")


def test_a_lesson_that_was_left_is_gone_on_with(school: School) -> None:
    school.press("Start")
    school.press("Back")
    today = school.open("today")
    assert isinstance(today, TodayView)
    assert "You stopped in the middle of “Monomials and polynomials”." in school.words()
    school.press("Go on with the lesson")
    assert school.lesson.picture is not None
    assert school.lesson.picture.item.id == "monomial"


def test_what_is_due_is_counted_and_can_be_reviewed(school: School) -> None:
    assert "exercises are due for review" in school.words()
    school.press("Review")
    assert school.lesson.picture is not None
    assert school.lesson.picture.plan.kind is PlanKind.REVIEW


def test_a_probe_that_is_due_is_offered(school: School) -> None:
    view = school.shell.current
    assert isinstance(view, TodayView)
    assert not school.has_button("Begin the probe")
    suggestion = Suggestion(example.LINEAR, Reason.NEW_GRADE)
    view._show_today(Today(0, {}, suggestion, is_probe_due=True, answered_today=2))
    assert school.has_button("Begin the probe")
    assert "Nothing is due for review" in school.words()
    assert "You answered 2 times today." in school.words()


def test_without_a_suggestion_the_choice_of_a_topic_is_the_first_step(school: School) -> None:
    view = school.shell.current
    assert isinstance(view, TodayView)
    view._show_today(Today(0, {}, None, is_probe_due=False, answered_today=0))
    school.press("Choose a topic")
    assert school.has_button("Mixed set")


def test_the_tutor_is_one_press_away(school: School) -> None:
    school.press("Ask the tutor")
    assert "What are you learning today?" in school.words()


def test_the_language_changes_at_once(school: School) -> None:
    school.preferences.change(language="ru")
    school.settle()
    assert "Одночлен и многочлен" in school.words()
    school.preferences.change(language="en")


def test_without_a_suggestion_what_is_due_comes_first(school: School) -> None:
    view = school.shell.current
    assert isinstance(view, TodayView)
    view._show_today(Today(3, {}, None, is_probe_due=False, answered_today=0))
    assert "First go over what you have learnt." in school.words()
