"""Carries what the tutor says into Qt: polls it on a timer, and tells every event in one signal."""

from PySide6.QtCore import QObject, QTimer, Signal

from soro_tutor.session.events import SessionEvent
from soro_tutor.session.tutor import Tutor

POLL_MILLISECONDS = 40  # 25 times a second: as often as the text on the screen should grow


class EngineBridge(QObject):
    """The listener of a Tutor in the window."""

    happened = Signal(object)  # a SessionEvent

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tutor: Tutor | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)

    def tell(self, event: SessionEvent) -> None:
        """Hand on an event; given to the Tutor as its listener."""
        self.happened.emit(event)

    def drive(self, tutor: Tutor) -> None:
        """Poll this tutor from now on."""
        self._tutor = tutor
        self._timer.start()

    def stop(self) -> None:
        """Poll no longer."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        if self._tutor is not None:
            self._tutor.pump()
