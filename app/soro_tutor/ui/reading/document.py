"""A message as a rich text document: Markdown and formulas in the theme's colours and sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from soro_tutor.domain.figure import FENCE
from soro_tutor.ui.reading import figure, formula, markdown, notation
from soro_tutor.ui.reading.formula import FormulaPicture, FormulaStyle
from soro_tutor.ui.theme import Theme

_FORMULA_TYPE = QTextFormat.ObjectTypes.UserObject + 1
_FORMULA_INDEX = QTextFormat.Property.UserProperty + 1
# How far below the font's own descent a formula may hang between two lines, in parts of the font's size.
_OVERHANG = 0.25
_PICTURE = "\ufffc"
# Characters by which Qt parts paragraphs, lines and the cells of tables in a selection.
_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": None, "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Look:
    """How documents are shown: the theme, device pixels in a pixel, and the column's width in pixels."""

    theme: Theme
    ratio: float
    width: int


@dataclass(frozen=True, slots=True)
class _PlacedFormula:
    """A formula in a document: `height` is the line's share, within which the image begins at `top`."""

    source: str
    image: QImage
    width: float
    height: float
    top: float = 0.0
    is_centred: bool = False


class ReadingDocument(QTextDocument):
    """A document that keeps its Markdown source and loads nothing from anywhere.

    `figure_words` is what is written on its figures, for a screen reader.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.source = ""
        self.has_wide_formula = False
        self.figure_words = ""
        self._formulas: list[_PlacedFormula] = []
        self._painter = _FormulaPainter(self)
        self.documentLayout().registerHandler(_FORMULA_TYPE, self._painter)

    def show_text(self, text: str, look: Look, *, is_plain: bool = False) -> None:
        """Show Markdown, or with `is_plain` a text as it was typed, but for its formulas."""
        self.show_texts([(text, is_plain)], look)

    def show_texts(self, texts: Sequence[tuple[str, bool]], look: Look) -> None:
        """Show texts one below the other, each with its `is_plain`; none runs into the next."""
        self.clear()  # before the formulas go: the next lines lay out what is there
        self.source = "\n\n".join(text for text, _ in texts)
        self.has_wide_formula = False
        self.figure_words = ""
        self._formulas.clear()
        self.setDefaultFont(reading_font(look.theme))
        self.setDefaultStyleSheet(_style_sheet(look.theme))
        style = FormulaStyle(look.theme.colour("text"), look.theme.reading(16), look.ratio, look.width)

        def picture(latex: str, is_display: bool) -> str:
            return self._picture(latex, is_display, style)

        def drawing(source: str) -> str:
            return self._drawing(source, look)

        self.setHtml("".join(_html(text, is_plain, picture, drawing) for text, is_plain in texts))
        self._place_formulas()

    def formula(self, text_format: QTextFormat) -> _PlacedFormula:
        """The formula that a character of this format stands for."""
        return self._formulas[int(text_format.property(_FORMULA_INDEX))]

    def selected_source(self, cursor: QTextCursor) -> str:
        """The selection as it was written: the whole Markdown, or its words with formulas as LaTeX."""
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if first <= 0 and last >= self.characterCount() - 1:
            return self.source
        text = cursor.selectedText()
        return "".join(
            self._source_at(first + index) if letter == _PICTURE else letter
            for index, letter in enumerate(text)
        ).translate(_BREAKS)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ARG002 - Qt's signature
        """Nothing: no text can make the program read a file or fetch an address."""
        return None

    def _picture(self, latex: str, is_display: bool, style: FormulaStyle) -> str:
        """The HTML that stands for a formula, or its source where it cannot be drawn."""
        drawn = formula.draw(latex, is_display, style)
        if drawn is None:
            return f"<code>{escape(latex)}</code>"
        self.has_wide_formula |= drawn.width >= style.max_width - 1
        self._formulas.append(_placed(drawn, notation.source(latex, is_display), self.defaultFont()))
        return f'<img src="{len(self._formulas) - 1}">'

    def _drawing(self, source: str, look: Look) -> str:
        """The HTML that stands for a figure, or its source where it cannot be drawn."""
        width = look.width - 1
        image = figure.draw(source, figure.style_of(look.theme, look.ratio, width))
        if image is None:
            return f"<code>{escape(source)}</code>"
        size = image.deviceIndependentSize()
        self.has_wide_formula |= size.width() >= width - 1
        self.figure_words += f"{figure.describe(source)}. "
        block = f"```{FENCE}\n{source}```"
        self._formulas.append(_PlacedFormula(block, image, size.width(), size.height()))
        return f'<img src="{len(self._formulas) - 1}">'

    def _place_formulas(self) -> None:
        """Put our own objects where the HTML has its images: Qt's know no baseline."""
        for position, name in _images(self):
            placed = self._formulas[int(name)]
            text_format = QTextCharFormat()
            text_format.setObjectType(_FORMULA_TYPE)
            text_format.setProperty(_FORMULA_INDEX, int(name))
            if placed.is_centred:
                text_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            cursor = QTextCursor(self)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(text_format)

    def _source_at(self, position: int) -> str:
        cursor = QTextCursor(self)
        cursor.setPosition(position + 1)
        return self.formula(cursor.charFormat()).source


