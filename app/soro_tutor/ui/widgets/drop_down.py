"""A choice that opens, with an arrow in the theme's colour: a style sheet can only show a file's own."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from soro_tutor.ui.icons import icon
from soro_tutor.ui.theme import Appearance


class DropDown(QComboBox):
    """A combo box with our own arrow."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over Qt's own drawing, which has none."""
        super().paintEvent(event)
        theme = self._appearance.theme
        edge = theme.interface(16)
        left = self.width() - edge - theme.interface(8)
        painter = QPainter(self)
        icon("unfold", theme, "muted").paint(painter, left, (self.height() - edge) // 2, edge, edge)
        painter.end()
