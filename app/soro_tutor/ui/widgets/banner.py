"""An error in words, with what to do next."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for
from soro_tutor.ui.widgets.announcement import announce

Step = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Title, text and advice above the page, and a button for each step that may help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self._title = QLabel(self)
        self._title.setProperty("kind", "strong")
        self._text = QLabel(self)
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._steps = QHBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(self._steps)
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
        self._steps.addStretch()
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
