"""The equations of a line stand apart."""

import pytest

from soro_tutor.domain.expression import NotReadable
from soro_tutor.domain.line import alternatives, has_relation, is_interval, without_indices

LINES = {
    "x₁ = 2, x₂ = 3": ["x = 2", "x = 3"], "x = 2 ё -2": ["x = 2", "x =-2"], "x = ±3": ["x = +3", "x = -3"],
    "x1=2; x2=3": ["x=2", "x=3"], "x ∈ (1; 2]": ["1<x≤ 2"], "x∈(-∞;1)∪[3;+∞)": ["x<1", "3≤x"],
    "x = 2,5": ["x = 2,5"], "Ҷавоб: x = 4.": ["x = 4"], "x ∈ {2; 3}": ["x=2", "x=3"], "x∈(-∞;∞)": ["x=x"],
}  # fmt: skip


@pytest.mark.parametrize(("line", "found"), LINES.items())
def test_a_line_holds_its_equations(line: str, found: list[str]) -> None:
    assert alternatives(line) == found


def test_inequalities_joined_by_and_are_not_guessed() -> None:
    with pytest.raises(NotReadable):
        alternatives("x > 2 ва x < 5")


def test_an_interval_is_no_product() -> None:
    assert is_interval("(2,5; 3]")
    assert is_interval("(-∞; 1) ∪ (3; +∞)")
    assert not is_interval("(1,5)")
    assert not is_interval("(x+1)(x+2)")


def test_a_relation_may_be_latex() -> None:
    assert has_relation("x \\leq 3")
    assert not has_relation("\\left(x\\right)")


def test_only_the_indices_of_known_unknowns_are_dropped() -> None:
    assert without_indices("x₁ = a₁", {"x"}) == "x = a₁"
