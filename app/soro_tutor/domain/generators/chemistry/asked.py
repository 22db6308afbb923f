"""How a draw of chemistry becomes a variant: its third hint solves another draw and keeps the answer."""

import re
from collections.abc import Callable

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.wording import WRONG_OPTIONS, choice
from soro_tutor.domain.generators.worked import Draw, Worked, is_told

TRIES = 400
_FORMULA = re.compile(r"\\mathrm\{(?:[^{}]|\{[^{}]*\})*\}")


def one_of_four(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants whose answer is one of four options."""

    def make(chance: Chance) -> Variant:
        worked = _drawn(chance, draw, WRONG_OPTIONS)
        return _variant(chance, draw, worked, is_choice=True)

    return make


def written(draw: Draw) -> Callable[[Chance], Variant]:
    """What makes variants whose answer the learner writes."""

    def make(chance: Chance) -> Variant:
        return _variant(chance, draw, _drawn(chance, draw, 0), is_choice=False)

    return make


def tells(right: str, text: str) -> bool:
    """Whether `text` says `right`. The indices in formulas are no numbers that could say it."""
    if "mathrm" in right:
        return right in text
    return is_told(right, _FORMULA.sub(" ", text))


def _drawn(chance: Chance, draw: Draw, slips: int) -> Worked:
    """A draw whose first hints keep the answer, with enough different wrong answers. Raises ValueError."""
    for _ in range(TRIES):
        worked = draw(chance)
        different = {text for text, _misconception in worked.slips} - {worked.right}
        if len(different) >= slips and not tells(worked.right, " ".join(worked.hints)):
            return worked
    raise ValueError("no draw had enough wrong answers and hints that keep the right one")


def _variant(chance: Chance, draw: Draw, worked: Worked, is_choice: bool) -> Variant:
    response = choice(chance, worked.right, worked.slips) if is_choice else worked.response
    if response is None:
        raise ValueError("a written answer needs a response")
    return Variant(
        statement=worked.text,
        response=response,
        hints=(*worked.hints, _twin(chance, draw, worked)),
        solution=(*worked.steps, f"Ҷавоб: {worked.right}."),
        given=worked.given,
    )


def _twin(chance: Chance, draw: Draw, worked: Worked) -> str:
    """Another draw, solved, that does not say the answer. Raises ValueError where none is found.

    What the question says itself is no secret.
    """
    is_open = tells(worked.right, worked.text)
    for _ in range(TRIES):
        twin = draw(chance)
        text = f"Супориши монанд: {twin.text}\n\nРоҳи ҳал: {' '.join(twin.steps)} Ҷавоб: {twin.right}."
        if twin.text != worked.text and (is_open or not tells(worked.right, text)):
            return text
    raise ValueError("every other draw says the answer")