def _html(text: str, is_plain: bool, picture: markdown.Picture, drawing: markdown.Drawing) -> str:
    if is_plain:
        return f'<p class="typed">{markdown.plain_to_html(text, picture)}</p>'
    return markdown.to_html(text, picture, drawing)


class _FormulaPainter(QPyTextObject):
    """Tells Qt's layout how large a document's formulas are, and paints them."""

    def intrinsicSize(self, document: QTextDocument, position: int, text_format: QTextFormat) -> QSizeF:  # noqa: ARG002
        """The room that a formula takes on its line."""
        placed = self._document(document).formula(text_format)
        return QSizeF(placed.width, placed.height)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,  # noqa: ARG002 - Qt's signature
        text_format: QTextFormat,
    ) -> None:
        """Paint a formula, whose lower end may hang below its room."""
        placed = self._document(document).formula(text_format)
        painter.drawImage(QPointF(rect.left(), rect.top() + placed.top), placed.image)

    def _document(self, document: QTextDocument) -> ReadingDocument:
        """The document with the formulas: printing works on a copy that has none, so the parent is asked."""
        owner = document if isinstance(document, ReadingDocument) else self.parent()
        assert isinstance(owner, ReadingDocument)  # noqa: S101 - for the type checker
        return owner


def _placed(drawn: FormulaPicture, source: str, font: QFont) -> _PlacedFormula:
    """Where a formula goes so that its baseline is the text's.

    Qt sets an object on the baseline. What hangs below it a little is painted between the lines. A formula
    that hangs lower is centred: then half of an x's height is added above and taken away below.
    """
    metrics = QFontMetricsF(font)
    room = metrics.descent() + _OVERHANG * font.pixelSize()
    if drawn.descent <= room:
        height = max(drawn.ascent, metrics.ascent())
        return _PlacedFormula(source, drawn.image, drawn.width, height, height - drawn.ascent)
    middle = QFontMetrics(font).xHeight() / 2
    ascent = max(drawn.ascent, metrics.ascent())  # the line's own, else Qt would centre it lower
    height = max(2 * ascent - middle, 2 * drawn.descent + middle)
    top = (height + middle) / 2 - drawn.ascent
    return _PlacedFormula(source, drawn.image, drawn.width, height, top, is_centred=True)


def _images(document: QTextDocument) -> list[tuple[int, str]]:
    """The positions and names of the images that the HTML asked for."""
    found = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().isImageFormat():
                found.append((fragment.position(), fragment.charFormat().toImageFormat().name()))
            fragments += 1
        block = block.next()
    return found


def reading_font(theme: Theme) -> QFont:
    """The interface's font at the size of reading text."""
    font = QFont()
    font.setPixelSize(theme.reading(16))
    return font


def _style_sheet(theme: Theme) -> str:
    """Qt's rich text knows a part of CSS only: paragraphs, borders of cells, colours."""
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    step = theme.reading(16) // 2
    line = f"line-height:{round(step * 3.25)}px; -qt-line-height-type:minimum;"
    heading = f"margin-top:{2 * step}px; margin-bottom:{step}px; font-weight:600;"
    return f"""
        body {{ color:{theme.colour("text")}; }}
        p {{ margin-top:0; margin-bottom:{step}px; {line} }}
        li {{ margin-bottom:{step // 2}px; {line} }}
        p.typed {{ margin:0; white-space:pre-wrap; {line} }}
        p.formula {{ margin-top:{2 * step}px; margin-bottom:{step}px; }}
        p.heading1, p.heading2 {{ font-size:{theme.reading(20)}px; {heading} }}
        p.heading3 {{ font-size:{theme.reading(16)}px; {heading} }}
        a {{ color:{theme.colour("accent")}; }}
        code {{ font-family:'{mono}'; font-size:{theme.reading(13)}px;
               background-color:{theme.colour("sunken")}; }}
        pre {{ font-family:'{mono}'; font-size:{theme.reading(13)}px; white-space:pre-wrap; margin:0; }}
        table {{ margin-top:{step}px; margin-bottom:{step}px; }}
        table.code {{ background-color:{theme.colour("sunken")}; }}
        table.grid {{ border-collapse:collapse; }}
        table.grid th {{ border-bottom:2px solid {theme.colour("outline")}; font-weight:600; }}
        table.grid td {{ border-bottom:1px solid {theme.colour("hairline")}; }}
        blockquote {{ color:{theme.colour("muted")}; margin-left:{2 * step}px; margin-right:0; }}
    """
