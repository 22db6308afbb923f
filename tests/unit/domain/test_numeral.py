"""Tajik number words are found and spelt."""

from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.numeral import read_numerals, spell


@given(st.integers(0, 999_999))
def test_what_is_spelt_is_read_again(number: int) -> None:
    assert [found[2] for found in read_numerals(spell(number))] == [number]


def test_folded_words_and_ordinals_count() -> None:
    assert read_numerals("панч себ ва сеюм") == [(0, 4, 5), (12, 16, 3)]


def test_numbers_side_by_side_stay_apart() -> None:
    assert [found[2] for found in read_numerals("ду се")] == [2, 3]
