"""The plain picture: what share of answers was right with help and without, week by week."""

from datetime import UTC, datetime, time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from soro_tutor import formats
from soro_tutor.i18n import translate
from soro_tutor.session.help_picture import HelpPicture, Week
from soro_tutor.ui.theme import Appearance, Theme

_HEIGHT = 220  # pixels at 100 %
_LINES = (0.0, 0.5, 1.0)  # the shares that have a line across


class HelpChart(QWidget):
    """Without help: full circles on a full line; with help: open squares on a dashed one."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._weeks: tuple[Week, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._on_theme_changed)

    def show_picture(self, picture: HelpPicture) -> None:
        """Draw these weeks, and say them in words to a screen reader."""
        self._weeks = picture.weeks
        self.setAccessibleName(translate("With help and without help, by weeks"))
        self.setAccessibleDescription(" ".join(week_words(week) for week in self._weeks if is_used(week)))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._appearance.theme
        return QSize(theme.interface(480), theme.interface(_HEIGHT))

    minimumSizeHint = sizeHint

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.interface(13))
        painter.setFont(font)
        area = self._area(painter)
        self._paint_frame(painter, area, theme)
        self._paint_line(painter, area, [alone_share(week) for week in self._weeks], "accent")
        self._paint_line(painter, area, [assisted_share(week) for week in self._weeks], "help")
        self._paint_legend(painter, theme)
        painter.end()

    def _area(self, painter: QPainter) -> QRectF:
        """The room of the lines, within that of the words around them."""
        metrics = painter.fontMetrics()
        left = metrics.horizontalAdvance(formats.percent(1)) + 8
        line = metrics.lineSpacing()
        return QRectF(left, line * 2, self.width() - left - 16, self.height() - line * 3.6)

    def _paint_frame(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        for share in _LINES:
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(QColor(theme.colour("hairline")), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.colour("muted")))
            words = QRectF(0, y - 10, area.left() - 8, 20)
            painter.drawText(words, _RIGHT, formats.percent(share))
        step = max(
            1, -(-len(self._weeks) * painter.fontMetrics().horizontalAdvance("00.00  ") // int(area.width()))
        )
        for index in range(0, len(self._weeks), step):
            x = self._x(area, index)
            words = QRectF(x - 40, area.bottom() + 6, 80, 20)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, f"{self._weeks[index].start:%d.%m}")

    def _paint_line(self, painter: QPainter, area: QRectF, shares: list[float | None], role: str) -> None:
        """Points, joined where they follow one another; weeks without answers are passed over."""
        is_alone = role == "accent"
        colour = QColor(self._appearance.theme.colour(role))
        points = [
            QPointF(self._x(area, index), area.bottom() - share * area.height())
            for index, share in enumerate(shares)
            if share is not None
        ]
        painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine if is_alone else Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            self._paint_point(painter, point, colour, is_alone=is_alone)

    def _paint_point(self, painter: QPainter, point: QPointF, colour: QColor, *, is_alone: bool) -> None:
        ground = QColor(self._appearance.theme.colour("ground"))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if is_alone else ground)
        if is_alone:
            painter.drawEllipse(point, 5, 5)
        else:
            painter.drawRect(QRectF(point.x() - 5, point.y() - 5, 10, 10))

    def _paint_legend(self, painter: QPainter, theme: Theme) -> None:
        x = 8.0
        for role, words in (("accent", translate("without help")), ("help", translate("with help"))):
            self._paint_point(
                painter, QPointF(x + 6, 10), QColor(theme.colour(role)), is_alone=role == "accent"
            )
            painter.setPen(QColor(theme.colour("text")))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QPointF(x + 20, 15), words)
            x += width + 48

    def _x(self, area: QRectF, index: int) -> float:
        count = max(len(self._weeks), 1)
        return area.left() + (index + 0.5) * area.width() / count

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def is_used(week: Week) -> bool:
    """Whether anything was answered in it."""
    return week.alone_total + week.assisted_total > 0


def alone_share(week: Week) -> float | None:
    """The share of right answers without help; None where there were none at all."""
    return week.alone_right / week.alone_total if week.alone_total else None


def assisted_share(week: Week) -> float | None:
    """The share of right answers with help; None where there were none at all."""
    return week.assisted_right / week.assisted_total if week.assisted_total else None


def week_name(week: Week) -> str:
    """The day on which it begins."""
    return formats.date(datetime.combine(week.start, time(), UTC), zone=UTC)


def week_words(week: Week) -> str:
    """A week in one sentence."""
    return translate(
        "Week of {date}: without help {alone} of {alone_all} right, with help {assisted} of {assisted_all}.",
        date=week_name(week),
        alone=week.alone_right,
        alone_all=week.alone_total,
        assisted=week.assisted_right,
        assisted_all=week.assisted_total,
    )
