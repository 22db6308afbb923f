"""Icons of one family, drawn in a colour of the theme at whatever size is asked for."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from soro_tutor import paths
from soro_tutor.ui.theme import Appearance, Theme

GAP = 0.3  # room beside an icon with words, in widths of the icon


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """The icon resources/icons/<name>.svg in the colour of a role; faded where its control is disabled."""
    return QIcon(_Drawing(name, theme.colour(role), theme.colour("muted")))


def icon_size(theme: Theme, edge: int = 20, *, has_words: bool = False) -> QSize:
    """The size of an icon of `edge` pixels at 100 %, with some room to words at its right: Qt leaves none."""
    drawn = theme.interface(edge)
    return QSize(round(drawn * (1 + GAP)) if has_words else drawn, drawn)


def keep_icon(
    button: QAbstractButton, name: str, appearance: Appearance, role: str = "text", edge: int = 20
) -> None:
    """Give a button an icon that follows the theme for as long as the button lives; `edge` in pixels.

    On a QPushButton the icon keeps some room to the words at its right.
    """
    _IconKeeper(button, name, appearance, role, edge)


class _Drawing(QIconEngine):
    """Draws when it is shown, so that an icon that is never seen costs nothing."""

    def __init__(self, name: str, colour: str, faded: str) -> None:
        super().__init__()
        self._name, self._colour, self._faded = name, colour, faded

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        edge = min(rect.width(), rect.height())
        colour = self._faded if mode is QIcon.Mode.Disabled else self._colour
        top = rect.top() + (rect.height() - edge) / 2
        _renderer(self._name, colour).render(painter, QRectF(rect.left(), top, edge, edge))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, drawn.rect(), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._colour, self._faded)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


class _IconKeeper(QObject):
    """Lives and dies with its button."""

    def __init__(
        self, button: QAbstractButton, name: str, appearance: Appearance, role: str, edge: int
    ) -> None:
        super().__init__(button)
        self._button, self._name, self._role, self._edge = button, name, role, edge
        self._on_changed(appearance.theme)
        appearance.changed.connect(self._on_changed)

    def _on_changed(self, theme: Theme) -> None:
        self._button.setIcon(icon(self._name, theme, self._role))
        has_words = isinstance(self._button, QPushButton)
        self._button.setIconSize(icon_size(theme, self._edge, has_words=has_words))
