"""Units of one kind are known by their sizes."""

from fractions import Fraction

import pytest

from soro_tutor.domain.measure import size_of


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("км", "м", Fraction(1000)),
        ("м/с", "км/соат", Fraction(18, 5)),
        ("м²", "см2", Fraction(10_000)),
        ("л", "дм³", Fraction(1)),
        ("g/cm**3", "кг/м³", Fraction(1000)),
        ("соат", "дақиқа", Fraction(60)),
    ],
)
def test_one_unit_is_so_many_of_another(one: str, other: str, ratio: Fraction) -> None:
    first, second = size_of(one), size_of(other)
    assert first is not None
    assert second is not None
    assert (first[0], first[1] / second[1]) == (second[0], ratio)


@pytest.mark.parametrize("unit", ["", "/", "савол", "км/", "°C"])
def test_another_word_is_no_unit(unit: str) -> None:
    assert size_of(unit) is None
