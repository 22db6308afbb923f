"""The numbers that a sentence mentions, however they are written."""

from fractions import Fraction

import pytest

from soro_tutor.domain.mention import bare, numbers, with_digits

EXACT = [
    ("**0**,**75**", "3/4"),
    ("$0{,}75$", "3/4"),
    ("$-\\dfrac{3}{4}$", "-3/4"),
    ("$1\\,000$", "1000"),
    ("$3{,}2 \\cdot 10^2$", "320"),
    ("аз се ду ҳисса", "2/3"),
    ("се тақсими чор", "3/4"),
    ("сад ва бист", "120"),
    ("манфии се", "-3"),
    ("twenty-four", "24"),
    ("двести пять", "205"),
    ("сӣ панҷ", "35"),
    ("се ҷуфт пой", "6"),
    ("7 карат 2", "14"),
    ("боби XIV", "14"),
    ("асри X", "10"),
    ("асри $IX$", "9"),
    ("Ҷавоби дуруст: III", "3"),
    ("шашто", "6"),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_a_number_is_read(text: str, value: str) -> None:
    assert Fraction(value) in {found.value for found in numbers(bare(text))}


@pytest.mark.parametrize("text", ["$x_1$", "H1", "$60 \\cdot 2$", "10 - 4"])
def test_an_index_and_a_calculation_still_to_be_done_are_no_such_number(text: str) -> None:
    assert not {Fraction(1), Fraction(120), Fraction(6), Fraction(-4)} & {
        found.value for found in numbers(bare(text))
    }


def test_number_words_become_digits() -> None:
    assert with_digits("Панҷ зарби се понздаҳ мешавад.") == "5 зарби 3 15 мешавад."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("нуқтаи C", 100),
        ("порчаи CD", 400),
        ("ҳаҷми V", 5),
        ("ду бор ҳафт чанд аст?", 14),
        ("IIX", 8),
    ],
)
def test_a_letter_and_a_question_are_no_number(text: str, value: int) -> None:
    assert Fraction(value) not in {found.value for found in numbers(bare(text))}


def test_numbers_side_by_side_are_both_read() -> None:
    assert {Fraction(30), Fraction(5), Fraction(35)} <= {found.value for found in numbers("сӣ панҷ")}
