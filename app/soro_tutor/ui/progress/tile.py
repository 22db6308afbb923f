"""One topic on the map: its name on a ground whose shade says how well it is known, and the word for it."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from soro_tutor.domain.mastery import Level
from soro_tutor.i18n import language, translate
from soro_tutor.session.topic_map import TopicState
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.widgets.level import SIGNS, level_words

_WIDTH, _HEIGHT = 164, 92  # pixels at 100 %
# The ground and the words of each level, as roles of palette.toml.
SHADES = {
    Level.NEW: ("level_new", "text"),
    Level.LEARNING: ("level_learning", "text"),
    Level.GOOD: ("level_good", "on_level_good"),
    Level.FIRM: ("level_firm", "on_level_firm"),
}


class TopicTile(QAbstractButton):
    """A button; the chosen one has a thick edge."""

    def __init__(self, state: TopicState, appearance: Appearance) -> None:
        super().__init__()
        self.state = state
        self._appearance = appearance
        self._is_hovered = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.changed.connect(self._on_theme_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the topic in the interface's language."""
        title, level = self.state.topic.titles[language()], level_words(self.state.level)
        self.setText(title)
        self.setToolTip(title)
        self.setAccessibleName(translate("{topic}: {level}", topic=title, level=level))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._appearance.theme
        return QSize(theme.interface(_WIDTH), theme.interface(_HEIGHT))

    minimumSizeHint = sizeHint

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._appearance.theme
        ground, words = SHADES[self.state.level]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.colour(ground)))
        painter.setPen(self._edge(theme))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        self._paint_words(painter, theme, QColor(theme.colour(words)))
        painter.end()

    def _edge(self, theme: Theme) -> QPen:
        if self.hasFocus() or self.isChecked():
            return QPen(QColor(theme.colour("focus" if self.hasFocus() else "text")), 3)
        return QPen(QColor(theme.colour("text" if self._is_hovered else "outline")), 1)

    def _paint_words(self, painter: QPainter, theme: Theme, colour: QColor) -> None:
        """The topic above, as much of it as there is room for, and the level in one line below."""
        font = QFont(self.font())
        font.setPixelSize(theme.interface(13))
        painter.setFont(font)
        painter.setPen(colour)
        space, line = theme.interface(10), painter.fontMetrics().lineSpacing()
        inside = self.rect().adjusted(space, theme.interface(8), -space, -theme.interface(8))
        below = QRect(inside.left(), inside.bottom() - line, inside.width(), line)
        above = inside.adjusted(0, 0, 0, -line)
        painter.drawText(QRectF(above), self._fitted(painter, above), _wrapping())
        said = f"{SIGNS[self.state.level]} {level_words(self.state.level)}"
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, said)

    def _fitted(self, painter: QPainter, room: QRect) -> str:
        """The name, cut with an ellipsis to what there is room for; the tool tip has it whole."""
        shown, whole = self.text(), QRectF(0, 0, room.width(), 10_000)
        while painter.boundingRect(whole, shown, _wrapping()).height() > room.height() and len(shown) > 2:
            shown = shown[: -max(2, len(shown) // 10)].rstrip() + "…"
        return shown

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
