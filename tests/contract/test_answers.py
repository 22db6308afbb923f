"""What a solution ends with is an answer that counts: no learner who copies it is told that it is wrong."""

import random
import re

import pytest

from soro_tutor import paths
from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.grading import Answer, grade
from soro_tutor.domain.item import Form, Item
from soro_tutor.session import proof

SEEDS = range(5)
TYPED = (Form.NUMBER, Form.SHORT)
_LAST = re.compile(r".*Ҷавоб:\s*(.+?)\s*\Z", re.DOTALL)


def written() -> list[Item]:
    packs = proof.proofread([paths.resources() / "bank"]).packs
    return [item for pack in packs for item in pack.items if item.form in TYPED]


def last_answer(item: Item) -> str:
    found = _LAST.fullmatch(item.solution[-1])
    assert found, f"{item.id}: the solution does not end with its answer"
    return found[1]


@pytest.mark.parametrize("item", written(), ids=lambda item: item.id)
def test_the_answer_of_a_written_item_grades_right(item: Item) -> None:
    answer = last_answer(item)
    assert grade(item, Answer(answer), DirectAlgebra()).is_right, answer


@pytest.mark.parametrize("generator", catalog.generators().values(), ids=lambda generator: generator.name)
def test_the_answer_of_a_generated_item_grades_right(generator: Generator) -> None:
    for seed in SEEDS:
        item = generator.item(random.Random(seed), seed)
        if item.form in TYPED:
            answer = last_answer(item)
            assert grade(item, Answer(answer), DirectAlgebra()).is_right, answer
