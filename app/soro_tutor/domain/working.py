"""'Check my work': each line of algebra or arithmetic is compared with those before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from soro_tutor.domain import chain
from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.comparison import compare
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.expression import Equation, NotReadable, parse, parse_equation
from soro_tutor.domain.line import alternatives, has_relation, is_interval, without_indices
from soro_tutor.domain.notation import without_lead
from soro_tutor.domain.slip import Slip, find_slip
from soro_tutor.domain.step import steps

MAX_LINES = 60
MAX_LINE = 200  # characters
MAX_QUESTIONS = 100  # to algebra, for a whole work
MAX_LOOKED_AT = 6  # lines before and behind that one line is compared with


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line and whether it follows from the ones before; None where that could not be decided."""

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
    """Compare each line with those before, the first with `given`; stop at the first wrong one.

    A line follows where it has the solutions of any line before of the same unknown, or where another line
    has the rest of them ('x - 2 = 0' of '(x - 2)(x - 3) = 0'). A line that cannot be read is passed over and
    marked so. Once algebra is too slow, only numbers are still compared. Raises TutorError ANSWER_TOO_LONG.
    """
    texts = [line.strip() for line in lines if line.strip()]
    _check_size(texts)
    work = _Work(_Patience(algebra), [step for text in texts for step in steps(text)])
    if given:
        work.check(given)
    checked: list[CheckedLine] = []
    for text in texts:
        line, slip = _checked(work, text)
        checked.append(line)
        if line.follows is False:
            return Working(tuple(checked), len(checked) - 1, slip)
    return Working(tuple(checked))


def _check_size(texts: list[str]) -> None:
    """Raise TutorError where the lines are too many or one is too long; what it counts is characters."""
    first = sum(map(len, texts[:MAX_LINES]))
    for length, limit in ((sum(map(len, texts)), first), *((len(text), MAX_LINE) for text in texts)):
        if length > limit:
            raise TutorError(ErrorCode.ANSWER_TOO_LONG, length=length, limit=limit)


class _Patience:
    """Algebra that is asked nothing more once it was too slow or was asked MAX_QUESTIONS: others wait."""

    def __init__(self, algebra: Algebra) -> None:
        self._algebra = algebra
        self._left = MAX_QUESTIONS

    def are_equal(self, one: str, other: str) -> bool:
        return self._asked(self._algebra.are_equal, one, other)

    def have_same_solutions(self, one: str, other: str) -> bool:
        return self._asked(self._algebra.have_same_solutions, one, other)

    def _asked(self, question: Callable[[str, str], bool], one: str, other: str) -> bool:
        if self._left <= 0:
            raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW)
        self._left -= 1
        try:
            return question(one, other)
        except TutorError:
            self._left = 0
            raise


def _checked(work: "_Work", text: str) -> tuple[CheckedLine, Slip | None]:
    """A line, which may hold several steps, and the slip in the first wrong one."""
    follows: bool | None = True
    found = steps(text)
    for step in found:
        try:
            here = work.check(step)
        except NotReadable:
            return CheckedLine(text, None, is_readable=False), None
        except TutorError:  # too slow: undecided, so that nothing is marked wrong
            here = None
        if here is False:
            return CheckedLine(text, False), find_slip(work.before, work.tidied(step))
        follows = None if here is None else follows
    return CheckedLine(text, follows, is_readable=bool(found)), None


@dataclass(frozen=True, slots=True)
class _Known:
    """A line that was accepted: its text, its unknowns and the kind of its relations."""

    text: str
    names: frozenset[str]
    kind: str


