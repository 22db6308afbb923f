"""Each slip is known by its line, in two examples at least."""

import pytest

from soro_tutor.domain.slip import Slip, find_slip

EXAMPLES = [
    (Slip.MOVED_SIGN, "2x+6=14", "2x=20"), (Slip.MOVED_SIGN, "5x=2x+9", "7x=9"),
    (Slip.ONE_SIDE, "2x=8", "x=8"), (Slip.ONE_SIDE, "x/3=5", "x=5"),
    (Slip.FIRST_TERM_ONLY, "2(x+3)=10", "2x+3=10"), (Slip.FIRST_TERM_ONLY, "5(2a-1)", "10a-1"),
    (Slip.BRACKET_SIGN, "5-(x-2)", "5-x-2"), (Slip.BRACKET_SIGN, "3x-(x+4)=2", "3x-x+4=2"),
    (Slip.FRACTIONS_ADDED, "1/2+1/3", "2/5"), (Slip.FRACTIONS_ADDED, "3/4+1/2", "4/6"),
    (Slip.SQUARE_OF_SUM, "(a+b)^2", "a^2+b^2"), (Slip.SQUARE_OF_SUM, "(x-3)^2=4", "x^2-9=4"),
    (Slip.ORDER_OF_OPERATIONS, "", "2+3·4=20"), (Slip.ORDER_OF_OPERATIONS, "10-2·3", "24"),
    (Slip.MINUS_TIMES_MINUS, "", "-3·(-4)=-12"), (Slip.MINUS_TIMES_MINUS, "7-(-2)", "5"),
    (Slip.CANCELLED_TERM, "(x+3)/3", "x"), (Slip.CANCELLED_TERM, "(a+6)/2", "a+3"),
    (Slip.LOST_ROOT, "x^2=9", "x=3"), (Slip.LOST_ROOT, "x^2-16=0", "x=4"),
    (Slip.LOST_ZERO, "x^2=3x", "x=3"), (Slip.LOST_ZERO, "x(x-5)=0", "x=5"),
]  # fmt: skip


@pytest.mark.parametrize(("slip", "before", "text"), EXAMPLES)
def test_a_slip_is_known_by_its_line(slip: Slip, before: str, text: str) -> None:
    assert find_slip(before, text) is slip


def test_every_slip_has_two_examples() -> None:
    named = [slip for slip, _before, _text in EXAMPLES]
    assert all(named.count(slip) >= 2 for slip in Slip)


@pytest.mark.parametrize(
    ("before", "text"), [("2x=8", "x=17"), ("2x=8", "мактаб"), ("", "5"), ("x>3", "x<3")]
)
def test_where_no_slip_is_known_none_is_named(before: str, text: str) -> None:
    assert find_slip(before, text) is None
