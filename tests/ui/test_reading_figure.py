"""Figures as a person sees them: in the theme's colours, at the text's size, or shown as their source."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from soro_tutor.ui.reading import figure
from soro_tutor.ui.reading.view import ReadingView
from soro_tutor.ui.theme import make_theme

KINDS = {
    "graph": 'kind = "graph"\ncurves = ["x^2 - 2", "1/x"]\nx = [-3, 3]\ny = [-3, 7]\nx_label = "вақт, с"',
    "number_line": 'kind = "number_line"\nfrom = -3\nto = 5\npoints = [{ at = 2, label = "A" }]\n'
    "intervals = [{ from = -1, to = 3, open_from = true }]",
    "geometry": 'kind = "geometry"\npoints = { A = [0, 0], B = [4, 0], C = [0, 3] }\n'
    'polygons = [["A", "B", "C"]]\nsegments = [{ ends = ["A", "B"], label = "4 см" }]\n'
    'circles = [{ center = "A", radius = 2 }]\n'
    'angles = [{ at = "A", from = "B", to = "C", right = true },'
    '{ at = "B", from = "A", to = "C", label = "37°" }]',
    "bars": 'kind = "bars"\nlabels = ["душанбе", "ҷумъа"]\nvalues = [3, 5.5]\ny_label = "хонандагон"',
}


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 1)
        for y in range(0, image.height(), 1)
        if QColor.fromRgba(image.pixel(x, y)).alpha() == 255
    }


def drawn(kind: str, *, is_dark: bool = False, scale: int = 100, width: int = 700) -> QImage:
    image = figure.draw(KINDS[kind], figure.style_of(make_theme(is_dark, scale), 1.0, width))
    assert image is not None
    return image


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_dark", [False, True])
def test_each_kind_is_drawn_in_the_themes_colours(kind: str, is_dark: bool) -> None:
    assert make_theme(is_dark).colour("accent") in colours(drawn(kind, is_dark=is_dark))


def test_a_figure_grows_with_the_text_and_never_leaves_its_column() -> None:
    assert drawn("bars", scale=150).width() > drawn("bars").width()
    assert drawn("bars", scale=150, width=300).width() <= 300


def test_what_cannot_be_drawn_is_none() -> None:
    assert figure.draw("kind = 'pie'", figure.style_of(make_theme(is_dark=False), 1.0, 500)) is None


@pytest.mark.parametrize("label", ["$\\\\foo$", "$\\\\frac{$", "5$ ва 7$", "\\\\alpha", "a\\u0000b"])
def test_a_label_is_drawn_as_it_is_written(label: str) -> None:
    style = figure.style_of(make_theme(is_dark=False), 1.0, 500)
    for source in (
        f'kind = "bars"\nlabels = ["{label}"]\nvalues = [1]\ny_label = "{label}"',
        f'kind = "graph"\npoints = [{{ x = 1, y = 1, label = "{label}" }}]\nx_label = "{label}"',
        f'kind = "geometry"\npoints = {{ "{label}" = [0, 0] }}',
    ):
        assert figure.draw(source, style) is not None


def test_what_the_library_cannot_draw_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("the library's own reason")

    monkeypatch.setattr(figure, "_draw_kind", refuse)
    style = figure.style_of(make_theme(is_dark=False), 1.0, 321)
    assert figure.draw(KINDS["bars"], style) is None


def test_a_screen_reader_hears_axes_and_points_and_no_formula() -> None:
    source = (
        'kind = "graph"\ncurves = ["2x - 1"]\nx = [-3, 3]\ny = [-2.5, 5]\n'
        'points = [{ x = 1, y = 1, label = "A" }]'
    )
    assert figure.describe(source) == "x: −3 … 3, y: −2,5 … 5, A (1; 1)"


def test_a_figure_stands_in_a_text_and_is_copied_as_its_block(qtbot: QtBot) -> None:
    view = ReadingView(make_theme(is_dark=False), is_plain=False)
    qtbot.addWidget(view)
    view.resize(600, 400)
    text = f"Масоҳатро ёбед.\n\n```figure\n{KINDS['geometry']}\n```\n"
    view.show_text(text)
    assert "kind" not in view.toPlainText()
    assert view.accessibleDescription() == "A, B, C, 4 см, 37°. "
    view.selectAll()
    assert "```figure" in view.createMimeDataFromSelection().text()


def test_a_block_that_is_no_figure_is_shown_as_it_is(qtbot: QtBot) -> None:
    view = ReadingView(make_theme(is_dark=False), is_plain=False)
    qtbot.addWidget(view)
    view.show_text("```figure\nkind = 'pie'\n```")
    assert "pie" in view.toPlainText()
