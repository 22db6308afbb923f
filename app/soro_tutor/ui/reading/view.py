"""A text field for reading one message: as high as its text, selectable, copied as it was written."""

from math import ceil

from PySide6.QtCore import QMimeData, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from soro_tutor.ui.reading import terms
from soro_tutor.ui.reading.document import Look, ReadingDocument
from soro_tutor.ui.theme import Theme

_FRAME = 2  # the focus ring of the style sheet
_SCROLLING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
_SELECTING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_OVERHANG = 0.3  # of the font's size: room for a formula that hangs below the last line


class ReadingView(QTextBrowser):
    """Shows Markdown, or a text as it was typed; wheel and page keys are left to the page around it."""

    def __init__(self, theme: Theme, *, is_plain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_plain = is_plain
        self._text = ""
        self._shown_width = 0
        self._tappable: terms.Tappable | None = None
        self._document = ReadingDocument(self)
        self.setDocument(self._document)
        self.setProperty("kind", "reading")
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.highlighted.connect(self._on_highlighted)
        self._document.documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def show_text(self, text: str) -> None:
        """Show a text; nothing is done where it is shown already."""
        if text != self._text:
            self._text = text
            self._show()

    def explain_terms(self, tappable: terms.Tappable) -> None:
        """Let school terms in the text be tapped for what they mean."""
        if self._tappable != tappable:
            self._tappable = tappable
            self._show()

    def leave_terms(self) -> None:
        """Show the text without its terms from now on."""
        self._tappable = None

    def set_theme(self, theme: Theme) -> None:
        """Use other colours and sizes."""
        self._theme = theme
        self._show()

    def ideal_width(self) -> int:
        """The width in pixels at which no line would break."""
        self._document.setTextWidth(-1)
        width = ceil(self._document.idealWidth()) + 2 * _FRAME + 1
        self._document.setTextWidth(self.viewport().width())
        return width

    def sizeHint(self) -> QSize:
        """As wide as a column, as high as the text."""
        return QSize(super().sizeHint().width(), self._height(self._document.size()))

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw formulas anew that are too wide for the column, or were."""
        super().resizeEvent(event)
        width = self.viewport().width()
        if width != self._shown_width and self._document.has_wide_formula:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page around what scrolls; Shift with the same keys selects."""
        if event.key() in _SCROLLING and not event.modifiers() & _SELECTING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as it was written, formulas as LaTeX."""
        data = QMimeData()
        data.setText(self._document.selected_source(self.textCursor()))
        return data

    def _show(self) -> None:
        self._shown_width = max(self.viewport().width(), 100)
        look = Look(self._theme, self.devicePixelRatioF(), self._shown_width)
        self._document.show_text(self._text, look, is_plain=self._is_plain)
        self.setAccessibleDescription(self._document.figure_words)
        if self._tappable is not None:
            terms.mark(self._document, self._tappable, self._theme)

    def _on_size_changed(self, size: QSizeF) -> None:
        self.setFixedHeight(self._height(size))

    def _height(self, size: QSizeF) -> int:
        return ceil(size.height() + _OVERHANG * self._theme.reading(16)) + 2 * _FRAME

    def _on_highlighted(self, url: QUrl) -> None:
        """Say where a link leads; a term leads nowhere."""
        self.setToolTip("" if url.scheme() == terms.SCHEME else url.toString())

    def _on_anchor_clicked(self, url: QUrl) -> None:
        """Show what a term means, or open a web page in the browser; nothing else is opened."""
        term = terms.term_of(url)
        if term is not None:
            terms.show_card(self, term, self._theme)
        elif url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)
