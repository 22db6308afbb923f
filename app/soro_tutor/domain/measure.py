"""The units of school by kind and size, for the sentences of the model: one is the other's thousandth.

domain/units.py knows far more by pint, which takes too long to load for the gate.
"""

import re
from fractions import Fraction

# Names in Tajik, in Russian and in pint's way; sizes in the kind's first.
_SIZES: dict[str, tuple[tuple[str, Fraction], ...]] = {
    "length": (
        ("м метр m", Fraction(1)),
        ("км километр km", Fraction(1_000)),
        ("дм дециметр детсиметр dm", Fraction(1, 10)),
        ("см сантиметр cm", Fraction(1, 100)),
        ("мм миллиметр mm", Fraction(1, 1_000)),
    ),
    "mass": (
        ("г грамм g", Fraction(1)),
        ("кг килограмм kg", Fraction(1_000)),
        ("т тонна t", Fraction(1_000_000)),
        ("мг миллиграмм mg", Fraction(1, 1_000)),
    ),
    "time": (
        ("с сония секунда s", Fraction(1)),
        ("мин дақ дақиқа минута min", Fraction(60)),
        ("соат ч час h", Fraction(3_600)),
    ),
    "force": (("Н нютон ньютон N", Fraction(1)), ("кН килонютон kN", Fraction(1_000))),
    "energy": (("Ҷ Дж ҷоул джоуль J", Fraction(1)), ("кҶ кДж килоҷоул kJ", Fraction(1_000))),
    "power": (("Вт ватт W", Fraction(1)), ("кВт киловатт kW", Fraction(1_000))),
    "pressure": (("Па паскал Pa", Fraction(1)), ("кПа килопаскал kPa", Fraction(1_000))),
    "current": (("А ампер A", Fraction(1)), ("мА миллиампер mA", Fraction(1, 1_000))),
    "voltage": (("В волт V", Fraction(1)), ("кВ киловолт kV", Fraction(1_000))),
    "resistance": (("Ом ohm", Fraction(1)), ("кОм kohm", Fraction(1_000))),
    "money": (("сомонӣ сомони somoni", Fraction(1)), ("дирам diram", Fraction(1, 100))),
}
_LITRES = {"л": 1, "литр": 1, "L": 1, "мл": 1_000, "миллилитр": 1_000, "mL": 1_000}  # in a litre
_UNITS = {
    name: (kind, 1, size) for kind, sizes in _SIZES.items() for names, size in sizes for name in names.split()
} | {name: ("length", 3, Fraction(1, 1_000 * count)) for name, count in _LITRES.items()}
_POWER = re.compile(r"([^\W\d_]+?)(?:\*\*|\^)?([23²³])?")
_POWERS = {None: 1, "2": 2, "²": 2, "3": 3, "³": 3}

NAME = "(?:{})[²³]?".format("|".join(sorted(_UNITS, key=len, reverse=True)))
UNIT = rf"{NAME}(?:/{NAME})?(?:ро|и)?"

Kind = tuple[tuple[str, int], ...]


def size_of(unit: str) -> tuple[Kind, Fraction] | None:
    """The kind of a unit ('км/соат', 'см²', 'km/h') and its size within the kind; None of an unknown one."""
    kinds: list[tuple[str, int]] = []
    whole = Fraction(1)
    for place, part in enumerate(unit.split("/")):
        match = _POWER.fullmatch(part.strip())
        known = match and (_UNITS.get(match[1]) or _UNITS.get(match[1].removesuffix("ро").removesuffix("и")))
        if not (match and known):
            return None
        kind, dimension, size = known
        sign = -1 if place else 1
        power = _POWERS[match[2]]
        kinds.append((kind, sign * dimension * power))
        whole *= size ** (sign * power)
    return tuple(kinds), whole
