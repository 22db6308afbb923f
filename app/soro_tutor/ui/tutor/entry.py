"""One line of the panel of conversations: a title, and its subject or the place that a search found."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from soro_tutor.domain.dialogue import Conversation
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.store.search import Hit
from soro_tutor.ui.icons import icon
from soro_tutor.ui.theme import Appearance

_BEFORE, _AFTER = 12, 90  # characters around the first word that was found, which must stay in sight

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation, or with `message_id` a message in it; `spans` are the words found in the excerpt."""

    conversation: Conversation
    message_id: int = 0
    excerpt: str = ""
    spans: Spans = ()

    @property
    def title(self) -> str:
        """The conversation's title."""
        return self.conversation.title or translate("New conversation")

    @property
    def second_line(self) -> str:
        """The excerpt, or the subject."""
        return self.excerpt or labels.subject(self.conversation.subject)


def excerpt(hit: Hit) -> tuple[str, Spans]:
    """The text around the first found word on one line, and the places of the found words in it."""
    first = hit.spans[0][0] if hit.spans else 0
    start = max(0, first - _BEFORE)
    if start:  # at the beginning of a word
        start = first - len(hit.message.text[start:first].partition(" ")[2])
    end = first + _AFTER
    mark = "…" if start else ""
    text = mark + "".join(" " if letter.isspace() else letter for letter in hit.message.text[start:end])
    shift = len(mark) - start
    spans = tuple((a + shift, min(b, end) + shift) for a, b in hit.spans if start <= a < end)
    return text, spans


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry on two lines, the words that were found in the accent's colour and bold."""

    def __init__(self, appearance: Appearance, view: QListWidget) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view

    def sizeHint(self, _: QStyleOptionViewItem, __: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and some space."""
        title, second = self._fonts()
        theme = self._appearance.theme
        height = QFontMetrics(title).height() + QFontMetrics(second).height() + theme.interface(20)
        return QSize(theme.interface(160), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the entry."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self._appearance.theme
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = _ground(state)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour(ground)))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        edge = theme.interface(20)
        space = theme.interface(10)
        drawing = icon(entry.conversation.subject.value, theme, "muted")
        drawing.paint(painter, rect.left() + space, rect.center().y() - edge // 2, edge, edge)
        words = rect.adjusted(edge + 2 * space, space, -space, -space)
        self._paint_words(painter, words, entry)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        theme = self._appearance.theme
        title, second = self._fonts()
        metrics = QFontMetrics(title)
        painter.setFont(title)
        painter.setPen(QColor(theme.colour("text")))
        elided = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, elided)
        painter.setPen(QColor(theme.colour("muted")))
        painter.setClipRect(rect)
        self._line(entry, second, rect.width()).draw(
            painter, QPointF(rect.left(), rect.top() + metrics.height())
        )

    def _line(self, entry: Entry, font: QFont, width: int) -> QTextLayout:
        """The second line with its found words marked."""
        metrics = QFontMetrics(font)
        text = metrics.elidedText(entry.second_line, Qt.TextElideMode.ElideRight, width)
        found = QTextCharFormat()
        found.setForeground(QColor(self._appearance.theme.colour("accent")))
        found.setFontWeight(QFont.Weight.Bold)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([_range(found, start, end) for start, end in entry.spans if start < len(text)])
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _fonts(self) -> tuple[QFont, QFont]:
        title = QFont(self._view.font())
        second = QFont(title)
        second.setPixelSize(self._appearance.theme.interface(13))
        return title, second


def _ground(state: QStyle.StateFlag) -> str:
    """The colour's role under an entry that is chosen or under the pointer."""
    if state & QStyle.StateFlag.State_Selected:
        return "selection"
    return "tint" if state & QStyle.StateFlag.State_MouseOver else ""


def _range(text_format: QTextCharFormat, start: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = end - start
    found.format = text_format
    return found
