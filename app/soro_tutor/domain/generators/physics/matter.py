"""Matter: density, pressure and floating."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import measure, measured, number, over, shown
from soro_tutor.domain.generators.physics.force import NO_GRAVITY
from soro_tutor.domain.generators.physics.motion import INVERTED, PRODUCT
from soro_tutor.domain.generators.worked import Worked

# Densities in g/cm³ as the tables of school books give them.
SOLIDS = (("алюминий", 2.7), ("оҳан", 7.8), ("мис", 8.9), ("нуқра", 10.5), ("сурб", 11.3), ("тилло", 19.3))
LIQUIDS = (
    ("об", 1000),
    ("керосин", 800),
    ("оби баҳр", 1030),
    ("спирт", 800),
    ("симоб", 13600),
    ("равғани офтобпараст", 930),
)


def density(chance: Chance) -> Worked:
    """The density in g/cm³ of a body of kilograms and cubic centimetres."""
    rho, volume = chance.choice(SOLIDS)[1], chance.randint(2, 40) * 10
    kg = rho * volume / 1000
    text = f"Ҷисми ҳаҷмаш {shown(volume, 'cm^3')} массаи {shown(kg, 'kg')} дорад. Зичии модда чанд г/см³ аст?"
    hints = (
        "Ба воҳиди ҷавоб нигаред: масса бо грамм лозим аст.",
        r"Зичӣ массаи воҳиди ҳаҷм аст: $\rho = \frac{m}{V}$.",
    )
    steps = (
        f"$m = {number(kg * 1000)}$ г.",
        rf"$\rho = \frac{{m}}{{V}} = {over(kg * 1000, volume)} = {number(rho)}$ г/см³.",
    )
    slips = (
        (kg / volume, "Шояд шумо килограммро ба грамм нагардонидед."),
        (volume / (kg * 1000), INVERTED),
        (kg * volume, PRODUCT),
        (kg * 100 / volume, "Шояд шумо як килограммро сад грамм ҳисоб кардед."),
    )
    answer = measure(kg, "kg") / measure(volume, "cm^3")
    return measured({"kg": kg, "volume": volume}, (text, hints, steps), answer, "g/cm^3", slips)


def mass(chance: Chance) -> Worked:
    """The mass in kg of a body of known substance and volume in cubic decimetres."""
    (name, rho), volume = chance.choice(SOLIDS), chance.randint(2, 40) * 5
    text = (
        f"Ҳаҷми ҷисми яклухт {shown(volume, 'cm^3')} аст. Модда: {name}, зичиаш "
        f"{shown(rho * 1000, 'kg/m^3')}. "
        "Массаи ҷисм чанд килограмм аст?"
    )
    hints = (
        "Ҳаҷмро ба метри мукааб гардонед: дар як метри мукааб як миллион сантиметри мукааб ҳаст.",
        r"Аз $\rho = \frac{m}{V}$ бармеояд: $m = \rho V$.",
    )
    steps = (
        f"$V = {over(volume, 1000000)}$ м³.",
        rf"$m = \rho V = {number(rho * 1000)} \cdot {over(volume, 1000000)} = "
        rf"{number(rho * volume / 1000)}$ кг.",
    )
    slips = (
        (rho * 1000 * volume / 100, "Шояд шумо барои ҳаҷм ҳам нисбати метр ва сантиметрро гирифтед."),
        (rho * 1000 * volume / 10000, "Шояд шумо нисбати метри квадратӣ ва сантиметри квадратиро гирифтед."),
        (rho * 1000 / volume, "Шояд шумо ба ҷойи зарб тақсим кардед."),
        (rho * volume, "Шояд шумо массаро бо грамм ёфтед."),
    )
    answer = measure(rho * 1000, "kg/m^3") * measure(volume, "cm^3")
    return measured({"rho": rho * 1000, "volume": volume}, (text, hints, steps), answer, "kg", slips)


def pressure_solid(chance: Chance) -> Worked:
    """The pressure in kPa of a body on an area of square centimetres."""
    m, area = chance.randint(2, 40) * 2, chance.choice((20, 40, 50, 80, 100, 200, 250, 400, 500))
    pascals = m * 10 / (area / 10000)
    text = (
        f"Сандуқи массааш {shown(m, 'kg')} бо масоҳати {shown(area, 'cm^2')} ба фарш такя мекунад. "
        "Фишор ба фарш чанд кПа аст? $g = 10$ м/с²."
    )
    hints = (
        "Масоҳатро ба метри квадратӣ гардонед ва қувваи фишорро ёбед.",
        r"Фишор: $p = \frac{F}{S}$, дар ин ҷо $F = m g$.",
    )
    steps = (
        f"$S = {over(area, 10000)} = {number(area / 10000)}$ м², $F = {m} \\cdot 10 = {m * 10}$ Н.",
        rf"$p = \frac{{F}}{{S}} = {over(m * 10, area / 10000)} = {number(pascals)}$ Па $= "
        rf"{number(pascals / 1000)}$ кПа.",
    )
    slips = (
        (m / (area / 10000) / 1000, NO_GRAVITY),
        (m * 10 / (area / 100) / 1000, "Шояд шумо як метри квадратиро сад сантиметри квадратӣ ҳисоб кардед."),
        (m * 10 * area / 10000, PRODUCT),
        (pascals, "Шояд шумо паскалро ба килопаскал нагардонидед."),
        (m * 10 / area, "Шояд шумо воҳиди масоҳатро нагардонидед."),
    )
    answer = measure(m, "kg") * measure(10, "m/s^2") / measure(area, "cm^2")
    return measured({"m": m, "area": area}, (text, hints, steps), answer, "kPa", slips)


def pressure_liquid(chance: Chance) -> Worked:
    """The pressure in kPa of a liquid at a depth."""
    (name, rho), depth = (
        chance.choice(LIQUIDS),
        chance.randint(2, 90) / 5,
    )
    kpa = rho * depth / 100
    text = (
        f"Дар зарфи баланд моеъ ҳаст: {name}, зичиаш {shown(rho, 'kg/m^3')}. "
        f"Фишори моеъ дар чуқурии {shown(depth, 'm')} чанд кПа аст? $g = 10$ м/с²."
    )
    hints = (
        "Фишори моеъ аз шакли зарф вобаста нест: танҳо зичӣ ва чуқурӣ лозиманд.",
        r"$p = \rho g h$, баъд паскалро ба килопаскал гардонед.",
    )
    steps = (
        rf"$p = \rho g h = {rho} \cdot 10 \cdot {number(depth)} = {number(kpa * 1000)}$ Па.",
        f"${number(kpa * 1000)}$ Па $= {number(kpa)}$ кПа.",
    )
    slips = (
        (kpa / 10, NO_GRAVITY),
        (kpa * 1000, "Шояд шумо паскалро ба килопаскал нагардонидед."),
        (rho * 10 / depth / 1000, "Шояд шумо ба чуқурӣ тақсим кардед."),
    )
    answer = measure(rho, "kg/m^3") * measure(10, "m/s^2") * measure(depth, "m")
    return measured({"rho": rho, "depth": depth}, (text, hints, steps), answer, "kPa", slips)


def archimedes(chance: Chance) -> Worked:
    """The buoyant force on a body of known volume and mass."""
    (name, rho), volume = (
        chance.choice(LIQUIDS[:4]),
        chance.choice((100, 200, 250, 400, 500, 800, 1500, 2000)),
    )
    solid = chance.choice(SOLIDS)
    newtons, weight = rho * 10 * volume / 1000000, solid[1] * volume / 100
    text = (
        f"Ҷисми яклухт (модда: {solid[0]}) бо ҳаҷми {shown(volume, 'cm^3')} ва вазни {shown(weight, 'N')} "
        f"пурра ба моеъ "
        f"ғӯтонда шуд. Моеъ: {name}, зичиаш {shown(rho, 'kg/m^3')}, $g = 10$ м/с². Қувваи Архимед чанд "
        f"нютон аст?"
    )
    hints = (
        "Қувваи Архимед ба вазни моеъе баробар аст, ки ҷисм онро аз ҷояш тела додааст.",
        r"$F = \rho g V$, ки $\rho$ зичии моеъ ва $V$ ҳаҷми қисми ғӯтондашуда аст. Ҳаҷмро бо м³ нависед.",
    )
    steps = (
        f"$V = {over(volume, 1000000)}$ м³.",
        rf"$F = \rho g V = {rho} \cdot 10 \cdot {over(volume, 1000000)} = {number(newtons)}$ Н.",
    )
    slips = (
        (weight, "Шояд шумо ба ҷойи зичии моеъ зичии ҷисмро гирифтед."),
        (newtons / 10, NO_GRAVITY),
        (weight - newtons, "Шояд шумо вазни ҷисмро дар моеъ ёфтед."),
        (newtons * 1000, "Шояд шумо ҳаҷмро ба метри мукааб дуруст нагардонидед."),
    )
    answer = measure(rho, "kg/m^3") * measure(10, "m/s^2") * measure(volume, "cm^3")
    given = {"rho": rho, "volume": volume, "weight": weight}
    return measured(given, (text, hints, steps), answer, "N", slips)
