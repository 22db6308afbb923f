"""What a solution shows is true and written as a teacher would write it, and no question is trivial."""

import math
import random
import re

import pytest

from soro_tutor.domain.claim import false_claims
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.item import Choice, Item, Number

SEEDS = range(40)
_ONE_X = re.compile(r"(?<![\d,}.])1x")


def items(name: str) -> list[Item]:
    generator = catalog.generators()[name]
    return [generator.item(random.Random(seed), seed) for seed in SEEDS]


@pytest.mark.parametrize("name", [name for name in catalog.generators() if name.startswith("phys-")])
def test_no_calculation_of_physics_is_false(name: str) -> None:
    assert not [found for item in items(name)[:10] for step in item.solution for found in false_claims(step)]


def test_a_rounded_power_is_not_called_equal() -> None:
    steps = [step for item in items("phys-electric-power") for step in item.solution]
    assert any(r"\approx" in step for step in steps)
    assert not [found for step in steps for found in false_claims(step)]


@pytest.mark.parametrize(
    "name",
    [
        "math-linear-equation",
        "math-linear-derivation",
        "math-linear-fractions",
        "math-linear-system",
        "math-linear-inequality",
    ],
)
def test_one_x_is_written_as_x(name: str) -> None:
    for item in items(name):
        assert not _ONE_X.search(" ".join((item.statement, *item.hints, *item.solution))), item.id


def test_a_root_is_not_said_twice_in_one_step() -> None:
    for item in items("math-linear-fractions"):
        assert all(len(re.findall(r"(?<!\d)x = ", step)) <= 1 for step in item.solution), item.id


def test_the_ratios_of_a_proportion_are_written_differently() -> None:
    for item in items("math-proportion"):
        for text in (item.statement, item.hints[2]):
            ratios = re.findall(r"\\frac\{(\w+)\}\{(\w+)\}", text)[:2]
            (top, bottom), (other_top, other_bottom) = ratios
            assert top != other_top, item.id
            assert bottom != other_bottom, item.id
            assert other_top != other_bottom, item.id


def test_a_difference_of_squares_has_no_common_factor_left() -> None:
    for item in items("math-difference-of-squares"):
        assert isinstance(item.response, Choice)
        right = next(option.text for option in item.response.options if option.is_right)
        for text in (right, item.hints[2]):
            first, last = re.findall(r"\((\d*)x - (\d+)\)\(", text)[-1]
            assert math.gcd(int(first or 1), int(last)) == 1, item.id


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("inf-download", "s"),
        ("math-towards", "h"),
        ("math-work", "h"),
        ("math-inverse-proportion", "day"),
        ("math-ratio-share", "somoni"),
        ("math-percent-twice", "somoni"),
        ("math-shopping", "somoni"),
    ],
)
def test_what_is_asked_for_in_a_unit_has_it(name: str, unit: str) -> None:
    for item in items(name)[:5]:
        assert isinstance(item.response, Number)
        assert item.response.unit == unit
