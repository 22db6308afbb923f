"""Units as learners write them in Tajik, Russian or Latin letters, and pint's names of them."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from soro_tutor.domain.expression import NotReadable, Value, parse

# pint's name: how it is written in Tajik, in Russian, and what else is met. English writes pint's own name.
_UNITS: dict[str, tuple[str, str, str]] = {
    "m": ("м", "м", "метр метра метров"),
    "s": ("с", "с", "сек сония сонияҳо секунд секунда sec"),
    "g": ("г", "г", "гр грамм граммов"),
    "t": ("т", "т", "тонна тонн"),
    "L": ("л", "л", "литр литров l"),
    "min": ("дақ", "мин", "дақиқа дақ минут минута мин daq"),
    "h": ("соат", "ч", "соат час часов часа соатҳо hour"),
    "day": ("рӯз", "сут", "рӯз сутки сут день дней day days d"),
    "year": ("сол", "год", "сол лет год years"),
    "N": ("Н", "Н", "нютон ньютон"),
    "J": ("Ҷ", "Дж", "Ж Дж Ч ҷоул джоуль жоул"),
    "W": ("Вт", "Вт", "ватт"),
    "Pa": ("Па", "Па", "паскал паскаль"),
    "Hz": ("Гс", "Гц", "Гс Гц герц ҳертс"),
    "V": ("В", "В", "волт вольт"),
    "A": ("А", "А", "ампер"),
    "ohm": ("Ом", "Ом", "Ω Ом ом Ohm"),
    "C": ("Кл", "Кл", "кулон"),
    "F": ("Ф", "Ф", "фарад"),
    "T": ("Тл", "Тл", "тесла"),
    "Wb": ("Вб", "Вб", "вебер"),
    "H": ("Гн", "Гн", "ҳенри генри"),
    "K": ("К", "К", "келвин кельвин"),
    "mol": ("мол", "моль", "мол моль"),
    "eV": ("эВ", "эВ", ""),
    "ha": ("га", "га", "гектар"),
    "degC": ("°C", "°C", "°С ℃ C° С° degC"),
    "degree": ("°", "°", "градус дараҷа градусов deg"),
    "percent": ("%", "%", "фоиз процент процентов foiz"),
    "bit": ("бит", "бит", "битҳо bits"),
    "byte": ("байт", "байт", "байтҳо B bytes"),
    "atm": ("атм", "атм", "атмосфера"),
    "hp": ("қ.а.", "л. с.", ""),
    "rad": ("рад", "рад", "радиан"),
    "somoni": ("сомонӣ", "сомони", "сомони сомонй TJS"),
}
_PREFIXES: dict[str, tuple[str, str]] = {
    "k": ("к", "кило"),
    "c": ("с", "санти"),
    "d": ("д", "дети деци"),
    "m": ("м", "милли"),
    "M": ("М", "мега"),
    "G": ("Г", "гига"),
    "u": ("мк", "микро"),
    "µ": ("мк", "микро"),
    "n": ("н", "нано"),
    "p": ("п", "пико"),
    "h": ("г", "гекто"),
}
_UNPREFIXED = {
    "min",
    "h",
    "day",
    "year",
    "degC",
    "degree",
    "percent",
    "ha",
    "t",
    "hp",
    "somoni",
    "rad",
    "atm",
}
_FACTOR = re.compile(r"(°\s?[CС]|[CС]°|℃|°|%|[^\W\d_⁰¹²³⁴-⁹⁻]+)\s*(?:\^\{?)?(-?\d|[²³⁻¹]+)?\}?")
_RAISED = str.maketrans("²³¹⁻", "231-")
_SUPER = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LATEX = re.compile(r"\\(?:text|mathrm|textrm)\s*\{([^{}]*)\}")
_START = re.compile(r"[°%℃]|[^\W\d_⁰¹²³⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with pint's name of its unit, '' where none was written."""

    value: Value
    unit: str


