"""'Check my work': each line of algebra or arithmetic is compared with the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.comparison import compare, has_relation
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.expression import NotReadable, parse, parse_equation
from soro_tutor.domain.line import alternatives
from soro_tutor.domain.slip import Slip, find_slip

MAX_LINES = 60


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line and whether it follows from the one before; None where that could not be decided."""

    text: str
    follows: bool | None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Working:
    """The lines, the index of the first that does not follow, and the slip that may be behind it.

    `misconception` is the slip's code, '' for none; session/slips.py has the words.
    """

    lines: tuple[CheckedLine, ...]
    first_wrong: int | None = None
    slip: Slip | None = None

    @property
    def misconception(self) -> str:
        """The slip's code, '' where none is known."""
        return self.slip.value if self.slip else ""


def check_lines(lines: Sequence[str], algebra: Algebra, given: str = "") -> Working:
    """Compare each line with the one before, the first with `given`; stop at the first wrong one.

    A line that cannot be read is passed over and marked so.
    """
    checked: list[CheckedLine] = []
    before = given
    for text in [line.strip() for line in lines if line.strip()][:MAX_LINES]:
        try:
            follows = _follows(before, text, algebra)
        except NotReadable:
            checked.append(CheckedLine(text, None, is_readable=False))
            continue
        except TutorError:  # too slow: undecided, so that nothing is marked wrong
            follows = None
        checked.append(CheckedLine(text, follows))
        if follows is False:
            return Working(tuple(checked), len(checked) - 1, find_slip(before, text))
        before = text
    return Working(tuple(checked))


def _follows(before: str, text: str, algebra: Algebra) -> bool | None:
    if not has_relation(text):
        parse(text)
        return True if not before or has_relation(before) else _are_equal(before, text, algebra)
    if _is_chain(text):
        return _chain_follows(before, text, algebra)
    if not before or not has_relation(before) or _is_chain(before):
        _readable(text)
        return True
    return algebra.have_same_solutions(before, text)


def _readable(text: str) -> None:
    for part in alternatives(text):
        parse_equation(part)


def _is_chain(text: str) -> bool:
    """Whether a line is arithmetic: equal expressions without an unknown, '2+3·4 = 2+12 = 14'."""
    try:
        equation = parse_equation(text)
    except NotReadable:
        return False
    return not equation.names and set(equation.relations) <= {"=", "≈"}


def _chain_follows(before: str, text: str, algebra: Algebra) -> bool | None:
    sides = parse_equation(text).sides
    first = sides[0].value()
    if any(compare(sides[0], side) is False for side in sides[1:]):
        return False
    if before and not has_relation(before) and first is not None:
        return _are_equal(before, sides[0].source, algebra)
    return True


def _are_equal(before: str, text: str, algebra: Algebra) -> bool:
    one, other = parse(before), parse(text)
    decided = compare(one, other)
    return algebra.are_equal(one.source, other.source) if decided is None else decided
