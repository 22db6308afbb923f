"""Units are read in three scripts and written in three languages."""

import pytest

from soro_tutor.domain.expression import NotReadable
from soro_tutor.domain.units import convert, label, read_quantity, read_unit

NAMES = {
    "км/соат": "km/h", "м/с²": "m/s^2", "м/с^2": "m/s^2", "кВт·соат": "kW*h", "Н·м": "N*m",
    "кв. м": "m^2",
    "метри мукааб": "m^3", "см кв": "cm^2", "метр дар сония": "m/s", "мкм": "um", "ммол": "mmol",
    "кПа": "kPa",
    "Ж": "J", "СОАТ": "h", "km/h": "km/h", "чизе": "", "": "", "м//с": "",
}  # fmt: skip
LABELS = [
    ("m/s^2", "tg", "м/с²"), ("m/s^2", "en", "m/s²"), ("kW*h", "tg", "кВт·соат"), ("km/h", "ru", "км/ч"),
    ("J", "tg", "Ҷ"), ("J", "ru", "Дж"), ("ohm", "en", "Ω"), ("cm**3", "tg", "см³"), ("percent", "tg", "%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), NAMES.items())
def test_a_unit_has_its_name(text: str, unit: str) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(("unit", "language", "text"), LABELS)
def test_a_unit_is_written_in_a_language(unit: str, language: str, text: str) -> None:
    assert label(unit, language) == text


@pytest.mark.parametrize(
    ("text", "wanted", "unit"), [("4 B", "V", "V"), ("4 B", "byte", "byte"), ("4 с", "s", "s")]
)
def test_the_unit_asked_for_decides_between_meanings(text: str, wanted: str, unit: str) -> None:
    assert read_quantity(text, wanted).unit == unit


def test_a_number_without_a_unit_has_none() -> None:
    assert (read_quantity("3,5").value, read_quantity("3,5").unit) == (3.5, "")


@pytest.mark.parametrize("text", ["м", "x м", "4 чизе", "", "2^1000 м"])
def test_what_is_no_quantity_is_not_readable(text: str) -> None:
    with pytest.raises(NotReadable):
        read_quantity(text)


def test_only_units_of_one_dimension_convert() -> None:
    assert convert(72, "km/h", "m/s") == pytest.approx(20)
    assert convert(25, "degC", "K") == pytest.approx(298.15)
    assert convert(400, "diram", "somoni") == pytest.approx(4)
    assert convert(1, "kg", "m") is None
    assert convert(1, "no_such_unit", "m") is None
