"""Heat: warming, melting, boiling and gases."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import about, measure, measured, number, over, shown, times
from soro_tutor.domain.generators.physics.force import GRAMS
from soro_tutor.domain.generators.worked import Worked

# Specific heats in J/(kg·°C), then heats of melting in kJ/kg, as the tables of school books give them.
CAPACITIES = (
    ("об", 4200),
    ("спирт", 2500),
    ("алюминий", 920),
    ("оҳан", 460),
    ("мис", 400),
    ("нуқра", 250),
    ("сурб", 140),
)
MELTING = (
    ("ях", 340),
    ("алюминий", 390),
    ("оҳан", 270),
    ("мис", 210),
    ("нуқра", 87),
    ("қалъагӣ", 59),
    ("сурб", 25),
)
ONLY_FIRST = "Шояд шумо фарқи ҳароратро не, балки ҳарорати охиринро гирифтед."
CELSIUS = "Шояд шумо ҳароратро ба келвин нагардонидед."


def heat(chance: Chance) -> Worked:
    """The heat in kJ that warms some kilograms of a substance."""
    (name, c), m = chance.choice(CAPACITIES), chance.choice((0.5, 1.5, 2, 3, 4, 5))
    t1, rise = chance.choice((10, 15, 20, 25)), chance.choice((10, 20, 30, 40, 50))
    kj = c * m * rise / 1000
    text = (
        f"Модда: {name}, массааш {shown(m, 'kg')}, гармиғунҷоиши хосаш ${c}$ Ҷ/(кг·°C). Барои аз "
        f"{shown(t1, 'degC')} "
        f"то {shown(t1 + rise, 'degC')} гарм кардани он чанд кҶ гармӣ лозим аст?"
    )
    hints = (
        "На худи ҳарорат, балки он муҳим аст, ки ҳарорат чанд дараҷа тағйир ёфт.",
        r"Миқдори гармӣ: $Q = c m (t_2 - t_1)$. Ҷоулро ба килоҷоул гардонед.",
    )
    steps = (
        f"$t_2 - t_1 = {t1 + rise} - {t1} = {rise}$ °C.",
        rf"$Q = {c} \cdot {number(m)} \cdot {rise} = {number(kj * 1000)}$ Ҷ $= {number(kj)}$ кҶ.",
    )
    slips = (
        (c * m * (t1 + rise) / 1000, ONLY_FIRST),
        (kj * 1000, "Шояд шумо ҷоулро ба килоҷоул нагардонидед."),
        (c * m * (2 * t1 + rise) / 1000, "Шояд шумо ҳароратҳоро ҷамъ кардед."),
        (c * rise / 1000, "Шояд шумо массаро ба ҳисоб нагирифтед."),
    )
    answer = measure(c, "J/(kg*delta_degC)") * measure(m, "kg") * measure(rise, "delta_degC")
    given = {"c": c, "m": m, "t1": t1, "t2": t1 + rise}
    return measured(given, (text, hints, steps), answer, "kJ", slips)


def melting(chance: Chance) -> Worked:
    """The heat in kJ that melts some grams at the melting point."""
    (name, heat_of), grams = chance.choice(MELTING), chance.randint(2, 40) * 50
    kj = heat_of * grams / 1000
    text = (
        f"Барои пурра гудохтани {shown(grams, 'g')} модда дар ҳарорати гудозиш чанд кҶ гармӣ лозим аст? "
        f"Модда: {name}, гармии хоси гудозишаш {heat_of} кҶ/кг."
    )
    hints = (
        "Ҳангоми гудозиш ҳарорат тағйир намеёбад. Массаро бо килограмм нависед.",
        r"Миқдори гармии гудозиш: $Q = \lambda m$.",
    )
    steps = (
        f"$m = {number(grams / 1000)}$ кг.",
        rf"$Q = \lambda m = {heat_of} \cdot {number(grams / 1000)} = {number(kj)}$ кҶ.",
    )
    slips = (
        (heat_of * grams, GRAMS),
        (heat_of / (grams / 1000), "Шояд шумо ба ҷойи зарб ба масса тақсим кардед."),
        (heat_of, "Шояд шумо массаро ба ҳисоб нагирифтед."),
        (heat_of * grams / 100, "Шояд шумо як килограммро сад грамм ҳисоб кардед."),
    )
    answer = measure(heat_of, "kJ/kg") * measure(grams, "g")
    return measured({"heat_of": heat_of, "grams": grams}, (text, hints, steps), answer, "kJ", slips)


def boiling(chance: Chance) -> Worked:
    """The heat in kJ that warms water to its boiling point and boils a part of it away."""
    m, t1, vapour = chance.randint(4, 12) / 2, chance.randint(1, 17) * 5, chance.randint(1, 9) / 10
    warm, boil = 4.2 * m * (100 - t1), 2300 * vapour
    text = (
        f"Оби массааш {shown(m, 'kg')} аз {shown(t1, 'degC')} то ҷӯшиш ($100$ °C) гарм шуд ва аз он "
        f"{shown(vapour, 'kg')} "
        "ба буғ табдил ёфт. Ҳамагӣ чанд кҶ гармӣ сарф шуд? $c = 4200$ Ҷ/(кг·°C), $L = 2300$ кҶ/кг."
    )
    hints = (
        "Ин ҷо ду раванд ҳаст: аввал тамоми об гарм мешавад, баъд қисме аз он буғ мешавад.",
        r"$Q = c m_1 (t_2 - t_1) + L m_2$, ки $m_2$ танҳо массаи буғ аст.",
    )
    steps = (
        rf"$Q_1 = 4{{,}}2 \cdot {number(m)} \cdot (100 - {t1}) = {number(warm)}$ кҶ.",
        rf"$Q_2 = 2300 \cdot {number(vapour)} = {number(boil)}$ кҶ.",
        f"$Q = {number(warm)} + {number(boil)} = {number(warm + boil)}$ кҶ.",
    )
    slips = (
        (warm, "Шояд шумо гармии буғшавиро ба ҳисоб нагирифтед."),
        (boil, "Шояд шумо гармии то ҷӯшиш гарм карданро ба ҳисоб нагирифтед."),
        (warm + 2300 * m, "Шояд шумо гумон кардед, ки тамоми об буғ шуд."),
        (4.2 * m * 100 + boil, ONLY_FIRST),
    )
    warming = measure(4200, "J/(kg*delta_degC)") * measure(m, "kg") * measure(100 - t1, "delta_degC")
    answer = warming + measure(2300, "kJ/kg") * measure(vapour, "kg")
    return measured({"m": m, "t1": t1, "vapour": vapour}, (text, hints, steps), answer, "kJ", slips)


def gas_pressure(chance: Chance) -> Worked:
    """The pressure of a gas of constant volume after its temperature in °C has changed."""
    t1, t2 = chance.sample((-73, 7, 27, 47, 77, 87, 127, 177, 227, 327), 2)
    p1 = chance.choice((1, 2, 3, 4)) * (t1 + 273) / 4
    p2 = p1 * (t2 + 273) / (t1 + 273)
    text = (
        f"Фишори газ дар зарфи сарбаста дар {shown(t1, 'degC')} ба {shown(p1, 'kPa')} баробар буд. "
        f"Дар {shown(t2, 'degC')} фишори он чанд кПа мешавад? Ҳаҷм тағйир намеёбад."
    )
    hints = (
        "Дар қонунҳои газ ҳарорати мутлақ лозим аст.",
        r"Ҳангоми доимӣ будани ҳаҷм: $\frac{p_1}{T_1} = \frac{p_2}{T_2}$, ки $T = t + 273$.",
    )
    steps = (
        f"$T_1 = {t1} + 273 = {t1 + 273}$ К, $T_2 = {t2} + 273 = {t2 + 273}$ К.",
        rf"$p_2 = \frac{{p_1 T_2}}{{T_1}} = {over(times(number(p1), t2 + 273), t1 + 273)} "
        rf"{about(p2)}$ кПа.",
    )
    slips = (
        (p1 * t2 / t1, CELSIUS),
        (p1 * (t1 + 273) / (t2 + 273), "Шояд шумо ҳароратҳоро иваз кардед."),
        (p1 + t2 - t1, "Шояд шумо фарқи ҳароратро ба фишор ҷамъ кардед, ҳол он ки нисбат лозим аст."),
    )
    hot, cold = measure(t2 + 273, "K"), measure(t1 + 273, "K")  # as school books round 273.15
    answer = measure(p1, "kPa") * (hot / cold)
    answer = measure(round(float(answer.to("kPa").magnitude), 2), "kPa")
    return measured({"p1": p1, "t1": t1, "t2": t2}, (text, hints, steps), answer, "kPa", slips, 0.01)


def isotherm(chance: Chance) -> Worked:
    """The pressure of a gas squeezed at constant temperature."""
    ratio, v2, p1 = chance.choice((2, 3, 4, 5)), chance.randint(2, 12), chance.randint(2, 20) * 20
    v1, p2 = v2 * ratio, p1 * ratio
    text = (
        f"Ҳаҷми газ дар ҳарорати доимӣ аз {shown(v1, 'dm^3')} то {shown(v2, 'dm^3')} кам шуд. Фишори аввал "
        f"{shown(p1, 'kPa')} буд. Фишори охирин чанд кПа аст?"
    )
    hints = (
        "Фикр кунед: вақте ки газ фишурда мешавад, фишораш меафзояд ё кам мешавад?",
        "Қонуни Бойл ва Мариотт: $p_1 V_1 = p_2 V_2$.",
    )
    steps = (
        rf"${p1} \cdot {v1} = p_2 \cdot {v2}$.",
        f"$p_2 = {over(times(p1, v1), v2)} = {p2}$ кПа.",
    )
    slips = (
        (p1 / ratio, "Шояд шумо фишору ҳаҷмро бузургиҳои мутаносиби роста ҳисоб кардед."),
        (p1 * (v1 - v2), "Шояд шумо ба фарқи ҳаҷмҳо зарб кардед."),
        (p1 + v1 - v2, "Шояд шумо фарқи ҳаҷмҳоро ба фишор ҷамъ кардед."),
        (p1, "Шояд шумо гумон кардед, ки дар ҳарорати доимӣ фишор ҳам доимӣ мемонад."),
    )
    answer = measure(p1, "kPa") * measure(v1, "dm^3") / measure(v2, "dm^3")
    return measured({"p1": p1, "v1": v1, "v2": v2}, (text, hints, steps), answer, "kPa", slips)
