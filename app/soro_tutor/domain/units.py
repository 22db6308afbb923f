"""Units as learners write them in Tajik, Russian or Latin letters, and pint's names of them."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from soro_tutor.domain.expression import NotReadable, Value, parse
from soro_tutor.domain.text import LOOKALIKES, fold

MAX_VALUE = 10**200  # beyond it a float of a converted value could overflow

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
    "ohm": ("Ом", "Ом", "Ω Ом ом Ohm om"),
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
    "somoni": ("сомонӣ", "сомони", "сомони сомонй TJS с"),
    "diram": ("дирам", "дирам", "дир"),
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
    "diram",
    "rad",
    "atm",
}
_FACTOR = re.compile(r"(°\s?[CС]|[CС]°|℃|°|%|[^\W\d_⁰¹²³⁴-⁹⁻]+)\s*(?:\^\{?)?(-?\d|[²³⁻¹]+)?\}?")
_RAISED = str.maketrans("²³¹⁻", "231-")
_SUPER = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LATEX = re.compile(r"\\(?:text|mathrm|textrm)\s*\{([^{}]*)\}")
_CIRCLE = re.compile(r"\^?\{?\\circ\}?|[º˚∘]")
_DEGREES = re.compile(r"°\s+([CСcс])(?!\w)")
_PER = re.compile(r"\s+(?:дар\s+як|дар|бар|в|per)\s+", re.IGNORECASE)
_SQUARE, _CUBE = r"(?:квадрат\w*|кв)\.?", r"(?:мукааб\w*|куб\w*)\.?"
_POWERS = tuple(
    (re.compile(rf"{word}\s*([^\W\d_]+)|([^\W\d_]+)\s+{word}(?!\w)"), power)
    for word, power in ((_SQUARE, 2), (_CUBE, 3))
)
# What a short word means where the other unit is asked for: '25 градус' of a temperature, '4 с.' of money.
_MEANT = {"degC": "degree", "somoni": "s"}
# What is too short to be a unit elsewhere; the unit asked for counts as left out: '14 C', '270 гр'.
_CLIPPED = {"degC": frozenset(("с", "c", "гр", "град")), "degree": frozenset(("гр", "град"))}
_CYRILLIC = str.maketrans(LOOKALIKES)
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
    text = _LATEX.sub(r" \1", text.replace("$", "")).replace("\\%", "%")
    text = _DEGREES.sub(r"°\1", _CIRCLE.sub("°", text))
    text = text.rpartition("=")[2].rpartition("≈")[2].strip().rstrip(".;,")
    for match in _START.finditer(text):
        if match.start() and fold(text[match.start() :]) in _CLIPPED.get(unit, ()):
            return Quantity(_value(text[: match.start()]), "")
        found = read_unit(text[match.start() :], unit)
        if found and match.start():
            try:
                return Quantity(_value(text[: match.start()]), found)
            except NotReadable:
                continue
    return Quantity(_value(text), "")


def read_unit(text: str, wanted: str = "") -> str:
    """pint's name of a unit as a learner writes it: 'км/соат' is 'km/h'; '' where it is not known.

    Where a spelling may be several units, `wanted` is it if it is among them: 'B' is a byte, or волт.
    """
    text = _PER.sub("/", text.strip().strip(".").replace("·", "*").replace("⋅", "*"))
    for pattern, power in _POWERS:
        text = pattern.sub(rf"\1\2^{power}", text)
    readings = [_read_unit(text, spelling) for spelling in (_exactly, _in_cyrillic, _loosely)]
    if _MEANT.get(wanted) in readings:
        return wanted
    return wanted if wanted and wanted in readings else next((reading for reading in readings if reading), "")


def _read_unit(text: str, spelling: Callable[[str], str]) -> str:
    found: list[str] = []
    for part in re.split(r"\s*([*/])\s*|\s+", text):
        if part in (None, "*", "/"):
            found.append(part or "*")
            continue
        match = _FACTOR.fullmatch(part)
        name = spelling(match[1]) if match else ""
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
    if not -MAX_VALUE <= value <= MAX_VALUE:
        raise NotReadable("too large a number")
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
    return fold(word.translate(_CYRILLIC))


def _exactly(word: str) -> str:
    return _spellings().get(word, "")


def _in_cyrillic(word: str) -> str:
    """A spelling in look-alike letters: Latin B for В."""
    return _spellings().get(word.translate(_CYRILLIC), "")


def _loosely(word: str) -> str:
    """Without regard to case and special letters, and before an adjective: 'метри'."""
    folded = _fold(word)
    return _spellings().get(word) or _folded().get(folded) or _folded().get(folded.removesuffix("и"), "")


@functools.cache
def _registry() -> Any:
    """pint's units with its own defaults; half a second the first time."""
    import pint

    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    registry.define("somoni = [money]")
    registry.define("diram = 0.01 somoni")
    return registry
