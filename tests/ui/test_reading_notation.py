"""Which parts of a text are formulas, and what of an unfinished text is shown."""

import re
import time

import pytest

from soro_tutor.ui.reading import markdown
from soro_tutor.ui.reading.notation import Formula, formula_at
from soro_tutor.ui.reading.stream import settled


def picture(latex: str, is_display: bool) -> str:
    """A formula's picture, as a mark that no text has."""
    return f"⟦{'D' if is_display else 'I'} {latex}⟧"


def shown(text: str) -> str:
    """The words of the HTML."""
    return re.sub(r"<[^>]*>", "", markdown.to_html(text, picture, str)).strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$x^2$", "⟦I x^2⟧"),
        (r"так \(x\) ва", "так ⟦I x⟧ ва"),
        ("$$x$$", "⟦D x⟧"),
        ("\\[\nx\n\\]", "⟦D x⟧"),
        ("$$\na\n= 5\n+ 3\n$$", "⟦D a\n= 5\n+ 3⟧"),
        ("- якум $a$", "⟦I a⟧"),
        (r"$\$5$", r"⟦I \$5⟧"),
        ("$x$.", "⟦I x⟧."),
    ],
)
def test_every_way_to_write_a_formula_is_drawn(text: str, words: str) -> None:
    assert words in shown(text)


@pytest.mark.parametrize(
    "text", ["it costs $5 and $6", "a $ b $ c", "$5-$6", "`$x$`", "5$ ва 6$", r"\$x\$", "$x\ny$"]
)
def test_money_and_code_are_not_formulas(text: str) -> None:
    assert "⟦" not in shown(text)


def test_a_formula_in_a_code_fence_is_left_alone() -> None:
    assert shown("```\n$x$\n```") == "$x$"


def test_html_is_shown_as_text_and_runs_nowhere() -> None:
    html = markdown.to_html("<script>alert(1)</script> <b>x</b>", picture, str)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_no_picture_is_fetched_from_anywhere() -> None:
    html = markdown.to_html("![a cat](http://example.org/cat.png)", picture, str)
    assert "<img" not in html
    assert "a cat" in html


def test_a_link_that_runs_code_is_no_link() -> None:
    assert "href" not in markdown.to_html("[x](javascript:alert(1))", picture, str)


def test_a_table_keeps_its_columns_and_their_sides() -> None:
    html = markdown.to_html("| a | b |\n|---|--:|\n| 1 | $x$ |", picture, str)
    assert '<td align="right">⟦I x⟧</td>' in html


def test_what_a_learner_typed_is_shown_as_typed() -> None:
    html = markdown.plain_to_html("**a** <b> $x$\nb", picture)
    assert html == "**a** &lt;b&gt; ⟦I x⟧<br>b"


SAMPLES = [
    r"Суръат $v = \frac{s}{t}$ аст, яъне \(\frac{100}{5}\) ва боз.",
    "Пас\n\n$$\n\\frac{1}{2}\n+ 3\n$$\n\nва \\[ \\frac{a}{b} \\] тамом.",
    "- якум $\\frac{a}{b}$\n- дуюм **ғафс $x$** ва\n\n1. $$\\frac{1}{2}$$\n",
    "| а | $\\frac{1}{2}$ |\n|---|---|\n| $\\frac{x}{y}$ | 2 |\n\nпас",
    "> $\\frac{1}{2}$\n\n# Сарлавҳа $\\frac{3}{4}$\n",
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_beginning_of_a_text_shows_raw_latex(sample: str) -> None:
    for end in range(len(sample) + 1):
        words = re.sub(r"⟦[^⟧]*⟧", "", shown(settled(sample[:end])))
        assert "\\frac" not in words, sample[:end]
        assert "$" not in words, sample[:end]
        assert "|" not in words, sample[:end]
        assert "**" not in words, sample[:end]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_streamed_text_only_grows(sample: str) -> None:
    """Nothing that was shown is taken away again, but for marks that were closed for the time being."""
    shown_before = 0
    for end in range(len(sample) + 1):
        length = len(settled(sample[:end]).rstrip("* \n"))
        assert length >= shown_before
        shown_before = length


def test_money_in_a_stream_is_shown_when_its_line_ends() -> None:
    assert settled("it costs $5 today") == "it costs "
    assert settled("it costs $5 today\nand") == "it costs $5 today\nand"


def test_code_in_a_stream_is_shown_as_it_comes() -> None:
    assert settled("```\nprice = '$5'\n``") == "```\nprice = '$5'\n"
    assert settled("```\nx = 1\n```\nso $") == "```\nx = 1\n```\nso "


@pytest.mark.parametrize(
    "piece", ["$", "\\(", "**", "> ", "`", "[", "_a", "$x", "\\[\n", "$$\n", "`a``b", "|", "- "]
)
def test_a_hostile_text_is_read_in_a_moment(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    start = time.perf_counter()
    markdown.to_html(text, picture, str)
    settled(text)
    assert time.perf_counter() - start < 20  # what hangs takes minutes


def test_a_formula_ends_where_a_blank_line_comes() -> None:
    assert formula_at("\\[ x\n\ny \\]", 0) is None


def test_a_formula_knows_where_it_ends() -> None:
    assert formula_at("a $x$ b", 2) == Formula(2, 5, "x", is_display=False)
