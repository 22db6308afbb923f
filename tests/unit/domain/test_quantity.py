"""Texts that mean the same number."""

from fractions import Fraction

import pytest

from soro_tutor.domain.quantity import value_of


@pytest.mark.parametrize("text", ["0,5", "0.5", "1/2", r"$\frac{1}{2}$", "$0{,}5$", " 0,50 ", "+0.5"])
def test_a_half_is_a_half_however_it_is_written(text: str) -> None:
    assert value_of(text) == (Fraction(1, 2), "")


@pytest.mark.parametrize("text", ["5 м", r"$5\,\text{м}$", "5,0 м", r"$5$ м"])
def test_a_unit_goes_with_its_number(text: str) -> None:
    assert value_of(text) == (5, "м")


def test_a_minus_of_any_kind_counts() -> None:
    assert value_of("−3") == value_of("-3") == (-3, "")


@pytest.mark.parametrize("text", ["", "нютон", "1/0", "5/", "$x + 1$", "м 5"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert value_of(text) is None
