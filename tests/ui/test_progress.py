"""Progress as a learner sees it: the map, the next step, and work with and without help."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QRadioButton, QTableWidget
from pytestqt.qtbot import QtBot
from tests.lesson_example import CURRICULUM
from tests.ui.school import School

from soro_tutor.domain.mastery import Level
from soro_tutor.session.help_picture import HelpPicture, Week
from soro_tutor.session.topic_map import TopicState
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.progress.help_chart import HelpChart
from soro_tutor.ui.progress.tile import SHADES, TopicTile
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.theme import make_theme


@pytest.fixture
def school(qtbot: QtBot, preferences: Preferences, lane: DatabaseLane, data_dir: Path) -> School:
    """The screens with their learner, progress open."""
    made = School(qtbot, preferences, lane, data_dir)
    made.open("progress")
    return made


def tiles(school: School) -> list[TopicTile]:
    """The tiles of the map."""
    return [one for one in school.shell.current.findChildren(TopicTile) if one.isVisible()]


def all_grades(school: School) -> None:
    """Show the map of every grade."""
    chips = school.shell.current.findChildren(QRadioButton)
    next(one for one in chips if one.text() == "All grades").click()
    school.settle()


def test_every_topic_stands_on_the_map_with_its_level_in_words(school: School) -> None:
    assert len(tiles(school)) == 3  # first those of the learner's grade
    all_grades(school)
    names = [tile.accessibleName() for tile in tiles(school)]
    assert len(names) == 5
    assert names[0].startswith("Adding fractions: ")
    assert "Quadratic equations: new" in names
    assert {"Grade 6", "Grade 7", "Grade 8"} <= set(school.words().splitlines())


def test_a_tile_tells_the_state_and_leads_to_practice(school: School, qtbot: QtBot) -> None:
    tile = next(one for one in tiles(school) if one.text() == "Monomials and polynomials")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert "Monomials and polynomials – new. You have not practised this yet." in school.words()
    school.press("Practise this topic")
    assert school.lesson.picture is not None
    assert school.lesson.picture.plan.topic == "mathematics.7.monomial"


def test_a_tile_without_exercises_offers_no_practice(school: School, qtbot: QtBot) -> None:
    all_grades(school)
    tile = next(one for one in tiles(school) if one.text() == "Quadratic equations")
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert "There are no exercises for this topic yet." in school.words()
    assert not school.has_button("Practise this topic")


def test_what_comes_next_is_said_with_its_reason(school: School) -> None:
    assert "“Monomials and polynomials” is the next new topic for you." in school.words()
    school.press("Practise “Monomials and polynomials”")
    assert school.lesson.picture is not None


def test_a_subject_without_topics_says_so(school: School) -> None:
    view: Any = school.shell.current
    view.subjects.choose("law")
    view.refresh()
    school.settle()
    assert "There are no topics here yet." in school.words()
    assert "Nothing is waiting in this subject." in school.words()


def test_the_picture_is_said_in_words_and_shown_as_a_table(school: School) -> None:
    chart = school.one(HelpChart)
    said = QAccessible.queryAccessibleInterface(chart).text(QAccessible.Text.Description)
    assert "without help" in said
    assert "with help" in said
    school.press("Show as a table")
    table = school.one(QTableWidget)
    assert table.rowCount() == 6
    assert " of " in table.item(0, 1).text()
    assert not chart.isVisible()
    school.press("Show the picture")
    assert chart.isVisible()


def test_before_the_first_answer_the_picture_says_what_it_is_for(school: School) -> None:
    view: Any = school.shell.current
    monday = date(2026, 11, 2)
    view.help.show_picture(
        HelpPicture(tuple(Week(monday + timedelta(days=7 * week), 0, 0, 0, 0) for week in range(12)))
    )
    assert "When you have practised, this picture shows what you can do alone." in school.words()
    assert not school.has_button("Show as a table")


def test_a_week_with_help_alone_is_drawn(school: School) -> None:
    chart = school.one(HelpChart)
    before = chart.grab().toImage()
    chart.show_picture(HelpPicture((Week(date(2026, 11, 2), 1, 2, 0, 0),)))
    assert chart.grab().toImage() != before


@pytest.mark.parametrize("is_dark", [False, True])
def test_four_shades_are_four(is_dark: bool) -> None:
    theme = make_theme(is_dark)
    assert len({theme.colour(SHADES[level][0]) for level in Level}) == len(Level)


def test_a_long_name_is_cut_on_its_tile_and_whole_in_the_tool_tip(school: School) -> None:
    topic = CURRICULUM.topics["mathematics.7.formula"]
    tile = TopicTile(TopicState(topic, Level.NEW, 0.1, True, 1), school.preferences.appearance)
    school.bot.addWidget(tile)
    assert tile.toolTip() == "Special products and how to use them in problems"
    tile.setText("ҷ" * 300)
    assert not tile.grab().isNull()


def test_the_map_follows_language_and_theme(school: School) -> None:
    school.preferences.change(language="tg", theme="dark")
    school.settle()
    assert tiles(school)[0].text() == "Муодилаи хаттӣ"
    school.preferences.change(language="en", theme="light")
