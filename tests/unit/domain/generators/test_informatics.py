"""Every generator of informatics, solved again by running, counting and Python's own conversions."""

import contextlib
import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from ipaddress import ip_interface
from itertools import pairwise, product
from random import Random
from typing import Any

import pytest

from soro_tutor.domain.generators.informatics.catalog import GENERATORS
from soro_tutor.domain.item import Choice, Item, Matching, Number, Order, Short, TrueFalse

VARIANTS = 200
Given = Mapping[str, Any]
BY_NAME = {generator.name: generator for generator in GENERATORS}


def printed(item: Item) -> str:
    """What the program in the statement prints."""
    program = re.search(r"```python\n(.*?)\n```", item.statement, re.DOTALL)
    assert program
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(program.group(1), {})
    return out.getvalue().strip()


def in_python(formula: str) -> str:
    words = (("НЕ", " not "), ("ВА", " and "), ("Ё", " or "))
    for tajik, python in words:
        formula = formula.replace(tajik, python)
    return formula.strip()


def rows_true(given: Given) -> int:
    rows = [dict(zip(given["names"], row, strict=True)) for row in product((False, True), repeat=3)]
    return sum(bool(eval(in_python(given["formula"]), {}, row)) for row in rows)


def every_password(given: Given) -> int:
    count = 1
    for _place in range(given["length"]):
        count = sum(count for _sign in range(given["signs"]))
    return count


def picture_kilobytes(given: Given) -> float:
    bits = 0
    while 2**bits < given["colours"]:
        bits += 1
    return given["width"] * given["height"] * (bits / 8) / 1024


SECOND: dict[str, Callable[[Item, Given], object]] = {
    "inf-units": lambda item, g: g["n"] << 10,
    "inf-branch": lambda item, g: printed(item),
    "inf-to-binary": lambda item, g: bin(g["n"])[2:],
    "inf-from-binary": lambda item, g: int(g["digits"], 2),
    "inf-to-hexadecimal": lambda item, g: hex(int(g["digits"], 2))[2:].upper(),
    "inf-binary-sum": lambda item, g: bin(int(g["a"], 2) + int(g["b"], 2))[2:],
    "inf-text-size": lambda item, g: g["pages"] * g["lines"] * g["signs"] * {8: 1, 16: 2}[g["bits"]],
    "inf-picture-size": lambda item, g: int(picture_kilobytes(g)),
    "inf-remainders": lambda item, g: printed(item),
    "inf-for-loop": lambda item, g: printed(item),
    "inf-while-loop": lambda item, g: printed(item),
    "inf-download": lambda item, g: round(g["size"] / (g["speed"] / 8)),
    "inf-truth-table": lambda item, g: rows_true(g),
    "inf-network": lambda item, g: (
        ip_interface(f"{g['address']}/255.255.255.{g['mask']}").network.network_address
    ),
    "inf-passwords": lambda item, g: every_password(g),
}


def bare(text: str) -> str:
    """An option without LaTeX, base and unit."""
    return re.sub(r"\\text\{(\w+)\}", r"\1", text.replace("$", "")).split("_")[0].split(" ")[0]


def answer_of(item: Item) -> str:
    match item.response:
        case Number(value=value):
            return value
        case Short(accepted=accepted):
            return accepted[0]
        case Choice(options=options):
            return next(bare(option.text) for option in options if option.is_right)
        case _:
            raise AssertionError(item.response)


def wrong_of(item: Item) -> list[str]:
    match item.response:
        case Number(wrong=wrong) | Short(wrong=wrong):
            return [answer.text for answer in wrong]
        case Choice(options=options):
            return [bare(option.text) for option in options if not option.is_right]
        case _:
            raise AssertionError(item.response)


@cache
def drawn(name: str) -> list[tuple[Item, Given]]:
    generator = BY_NAME[name]
    return [
        (generator.item(Random(seed), seed), generator.make(Random(seed)).given) for seed in range(VARIANTS)
    ]


def test_every_generator_is_solved_again() -> None:
    assert {*SECOND, "inf-number-pairs", "inf-logic-value", "inf-sorting"} == set(BY_NAME)


@pytest.mark.parametrize("name", SECOND)
def test_a_second_route_gives_the_answer_and_no_wrong_answer(name: str) -> None:
    for item, given in drawn(name):
        right, wrong = answer_of(item), wrong_of(item)
        assert str(SECOND[name](item, given)) == right, item.statement
        assert right not in wrong
        assert len(set(wrong)) == len(wrong) > 0


@pytest.mark.parametrize("name", SECOND)
def test_hints_keep_the_answer_and_the_solution_ends_with_it(name: str) -> None:
    for item, _given in drawn(name):
        right = answer_of(item)
        assert bare(item.solution[-1].removeprefix("Ҷавоб: ").rstrip(".").replace("`", "")) == right
        assert all(right not in re.findall(r"[0-9A-F.]+", hint.replace("{,}", ".")) for hint in item.hints)


def test_decimals_are_matched_with_equal_hexadecimals() -> None:
    for item, _given in drawn("inf-number-pairs"):
        assert isinstance(item.response, Matching)
        right = [int(bare(text), 16) for text in item.response.right]
        assert len(set(right)) == 5
        assert [right[i] for i in item.response.pairs] == [int(bare(text)) for text in item.response.left]


def test_an_expression_is_true_as_python_finds_it() -> None:
    verdicts = set()
    for item, given in drawn("inf-logic-value"):
        assert isinstance(item.response, TrueFalse)
        values = {"A": given["x"] > given["low"], "B": given["x"] < given["high"], "C": given["x"] % 2 == 0}
        assert item.response.is_true == bool(eval(in_python(given["formula"]), {}, values))
        verdicts.add(item.response.is_true)
    assert verdicts == {True, False}


def test_every_state_of_the_sorting_puts_one_more_number_in_its_place() -> None:
    for item, given in drawn("inf-sorting"):
        assert isinstance(item.response, Order)
        states = [[int(n) for n in part.split(", ")] for part in item.response.parts]
        assert states[0] == list(given["numbers"])
        assert states[-1] == sorted(states[0])
        placed = [
            next((i for i, (a, b) in enumerate(zip(state, states[-1], strict=True)) if a != b), 5)
            for state in states
        ]
        assert all(a < b for a, b in pairwise(placed))
        for state, following in pairwise(states):
            assert sum(a != b for a, b in zip(state, following, strict=True)) == 2
