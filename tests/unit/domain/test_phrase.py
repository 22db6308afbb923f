"""Words are compared as a teacher would, and numbers in words are numbers."""

import pytest

from soro_tutor.domain.phrase import are_alike, has_words, is_same_line, is_spelt, number_of, with_digits

ALIKE = [
    ("хукук", "ҳуқуқ"), ("Н₂О", "H2O"), ("cop", "сор"), ("-ҳо", "ҳо"), ("un", "un-"), ("бисту панҷ", "25"),
    ("25", "бисту панҷ"), ("соли 1991", "1991"), ("SO₄²⁻", "SO4^2-"), ("тоҷикй", "тоҷикӣ"), ("1 000", "1000"),
]  # fmt: skip
OTHER = [
    ("Cl", "Cl-"),
    ("102", "10²"),
    ("-25", "25"),
    ("додан", "ҷавоб додан"),
    ("кон", "кор"),
    ("5-6", "-1"),
]
DIGITS = {
    "панҷ метр": "5 метр", "минус ҳафт": "-7", "ним": "1/2", "якуним": "3/2", "дую ним соат": "5/2 соат",
    "аз панҷ ду": "2/5", "Ҷавоб: чор": "4", "манфии се": "-3", "чизе": "чизе", "нисфи соат": "1/2 соат",
}  # fmt: skip


@pytest.mark.parametrize(("text", "known"), ALIKE)
def test_what_means_the_same_is_alike(text: str, known: str) -> None:
    assert are_alike(text, known)


@pytest.mark.parametrize(("text", "known"), OTHER)
def test_what_means_another_thing_is_not(text: str, known: str) -> None:
    assert not are_alike(text, known)


@pytest.mark.parametrize(("text", "digits"), DIGITS.items())
def test_a_number_in_words_is_put_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


def test_only_letters_that_are_seen_make_a_spelling() -> None:
    assert is_spelt("Ҳуқуқ.", "ҳуқуқ")
    assert not is_spelt("хукук", "ҳуқуқ")


def test_a_span_of_numbers_is_no_number() -> None:
    assert number_of("1991-1992") is None
    assert number_of("1991") == 1991


def test_signs_alone_are_no_words() -> None:
    assert has_words("5")
    assert not has_words("?! …")


@pytest.mark.parametrize("line", ["x=4", "4 = x", "x = 8 : 2 = 4", "х=4."])
def test_a_line_ends_alike_however_it_is_typed(line: str) -> None:
    assert is_same_line(line, "x = 4")
    assert not is_same_line(line, "x = 5")
