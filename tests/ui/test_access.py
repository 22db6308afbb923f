"""Every screen by keyboard alone and to a screen reader: what is reached, in which order, by which name."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from tests import lesson_example as example

from soro_tutor import paths
from soro_tutor.domain.dialogue import Message, MessageState, Mode, Role, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.lesson import Effort
from soro_tutor.session import events
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.sitting import Sitting
from soro_tutor.store import conversations, learners, messages
from soro_tutor.store.backup import Backup, Reason
from soro_tutor.store.database import Database
from soro_tutor.ui.program import Program
from soro_tutor.ui.reading import transcript as transcript_module
from soro_tutor.ui.reading.message import AnswerWidget
from soro_tutor.ui.reading.transcript import Transcript
from soro_tutor.ui.recovery.view import RecoveryView
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.start.view import StartView
from soro_tutor.ui.start.who import WhoView
from soro_tutor.ui.tab_order import bring_into_sight
from soro_tutor.ui.widgets.composer import QuestionField

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
Start = Callable[..., Program]
RAIL = 104  # pixels: what is further left stands on the rail
LONG = "Сатри дароз.\n\n" * 40


@pytest.fixture
def program(qtbot: QtBot, start: Start, data_dir: Path, model_file: Path) -> Program:
    """The program with two learners, the first of whom has a conversation; it asks who is learning."""
    db = Database.open(paths.database_file(data_dir), paths.backups(data_dir), NOW)
    first = learners.add_learner(db, "Фирӯза", 7, NOW)
    learners.add_learner(db, "Ҳасан", 8, NOW)
    shelf = conversations.add_conversation(db, first.id, Subject.PHYSICS, Mode.EXPLAIN, "Суръат чист?", NOW)
    messages.add_message(db, shelf.id, Role.USER, "Суръат чист?", MessageState.COMPLETE, NOW)
    messages.add_message(db, shelf.id, Role.ASSISTANT, LONG, MessageState.COMPLETE, NOW)
    db.close()
    made = start(is_started=True)
    qtbot.waitUntil(lambda: isinstance(made.window.page, WhoView))
    made.window.resize(1366, 768)
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    return made


def screens(qtbot: QtBot, program: Program) -> Iterator[str]:
    """Show each screen in turn; its name."""
    window = program.window
    yield "who"
    view = StartView(program.preferences, program.lane)
    window.show_page(view)
    for number in range(4):
        qtbot.waitUntil(lambda number=number: view._index == number)
        view.learner.form.name_field.setText("Фирӯза")
        view.learner.form.grade_choice.choose(7)
        view._on_changed()
        yield f"start {number + 1}"
        if number < 3:
            view.next.click()
    shell = open_shell(qtbot, program)
    for name in ("today", "tutor", "practice", "progress", "settings", "about"):
        shell.open_named(name)
        qtbot.wait(100)
        yield name
    shell.open_named("practice")
    for item in (example.CHOICE, example.ORDER, example.CLOZE):
        assert program.lesson is not None
        program.lesson._sitting = Sitting(Plan(PlanKind.TOPIC), item, Effort(NOW))
        program.lesson._tell_picture()
        qtbot.wait(50)
        yield f"lesson {item.id}"
    open_conversation(qtbot, program)
    yield "conversation"
    for code in (ErrorCode.DATABASE_DAMAGED, ErrorCode.DATA_READ_ONLY):
        backups = [Backup(Path(), NOW, Reason.REGULAR, 90_000)]
        window.show_page(RecoveryView(program.preferences.appearance, TutorError(code, path="/x"), backups))
        yield code.value


def open_shell(qtbot: QtBot, program: Program) -> Shell:
    """Let the first learner in, and wait for the model."""
    program._on_learner_chosen(program.people.learners[0])
    qtbot.waitUntil(lambda: isinstance(program.window.page, Shell) and program.tutor.card is not None)
    shell = program.window.page
    assert isinstance(shell, Shell)
    return shell


def open_conversation(qtbot: QtBot, program: Program) -> Transcript:
    """Open the stored conversation."""
    shell = program.window.page
    assert isinstance(shell, Shell)
    shell.open_named("tutor")
    program.tutor.open(1)
    qtbot.waitUntil(lambda: bool(program.window.findChildren(AnswerWidget)))
    qtbot.wait(50)
    found = program.window.findChild(Transcript)
    assert isinstance(found, Transcript)
    return found


def reachable(window: QWidget, policy: Qt.FocusPolicy) -> list[QWidget]:
    """What can take the focus in this way now."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & policy and one.focusProxy() is None
    ]


def described(widget: QWidget) -> str:
    """A widget for a failure's message."""
    return f"{type(widget).__name__} {widget.accessibleName()}"


