"""The calculations that a text shows, each evaluated: which of them are not true."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain import expression
from soro_tutor.domain.expression import Expression, NotReadable
from soro_tutor.domain.measure import UNIT, size_of
from soro_tutor.domain.spoken import spoken

# What a calculation is written with. A comma followed by a space ends it, and so does a Cyrillic word that is
# not a unit behind a number.
_LINE = re.compile(r"[0-9A-Za-zα-ωΑ-Ω\\{}_^().,+\-−–·×*:÷/√²³¹⁰⁴⁵⁶⁷⁸⁹½⅓¼¾%°=≈<>≤≥≠!|'′⟦⟧\ue000-\uf8ff\s]+")
_SEPARATOR = re.compile(
    r"[,;]\s|\.\s|\.$|\n|\s(?:and|or|then|so|therefore|because|is|are|the|of)\s", re.IGNORECASE
)
_RELATION = re.compile(r"(=|≈|≠|≤|≥|<|>|\\approx|\\neq?|\\leq?|\\geq?)(?![A-Za-z])")
_OTHER_UNITS = "г/мол|рӯз|сол|моҳ|нафар|дона|га|Гс|Гц|мол|моль|°C|°"
_NUMBER_WITH_UNIT = re.compile(
    rf"(?<=[\d)}}])\s*(?:\\[,;]|~)?\s*((?:{UNIT}|{_OTHER_UNITS})(?:\^\{{?[23]\}}?)?)(?![\w²³/])"
)
_UNITS = re.compile("⟦([\ue000-\uf8ff]*)⟧")
_SPACE = re.compile(r"\\[,;:! ]|~|\s")
_PRIVATE = 0xE000
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}")
_FORMULA = re.compile(r"\$\$?([^$]*)\$?\$|\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
_GOES_ON = re.compile(r"\s*(?:[=≈≠<>≤≥+·*/-]|\\(?:approx|[nlg]eq?|cdot)\b)")
_WENT_ON = re.compile(r"[=≈≠<>≤≥+·*/(-]\s*$")
_DIGITS = re.compile(r"\d+(?:(?:\{,\}|[.,])(\d+))?")
# What is only supposed, is of another example, or is what the learner wrote.
_SUPPOSED = re.compile(
    r"\b(?:агар|фарз|масалан|монанд|мисоли?|дигар|навиштед|гуфтед|ёфтед|если|пусть|допустим|пример\w*|друг\w+|"
    r"похож\w+|написали|if|suppose|let|say|example|another|similar|wrote)\b",
    re.IGNORECASE,
)
_APPROXIMATELY = {"≈", "\\approx"}
# A rounded result that stands after '=' or '≈' may differ from the exact one by so much.
_TOLERANCE = 0.01
_NEARLY = 1e-9
_NOTHING = 1e-14  # what is left of cos 90°
_HALF = Fraction(51, 100)
_FAR = 1000.0  # where a curve has left a straight line


@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides that a text says are so related, as written."""

    left: str
    relation: str
    right: str


def false_claims(text: str, given: str = "", said: str = "") -> tuple[Claim, ...]:
    """The calculations of `text` that are not true, and its solutions and steps that do not solve.

    `given` is the question, `said` what was shown before. Only what can be evaluated is judged: numbers on
    both sides, in signs or in words, or one unknown with its value, or an equation that should have the root
    of the given one. Units are left aside where both sides have the same; of other units those are known
    that domain/measure.py has.
    """
    calculations = [*_claims(text), *_claims("\n".join(spoken(text)))]
    false = [found for found in calculations if _is_false(found)]
    if not _SUPPOSED.search(text):
        false += _wrong_solutions(text, f"{given}\n{said}\n{text}")
        false += [] if _SUPPOSED.search(said) else _wrong_steps(text, given)
    return tuple(_as_written(found) for found in false)


def _claims(text: str) -> Iterator[Claim]:
    for line in _lines(text):
        parts = _RELATION.split(line)
        sides, relations = parts[::2], parts[1::2]
        for left, relation, right in zip(sides, relations, sides[1:], strict=False):
            yield Claim(left.strip(), relation, right.strip())


def _lines(text: str) -> Iterator[str]:
    """The stretches of `text` that are mathematics with a relation in them, without what is around them."""
    plain = _FORMULA.sub(_undelimited, _TEXT.sub(r"\1", text))
    marked = _NUMBER_WITH_UNIT.sub(lambda match: f"⟦{_hidden(match[1])}⟧", plain)
    for stretch in _LINE.finditer(marked):
        for line in _SEPARATOR.split(stretch[0]):
            if _RELATION.search(line):
                yield line.strip(" \t\n.,:;").rstrip(" -–")  # '$x = 5$-ро'


def _undelimited(match: re.Match[str]) -> str:
    """A formula without its signs; what stands before it is another, unless one goes on."""
    inner = match[1] or match[2] or match[3] or ""
    is_one = _GOES_ON.match(inner) or _WENT_ON.search(match.string[: match.start()])
    return f"{' ' if is_one else '; '}{inner} "


