"""An error in words, with what to do next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.words import button_row, mark

Step = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Title, text and advice above the page, and a button for each step that may help."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        sign = mark()
        keep_icon(sign, "warning", appearance, "help")
        self._title = QLabel(self)
        self._title.setProperty("kind", "strong")
        self._text = QLabel(self)
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._steps = button_row()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(8)
        column.addLayout(self._steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.error: TutorError | None = None
        self.hide()

    def show_error(self, error: TutorError, steps: Sequence[Step]) -> None:
        """Show an error; the last step is always to close the banner."""
        words = words_for(error)
        self.error = error
        self._title.setText(words.title)
        self._text.setText(f"{words.text} {words.advice}")
        self._clear_steps()
        for name, action in (*steps, (translate("Close"), self.hide)):
            self._steps.addWidget(self._button(name, action))
        self.show()
        announce(self, f"{words.title}. {self._text.text()}")

    def _button(self, name: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(name, self)

        def run() -> None:
            self.hide()
            action()

        button.clicked.connect(run)
        return button

    def _clear_steps(self) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
