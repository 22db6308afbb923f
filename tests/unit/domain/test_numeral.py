"""Tajik number words are found and spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.numeral import read_numerals, read_roman, spell


@given(st.integers(0, 999_999))
def test_what_is_spelt_is_read_again(number: int) -> None:
    assert [found[2] for found in read_numerals(spell(number))] == [number]


def test_folded_words_and_ordinals_count() -> None:
    assert read_numerals("панч себ ва сеюм") == [(0, 4, 5), (12, 16, 3)]


def test_numbers_side_by_side_stay_apart() -> None:
    assert [found[2] for found in read_numerals("ду се")] == [2, 3]


def test_tens_and_ones_may_stand_without_a_link_where_that_is_forgiven() -> None:
    assert [found[2] for found in read_numerals("сӣ панҷ")] == [30, 5]
    assert [found[2] for found in read_numerals("си панч", is_loose=True)] == [35]
    assert [found[2] for found in read_numerals("ҳазор нӯҳсад навад як", is_loose=True)] == [1991]
    assert [found[2] for found in read_numerals("сӣ-панҷ", is_loose=True)] == [30, 5]
    assert [found[2] for found in read_numerals("ду се, даҳ панҷ", is_loose=True)] == [2, 3, 10, 5]


def test_what_a_number_counts_may_be_written_with_it() -> None:
    assert read_numerals("шашто пой") == [(0, 3, 6)]
    assert read_numerals("ҳаждаҳсолагӣ") == [(0, 6, 18)]
    assert read_numerals("дуто") == [(0, 2, 2)]
    assert not read_numerals("сато")


@pytest.mark.parametrize(("text", "value"), [("X", 10), ("ХІ", 11), ("MCMXCI", 1991), ("IV", 4)])
def test_a_roman_numeral_is_read(text: str, value: int) -> None:
    assert read_roman(text) == value


@pytest.mark.parametrize("text", ["", "IIX", "VX", "x", "ABC", "10"])
def test_what_is_no_roman_numeral_is_none(text: str) -> None:
    assert read_roman(text) == 0
