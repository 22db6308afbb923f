"""A widget whose words follow the interface's language."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """Calls retranslate() whenever the language changes; subclasses set all their words there."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every word anew; a screen without words has nothing to do."""
