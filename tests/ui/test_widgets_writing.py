"""Writing: the Tajik letters, the field that grows, sending and stopping, notices and errors."""

import time

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.widgets.banner import Banner
from soro_tutor.ui.widgets.composer import MAX_PASTED, Composer
from soro_tutor.ui.widgets.elided import ElidedLabel
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.widgets.letter_keys import Field, LetterKeys
from soro_tutor.ui.widgets.notice import Notice

# The platform without a screen says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FIELDS = [QLineEdit, QPlainTextEdit, QTextEdit]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def press(
    field: Field, key: int, text: str, modifiers: Qt.KeyboardModifier = NONE, repeat: bool = False
) -> None:
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, repeat))


@pytest.fixture
def composer(qtbot: QtBot, preferences: Preferences) -> Composer:
    made = Composer(preferences.appearance)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


@pytest.mark.parametrize("kind", FIELDS)
def test_the_letter_bar_types_at_the_cursor(qtbot: QtBot, kind: type[Field]) -> None:
    field = kind()
    bar = LetterBar(field)
    qtbot.addWidget(field)
    qtbot.addWidget(bar)
    buttons = bar.findChildren(QToolButton)
    assert "".join(button.text() for button in buttons) == "ғӣқӯҳҷ"
    press(field, ord("А"), "а")
    for button in buttons[:2]:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert text_of(field) == "ағӣ"
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in buttons)


def test_the_letter_bar_shows_capitals_while_shift_is_down(qtbot: QtBot) -> None:
    field = QLineEdit()
    bar = LetterBar(field)
    qtbot.addWidget(field)
    qtbot.addWidget(bar)
    button = bar.findChildren(QToolButton)[0]
    press(field, Qt.Key.Key_Shift, "", SHIFT)
    assert button.text() == "Ғ"
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Shift, NONE))
    assert button.text() == "ғ"


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(
    ("key", "letter"),
    [(ord("Г"), "ғ"), (ord("И"), "ӣ"), (ord("К"), "қ"), (ord("У"), "ӯ"), (ord("Х"), "ҳ"), (ord("Ч"), "ҷ"),
     (Qt.Key.Key_U, "ғ"), (Qt.Key.Key_B, "ӣ"), (Qt.Key.Key_R, "қ"), (Qt.Key.Key_E, "ӯ"),
     (Qt.Key.Key_BracketLeft, "ҳ"), (Qt.Key.Key_X, "ҷ")],
)  # fmt: skip
def test_alt_and_a_letter_give_its_tajik_kin(qtbot: QtBot, kind: type[Field], key: int, letter: str) -> None:
    field = kind()
    qtbot.addWidget(field)
    LetterKeys(field)
    press(field, key, "", ALT)
    press(field, key, "", ALT | SHIFT)
    assert text_of(field) == letter + letter.upper()


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("held", "letter"), [("к", "қ"), ("ч", "ҷ"), ("У", "Ӯ"), ("а", "")])
def test_a_letter_held_down_becomes_its_tajik_kin(
    qtbot: QtBot, kind: type[Field], held: str, letter: str
) -> None:
    field = kind()
    qtbot.addWidget(field)
    LetterKeys(field)
    press(field, ord(held.upper()), held)
    for _ in range(3):
        press(field, ord(held.upper()), held, repeat=True)
    assert text_of(field) == (letter or held * 4)


def test_other_keys_with_alt_are_left_alone(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    LetterKeys(field)
    press(field, Qt.Key.Key_U, "\x15", ALT | Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


def test_enter_sends_and_shift_enter_begins_a_line(qtbot: QtBot, composer: Composer) -> None:
    asked: list[str] = []
    composer.asked.connect(asked.append)
    qtbot.keyClicks(composer.field, "ab")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(composer.field, "c")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert asked == ["ab\nc"]


def test_the_field_grows_to_six_lines_and_no_further(qtbot: QtBot, composer: Composer) -> None:
    heights = []
    for lines in (1, 3, 6, 12):
        composer.set_text("\n".join("x" * lines))
        QApplication.processEvents()
        heights.append(composer.field.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_send_and_stop_are_one_button(qtbot: QtBot, composer: Composer) -> None:
    stopped: list[bool] = []
    composer.stopped.connect(lambda: stopped.append(True))
    button = composer.findChild(QPushButton)
    assert button.text() == "Send"
    composer.set_busy(True)
    assert button.text() == "Stop"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(composer.field, Qt.Key.Key_Escape)
    assert stopped == [True, True]


def test_enter_sends_nothing_while_an_answer_comes(qtbot: QtBot, composer: Composer) -> None:
    asked: list[str] = []
    composer.asked.connect(asked.append)
    composer.set_busy(True)
    composer.set_text("x")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert asked == []


def test_a_megabyte_is_pasted_in_a_moment(qtbot: QtBot, composer: Composer) -> None:
    data = QMimeData()
    data.setText("савол " * 200_000)
    start = time.perf_counter()
    composer.field.insertFromMimeData(data)
    QApplication.processEvents()
    assert time.perf_counter() - start < 20  # what hangs takes minutes
    assert len(composer.text) == MAX_PASTED


def test_a_notice_offers_undo(qtbot: QtBot, preferences: Preferences) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    undone: list[bool] = []
    notice.show_action("“x” was deleted.", "Undo", lambda: undone.append(True))
    assert notice.isVisible()
    notice.findChild(QPushButton).click()
    assert undone == [True]
    assert not notice.isVisible()


def test_a_notice_goes_by_itself_but_waits_for_the_focus(qtbot: QtBot, preferences: Preferences) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice._timer.setInterval(60)
    notice.show_action("“x” was deleted.", "Undo", lambda: None)
    button = notice.findChild(QPushButton)
    QApplication.sendEvent(button, QEvent(QEvent.Type.FocusIn))
    qtbot.wait(150)
    assert notice.isVisible()
    QApplication.sendEvent(button, QEvent(QEvent.Type.FocusOut))
    qtbot.waitUntil(lambda: not notice.isVisible(), timeout=1000)


def test_a_banner_says_what_happened_and_what_to_do(qtbot: QtBot, preferences: Preferences) -> None:
    banner = Banner(preferences.appearance)
    qtbot.addWidget(banner)
    done: list[bool] = []
    banner.show_error(
        TutorError(ErrorCode.MODEL_CHANGED, path="/x/a.gguf"), [("Try anyway", lambda: done.append(True))]
    )
    buttons = [button for button in banner.findChildren(QPushButton) if not button.isHidden()]
    assert [button.text() for button in buttons] == ["Try anyway", "Close"]
    buttons[0].click()
    assert done == [True]
    assert not banner.isVisible()


def test_a_long_title_is_shortened_and_whole_in_its_tool_tip(qtbot: QtBot, preferences: Preferences) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.set_text("Муодилаи квадратӣ ва решаҳои он <b>")
    assert label.text().endswith("…")
    assert "решаҳои он &lt;b&gt;" in label.toolTip()
