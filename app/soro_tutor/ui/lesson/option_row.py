"""One option of a choice: a button with its letter, and beside it the option as reading text."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
)

from soro_tutor.ui.icons import icon
from soro_tutor.ui.lesson.passage import Passage, spoken
from soro_tutor.ui.theme import Appearance


class CheckBox(QCheckBox):
    """A check box whose mark has the theme's colour: a style sheet can only show a file's own."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        drawn = icon("check", self._appearance.theme, "on_accent")
        drawn.paint(painter, place.adjusted(2, 2, -2, -2))
        painter.end()


class OptionRow(QFrame):
    """A click anywhere on it chooses."""

    def __init__(self, appearance: Appearance, letter: str, *, is_several: bool) -> None:
        super().__init__()
        self.setProperty("kind", "option")
        self.button: QAbstractButton = CheckBox(appearance) if is_several else QRadioButton()
        self.button.setProperty("kind", "row")
        self.button.setText(letter)
        self._letter = letter
        self._passage = Passage(appearance, is_still=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        side = QVBoxLayout()
        side.setContentsMargins(0, 3, 0, 0)  # a line of reading text has its own space above it
        side.addWidget(self.button)
        row.addLayout(side)
        row.addWidget(self._passage, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(lambda is_chosen: self._mark("chosen", is_chosen))
        self.button.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show the option; a screen reader says it after its letter."""
        self._passage.show_text(text)
        self._passage.setAccessibleName(spoken(text))
        self.button.setAccessibleName(f"{self._letter}. {spoken(text)}" if self._letter else spoken(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus of the button around the whole row."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def _mark(self, name: str, is_so: bool) -> None:
        self.setProperty(name, is_so)
        self.style().unpolish(self)
        self.style().polish(self)
