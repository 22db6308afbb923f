"""Formulas on the page: drawn, on the baseline, copied as they were written, never a danger."""

import time
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication
from tests.ui.fake_tutor import CONVERSATION, message

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.ui.font import bundled_font
from soro_tutor.ui.reading import formula
from soro_tutor.ui.reading.document import Look, ReadingDocument
from soro_tutor.ui.reading.formula import FormulaStyle
from soro_tutor.ui.reading.print import write_pdf
from soro_tutor.ui.theme import make_theme

STYLE = FormulaStyle("#102030", 16, 2.0, 700)
SCALE = 4


@pytest.fixture(autouse=True)
def school_font(qapp: QApplication) -> None:
    """The same font on every machine."""
    qapp.setFont(bundled_font())


def document(text: str, width: int = 600, *, is_dark: bool = False) -> ReadingDocument:
    made = ReadingDocument()
    made.show_text(text, Look(make_theme(is_dark), SCALE, width))
    made.setTextWidth(width)
    return made


def painted(made: ReadingDocument) -> QImage:
    image = QImage(
        int(made.size().width()) * SCALE, int(made.size().height() + 8) * SCALE, QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(SCALE)
    image.fill(QColor("white"))
    painter = QPainter(image)
    made.drawContents(painter)
    painter.end()
    return image


def dark_rows(image: QImage, left: float, right: float) -> list[int]:
    columns = range(int(left * SCALE), int(right * SCALE))
    return [
        y for y in range(image.height()) if any(QColor(image.pixel(x, y)).lightness() < 110 for x in columns)
    ]


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{2}",
        r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
        r"\sum_{i=1}^n i",
        r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}",
        r"\begin{cases}x + y = 2\\x - y = 0\end{cases}",
        r"v = 20\ \text{м/с}",
        r"\text{ҳаракат, қувва, ғ, ӯ, ӣ, ҷ}",
        r"30^\circ",
        r"E = mc^2 \tag{1}",
        r"a \leq b \Rightarrow \vec{F}",
    ],
)
def test_school_mathematics_is_drawn(qapp: QApplication, latex: str) -> None:
    drawn = formula.draw(latex, True, STYLE)
    assert drawn is not None
    assert drawn.width > 4
    assert drawn.ascent > 4


def test_every_tajik_letter_has_a_shape_of_its_own(qapp: QApplication) -> None:
    """A font without the letters would draw the same empty box for each."""
    images = []
    for letter in "ғӣқӯҳҷгикухч":
        drawn = formula.draw(rf"\text{{{letter}}}", False, STYLE)
        assert drawn is not None
        images.append(bytes(drawn.image.constBits()))
    assert len(set(images)) == 12


@pytest.mark.parametrize("latex", [r"\frac{1}{", "x^", "", "}{", r"\begin{cases}", "a < b & c"])
def test_latex_that_cannot_be_read_is_shown_as_its_source(qapp: QApplication, latex: str) -> None:
    made = document(f"Ана \\({latex}\\) тамом")
    assert latex in made.toPlainText()
    assert "тамом" in made.toPlainText()


@pytest.mark.parametrize(
    "latex",
    [
        "x" * 10_000,
        r"\frac{1}{" * 60 + "x" + "}" * 60,
        r"\sqrt{" * 100 + "x" + "}" * 100,
        "x^{" * 100 + "x" + "}" * 100,
        r"\left(" * 60 + "x" + r"\right)" * 60,
        "{" * 450 + "x" + "}" * 450,
        r"\frac{1}{" * 7 + "x" + "}" * 7,
    ],
)
def test_a_hostile_formula_does_not_hang_the_window(qapp: QApplication, latex: str) -> None:
    formula.draw("x", False, STYLE)  # the library is loaded once
    start = time.perf_counter()
    document(f"$${latex}$$")
    assert time.perf_counter() - start < 20  # what hangs takes minutes


@pytest.mark.parametrize("latex", ["x", "v = z", r"\frac{1}{2} = x", "y^2 = x", r"\frac{x}{y_1^2} = x"])
def test_a_formula_in_a_line_sits_on_the_baseline(qapp: QApplication, latex: str) -> None:
    """The feet of the formula's last letter stand where those of the text's letter stand."""
    drawn = formula.draw(latex, False, FormulaStyle(make_theme(False).colour("text"), 16, SCALE, 600))
    assert drawn is not None
    both = painted(document(f"${latex}$ х"))
    foot = max(dark_rows(both, drawn.width - 7, drawn.width))
    letter = max(dark_rows(both, drawn.width + 3, drawn.width + 14))
    assert foot == pytest.approx(letter, abs=SCALE)


def test_lines_with_formulas_keep_the_distance_of_lines(qapp: QApplication) -> None:
    plain = document("сатр " * 60).size().height()
    with_formulas = document("сатр $x^2$ ва $y_1$ " * 20).size().height()
    assert with_formulas % 26 == pytest.approx(plain % 26, abs=2)


def test_a_formula_follows_the_theme(qapp: QApplication) -> None:
    light, dark = painted(document("$x$")), document("$x$", is_dark=True)
    assert dark_rows(light, 0, 12)
    assert not dark_rows(painted(dark), 0, 12)


def test_a_wide_formula_is_made_to_fit(qapp: QApplication) -> None:
    made = document("$$" + "+".join("abcdefghij" * 6) + "$$", width=300)
    assert made.has_wide_formula
    assert made.idealWidth() <= 300


def test_the_whole_is_copied_as_it_was_written(qapp: QApplication) -> None:
    source = "**Ҳа** $x^2$\n\n- якум\n"
    made = document(source)
    cursor = QTextCursor(made)
    cursor.select(QTextCursor.SelectionType.Document)
    assert made.selected_source(cursor) == source


def test_a_formula_in_a_selection_is_copied_as_latex(qapp: QApplication) -> None:
    made = document("аввал $x^2$ ва\n\n$$\\frac{1}{2}$$\n\nтамом")
    cursor = QTextCursor(made)
    cursor.setPosition(2)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    assert made.selected_source(cursor) == "вал $x^2$ ва\n$$\\frac{1}{2}$$\nтамом"


def test_a_text_reads_no_file(qapp: QApplication, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(picture))
    for address in (picture, picture.as_uri(), "qrc:/x.png", "http://localhost/x.png"):
        assert "\ufffc" not in document(f"![ном]({address})").toPlainText()


def test_code_that_is_not_closed_does_not_swallow_the_next_text(qapp: QApplication) -> None:
    made = ReadingDocument()
    made.show_texts([("```\nx = 1", False), ("**баъд**", False)], Look(make_theme(False), SCALE, 600))
    assert "баъд" in made.toPlainText()
    assert "**" not in made.toPlainText()


def test_a_conversation_is_printed_whole(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "Суҳбат.pdf"
    messages = [message(n, f"Паёми {n}: $\\frac{{1}}{{{n}}}$\n\n$$x^2$$") for n in range(1, 60)]
    write_pdf(file, CONVERSATION, messages)
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") >= 3
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_printed_is_reported(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(TutorError) as refused:
        write_pdf(tmp_path / "no folder" / "x.pdf", CONVERSATION, [message(1, "x")])
    assert refused.value.code is ErrorCode.EXPORT_FAILED
