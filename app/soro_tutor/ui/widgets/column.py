"""Content that keeps to one readable column in the middle of a wide window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from soro_tutor.ui.theme import Appearance, Theme

WIDTH = 760  # pixels at 100 %: longer lines are hard to read


class Middle(QWidget):
    """Put the content into `content`; it stands in the middle and grows to `width` at most."""

    def __init__(self, appearance: Appearance, width: int = WIDTH) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._width = width
        self._inner = QWidget()
        self.content = QVBoxLayout(self._inner)
        self.content.setContentsMargins(24, 16, 24, 16)
        self.content.setSpacing(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._inner, 1000)  # takes all the room until its maximum width
        row.addStretch(1)
        self._on_theme_changed(appearance.theme)
        appearance.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._inner.setMaximumWidth(theme.interface(self._width))


class Column(QScrollArea):
    """A scrolled page around such a column."""

    def __init__(self, appearance: Appearance, width: int = WIDTH) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Middle(appearance, width)
        self.content = page.content
        self.content.setContentsMargins(24, 32, 24, 32)
        self.setWidget(page)
