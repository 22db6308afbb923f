"""A drawn question becomes a variant whose first two hints keep the answer and whose third works a twin."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.wording import choice, tex
from soro_tutor.domain.generators.worked import TRIES, Draw, Worked, is_told
from soro_tutor.domain.item import Number, Response, WrongAnswer

Value = int | Fraction
Slips = Iterable[tuple[Value, str]]
LABELS = {
    "": "$",
    "cm": "$ см",
    "cm**2": "$ см²",
    "cm**3": "$ см³",
    "degree": r"^\circ$",
    "h": "$ соат",
    "day": "$ рӯз",
    "somoni": "$ сомонӣ",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is drawn by name, the question, its first two hints, and its steps."""

    given: Mapping[str, object]
    text: str
    hints: tuple[str, str]
    steps: tuple[str, ...]


def shown(value: Value, unit: str = "") -> str:
    """A value with its unit, as in '$12$ см²'; `unit` is pint's name of it."""
    return f"${decimal(value) if unit else tex(value)}{LABELS[unit]}"


def decimal(value: Value) -> str:
    """A value in LaTeX with a decimal comma where that is exact in two places, else as a fraction."""
    return tex(float(value)) if value * 100 == int(value * 100) else tex(value)


def told(asked: Asked, right: str, slips: Iterable[tuple[str, str]]) -> Worked:
    """A question whose answer is one of four texts."""
    return Worked(asked.given, asked.text, asked.hints, asked.steps, right, tuple(slips))


def valued(asked: Asked, right: Value, slips: Slips, unit: str = "", tolerance: float = 0.0) -> Worked:
    """A question whose answer is the value `right`; wrong ones that equal it or one another are left out.

    Below nought there is no length, so such a slip is left out where there is a unit.
    """
    wrong: dict[Value, str] = {}
    for value, said in slips:
        if value != right and (value > 0 or not unit):
            wrong.setdefault(value, said)
    answers = tuple(WrongAnswer(_exact(value), said) for value, said in wrong.items())
    return Worked(
        asked.given,
        asked.text,
        asked.hints,
        asked.steps,
        shown(right, unit),
        tuple((shown(value, unit), said) for value, said in wrong.items()),
        Number(_exact(right), unit, tolerance, answers),
    )


def _exact(value: Value) -> str:
    """The value as an item keeps it: '697.08', or '2/3' where a decimal is not exact."""
    return f"{float(value):g}" if value * 100 == int(value * 100) and -1000 < value < 1000 else str(value)


def by_choice(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants of which one of four options is right."""

    def make(chance: Chance) -> Variant:
        worked = _drawn(
            chance, draw, lambda drawn: len({text for text, _ in drawn.slips} - {drawn.right}) > 2
        )
        return _variant(chance, draw, worked, choice(chance, worked.right, worked.slips))

    return make


def by_answer(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants that are answered as the draw's own response says."""

    def make(chance: Chance) -> Variant:
        worked = _drawn(chance, draw, lambda _drawn: True)
        if worked.response is None:
            raise ValueError("a written answer needs a response")
        return _variant(chance, draw, worked, worked.response)

    return make


def _drawn(chance: Chance, draw: Draw, is_fit: Callable[[Worked], bool]) -> Worked:
    """A draw that is fit and whose first two hints keep the answer."""
    for _ in range(TRIES):
        worked = draw(chance)
        if is_fit(worked) and not is_told(worked.right, " ".join(worked.hints)):
            return worked
    raise ValueError("no draw was fit")


def _variant(chance: Chance, draw: Draw, worked: Worked, response: Response) -> Variant:
    twin = _drawn(chance, draw, lambda drawn: drawn.given != worked.given and drawn.right != worked.right)
    return Variant(
        statement=worked.text,
        response=response,
        hints=(
            *worked.hints,
            f"Супориши монанд: {twin.text}\n\nРоҳи ҳал: {' '.join(twin.steps)} Ҷавоб: {twin.right}.",
        ),
        solution=(*worked.steps, f"Ҷавоб: {worked.right}."),
        given=worked.given,
    )
