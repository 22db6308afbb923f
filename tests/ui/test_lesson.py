"""The lesson as a learner sees it: every form by keyboard, the replies, the gates, and what may go wrong."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests import lesson_example as example
from tests.ui.school import School

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Choice, Item, Option, Short
from soro_tutor.domain.lesson import Stage
from soro_tutor.domain.slip import Slip
from soro_tutor.domain.working import CheckedLine, Working
from soro_tutor.session import events
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.ui.lesson import replies as replies_module
from soro_tutor.ui.lesson.card import ItemCard
from soro_tutor.ui.lesson.passage import spoken
from soro_tutor.ui.lesson.reply import FoldedReply
from soro_tutor.ui.lesson.view import LessonView
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.widgets.composer import QuestionField

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def school(qtbot: QtBot, preferences: Preferences, lane: DatabaseLane, data_dir: Path) -> School:
    """The screens with their learner."""
    return School(qtbot, preferences, lane, data_dir)


def given(school: School) -> Answer:
    """What stands in the fields."""
    field = school.one(LessonView)._field
    assert field is not None
    return field.answer()


@pytest.mark.parametrize("item", example.ITEMS, ids=lambda item: item.id)
def test_the_place_for_the_answer_has_the_focus_and_no_window_opens(school: School, item: Item) -> None:
    school.put(example.NUMBER if item is not example.NUMBER else example.SHORT)
    school.put(item)
    field = school.one(LessonView)._field
    focused = QApplication.focusWidget()
    assert field is not None
    assert focused is not None
    assert field.isAncestorOf(focused)
    assert school.windows() == [school.shell]


@pytest.mark.parametrize("item", example.ITEMS, ids=lambda item: item.id)
def test_every_control_of_the_lesson_has_a_name(school: School, item: Item) -> None:
    school.put(item)
    for widget in school.one(LessonView).findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name, type(widget).__name__


@pytest.mark.parametrize(("key", "index"), [("2", 1), ("b", 1), ("В", 1), ("с", 2), ("Д", 3), ("a", 0)])
def test_digits_and_letters_of_both_alphabets_choose(school: School, key: str, index: int) -> None:
    school.put(example.CHOICE)
    school.keys(key)
    assert given(school).chosen == (index,)


def test_arrows_choose_and_enter_checks(school: School) -> None:
    school.put(example.CHOICE)
    school.keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert "Right." in school.words()
    assert school.lesson.picture is not None
    assert school.lesson.picture.effort.stage is Stage.DONE


def test_several_are_chosen_and_taken_back(school: School) -> None:
    school.put(example.SEVERAL)
    school.keys("1", "2", "3", "2")
    assert given(school).chosen == (0, 2)


def test_a_statement_is_true_or_false_in_words(school: School) -> None:
    school.put(example.TRUE_FALSE)
    assert {"True", "False"} <= set(school.words().splitlines())
    school.keys("2")
    assert given(school).chosen == (1,)


def test_the_unit_stands_beside_the_number(school: School) -> None:
    school.put(example.NUMBER)
    assert "m/s" in school.words().splitlines() or "м/с" in school.words().splitlines()
    school.keys("15")
    assert given(school).text == "15"


def test_pairs_are_chosen_from_a_list(school: School) -> None:
    school.put(example.MATCHING)
    boxes = [one for one in school.one(LessonView).findChildren(QComboBox) if one.isVisible()]
    assert given(school).chosen == (-1, -1, -1, -1)
    boxes[0].setCurrentIndex(boxes[0].findText("2"))
    assert given(school).chosen == (1, -1, -1, -1)


def test_long_right_sides_stand_below_with_letters(school: School) -> None:
    school.put(example.LONG_MATCHING)
    letter = re.findall(r"(\w)\. баробарие, ки дар он", school.words())[0]
    box = school.one(QComboBox)
    assert [box.itemText(index) for index in range(1, 4)] == ["A", "B", "C"]
    box.setCurrentIndex(box.findText(letter))
    assert given(school).chosen[0] == 0


def test_alt_and_an_arrow_move_a_part_and_the_focus_with_it(school: School, qtbot: QtBot) -> None:
    school.put(example.ORDER)
    before = given(school).chosen
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Down, ALT)
    assert given(school).chosen == (before[1], before[0], *before[2:])
    reached = QApplication.focusWidget()
    assert reached is not None
    qtbot.keyClick(reached, Qt.Key.Key_Up, ALT)
    assert given(school).chosen == before


def test_enter_goes_from_gap_to_gap_and_checks_when_all_are_filled(school: School) -> None:
    school.put(example.CLOZE)
    assert "(1) ……" in school.words()
    school.keys("номаълум", Qt.Key.Key_Return, "реша")
    assert given(school).texts == ("номаълум", "реша")
    school.keys(Qt.Key.Key_Return)
    assert "Right." in school.words()


def test_enter_begins_a_line_of_a_derivation(school: School) -> None:
    school.put(example.DERIVATION)
    assert "Begin with: 2x + 6 = 14" in school.words()
    school.keys("2x = 8", Qt.Key.Key_Return, "x = 4")
    assert given(school).text == "2x = 8\nx = 4"


def test_an_answer_given_before_stands_in_the_fields_again(school: School) -> None:
    for item in example.ITEMS:
        school.put(item)
        field = school.one(LessonView)._field
        assert field is not None
        answer = Answer("4", tuple(range(4)), ("а", "б"))
        field.show_answer(answer)
        before = field.answer()
        field.show_answer(before)
        assert field.answer() == before


def test_a_wrong_answer_stays_and_the_field_is_ready_for_the_next(school: School) -> None:
    school.put(example.PLAIN_NUMBER)
    school.keys("8", Qt.Key.Key_Return)
    assert "Not right yet." in school.words()
    assert given(school).text == "8"
    school.keys("4", Qt.Key.Key_Return)
    assert "Right." in school.words()


def test_the_misconception_behind_a_wrong_option_is_said(school: School) -> None:
    school.put(example.CHOICE)
    school.keys("1", Qt.Key.Key_Return)
    assert "Шояд шумо 6-ро зам кардед." in school.words()


def test_a_hint_opens_by_an_attempt_and_is_never_counted(school: School) -> None:
    school.put(example.PLAIN_NUMBER)
    assert not school.button("Hint").isEnabled()
    assert "Try first, or think for a minute." in school.words()
    school.keys("8", Qt.Key.Key_Return)
    assert school.button("Hint").isEnabled()
    assert "Try first" not in school.words()
    school.press("Hint")
    assert "Ба ду тарафи муодила" in school.words()
    assert not any(sign in school.button("Hint").text() for sign in "0123456789")


def test_a_hint_opens_after_a_minute_of_thinking(school: School) -> None:
    school.put(example.PLAIN_NUMBER, waited=61)
    assert school.button("Hint").isEnabled()


def test_earlier_hints_fold_and_can_be_read_again(school: School) -> None:
    school.put(example.PLAIN_NUMBER, waited=61)
    for number in ("8", "9"):
        school.press("Hint")
        school.keys(number, Qt.Key.Key_Return)
    first = school.one(FoldedReply)
    assert not first.text.isVisible()
    assert first.fold.accessibleName() == "Hint, folded"
    first.fold.click()
    assert first.text.isVisible()


def test_the_solution_comes_when_the_attempts_are_spent_and_then_own_words(school: School) -> None:
    school.put(example.PLAIN_NUMBER, waited=61)
    assert not school.has_button("Show the solution")
    for number in ("8", "9", "10"):
        school.press("Hint")
        school.keys(number, Qt.Key.Key_Return)
    school.press("Show the solution")
    assert "6-ро тарҳ мекунем" in school.words()
    assert isinstance(QApplication.focusWidget(), QuestionField)
    school.keys("Зеро чунин аст", Qt.Key.Key_Return)
    assert "Зеро чунин аст" in school.words()
    assert school.button("Next").hasFocus()


def test_own_words_may_be_left_out(school: School) -> None:
    school.put(example.PLAIN_NUMBER, waited=61)
    school.press("Hint")
    school.keys("4", Qt.Key.Key_Return)
    assert not school.has_button("Next")
    school.press("Leave it out")
    assert school.button("Next").hasFocus()


def test_what_is_solved_alone_has_no_hints(school: School) -> None:
    school.put(example.PLAIN_NUMBER, waited=61, is_alone=True)
    assert not school.has_button("Hint")
    assert "without help" in school.words()


def test_my_answer_is_explained_once(school: School) -> None:
    school.put(example.CHOICE)
    school.keys("2", Qt.Key.Key_Return)
    school.press("Explain my answer")
    assert "Ҳар ду тарафро ба 2 тақсим мекунем" in school.words()
    assert not school.has_button("Explain my answer")


def test_next_brings_another_item_with_an_empty_field(school: School) -> None:
    school.put(example.CHOICE)
    school.keys("2", Qt.Key.Key_Return)
    school.press("Next")
    picture = school.lesson.picture
    assert picture is not None
    assert picture.number == 2
    assert "Right." not in school.words()
    assert given(school).text == ""


def test_a_key_held_down_does_not_press_next(school: School, qtbot: QtBot) -> None:
    school.put(example.CHOICE)
    school.keys("2", Qt.Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(school.button("Next"), held)
    school.settle()
    assert school.lesson.picture is not None
    assert school.lesson.picture.number == 1


def test_while_an_answer_is_graded_a_second_press_does_nothing(school: School) -> None:
    school.put(example.CHOICE)
    school.keys("1")
    view = school.one(LessonView)
    view._on_submitted()
    assert "Checking…" in school.words()
    assert not school.button("Check").isEnabled()
    view._on_submitted()
    school.keys(Qt.Key.Key_Return)
    picture = school.lesson.picture
    assert picture is not None
    assert picture.effort.attempts == 1
    assert "Checking…" not in school.words()


def test_leaving_while_an_answer_is_graded_keeps_the_choice_of_practice_open(school: School) -> None:
    school.put(example.CHOICE)
    school.keys("1")
    school.one(LessonView)._on_submitted()
    school.press("Back")
    assert school.lesson.picture is None
    assert school.has_button("Mixed set")


def test_an_empty_answer_is_told_and_nothing_is_counted(school: School) -> None:
    school.put(example.SHORT)
    school.keys(Qt.Key.Key_Return)
    assert "First give the whole answer." in school.words()
    assert school.lesson.picture is not None
    assert school.lesson.picture.effort.attempts == 0


def test_a_refusal_is_said_with_what_to_do_next(school: School) -> None:
    school.put(example.SHORT)
    school.bridge.tell(events.LessonRefused(TutorError(ErrorCode.ALGEBRA_TOO_SLOW)))
    assert "Write it in a simpler form." in school.words()
    school.press("Close")
    assert "Write it in a simpler form." not in school.words()


@pytest.mark.parametrize("answer", ["10^10^10", "__import__('os')", "🙂", "\u202e4", "я" * 5000])
def test_strange_answers_end_in_a_sentence(school: School, answer: str) -> None:
    school.put(example.PLAIN_NUMBER)
    school.one(QLineEdit).setText(answer)
    school.press("Check")
    said = ("Right.", "Not right yet.", "cannot be read", "too long", "too complicated")
    assert any(words in school.words() for words in said)
    assert given(school).text == answer


def test_the_language_changes_in_the_middle_and_nothing_written_is_lost(school: School) -> None:
    school.put(example.TRUE_FALSE)
    school.keys("2")
    school.preferences.change(language="ru")
    school.settle()
    assert "Линейное уравнение" in school.words()
    assert given(school).chosen == (1,)
    school.preferences.change(language="en")


def test_the_model_s_words_come_under_the_reply_and_can_be_stopped(school: School) -> None:
    stopped: list[bool] = []
    school.put(example.PLAIN_NUMBER)
    school.keys("8", Qt.Key.Key_Return)
    view, picture = school.one(LessonView), school.lesson.picture
    assert picture is not None
    view._replies.stop_wanted.connect(lambda: stopped.append(True))
    writing = replace(picture.replies[-1], is_writing=True)
    school.bridge.tell(events.LessonChanged(replace(picture, replies=(*picture.replies[:-1], writing))))
    assert "The tutor is writing…" in school.words()
    school.bridge.tell(events.LessonWords(writing.id, "Ба тарафи чап нигоҳ кунед."))
    assert "Ба тарафи чап нигоҳ кунед." in school.words()
    school.press("Stop")
    assert stopped
    ended = replace(writing, words="Ба тарафи чап нигоҳ кунед.", is_writing=False)
    school.bridge.tell(events.LessonChanged(replace(picture, replies=(*picture.replies[:-1], ended))))
    assert not school.has_button("Stop")
    assert "Ба тарафи чап нигоҳ кунед." in school.words()


def test_words_for_a_reply_that_is_gone_are_dropped(school: School) -> None:
    school.put(example.PLAIN_NUMBER)
    school.bridge.tell(events.LessonWords(99, "Дер"))
    assert "Дер" not in school.words()


def test_a_verdict_is_announced(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(replies_module, "announce", lambda _widget, text: said.append(text))
    school.put(example.CHOICE)
    school.keys("2", Qt.Key.Key_Return)
    assert said == ["Right."]


def test_very_long_options_break_their_lines(school: School) -> None:
    long = "ҷавоби хеле дароз " * 30 + "ҷ" * 200
    options = tuple(Option(f"{number} {long}", is_right=number == 0) for number in range(4))
    school.put(example.item("long", "Кадомаш?", Choice(options)))
    field = school.one(LessonView)._field
    assert field is not None
    assert field.width() <= 760
    assert field.height() > 400


def test_a_finished_set_says_how_it_went_and_leads_on(school: School) -> None:
    school.open("practice")
    school.bridge.tell(events.LessonFinished(Plan(PlanKind.PROBE), 4, 6))
    assert "The probe is done" in school.words()
    assert "4 of 6 exercises were right" in school.words()
    school.press("Go on practising")
    assert school.has_button("Mixed set")


def test_work_is_checked_line_by_line(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Working((CheckedLine("2x + 6 = 14", True), CheckedLine("2x = 20", False)), 1, Slip.MOVED_SIGN)
    asked: list[str] = []

    def check(text: str, then: Callable[[Working], None]) -> None:
        asked.append(text)
        then(found)

    monkeypatch.setattr(school.lesson, "check_work", check)
    school.put(example.PLAIN_NUMBER)
    school.keys("8")
    school.press("Check my work")
    school.one(QPlainTextEdit).setPlainText("2x + 6 = 14\n2x = 20\nx = 10")
    school.press("Check")
    assert asked == ["2x + 6 = 14\n2x = 20\nx = 10"]
    assert "Line 2 does not follow" in school.words()
    assert "kept its sign" in school.words()
    school.press("Back")
    assert given(school).text == "8"


def test_physics_has_the_check_of_work_and_a_subject_without_algebra_has_not(school: School) -> None:
    school.put(example.NUMBER)
    assert school.has_button("Check my work")
    school.put(replace(example.SHORT, subject=Subject.HISTORY))
    assert not school.has_button("Check my work")


@pytest.mark.parametrize("item", [example.CHOICE, example.MATCHING, example.CLOZE], ids=lambda item: item.id)
def test_an_answer_in_parts_is_not_graded_until_it_is_whole(school: School, item: Item) -> None:
    school.put(item)
    school.press("Check")
    assert "First give the whole answer." in school.words()
    assert school.lesson.picture is not None
    assert school.lesson.picture.effort.attempts == 0
    field = school.one(LessonView)._field
    assert field is not None
    field.show_answer(Answer(chosen=(1, 0, 2, 3), texts=("а", "б", "в", "г")))
    school.one(LessonView)._show_gates()
    assert "First give the whole answer." not in school.words()


def test_who_works_alone_is_not_offered_to_have_lines_checked(school: School) -> None:
    school.put(example.PLAIN_NUMBER)
    assert school.has_button("Check my work")
    school.put(example.PLAIN_NUMBER, is_alone=True)
    assert not school.has_button("Check my work")


def test_a_term_whose_card_tells_the_answer_is_no_link_until_it_is_known(school: School) -> None:
    statement = "Тарафи муқобили кунҷи рости секунҷа чӣ ном дорад? Он гипотенуза аст ё катет?"
    item = replace(example.SHORT, statement=statement, response=Short(("гипотенуза",)))
    school.put(item)
    card = school.one(ItemCard)
    assert "term:" in card.statement.document().toHtml()
    tappable = links(card)
    school.put(item, stage=Stage.DONE)
    assert len(links(school.one(ItemCard)) - tappable) >= 1
    assert "гипотенуза" not in tappable


def links(card: ItemCard) -> set[str]:
    """The words of a statement that can be tapped."""
    return set(re.findall(r'href="term:[^>]*>(?:<span[^>]*>)?([^<]*)<', card.statement.document().toHtml()))


def test_a_fraction_of_an_option_is_said_with_a_plain_comma() -> None:
    assert spoken("суръат $86{,}4$ км/соат") == "суръат 86,4 км/соат"
