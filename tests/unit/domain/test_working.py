"""The first line that does not follow is found, with the slip behind it."""

import pytest

from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.slip import Slip
from soro_tutor.domain.working import MAX_LINE, MAX_LINES, MAX_QUESTIONS, check_lines

SLIPS = [
    (["2x+6=14", "2x=14+6"], Slip.MOVED_SIGN),
    (["2x=8", "x=8"], Slip.ONE_SIDE),
    (["2(x+3)=10", "2x+3=10"], Slip.FIRST_TERM_ONLY),
    (["5-(x-2)", "5-x-2"], Slip.BRACKET_SIGN),
    (["1/2+1/3", "2/5"], Slip.FRACTIONS_ADDED),
    (["(a+b)^2", "a^2+b^2"], Slip.SQUARE_OF_SUM),
    (["2+3·4 = 5·4 = 20"], Slip.ORDER_OF_OPERATIONS),
    (["-3·(-4) = -12"], Slip.MINUS_TIMES_MINUS),
    (["(x+3)/3", "x"], Slip.CANCELLED_TERM),
    (["x^2=9", "x=3"], Slip.LOST_ROOT),
    (["x^2=3x", "x=3"], Slip.LOST_ZERO),
]
RIGHT = [
    ["2x+6=14", "2x=8", "x=4"],
    ["x^2=9", "x=3 ё x=-3"],
    ["x^2-5x+6=0", "x₁ = 2, x₂ = 3"],
    ["2+3·4 = 2+12 = 14"],
    ["2x>4", "x>2"],
]


@pytest.mark.parametrize(("lines", "slip"), SLIPS)
def test_a_slip_is_found_and_named(lines: list[str], slip: Slip) -> None:
    working = check_lines(lines, DirectAlgebra())
    assert (working.first_wrong, working.slip) == (len(lines) - 1, slip)


@pytest.mark.parametrize("lines", RIGHT)
def test_lines_that_follow_are_left_alone(lines: list[str]) -> None:
    working = check_lines(lines, DirectAlgebra())
    assert working.first_wrong is None
    assert all(line.follows for line in working.lines)


def test_a_line_that_cannot_be_read_is_marked_and_passed_over() -> None:
    working = check_lines(["2x=8", "__import__('os')", "x=4"], DirectAlgebra())
    assert [line.is_readable for line in working.lines] == [True, False, True]
    assert working.first_wrong is None


class Counting:
    """Algebra that counts what it is asked, and is too slow or calls nothing the same."""

    def __init__(self, is_slow: bool) -> None:
        self.asked = 0
        self._is_slow = is_slow

    def are_equal(self, one: str, other: str) -> bool:
        return self.have_same_solutions(one, other)

    def have_same_solutions(self, one: str, other: str) -> bool:
        self.asked += 1
        if self._is_slow:
            raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW)
        return "≈" not in one + other and one != other and self.asked % 7 == 0


def test_algebra_that_was_too_slow_once_is_not_asked_again() -> None:
    algebra = Counting(is_slow=True)
    working = check_lines(["2x+6=14", *(f"{n}x={4 * n}" for n in range(2, 50)), "2·3=6"], algebra)
    assert algebra.asked == 1
    assert [line.follows for line in working.lines] == [True, *[None] * 48, True]


def test_algebra_is_asked_so_often_at_most() -> None:
    algebra = Counting(is_slow=False)
    check_lines([f"{n}x≈{4 * n}" for n in range(1, MAX_LINES + 1)], algebra)
    assert algebra.asked == MAX_QUESTIONS


@pytest.mark.parametrize("lines", [["x=1"] * (MAX_LINES + 1), ["x=" + "1+" * MAX_LINE + "1"]])
def test_a_work_that_is_too_long_is_refused(lines: list[str]) -> None:
    with pytest.raises(TutorError) as refused:
        check_lines(lines, DirectAlgebra())
    assert refused.value.code is ErrorCode.ANSWER_TOO_LONG