def _hidden(unit: str) -> str:
    """A unit in private characters, so that none of its letters is taken for a word or an unknown."""
    return "".join(chr(_PRIVATE + ord(letter)) for letter in unit)


def _as_written(claim: Claim) -> Claim:
    return Claim(*(_UNITS.sub(_seen, part) for part in (claim.left, claim.relation, claim.right)))


def _seen(match: re.Match[str]) -> str:
    return " " + "".join(chr(ord(letter) - _PRIVATE) for letter in match[1])


def _is_false(claim: Claim) -> bool:
    if _converts(claim):
        claim = _in_one_unit(claim)
    left, right = _value(claim.left), _value(claim.right)
    try:
        return left is not None and right is not None and not _holds(left, claim.relation, right, claim)
    except OverflowError:  # a float beside a whole number beyond all floats
        return False


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


def _in_one_unit(claim: Claim) -> Claim:
    """A claim in which units change, with each unit as its factor; empty unless all have one, of one kind."""
    kinds = set()

    def factor(match: re.Match[str]) -> str:
        known = size_of(re.sub(r"[\s{}^]", "", _seen(match)))
        kinds.add(known[0] if known else None)
        return f"·({known[1]})" if known else ""

    sides = [_UNITS.sub(factor, side) for side in (claim.left, claim.right)]
    is_whole = all(
        len(_UNITS.findall(side)) == len(_DIGITS.findall(_SPACE.sub("", _UNITS.sub("⟦⟧", side))))
        for side in (claim.left, claim.right)
    )
    return (
        Claim(sides[0], claim.relation, sides[1])
        if is_whole and len(kinds) == 1 and None not in kinds
        else Claim("", "=", "")
    )


def _value(side: str) -> Fraction | float | None:
    parsed = _parsed(side)
    if parsed is None or side.strip() == "e":  # which may count electrons
        return None
    return parsed.value()


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
    one, other = float(left), float(right)
    return abs(one - other) <= max(tolerance * abs(one), tolerance * abs(other), _NOTHING)


def _is_rounded(left: Fraction | float, right: Fraction | float, claim: Claim) -> bool:
    """Whether one side is the other, rounded to the last figure that it shows; behind '=' to a decimal."""
    for shown, value in ((claim.right, right), (claim.left, left)):
        figures = _DIGITS.findall(shown)
        decimals = len(figures[-1]) if figures else 0
        if not figures or (claim.relation == "=" and not decimals):
            continue
        step = Fraction(1, 10**decimals)
        while not decimals and value and value % (10 * step) == 0:  # 20 may be rounded to tens
            step *= 10
        if -_HALF * step <= left - right <= _HALF * step:
            return True
    return False


def _wrong_steps(text: str, given: str) -> list[Claim]:
    """Equations in the unknown of a given linear one that do not have its root."""
    roots = {name: root for found in _claims(given) for name, root in _linear_root(found)}
    return [
        found
        for found in _claims(text)
        for name, root in roots.items()
        if found.relation == "=" and _unknowns(found) == {name} and not _is_bare(found)
        if not _solves(found, name, root)
    ]


def _linear_root(equation: Claim) -> Iterator[tuple[str, float]]:
    """The unknown and the root of an equation that is linear in one unknown."""
    names = _unknowns(equation)
    if equation.relation != "=" or len(names) != 1 or _is_bare(equation):
        return
    (name,) = names
    low, middle, high, below = (_difference(equation, name, at) for at in (0.0, 1.0, _FAR, -_FAR))
    slope = middle - low
    is_linear = all(abs(far - low) <= (1 + _NEARLY) * _FAR * abs(slope) for far in (high, below))
    if is_linear and abs(high - below - 2 * _FAR * slope) <= _NEARLY * _FAR * abs(slope) and slope:
        yield name, -low / slope


def _difference(equation: Claim, name: str, value: float) -> float:
    left, right = _parsed(equation.left), _parsed(equation.right)
    if left is None or right is None:
        return math.nan
    return expression.evaluate(left, **{name: value}) - expression.evaluate(right, **{name: value})


def _wrong_solutions(text: str, known: str) -> list[Claim]:
    """Claims like 'x = 5' of which no equation of `known` in that unknown alone is true."""
    equations = [found for found in _claims(known) if found.relation == "=" and _unknowns(found)]
    wrong = []
    for found in _claims(text):
        name, value = found.left.strip(), _value(found.right)
        about = [
            equation for equation in equations if _unknowns(equation) == {name} and not _is_bare(equation)
        ]
        is_solution = len(name) == 1 and found.relation == "=" and value is not None and bool(about)
        if is_solution and not any(_solves(equation, name, _radians(found, value)) for equation in about):
            wrong.append(found)
    return wrong


def _radians(claim: Claim, value: Fraction | float | None) -> float:
    """A value as functions take it: degrees outside of them are no radians yet."""
    return float(value or 0) * (math.pi / 180 if re.search(r"°|\\circ", claim.right) else 1)


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
    difference = _difference(equation, name, value)
    right = _parsed(equation.right)
    scale = max(abs(expression.evaluate(right, **{name: value})) if right else 0.0, 1.0)
    return math.isnan(difference) or abs(difference) <= _TOLERANCE * scale