def label(unit: str, language: str = "tg") -> str:
    """How pint's `unit` is written in a language: 'm/s^2' is 'м/с²' in Tajik and 'm/s²' in English."""

    def written(match: re.Match[str]) -> str:
        power = (match[2] or "").translate(_SUPER)
        return _name(match[1], language) + power

    return re.sub(r"([^\W\d_]+)(?:(?:\*\*|\^)(-?\d))?", written, unit).replace("*", "·").replace(" ", "")


def read_quantity(text: str, unit: str = "") -> Quantity:
    """The number of `text` with the unit behind it; `unit` decides between units of one spelling.

    Raises NotReadable where it is no number with a unit.
    """
    text = _LATEX.sub(r" \1", text.replace("$", "")).replace("^{\\circ}", "°").replace("^\\circ", "°")
    text = text.replace("\\%", "%").rpartition("=")[2].rpartition("≈")[2].strip().rstrip(".;,")
    for match in _START.finditer(text):
        found = read_unit(text[match.start() :])
        if found == "degree" and unit == "degC":
            found = unit  # '25 градус' of a temperature
        if found and match.start():
            try:
                return Quantity(_value(text[: match.start()]), found)
            except NotReadable:
                continue
    return Quantity(_value(text), "")


def read_unit(text: str) -> str:
    """pint's name of a unit as a learner writes it: 'км/соат' is 'km/h'; '' where it is not known."""
    text = text.strip().strip(".").replace("·", "*").replace("⋅", "*")
    parts = re.split(r"\s*([*/])\s*|\s+", text)
    found: list[str] = []
    for part in parts:
        if part in (None, "*", "/"):
            found.append(part or "*")
            continue
        match = _FACTOR.fullmatch(part)
        name = _pint_name(match[1]) if match else ""
        if match is None or not name:
            return ""
        power = (match[2] or "").translate(_RAISED)
        found.append(f"{name}^{power}" if power else name)
    return "".join(found)


def convert(value: float, unit: str, to: str) -> float | None:
    """`value` of pint's `unit` in the unit `to`; None where they are of different dimensions or unknown."""
    import pint

    try:
        return float(_registry().Quantity(value, unit).to(to).magnitude)
    except (pint.PintError, ValueError, ArithmeticError, AttributeError):
        return None


def _value(text: str) -> Value:
    value = parse(text).value()
    if value is None:
        raise NotReadable("an unknown")
    return value


def _name(unit: str, language: str) -> str:
    """One factor of a unit in a language."""
    place = {"tg": 0, "ru": 1}.get(language)
    if place is None:
        return {"ohm": "Ω", "degC": "°C", "degree": "°", "percent": "%"}.get(unit, unit)
    if unit in _UNITS:
        return _UNITS[unit][place]
    prefix, rest = unit[:1], unit[1:]
    if prefix in _PREFIXES and rest in _UNITS:
        return _PREFIXES[prefix][0] + _UNITS[rest][place]
    return unit


@functools.cache
def _spellings() -> dict[str, str]:
    """Every way of writing a unit, with pint's name."""
    found: dict[str, str] = {}
    for name, (tajik, russian, others) in _UNITS.items():
        for word in (name, tajik, russian, *others.split()):
            found.setdefault(word, name)
            if name in _UNPREFIXED:
                continue
            for prefix, (letter, syllables) in _PREFIXES.items():
                found.setdefault(prefix + word, prefix + name)
                found.setdefault(letter + word, prefix + name)
                for syllable in syllables.split():
                    found.setdefault(syllable + word, prefix + name)
    return found


@functools.cache
def _folded() -> dict[str, str]:
    """The same without regard to case, special letters, and Cyrillic letters that look Latin."""
    found: dict[str, str] = {}
    for word, name in _spellings().items():
        found.setdefault(_fold(word), name)
    return found


def _fold(word: str) -> str:
    from soro_tutor.domain.text import LOOKALIKES, fold

    return fold(word.translate({ord(latin): letter for latin, letter in LOOKALIKES.items()}))


def _pint_name(word: str) -> str:
    word = word.replace(" ", "")
    return _spellings().get(word) or _folded().get(_fold(word), "")


@functools.cache
def _registry() -> Any:
    """pint's units with its own defaults; half a second the first time."""
    import pint

    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    registry.define("somoni = [money]")
    return registry
