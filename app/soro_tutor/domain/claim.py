"""The calculations that a text shows, each evaluated: which of them are not true."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain import expression
from soro_tutor.domain.expression import Expression, NotReadable

# What a calculation is written with. A comma followed by a space ends it, and so does a Cyrillic word that is
# not a unit behind a number.
_LINE = re.compile(r"[0-9A-Za-zα-ωΑ-Ω\\{}_^().,+\-−–·×*:÷/√²³¹⁰⁴⁵⁶⁷⁸⁹½⅓¼¾%°=≈<>≤≥≠!|⟦⟧\ue000-\uf8ff\s]+")
_SEPARATOR = re.compile(
    r"[,;]\s|\.\s|\.$|\n|\s(?:and|or|then|so|therefore|because|is|are|the|of)\s", re.IGNORECASE
)
_RELATION = re.compile(r"(=|≈|≠|≤|≥|<|>|\\approx|\\neq?|\\leq?|\\geq?)(?![A-Za-z])")
_UNIT = (
    "км/соат|км/ч|м/с²|м/с|г/см³|кг/м³|г/мол|сомонӣ|сомони|дирам|соат|дақиқа|сония|нафар|дона|кг|мг|км|см|мм|дм|га|"
    "мин|моҳ|сол|рӯз|кВт|Вт|кН|Н|кҶ|Ҷ|кДж|Дж|кПа|Па|кОм|Ом|мА|А|В|Гс|Гц|мл|мол|моль|л|м³|м²|см³|см²|м|г|т|с|ч|°C|°"
)
_NUMBER_WITH_UNIT = re.compile(rf"(?<=[\d)}}])\s*(?:\\[,;]|~)?\s*({_UNIT})(?![\w²³/])")
_UNITS = re.compile("⟦([^⟧]*)⟧")
_PRIVATE = 0xE000
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}")
_DELIMITER = re.compile(r"\$+|\\[()\[\]]")
_DECIMALS = re.compile(r"\d(?:\{,\}|[.,])(\d+)(?!.*\d(?:\{,\}|[.,])\d)", re.DOTALL)
_SUPPOSED = re.compile(r"\b(?:агар|фарз|масалан|если|пусть|допустим|if|suppose|let|say)\b", re.IGNORECASE)
_APPROXIMATELY = {"≈", "\\approx"}
# A rounded result that stands after '=' or '≈' may differ from the exact one by so much.
_TOLERANCE = 0.01
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides that a text says are so related, as written."""

    left: str
    relation: str
    right: str


def false_claims(text: str, given: str = "") -> tuple[Claim, ...]:
    """The calculations of `text` that are not true, and its solutions that solve no equation of `given`.

    Only what can be evaluated is judged: numbers on both sides, or one unknown with its value. Units are left
    aside where both sides have the same, and a claim with different ones is not judged.
    """
    false = [found for found in _claims(text) if _is_false(found)]
    if not _SUPPOSED.search(text):
        false += _wrong_solutions(text, given)
    return tuple(false)


def _claims(text: str) -> Iterator[Claim]:
    for line in _lines(text):
        parts = _RELATION.split(line)
        sides, relations = parts[::2], parts[1::2]
        for left, relation, right in zip(sides, relations, sides[1:], strict=False):
            yield Claim(left.strip(), relation, right.strip())


def _lines(text: str) -> Iterator[str]:
    """The stretches of `text` that are mathematics with a relation in them, without what is around them."""
    plain = _DELIMITER.sub(" ", _TEXT.sub(r"\1", text))
    marked = _NUMBER_WITH_UNIT.sub(lambda match: f"⟦{_hidden(match[1])}⟧", plain)
    for stretch in _LINE.finditer(marked):
        for line in _SEPARATOR.split(stretch[0]):
            if _RELATION.search(line):
                yield line.strip(" \t\n.,:;")


def _hidden(unit: str) -> str:
    """A unit in private characters, so that none of its letters is taken for a word or an unknown."""
    return "".join(chr(_PRIVATE + ord(letter)) for letter in unit)


