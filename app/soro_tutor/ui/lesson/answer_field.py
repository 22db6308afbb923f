"""What every place for an answer has in common, whatever the item's form."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from soro_tutor.domain.grading import Answer
from soro_tutor.ui.widgets.screen import Screen


class AnswerField(Screen):
    """Takes an answer and shows it again; it knows nothing of right and wrong."""

    submitted = Signal()  # Enter was pressed

    def answer(self) -> Answer:
        """The answer as it stands."""
        raise NotImplementedError

    def is_complete(self) -> bool:
        """Whether every part of the answer is there."""
        return True

    def show_answer(self, answer: Answer) -> None:
        """Put an answer that was given before back into place."""
        raise NotImplementedError

    def focus(self) -> None:
        """Let the learner answer."""
        raise NotImplementedError

    def submit_at_enter(self, control: QWidget) -> None:
        """Let Enter on a control hand the answer in: some systems would press a button with it."""
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.isAutoRepeat()
        ):
            self.submitted.emit()
            return True
        return super().eventFilter(watched, event)
