"""Whether two expressions are the same: by exact values where that decides, by algebra where it does not."""

import re
from fractions import Fraction

from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.expression import (
    Equation,
    Expression,
    NotReadable,
    Value,
    parse,
    parse_equation,
    value_of,
)
from soro_tutor.domain.line import alternatives, has_relation, is_interval, parts
from soro_tutor.domain.notation import FUNCTIONS, plain

_POINTS = (Fraction(7, 3), Fraction(-5, 7), Fraction(11, 2), Fraction(1, 13))
_NEAR = 1e-9
_LETTERS = re.compile("|".join((*FUNCTIONS, "pi", "[A-Za-z]")), re.IGNORECASE)
_OF_UNKNOWN = re.compile(r"^\s*[A-Za-zА-Яа-я]['’′]?\s*\(\s*[A-Za-zА-Яа-я]\s*\)\s*=")
# A space that parts two values: 'x1=2 x2=-3' and '2 -3', but not '2 - 3'.
_BETWEEN = re.compile(
    r"(?<=[\w)}])(?:\s+|,)(?=[-−–+](?=[\d√(]))|(?<=[\w)}])\s+(?=[\d√(]|[A-Za-zХхУу][_{\d}₀-₉]*\s*=)"
)
# Letters of a Cyrillic keyboard that stand for Latin and Greek ones, where the known expression has those.
_TYPED = {"в": "b", "к": "k", "м": "m", "т": "t"}
_FUNCTION = re.compile("|".join(FUNCTIONS))
_PI = re.compile(r"пи?(?![а-яё])", re.IGNORECASE)
_POINT = re.compile(r"\s*\(([^()]*;[^()]*)\)\s*")


def are_same(text: str, known: str, algebra: Algebra) -> bool:
    """Whether what a learner typed equals a known expression, or has the solutions of a known equation.

    '4' and 'x = 4', '2x-3' and 'f(x) = 2x-3', '(3; +∞)' and 'x > 3' are taken for one another. Several values
    stand in any order. Raises NotReadable, and TutorError ALGEBRA_TOO_SLOW where neither values nor algebra
    decide in time.
    """
    text = _parted(_with_letters(text, known), known)
    if has_relation(known):
        return _have_same_solutions(text, known, algebra)
    if (point := _POINT.fullmatch(known)) is not None:
        answer = _POINT.fullmatch(_right_side(text))
        return answer is not None and _are_same_lists(answer[1], point[1], algebra, is_ordered=True)
    if len(parts(known)) > 1:
        return _are_same_lists(text, known, algebra, is_ordered=False)
    return _are_equal(_right_side(text), known, algebra)


def with_pi(text: str, known: str) -> str:
    """`text` with 'п' and 'пи' as π, where the known expression has it."""
    return _PI.sub("π", text) if "π" in (known := plain(known)) or "pi" in known else text


def _with_letters(text: str, known: str) -> str:
    """`text` with the letters that a known expression has: '6а^3в' beside 6a^3b."""
    names = _FUNCTION.sub("", plain(known))
    letters = {ord(typed): letter for typed, letter in _TYPED.items() if letter in names}
    return with_pi(text, known).translate(letters)


def _parted(text: str, known: str) -> str:
    """`text` with semicolons between its values, where only spaces part as many as are known."""
    if len(parts(text)) > 1 or len(parts(known)) == 1:
        return text
    found = _BETWEEN.split(text.strip())
    return "; ".join(found) if len(found) == len(parts(known)) else text


def _right_side(text: str) -> str:
    """'x = 5' and '2·3 = 6' end with the answer."""
    return text.rpartition("=")[2]


def _are_equal(text: str, known: str, algebra: Algebra) -> bool:
    other = parse(known)
    one = parse(_with_case(text, other.names))
    decided = compare(one, other)
    return algebra.are_equal(one.source, other.source) if decided is None else decided


def _with_case(text: str, names: frozenset[str]) -> str:
    """`text` with its unknowns as large or small as the known ones: '2X' where x is meant."""
    text = plain(text)
    swapped = {name.swapcase() for name in names if len(name) == 1 and name.swapcase() not in names}

    def recased(match: re.Match[str]) -> str:
        return match[0].swapcase() if match[0] in swapped else match[0]

    return _LETTERS.sub(recased, text) if swapped else text


def _are_same_lists(text: str, known: str, algebra: Algebra, *, is_ordered: bool) -> bool:
    """Whether the values are the same; where the order is free, each is looked for among the rest."""
    answers, rest = [_right_side(part) for part in parts(text)], parts(known)
    for answer in answers:
        found = [one for one in (rest[:1] if is_ordered else rest) if _are_equal(answer, one, algebra)]
        if not found:
            return False
        rest.remove(found[0])
    return not rest


def _have_same_solutions(text: str, known: str, algebra: Algebra) -> bool:
    lines = alternatives(known)
    equations = [parse_equation(line) for line in lines]
    names = frozenset().union(*(equation.names for equation in equations))
    text = _with_sides(text, equations[0].sides[0].source, names)
    if not has_relation(text):
        parse(text)
        return False
    answers = [parse_equation(_with_case(line, names)) for line in alternatives(text)]
    if list(map(_shape, answers)) == list(map(_shape, equations)):
        return True
    one, other = ("; ".join(_written(equation) for equation in line) for line in (answers, equations))
    return algebra.have_same_solutions(one, other)


def _shape(equation: Equation) -> tuple[object, ...]:
    return equation.relations, [side.tree for side in equation.sides]


def _with_sides(text: str, left: str, names: frozenset[str]) -> str:
    """`text` with the left side that the learner left out: '4', '(3; +∞)', 'f(x) = 2x-3'."""
    if is_interval(text) and len(names) == 1:
        return f"{min(names)}∈{text}"
    if left not in names:
        return text
    if not has_relation(text):
        return f"{left}={text}"
    return _OF_UNKNOWN.sub(f"{left}=", text)


def _written(equation: Equation) -> str:
    """The equation in plain notation again."""
    sides = [side.source for side in equation.sides]
    return sides[0] + "".join(sign + side for sign, side in zip(equation.relations, sides[1:], strict=True))


def compare(one: Expression, other: Expression) -> bool | None:
    """True or False where the trees or the values at some points decide it, None where only algebra can."""
    if one.tree == other.tree:
        return True
    names = sorted(one.names | other.names)
    if not names:
        return are_near(one.value(), other.value())
    for shift in range(len(_POINTS)):
        at: dict[str, Value] = {
            name: _POINTS[(place + shift) % len(_POINTS)] + place for place, name in enumerate(names)
        }
        try:
            values = value_of(one.tree, at), value_of(other.tree, at)
        except NotReadable:
            continue  # one is not defined there
        if not are_near(*values):
            return False
    return None


def are_near(one: Value | None, other: Value | None) -> bool:
    """Whether two values are equal: exact ones exactly, floats but for rounding."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    if one is None or other is None:
        return False
    try:
        left, right = float(one), float(other)
    except OverflowError:  # beyond floats: a rounded value is never meant
        return False
    return abs(left - right) <= _NEAR * max(abs(left), abs(right), _NEAR)
