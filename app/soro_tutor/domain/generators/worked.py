"""Questions that are worked out: a draw becomes a variant whose third hint is another draw, solved."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.wording import WRONG_OPTIONS, choice
from soro_tutor.domain.item import Response

TRIES = 400
TWIN_TRIES = 20
NUMBER = re.compile(r"[0-9A-F]*\d[0-9A-F]*(?:(?:\{,\}|,)\d+)?")


@dataclass(frozen=True, slots=True)
class Worked:
    """One draw: what is asked, its first two hints, its steps, the answer as it is shown, and the slips.

    `slips` are pairs of a wrong answer as it is shown and the misconception; `response` is how the answer is
    taken where it is not one of four.
    """

    given: Mapping[str, object]
    text: str
    hints: tuple[str, str]
    steps: tuple[str, ...]
    right: str
    slips: tuple[tuple[str, str], ...] = ()
    response: Response | None = None


Draw = Callable[[Chance], Worked]


def one_of_four(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants of a draw whose answer is one of four options."""

    def make(chance: Chance) -> Variant:
        worked, twin = _drawn(chance, draw, WRONG_OPTIONS)
        return _variant(worked, twin, choice(chance, worked.right, worked.slips))

    return make


def written(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants of a draw whose answer is written by the learner."""

    def make(chance: Chance) -> Variant:
        worked, twin = _drawn(chance, draw, 0)
        if worked.response is None:
            raise ValueError("a written answer needs a response")
        return _variant(worked, twin, worked.response)

    return make


def is_told(right: str, text: str) -> bool:
    """Whether `text` holds the number of the answer `right`, or the answer itself where it has none."""
    found = NUMBER.search(right)
    return found.group() in NUMBER.findall(text) if found else right in text


def _drawn(chance: Chance, draw: Draw, slips: int) -> tuple[Worked, str]:
    """A draw with its third hint: no hint tells the answer, and as many slips differ as are needed."""
    for _ in range(TRIES):
        worked = draw(chance)
        different = {text for text, _misconception in worked.slips} - {worked.right}
        if len(different) >= slips and not is_told(worked.right, " ".join(worked.hints)):
            twin = _twin(chance, draw, worked.right)
            if twin:
                return worked, twin
    raise ValueError("no draw had enough wrong answers and hints that keep the right one")


def _twin(chance: Chance, draw: Draw, right: str) -> str:
    """Another draw, solved, in which the answer `right` does not stand; '' where a few draws all hold it."""
    for _ in range(TWIN_TRIES):
        twin = draw(chance)
        text = f"Супориши монанд: {twin.text}\n\nРоҳи ҳал: {' '.join(twin.steps)} Ҷавоб: {twin.right}."
        if not is_told(right, text):
            return text
    return ""


def _variant(worked: Worked, twin: str, response: Response) -> Variant:
    return Variant(
        statement=worked.text,
        response=response,
        hints=(*worked.hints, twin),
        solution=(*worked.steps, f"Ҷавоб: {worked.right}."),
        given=worked.given,
    )
