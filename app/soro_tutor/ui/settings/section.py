"""A part of the settings under one heading."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label


class Section(Screen):
    """A heading with what belongs beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.heading)

    def add(self, *widgets: QWidget, space: int = 0) -> None:
        """Put widgets beneath one another, after `space` pixels."""
        self.column.addSpacing(space)
        for widget in widgets:
            self.column.addWidget(widget)
