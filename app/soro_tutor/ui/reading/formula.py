"""Draws LaTeX mathematics as pictures that sit on the text's baseline."""

import html
import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from xml.etree import ElementTree

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from soro_tutor import paths

# Drawing takes longer with length, and some 1.4 times longer with each level of nesting. What a model writes
# stays far below these; at MAX_WEIGHT drawing takes about a third of a second.
MAX_LENGTH = 1000
MAX_WEIGHT = 4000
_WEIGHT_OF_LEVEL = 1.4
MAX_PICTURES = 400
_TAG = re.compile(r"\\tag\*?\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class FormulaStyle:
    """How formulas are drawn.

    `size` is the text's font size in pixels, `ratio` the screen's device pixels in one of them; a formula
    wider than `max_width` pixels is made smaller.
    """

    colour: str
    size: int
    ratio: float
    max_width: int


@dataclass(frozen=True, slots=True)
class FormulaPicture:
    """A drawn formula; all lengths in pixels of the text, the image in device pixels.

    `ascent` is how far it reaches above the text's baseline, `descent` how far below.
    """

    image: QImage
    width: float
    ascent: float
    descent: float


@lru_cache(maxsize=MAX_PICTURES)
def draw(latex: str, is_display: bool, style: FormulaStyle) -> FormulaPicture | None:
    """The picture of a formula; None where the LaTeX cannot be read or is too large to be drawn."""
    if len(latex) > MAX_LENGTH:
        return None
    svg = _svg(latex, is_display, style)
    return _picture(svg, style) if svg else None


def _svg(latex: str, is_display: bool, style: FormulaStyle) -> str | None:
    """The formula as SVG, None where the LaTeX cannot be read or is nested too deeply."""
    _prepare_library()  # loaded at the first formula: it takes as long as the rest of the window
    from ziamath import zmath
    from ziamath.tex import tex2mml

    try:
        tree = _parsed(html.unescape(tex2mml(_TAG.sub("", latex), inline=not is_display)))
        if _weight(tree) > MAX_WEIGHT:
            return None
        tree.set("mathcolor", style.colour)
        return str(zmath.Math(tree, size=style.size, margin=0.5).svg())
    except Exception:  # noqa: BLE001 - the library names no errors of its own; the source is shown instead
        return None


def _parsed(xml: str) -> ElementTree.Element:
    """XML that the library itself wrote."""
    return ElementTree.fromstring(xml)  # noqa: S314


def _weight(tree: ElementTree.Element, depth: int = 0) -> float:
    """How much work a formula is: its nodes, each as heavy as it lies deep."""
    return float(_WEIGHT_OF_LEVEL**depth + sum(_weight(child, depth + 1) for child in tree))


def _picture(svg: str, style: FormulaStyle) -> FormulaPicture:
    """Draw an SVG whose vertical zero is the baseline, the baseline between two rows of device pixels."""
    _, top, width, height = (float(part) for part in _parsed(svg).attrib["viewBox"].split())
    scale = min(1.0, style.max_width / width)
    columns = ceil(width * scale * style.ratio)
    rows_above = ceil(-top * scale * style.ratio)
    rows_below = max(0, ceil((height + top) * scale * style.ratio))
    image = QImage(columns, rows_above + rows_below, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    zoom = scale * style.ratio
    place = QRectF(0, rows_above + top * zoom, width * zoom, height * zoom)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, place)
    painter.end()
    image.setDevicePixelRatio(style.ratio)
    return FormulaPicture(image, columns / style.ratio, rows_above / style.ratio, rows_below / style.ratio)


@cache
def _prepare_library() -> None:
    """Let the library write what Qt can draw, with a font that has Tajik letters: its own has none."""
    with warnings.catch_warnings():
        # ziamath 0.13 reads its font in a way that Python 3.11 calls deprecated, and 3.13 does not.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziafont.font import Font
        from ziafont.glyph import SimpleGlyph
        from ziamath import zmath
        from ziamath.config import config
        from ziamath.styles import MathVariant

    class LetterFont(Font):
        """A font without its tables for ligatures and kerning, which take eight seconds to read."""

        def _readtables(self) -> None:
            super()._readtables()
            for table in ("GPOS", "GSUB"):
                self.tables.pop(table, None)

    config.svg2 = False  # QtSvg knows SVG 1.1 only
    letters = LetterFont(paths.resources() / "fonts" / "NotoSans-Regular.ttf")
    font = zmath.loadedfonts["default"]
    own_glyph = font.findglyph

    def find_glyph(char: str, variant: MathVariant) -> SimpleGlyph:
        return letters.glyph(char) if "\u0400" <= char <= "\u052f" else own_glyph(char, variant)

    font.findglyph = find_glyph  # type: ignore[method-assign] # a font of its own takes long to load