class _Work:
    """What has been accepted so far."""

    def __init__(self, algebra: Algebra, steps_ahead: list[str]) -> None:
        self.before = ""  # what the last step was compared with
        self._algebra = algebra
        self._ahead = steps_ahead
        self._known: list[_Known] = []
        self._expression = ""

    def tidied(self, text: str) -> str:
        """The step with what the line before gives it: '= 2x + 6' begins with the expression."""
        text = text.strip().removesuffix("=").strip()
        if text.startswith("=") and self._expression:
            return self._expression + text
        names = {name for known in self._known for name in known.names}
        return without_indices(text, names)

    def check(self, text: str) -> bool | None:
        """Whether a step follows; it is kept if it does. Raises NotReadable and TutorError."""
        text = self.tidied(text)
        if not has_relation(text):
            return self._check_expression(text)
        equations = [parse_equation(part) for part in alternatives(text)]
        names = frozenset[str]().union(*(equation.names for equation in equations))
        if not names:
            return self._check_numbers(text, equations)
        if self._expression and len(equations) == 1 and self._is_going_on(equations[0]):
            return self._check_chain(equations[0])
        known = _Known(text, names, _kind(equations))
        try:
            follows = self._check_equation(known, equations)
        except TutorError:
            self._known.append(known)
            raise
        if follows is not False:
            self._known.append(known)
        return follows

    def _check_expression(self, text: str) -> bool | None:
        if self._known:
            return self._check_answer(text)
        parse(text)
        self.before, before = self._expression, self._expression
        follows = _are_equal(before, text, self._algebra) if before else True
        if follows:
            self._expression = text
        return follows

    def _check_answer(self, text: str) -> bool | None:
        """The answer alone, 'Ҷавоб: 4', or a remark beside an equation."""
        answer = without_lead(text)
        name = next((min(known.names) for known in reversed(self._known) if len(known.names) == 1), "")
        if name and is_interval(answer):
            return self.check(f"{name}∈{answer}")
        if not name or answer == text:
            parse(text)
            return True
        # 4 may be right where x is 3: something else may be asked for
        return True if _same(self._algebra, f"{name}={answer}", self._known[-1].text) else None

    def _check_numbers(self, text: str, equations: list[Equation]) -> bool | None:
        """Arithmetic; a false statement follows from an equation without solutions."""
        self.before = self._expression
        verdicts = [chain.holds(equation) for equation in equations]
        if self._expression and len(equations) == 1:
            first = equations[0].sides[0]
            if compare(parse(self._expression), first):
                self._expression = equations[0].sides[-1].source if verdicts[0] else self._expression
        if False not in verdicts:
            return None if None in verdicts else True
        earlier = next((known for known in reversed(self._known) if len(known.names) == 1), None)
        if earlier and _same(self._algebra, earlier.text, text):
            return True
        self.before = earlier.text if earlier else self.before
        return False

    def _is_going_on(self, equation: Equation) -> bool:
        """Whether a line transforms the expression before: '2(x+3) = 2x + 6' behind '2(x+3)'."""
        one = equation.sides[0]
        return one.source == self._expression or compare(parse(self._expression), one) is not False

    def _check_chain(self, equation: Equation) -> bool | None:
        self.before = ""
        for one, other in zip(equation.sides, equation.sides[1:], strict=False):
            if not _are_equal(one.source, other.source, self._algebra):
                return False
        self._expression = equation.sides[-1].source
        return True

    def _check_equation(self, new: _Known, equations: list[Equation]) -> bool | None:
        if any(chain.holds(equation) is False for equation in equations):
            return False
        earlier = [
            known for known in reversed(self._known) if (known.names, known.kind) == (new.names, new.kind)
        ]
        self.before = earlier[0].text if earlier else ""
        if not earlier:
            return True if not self._known or self._is_definition(equations) else None
        if any(_same(self._algebra, known.text, new.text) for known in earlier[:MAX_LOOKED_AT]):
            return True
        if len(new.names) > 1:  # one line of a system need not follow from another
            return False if find_slip(self.before, new.text) else None
        if "≈" in new.text or self._is_wider(new) or "≈" in self.before:
            return None
        return self._is_branch(new, earlier)

    def _is_definition(self, equations: list[Equation]) -> bool:
        left = equations[0].sides[0].source
        return left.isalpha() and all(left not in known.names for known in self._known)

    def _is_wider(self, new: _Known) -> bool:
        """Whether nothing was lost: both sides squared may have more solutions, which a check throws out."""
        return _same(self._algebra, f"{self.before}; {new.text}", new.text)

    def _is_branch(self, new: _Known, earlier: list[_Known]) -> bool:
        """Whether another line has the rest of the solutions of a line before."""
        place = next((at for at, step in enumerate(self._ahead) if self.tidied(step) == new.text), -1)
        ahead = [self.tidied(step) for step in self._ahead[place + 1 :][:MAX_LOOKED_AT]] if place >= 0 else []
        return any(
            _same(self._algebra, whole.text, f"{new.text}; {other}")
            for whole in earlier[:MAX_LOOKED_AT]
            for other in (*ahead, *self._parts_of(whole, earlier))
        )

    def _parts_of(self, whole: _Known, earlier: list[_Known]) -> list[str]:
        """The lines before that have only some of the solutions of `whole`."""
        found = [known.text for known in earlier[:MAX_LOOKED_AT]]
        return [text for text in found if not _same(self._algebra, whole.text, text)]


def _kind(equations: list[Equation]) -> str:
    relations = {relation for equation in equations for relation in equation.relations}
    if relations <= {"=", "≈"}:
        return "="
    return "≠" if relations <= {"≠"} else "<"


def _same(algebra: Algebra, one: str, other: str) -> bool:
    """Whether two lines have the same solutions; lines that cannot be compared have not."""
    try:
        return algebra.have_same_solutions(one, other)
    except NotReadable:
        return False


def _are_equal(before: str, text: str, algebra: Algebra) -> bool:
    one, other = parse(before), parse(text)
    decided = compare(one, other)
    return algebra.are_equal(one.source, other.source) if decided is None else decided
