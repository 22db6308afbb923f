"""Values decide where they can, and algebra is asked only where they cannot."""

import pytest

from soro_tutor.domain.comparison import are_near, are_same, compare
from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.expression import NotReadable, parse


class NoAlgebra:
    """Fails the test where it is asked."""

    def are_equal(self, one: str, other: str) -> bool:
        raise AssertionError((one, other))

    def have_same_solutions(self, one: str, other: str) -> bool:
        raise AssertionError((one, other))


def test_unequal_values_and_equal_trees_need_no_algebra() -> None:
    assert not are_same("2x+4", "2x+3", NoAlgebra())
    assert are_same("2 x + 3", "2x+3", NoAlgebra())
    assert are_same("2/4", "1/2", NoAlgebra())
    assert are_same("x = 4", "x=4", NoAlgebra())


def test_equal_values_at_points_are_left_to_algebra() -> None:
    assert compare(parse("2(x+1)"), parse("2x+2")) is None


@pytest.mark.parametrize(
    ("text", "known", "is_right"),
    [
        ("(1; 2)", "(1; 2)", True), ("(2; 1)", "(1; 2)", False), ("3; 2", "2; 3", True),
        ("2; 2", "2; 3", False),
        ("4", "x=4", True), ("f(x)=2x-3", "y=2x-3", True), ("(-∞; 2)", "x<2", True), ("2X", "2x", True),
        ("cos C", "cos c", True), ("2", "x>2", False), ("±3", "x=3; x=-3", True),
    ],
)  # fmt: skip
def test_what_was_left_out_is_put_in(text: str, known: str, is_right: bool) -> None:
    assert are_same(text, known, DirectAlgebra()) == is_right


def test_a_word_is_no_mathematics() -> None:
    with pytest.raises(NotReadable):
        are_same("мактаб", "2x", NoAlgebra())


def test_a_float_and_a_number_beyond_floats_are_not_near() -> None:
    assert not are_near(parse("2^1000*2^1000").value(), 1.5)
    assert are_near(parse("√2·√2").value(), parse("2").value())