def place(widget: QWidget) -> QRect:
    """Where a widget stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def walk(qtbot: QtBot, wanted: list[QWidget]) -> list[QWidget]:
    """What Tab comes to, from the highest and leftmost of what is wanted until the round is full."""
    first = min(
        wanted, key=lambda one: (place(one).left() > RAIL, place(one).center().y() // 24, place(one).left())
    )
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found = [first]
    for _ in range(len(wanted) + 5):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is first:
            break
        found.append(focused)
    return found


def test_tab_reaches_every_control_in_reading_order(qtbot: QtBot, program: Program) -> None:
    for name in screens(qtbot, program):
        qtbot.wait(50)
        wanted = reachable(program.window, Qt.FocusPolicy.TabFocus)
        order = walk(qtbot, wanted)
        missed = [described(one) for one in wanted if one not in order]
        assert not missed, (name, missed, [described(one) for one in order])
        for before, after in itertools.pairwise(order):
            if before.isAncestorOf(after):
                continue  # a page that scrolls, and what is on it
            a, b = place(before), place(after)
            is_back = b.bottom() <= a.top() and b.left() < a.right()
            is_left = b.right() <= a.left() and b.top() < a.bottom()
            assert not is_back, (name, described(before), described(after))
            assert not is_left, (name, described(before), described(after))


def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, program: Program) -> None:
    for name in screens(qtbot, program):
        qtbot.wait(50)
        for widget in reachable(program.window, Qt.FocusPolicy.StrongFocus):
            said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert said, (name, type(widget).__name__, widget.property("kind"))


def test_the_focus_is_seen_on_every_control(qtbot: QtBot, program: Program) -> None:
    for name in screens(qtbot, program):
        qtbot.wait(50)
        for widget in reachable(program.window, Qt.FocusPolicy.TabFocus):
            bring_into_sight(widget)
            widget.clearFocus()
            area = widget.visibleRegion().boundingRect().adjusted(-24, -24, 24, 24)
            area.translate(widget.mapTo(program.window, QPoint(0, 0)))
            without = program.window.grab(area).toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert program.window.grab(area).toImage() != without, (name, described(widget))


def test_a_grade_is_named_in_full(qtbot: QtBot, program: Program) -> None:
    view = StartView(program.preferences, program.lane)
    program.window.show_page(view)
    chips = view.learner.form.grade_choice.findChildren(QRadioButton)
    assert [chip.accessibleName() for chip in chips][:2] == ["Grade 5", "Grade 6"]


def test_tab_comes_to_the_chosen_option_and_the_arrows_to_the_others(qtbot: QtBot, program: Program) -> None:
    shell = open_shell(qtbot, program)
    shell.open_named("settings")
    qtbot.wait(20)
    theme = next(one for one in shell.findChildren(QRadioButton) if one.text() == "As the system")
    theme.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(theme, Qt.Key.Key_Right)
    assert program.preferences.settings.theme == "light"


@pytest.mark.parametrize("is_reader", [False, True])
def test_arrows_and_page_keys_scroll_the_transcript(qtbot: QtBot, program: Program, is_reader: bool) -> None:
    open_shell(qtbot, program)
    transcript = open_conversation(qtbot, program)
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    focused: QWidget = program.window.findChildren(AnswerWidget)[0].view if is_reader else transcript
    focused.setFocus()
    before = bar.value()
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(focused, key)
        assert bar.value() < before, key
        before = bar.value()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(focused, key)
        assert bar.value() > before, key
        before = bar.value()


def test_a_finished_answer_is_announced_once(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(transcript_module, "announce", lambda _widget, text: said.append(text))
    open_shell(qtbot, program)
    open_conversation(qtbot, program)
    field = program.window.findChild(QuestionField)
    assert isinstance(field, QuestionField)
    field.setPlainText("Say this back, please")
    with qtbot.waitSignal(program.bridge.happened, check_params_cb=lambda e: isinstance(e, events.Answered)):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(100)
    assert said == ["Say this back, please"]


def test_blank_lines_before_an_answer_are_not_shown(qtbot: QtBot, program: Program) -> None:
    open_shell(qtbot, program)
    transcript = open_conversation(qtbot, program)
    question = Message(98, 1, Role.USER, "Чаро?", MessageState.COMPLETE, NOW)
    answer = Message(99, 1, Role.ASSISTANT, "", MessageState.WRITING, NOW)
    transcript.add_question(question, answer)
    transcript.add_text(99, "\n\n  Зеро чунин аст.")
    view = program.window.findChildren(AnswerWidget)[-1].view
    assert view.toPlainText() == "Зеро чунин аст."
    transcript.end_answer(Message(99, 1, Role.ASSISTANT, " \n\nЗеро.", MessageState.COMPLETE, NOW))
    assert view.toPlainText() == "Зеро."
