"""Formulas, figures and pictures in the Markdown of items."""

import pytest

from soro_tutor.domain import markup

TEXT = r"""Ба $x + 1$ ва \(y\) нигоҳ кунед, нархаш \$5. ![акс](акс 1.png)

```figure
kind = "graph"  # $5
```
$$z$$
"""


def test_each_kind_of_markup_is_found() -> None:
    assert list(markup.formulas(TEXT)) == ["x + 1", "y", "z"]
    assert list(markup.figures(TEXT)) == ['kind = "graph"  # $5\n']
    assert list(markup.pictures(TEXT)) == ["акс 1.png"]
    assert markup.prose(TEXT).split() == ["Ба", "ва", "нигоҳ", "кунед,", "нархаш", r"\$5."]
    assert not markup.has_open_formula(TEXT)
    assert not markup.has_open_fence(TEXT)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{2}",
        "3{,}5",
        r"\{1; 2\}",
        r"\left(\frac{a}{b}\right)",
        r"x_1^2 + \sqrt[3]{8}",
        r"5\,\text{см}",
        r"\begin{cases} x \\ y \end{cases}",
        r"37^\circ",
        r"\vec{a} \cdot \vec{b}",
        r"\lim_{x \to 0} \frac{\sin x}{x}",
        r"\int_0^1 x\,dx",
    ],
)
def test_a_sound_formula_has_no_fault(latex: str) -> None:
    assert markup.formula_fault(latex) == ""
    assert markup.conversion_fault(latex) == ""


@pytest.mark.parametrize("latex", ["{", "}", "}{", r"\left(x", r"x\right)", r"\frac{1}{2"])
def test_a_formula_out_of_balance_is_found(latex: str) -> None:
    assert markup.formula_fault(latex)


@pytest.mark.parametrize(
    "latex", [r"\frac", r"\frac{1}", "x^", "a^b^c", r"\wrong{x}", r"\sqrt", "", r"\begin{cases} x"]
)
def test_a_formula_that_cannot_be_drawn_is_found(latex: str) -> None:
    assert markup.conversion_fault(latex)
