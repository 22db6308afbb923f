"""Every generator, on 200 seeds: what it makes is a sound item, and always the same one."""

import random
from collections import defaultdict

import pytest

from soro_tutor.domain.generators import catalog
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.item import Choice, Item
from soro_tutor.domain.item_table import table_of
from soro_tutor.domain.proofreading import Flaw, FlawKind, check, texts
from soro_tutor.domain.quantity import value_of

SEEDS = range(200)
THOROUGH = 20  # every so manieth variant has its formulas tried too


def make(generator: Generator, seed: int) -> Item:
    return generator.item(random.Random(seed), seed)


@pytest.mark.parametrize("generator", catalog.generators().values(), ids=lambda it: it.name)
def test_every_variant_is_a_sound_item(generator: Generator) -> None:
    made = [make(generator, seed) for seed in SEEDS]
    constant = _constant(made)
    for item in made:
        flaws = [
            flaw for flaw in check(item, item.seed % THOROUGH == 0) if not _is_chance(item, flaw, constant)
        ]
        assert not flaws, (item.id, flaws)
        assert item.id == f"{generator.name}:{item.seed}"
        assert (item.generator, item.topic) == (generator.name, generator.topic)
        assert all(step.strip() for step in (*item.hints, *item.solution))
        if isinstance(item.response, Choice):
            _check_options(item.response)


@pytest.mark.parametrize("generator", catalog.generators().values(), ids=lambda it: it.name)
def test_a_seed_makes_the_same_item_again(generator: Generator) -> None:
    for seed in SEEDS[::40]:
        assert make(generator, seed) == make(generator, seed)
    made = [make(generator, seed) for seed in SEEDS[:20]]
    assert len({(item.statement, item.response) for item in made}) > 1


def _check_options(response: Choice) -> None:
    texts = [option.text for option in response.options]
    assert len(texts) == len(set(texts)) == 4
    (right,) = (option.text for option in response.options if option.is_right)
    value = value_of(right)
    assert value is None or [value_of(text) for text in texts].count(value) == 1


def _constant(made: list[Item]) -> set[str]:
    """The texts that are the same for different answers: they give none away, whatever number they name."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for item in made:
        for _, text in texts(table_of(item)):
            answers[text].add(_answer(item))
    return {text for text, found in answers.items() if len(found) > 1}


def _is_chance(item: Item, flaw: Flaw, constant: set[str]) -> bool:
    """Whether a text says the answer only because the answer happens to be what always stands there."""
    text = dict(texts(table_of(item))).get(flaw.field, "")
    return flaw.kind is FlawKind.SAYS_ANSWER and text in constant


def _answer(item: Item) -> str:
    if isinstance(item.response, Choice):
        return next(option.text for option in item.response.options if option.is_right)
    return repr(item.response)
