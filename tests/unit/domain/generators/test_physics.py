"""Every generator of physics, solved again with plain numbers and without units."""

import itertools
import re
from collections.abc import Callable, Mapping
from functools import cache
from math import isclose, pi, sqrt
from random import Random
from typing import Any

import pytest

from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.physics.catalog import GENERATORS
from soro_tutor.domain.generators.worked import is_told
from soro_tutor.domain.item import Choice, Item, Matching, Number, Order, Several, TrueFalse

VARIANTS = 200
Given = Mapping[str, Any]

SECOND: dict[str, Callable[[Given], float]] = {
    "phys-speed": lambda g: g["s"] * 60 / g["minutes"],
    "phys-time": lambda g: g["km"] * 1000 / g["v"] / 60,
    "phys-speed-units": lambda g: g["kmh"] * 5 / 18,
    "phys-average-speed": lambda g: (g["v1"] * g["t1"] + g["v2"] * g["t2"]) / (g["t1"] + g["t2"]),
    "phys-density": lambda g: g["kg"] * 1000 / g["volume"],
    "phys-mass-of-volume": lambda g: g["rho"] * g["volume"] / 1e6,
    "phys-hooke": lambda g: g["force"] * 100 / g["cm"],
    "phys-friction": lambda g: g["mu"] * g["m"] * 10,
    "phys-pressure-solid": lambda g: g["m"] * 100 / g["area"],
    "phys-pressure-liquid": lambda g: g["rho"] * g["depth"] / 100,
    "phys-archimedes": lambda g: g["rho"] * g["volume"] / 1e5,
    "phys-work": lambda g: g["m"] * g["h"] / 100,
    "phys-power": lambda g: g["kj"] * 1000 / 60 / g["minutes"],
    "phys-lever": lambda g: g["load"] / (g["long"] / g["short"]),
    "phys-efficiency": lambda g: 100 * g["useful"] / g["spent"],
    "phys-kinetic-energy": lambda g: g["tonnes"] * (g["kmh"] / 3.6) ** 2 / 2,
    "phys-potential-energy": lambda g: g["grams"] * g["h"] / 100,
    "phys-heat": lambda g: g["c"] * g["m"] * (g["t2"] - g["t1"]) / 1000,
    "phys-melting": lambda g: g["heat_of"] * g["grams"] / 1000,
    "phys-boiling": lambda g: 4.2 * g["m"] * (100 - g["t1"]) + 2300 * g["vapour"],
    "phys-charge": lambda g: g["i"] * g["minutes"] * 60,
    "phys-ohm-law": lambda g: g["u"] * 1000 / g["milli"],
    "phys-series": lambda g: g["u"] / (g["r1"] + g["r2"]),
    "phys-parallel": lambda g: g["r1"] * g["r2"] / (g["r1"] + g["r2"]),
    "phys-electric-power": lambda g: g["u"] * (g["u"] / g["r"]),
    "phys-electric-energy": lambda g: g["watts"] / 1000 * g["hours"] * g["days"],
    "phys-lens": lambda g: g["d"] * g["f"] / (g["d"] + g["f"]),
    "phys-acceleration": lambda g: (g["v"] - g["v0"]) / 3.6 / g["t"],
    # The way as speed in the middle of the time, times the time.
    "phys-accelerated-way": lambda g: (g["v0"] + g["a"] * g["t"] / 2) * g["t"],
    "phys-fall-height": lambda g: g["g"] * g["t"] / 2 * g["t"],
    # The height of the fall is the mean speed times the time.
    "phys-fall-speed": lambda g: 10 * sqrt(g["h"] / 5),
    "phys-newton-second": lambda g: g["force"] * 1000 / g["grams"],
    "phys-circular": lambda g: g["v"] * g["v"] / g["r"],
    "phys-momentum": lambda g: g["grams"] * g["kmh"] / 3600,
    "phys-collision": lambda g: g["v"] / (1 + g["m2"] / g["m1"]),
    "phys-pendulum": lambda g: 2 * pi / sqrt(9.8 / (g["cm"] / 100)),
    "phys-wave": lambda g: g["v"] / g["f"],
    "phys-echo": lambda g: g["v"] * g["t"] / 2,
    "phys-neutrons": lambda g: (g["a"] - g["z"]) * g["nuclei"],
    "phys-isotherm": lambda g: g["p1"] * g["v1"] / g["v2"],
    "phys-gas-pressure": lambda g: g["p1"] / (g["t1"] + 273) * (g["t2"] + 273),
    "phys-coulomb": lambda g: 90 * g["q1"] * g["q2"] / g["cm"] ** 2,
    "phys-capacitor": lambda g: g["micro"] * g["u"],
    "phys-full-circuit": lambda g: g["emf"] / (g["outer"] + g["inner"]),
    "phys-transformer": lambda g: g["u1"] / g["n1"] * g["n2"],
    "phys-refractive-index": lambda g: 300 / g["v"],
    "phys-photon": lambda g: 0.414 * g["f"],
    "phys-half-life": lambda g: g["start"] / 2 ** (g["total"] / g["days"]),
}
COMPUTED = [generator for generator in GENERATORS if generator.name in SECOND]
BY_NAME = {generator.name: generator for generator in GENERATORS}


