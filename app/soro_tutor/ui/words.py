"""Labels, buttons and rows of them, as the style sheet knows them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from soro_tutor.ui.flow import FlowLayout


def label(kind: str = "") -> QLabel:
    """A label that breaks its lines, of a kind that soro.qss names."""
    made = QLabel()
    made.setProperty("kind", kind)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def make_selectable(words: QLabel) -> None:
    """Let a label's words be marked and copied, with the mouse or the keyboard."""
    words.setProperty("kind", "selectable")
    words.setIndent(0)  # a frame, here the focus ring, would shift them
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    words.setTextInteractionFlags(flags)


def button(kind: str = "") -> QPushButton:
    """A button of a kind that soro.qss names; Enter presses it while it has the focus."""
    made = QPushButton()
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    return made


def icon_button() -> QToolButton:
    """A quiet button that shows an icon alone; it needs an accessible name and a tooltip."""
    made = QToolButton()
    made.setProperty("kind", "quiet")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def mark() -> QToolButton:
    """An icon that is no button: it only stands beside words."""
    made = QToolButton()
    made.setProperty("kind", "mark")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def button_row(*buttons: QWidget) -> FlowLayout:
    """Buttons side by side, the usual one first; they go on in the next row where the width ends."""
    row = FlowLayout()
    for one in buttons:
        row.addWidget(one)
    return row


def line() -> QFrame:
    """A hairline between two parts of a page."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made