def _is_false(claim: Claim) -> bool:
    left, right = _value(claim.left), _value(claim.right)
    if left is None or right is None or _converts(claim):
        return False
    return not _holds(left, claim.relation, right, claim)


def _converts(claim: Claim) -> bool:
    """Whether units change in a way that the bare numbers do not show: 1 км = 1000 м, 3 кг + 200 г."""
    left, right = _UNITS.findall(claim.left), _UNITS.findall(claim.right)
    if any(
        len(set(units)) > 1 and re.search(r"[+−–-]", side)
        for units, side in ((left, claim.left), (right, claim.right))
    ):
        return True
    is_bare = not re.search(r"\d\D*[·×*:÷/]|frac|cdot|times", _UNITS.sub("", claim.left))
    return is_bare and bool(left) and bool(right) and set(left) != set(right)


def _value(side: str) -> Fraction | float | None:
    parsed = _parsed(side)
    return parsed.value() if parsed is not None else None


def _parsed(side: str) -> Expression | None:
    side = _UNITS.sub(" ", side).strip()
    while side.count(")") > side.count("(") and ")" in side:  # '1) 2 + 3': the number of a list
        side = side[side.index(")") + 1 :].strip()
    if not side:
        return None
    try:
        return expression.parse(side)
    except NotReadable:
        return None


def _holds(left: Fraction | float, relation: str, right: Fraction | float, claim: Claim) -> bool:
    match relation:
        case "=":
            return _are_equal(left, right) or _is_rounded(left, right, claim)
        case "≈" | "\\approx":
            return _are_equal(left, right, _TOLERANCE) or _is_rounded(left, right, claim)
        case "≠" | "\\ne" | "\\neq":
            return not _are_equal(left, right)
        case "<":
            return left < right
        case ">":
            return left > right
        case "≤" | "\\le" | "\\leq":
            return left <= right
        case _:
            return left >= right


def _are_equal(left: Fraction | float, right: Fraction | float, tolerance: float = _NEARLY) -> bool:
    if isinstance(left, Fraction) and isinstance(right, Fraction) and tolerance == _NEARLY:
        return left == right
    return abs(left - right) <= tolerance * max(abs(left), abs(right), _NEARLY)


def _is_rounded(left: Fraction | float, right: Fraction | float, claim: Claim) -> bool:
    """Whether one side is the other, rounded to the decimals that it shows."""
    for shown in (claim.right, claim.left):
        decimals = _DECIMALS.search(shown)
        if decimals and abs(left - right) <= Fraction(51, 100) / 10 ** len(decimals[1]):
            return True
    return False


def _wrong_solutions(text: str, given: str) -> list[Claim]:
    """Claims like 'x = 5' of which no equation of `given` in that unknown alone is true."""
    equations = [found for found in _claims(f"{given}\n{text}") if found.relation == "=" and _unknowns(found)]
    wrong = []
    for found in _claims(text):
        name, value = found.left.strip(), _value(found.right)
        about = [
            equation for equation in equations if _unknowns(equation) == {name} and not _is_bare(equation)
        ]
        is_solution = len(name) == 1 and found.relation == "=" and value is not None and bool(about)
        if is_solution and not any(_solves(equation, name, float(value or 0)) for equation in about):
            wrong.append(found)
    return wrong


def _is_bare(claim: Claim) -> bool:
    """Whether it is a value given to an unknown, and no equation to be solved."""
    return len(claim.left.strip()) == 1


def _unknowns(claim: Claim) -> frozenset[str]:
    sides = (_parsed(claim.left), _parsed(claim.right))
    names: frozenset[str] = frozenset()
    for side in sides:
        if side is None:
            return frozenset()
        names |= side.names
    return names


def _solves(equation: Claim, name: str, value: float) -> bool:
    left, right = _parsed(equation.left), _parsed(equation.right)
    if left is None or right is None:
        return True
    difference = expression.evaluate(left, **{name: value}) - expression.evaluate(right, **{name: value})
    scale = max(abs(expression.evaluate(right, **{name: value})), 1.0)
    return math.isnan(difference) or abs(difference) <= _TOLERANCE * scale
