"""A line that says what was done, and lets it be undone for ten seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from soro_tutor.ui.widgets.announcement import announce

SECONDS = 10


class Notice(QFrame):
    """One notice at a time; it goes by itself, but waits while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "link")
        self._button.clicked.connect(self._on_clicked)
        self._button.installEventFilter(self)
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.hide()

    def show_action(self, text: str, action_name: str, action: Callable[[], None]) -> None:
        """Say `text` beside a button that runs `action`."""
        self._label.setText(text)
        self._button.setText(action_name)
        self._button.setVisible(True)
        self._action = action
        self._begin(text)

    def show_text(self, text: str) -> None:
        """Say `text` alone."""
        self._label.setText(text)
        self._button.setVisible(False)
        self._action = None
        self._begin(text)

    def _begin(self, text: str) -> None:
        self.show()
        self._timer.start()
        announce(self, text)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait under the pointer."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on when the pointer has left."""
        self._go_on()
        super().leaveEvent(event)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override] # only our button
        """Wait while the button has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._go_on()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no timer running."""
        self._timer.stop()
        super().hideEvent(event)

    def _go_on(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