def number_of(text: str) -> float:
    found = re.search(r"\d+(?:\{,\}\d+)?", text)
    assert found
    return float(found.group().replace("{,}", "."))


def answer_of(item: Item) -> float:
    if isinstance(item.response, Number):
        return float(item.response.value)
    assert isinstance(item.response, Choice)
    return next(number_of(option.text) for option in item.response.options if option.is_right)


def metres_per_second(text: str) -> float:
    return number_of(text.split(": ")[-1]) / (3.6 if "соат" in text else 1)


@cache
def drawn(name: str) -> list[tuple[Item, Given]]:
    generator = BY_NAME[name]
    return [
        (generator.item(Random(seed), seed), generator.make(Random(seed)).given) for seed in range(VARIANTS)
    ]


def test_every_generator_is_solved_again() -> None:
    others = {"phys-speed-pairs", "phys-speed-order", "phys-floating", "phys-weight-claim"}
    assert {*SECOND, *others} == set(BY_NAME)


@pytest.mark.parametrize("generator", COMPUTED, ids=lambda generator: generator.name)
def test_a_second_route_gives_the_answer_and_no_wrong_answer(generator: Generator) -> None:
    for item, given in drawn(generator.name):
        right = answer_of(item)
        near = max(0.006 / right, 1e-5)  # some answers are rounded to the hundredth
        assert isclose(SECOND[generator.name](given), right, rel_tol=near), item.statement
        if isinstance(item.response, Choice):
            assert len({number_of(option.text) for option in item.response.options}) == 4
        else:
            assert isinstance(item.response, Number)
            wrong = [float(answer.text) for answer in item.response.wrong]
            assert len(set(wrong)) == len(wrong) > 0
            assert all(abs(slip - right) > item.response.tolerance * right for slip in wrong)


@pytest.mark.parametrize("generator", COMPUTED, ids=lambda generator: generator.name)
def test_hints_keep_the_answer_and_the_solution_ends_with_it(generator: Generator) -> None:
    for item, _given in drawn(generator.name):
        right = item.solution[-1].removeprefix("Ҷавоб: ")
        assert isclose(number_of(right), answer_of(item))
        assert not any(is_told(right, hint) for hint in item.hints)


def test_speeds_are_matched_with_equal_speeds() -> None:
    for item, _given in drawn("phys-speed-pairs"):
        response = item.response
        assert isinstance(response, Matching)
        for left, place in zip(response.left, response.pairs, strict=True):
            equal = [
                i for i, text in enumerate(response.right) if isclose(number_of(text), number_of(left) / 3.6)
            ]
            assert equal == [place]


def test_the_order_goes_from_the_slowest_to_the_fastest() -> None:
    for item, _given in drawn("phys-speed-order"):
        assert isinstance(item.response, Order)
        speeds = [metres_per_second(part) for part in item.response.parts]
        assert all(slow < fast for slow, fast in itertools.pairwise(speeds))


def test_what_is_less_dense_than_the_liquid_floats() -> None:
    for item, given in drawn("phys-floating"):
        assert isinstance(item.response, Several)
        is_afloat = [option.is_right for option in item.response.options]
        assert is_afloat == [density * 1000 < given["rho"] for density in given["bodies"]]
        assert any(is_afloat)
        assert len({option.text for option in item.response.options}) == 5


def test_a_claim_on_gravity_is_judged_rightly() -> None:
    verdicts = set()
    for item, given in drawn("phys-weight-claim"):
        assert isinstance(item.response, TrueFalse)
        assert item.response.is_true == isclose(given["grams"] / 100, given["claimed"])
        verdicts.add(item.response.is_true)
    assert verdicts == {True, False}
