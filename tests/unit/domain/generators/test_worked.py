"""Draws that become variants: no hint tells the answer, and what cannot be drawn is said."""

from collections.abc import Callable
from random import Random

import pytest

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.worked import Worked, is_told, one_of_four, written
from soro_tutor.domain.item import Choice, Number


def sums(hint: str = "Ҷамъ кунед.", slips: int = 3, response: bool = True) -> Callable[[Chance], Worked]:
    def draw(chance: Chance) -> Worked:
        a = chance.randint(20, 40)
        wrong = tuple((f"${a + 100 + slip}$", "Шояд шумо хато кардед.") for slip in range(slips))
        number = Number(str(a + 50)) if response else None
        return Worked(
            {"a": a}, f"${a} + 50$", (hint, hint), (f"${a} + 50 = {a + 50}$.",), f"${a + 50}$", wrong, number
        )

    return draw


def test_the_third_hint_solves_another_draw() -> None:
    variant = written(sums())(Random(1))
    assert variant.statement not in variant.hints[2]
    assert str(int(str(variant.given["a"])) + 50) not in variant.hints[2]
    assert variant.solution[-1] == f"Ҷавоб: ${int(str(variant.given['a'])) + 50}$."


def test_a_choice_has_three_wrong_options() -> None:
    response = one_of_four(sums())(Random(1)).response
    assert isinstance(response, Choice)
    assert len({option.text for option in response.options}) == 4


@pytest.mark.parametrize(
    "make",
    [
        one_of_four(sums(slips=2)),
        written(sums(response=False)),
        written(sums(hint=" ".join(str(number) for number in range(70, 91)))),
        written(lambda chance: Worked({}, "$1 + 1$", ("", ""), (), "$2$", (), Number("2"))),
    ],
    ids=["too few wrong answers", "no response", "hints that tell", "no other draw"],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[Chance], object]) -> None:
    with pytest.raises(ValueError, match=r"draw|response"):
        make(Random(1))


@pytest.mark.parametrize(
    ("right", "text", "is_it"),
    [
        ("$12$ км", "$12$ соат", True),
        ("$12$ км", "$112$ ва $12{,}5$", False),
        ("$3{,}5$", "$3{,}5$", True),
        ("$3{,}5$", "$3$ ва $5$", False),
        ("бит", "як бит", True),
    ],
)
def test_an_answer_is_told_by_its_number(right: str, text: str, is_it: bool) -> None:
    assert is_told(right, text) is is_it
