"""Amounts: molar mass, moles, masses, particles, gas volumes, shares of elements, simplest formulas."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import gcd

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.chemistry.substance import (
    COMPOUNDS,
    ELEMENTS,
    GASES,
    MASSES,
    MOLECULAR,
    counts,
    listed,
    mass_step,
    molar_mass,
    rounded,
    written,
)
from soro_tutor.domain.generators.measured import measure, measured, number, over, shown, times
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer

MOLES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 0.8, 1.5, 2, 2.5, 3, 4, 5)
STP = "Дар шароити муқаррарӣ $1$ мол газ $22{,}4$ л ҳаҷм дорад."
LITRES = 22.4
WITHOUT_INDICES = "Шояд шумо индексҳои формуларо ба ҳисоб нагирифтед."
PRODUCT = "Шояд шумо ба ҷойи тақсим зарб кардед."
QUOTIENT = "Шояд шумо ба ҷойи зарб тақсим кардед."
INVERTED = "Шояд шумо тақсимшаванда ва тақсимкунандаро иваз кардед."


def bare_mass(formula: str) -> float:
    """The slip of whoever takes each element of a formula once."""
    return sum(MASSES[symbol] for symbol in counts(formula))


def molar(chance: Chance) -> Worked:
    """The molar mass of a compound."""
    from molmass import ELEMENTS as TABLE  # only here: the window opens without it

    substance = chance.choice(COMPOUNDS)
    atoms, right = counts(substance.formula), molar_mass(substance.formula)
    last, number_of_last = list(atoms.items())[-1]
    slips = (
        (
            molar_mass(re.sub(r"\)\d+", ")", substance.formula)),
            "Шояд шумо индекси баъди қавсро ба ҳисоб нагирифтед.",
        ),
        (bare_mass(substance.formula), WITHOUT_INDICES),
        (
            sum(TABLE[symbol].number * count for symbol, count in atoms.items()),
            "Шояд шумо ба ҷойи массаи атомӣ рақами тартибии унсурро гирифтед.",
        ),
        (right - MASSES[last] * number_of_last, "Шояд шумо яке аз унсурҳоро фаромӯш кардед."),
        (
            sum(MASSES[symbol] + count * (count > 1) for symbol, count in atoms.items()),
            "Шояд шумо индексро зарб накарда, ҷамъ кардед.",
        ),
    )
    text = f"Массаи молярии {substance.shown} чанд г/мол аст? {rounded(substance.formula)}"
    hints = (
        "Бинед, ки дар формула аз ҳар унсур чанд атом ҳаст; қавсро ҳам ба назар гиред.",
        "Массаи атомии ҳар унсурро ба шумораи атомҳои он зарб карда, натиҷаҳоро ҷамъ кунед.",
    )
    steps = (mass_step(substance.formula),)
    answer = measure(right, "g/mol")
    return measured({"formula": substance.formula}, (text, hints, steps), answer, "g/mol", slips)


def moles(chance: Chance) -> Worked:
    """The amount of a substance of a known mass."""
    substance, n = chance.choice(COMPOUNDS), chance.choice(MOLES)
    per_mole = molar_mass(substance.formula)
    mass = n * per_mole
    text = f"{shown(mass, 'g')} {substance.shown} чанд мол аст? {rounded(substance.formula)}"
    hints = ("Аввал массаи як моли моддаро ёбед.", r"$n = \frac{m}{M}$.")
    steps = (
        mass_step(substance.formula),
        rf"$n = \frac{{m}}{{M}} = {over(mass, per_mole)} = {number(n)}$ мол.",
    )
    slips = (
        (mass / bare_mass(substance.formula), WITHOUT_INDICES),
        (mass * per_mole, PRODUCT),
        (per_mole / mass, INVERTED),
    )
    answer = measure(mass, "g") / measure(per_mole, "g/mol")
    return measured(
        {"formula": substance.formula, "mass": mass}, (text, hints, steps), answer, "mol", slips, 0.01
    )


def mass(chance: Chance) -> Worked:
    """The mass of some moles of a substance."""
    substance, n = chance.choice(COMPOUNDS), chance.choice(MOLES)
    per_mole = molar_mass(substance.formula)
    text = f"Массаи {shown(n, 'mol')} {substance.shown} чанд грамм аст? {rounded(substance.formula)}"
    hints = (
        "Массаи як молро ёбед ва бинед, ки шумораи молҳо аз як зиёд аст ё кам.",
        r"$m = n \cdot M$.",
    )
    steps = (
        mass_step(substance.formula),
        rf"$m = n \cdot M = {times(n, per_mole)} = {number(n * per_mole)}$ г.",
    )
    slips = (
        (n * bare_mass(substance.formula), WITHOUT_INDICES),
        (per_mole / n, QUOTIENT),
        (per_mole, "Шояд шумо массаи танҳо як молро ёфтед."),
        (per_mole + n, "Шояд шумо ба ҷойи зарб ҷамъ кардед."),
    )
    answer = measure(n, "mol") * measure(per_mole, "g/mol")
    return measured({"formula": substance.formula, "n": n}, (text, hints, steps), answer, "g", slips)


def particles(chance: Chance) -> Worked:
    """How many molecules some moles of a molecular substance have; Avogadro's number is 6.02·10²³."""
    substance, n = chance.choice((*GASES, *MOLECULAR)), chance.choice(MOLES[1:])
    atoms = sum(counts(substance.formula).values())
    text = (
        f"Дар {shown(n, 'mol')} {substance.shown} чанд молекула ҳаст? "
        r"$N_A = 6{,}02 \cdot 10^{23}$ мол$^{-1}$."
    )
    hints = (
        "Ба ёд оред, ки дар як моли ҳар модда шумораи молекулаҳо якхела аст.",
        r"$N = n \cdot N_A$.",
    )
    right = power_of_ten(Decimal(str(n)))
    steps = (rf"$N = n \cdot N_A = {number(n)} \cdot 6{{,}}02 \cdot 10^{{23}} = {right}$.",)
    wrong = (
        (Decimal(str(n)) * atoms, "Шояд шумо молекулаҳоро не, балки атомҳоро шумурдед."),
        (1 / Decimal(str(n)), QUOTIENT),
        (Decimal(1), "Шояд шумо миқдори моддаро ба ҳисоб нагирифтед."),
        (Decimal(str(n)) / 10, "Шояд шумо нишондиҳандаи дараҷаи даҳро хато навиштед."),
    )
    return Worked(
        given={"formula": substance.formula, "n": n},
        text=text,
        hints=hints,
        steps=steps,
        right=f"${right}$",
        slips=tuple((f"${power_of_ten(share)}$", said) for share, said in wrong),
    )


def power_of_ten(share: Decimal) -> str:
    """`share` of Avogadro's number as the school writes it: a number from 1 to 10 and a power of ten."""
    many = share * Decimal("6.02")
    power = many.adjusted()
    return rf"{number(float(many.scaleb(-power)))} \cdot 10^{{{23 + power}}}"


def gas_volume(chance: Chance) -> Worked:
    """The volume at STP of a gas of a known mass."""
    gas, n = chance.choice(GASES), chance.choice(MOLES)
    per_mole = molar_mass(gas.formula)
    mass = n * per_mole
    text = (
        f"{shown(mass, 'g')} {gas.shown} дар шароити муқаррарӣ чанд литр ҳаҷм дорад? {STP} "
        f"{rounded(gas.formula)}"
    )
    hints = (
        "Ҳаҷми газ ба миқдори модда вобаста аст: аввал массаро ба мол гардонед.",
        r"$n = \frac{m}{M}$, баъд $V = n \cdot V_m$.",
    )
    steps = (
        mass_step(gas.formula),
        rf"$n = {over(mass, per_mole)} = {number(n)}$ мол.",
        rf"$V = n \cdot V_m = {times(n, LITRES)} = {number(n * LITRES)}$ л.",
    )
    slips = (
        (mass * LITRES, "Шояд шумо массаро ба мол нагардонидед."),
        (LITRES / n, QUOTIENT),
        (mass / bare_mass(gas.formula) * LITRES, WITHOUT_INDICES),
        (mass / LITRES, "Шояд шумо массаро ба ҳаҷми молярӣ тақсим кардед."),
    )
    answer = measure(mass, "g") / measure(per_mole, "g/mol") * measure(LITRES, "L/mol")
    return measured({"formula": gas.formula, "mass": mass}, (text, hints, steps), answer, "L", slips, 0.01)


def gas_mass(chance: Chance) -> Worked:
    """The mass of a gas of a known volume at STP."""
    gas, n = chance.choice(GASES), chance.choice(MOLES)
    per_mole, volume = molar_mass(gas.formula), n * LITRES
    text = (
        f"{shown(volume, 'L')} {gas.shown} дар шароити муқаррарӣ чанд грамм масса дорад? {STP} "
        f"{rounded(gas.formula)}"
    )
    hints = (
        "Аз ҳаҷми газ аввал миқдори моддаро ёбед.",
        r"$n = \frac{V}{V_m}$, баъд $m = n \cdot M$.",
    )
    steps = (
        rf"$n = {over(volume, LITRES)} = {number(n)}$ мол.",
        mass_step(gas.formula),
        rf"$m = {times(n, per_mole)} = {number(n * per_mole)}$ г.",
    )
    slips = (
        (volume * per_mole, "Шояд шумо ҳаҷмро ба мол нагардонидед."),
        (n * bare_mass(gas.formula), WITHOUT_INDICES),
        (per_mole / n, QUOTIENT),
        (volume / per_mole, "Шояд шумо ҳаҷмро ба массаи молярӣ тақсим кардед."),
    )
    answer = measure(volume, "L") / measure(LITRES, "L/mol") * measure(per_mole, "g/mol")
    return measured({"formula": gas.formula, "volume": volume}, (text, hints, steps), answer, "g", slips)


def element_share(chance: Chance) -> Worked:
    """The mass fraction of an element in a compound, to a tenth of a per cent."""
    substance = chance.choice(COMPOUNDS)
    atoms, per_mole = counts(substance.formula), molar_mass(substance.formula)
    symbol = chance.choice(list(atoms))
    part = MASSES[symbol] * atoms[symbol]
    share = round(part / per_mole * 100, 1)
    text = (
        f"Ҳиссаи массавии {ELEMENTS[symbol]} дар {substance.shown} чанд фоиз аст? "
        f"То даҳяки фоиз яклухт кунед. {rounded(substance.formula)}"
    )
    hints = (
        "Бинед, ки дар формула чанд атоми ин унсур ҳаст ва массаи ҳамаи онҳоро ёбед.",
        r"$w = \frac{k \cdot A_r}{M_r} \cdot 100\%$, ки $k$ шумораи атомҳои унсур аст.",
    )
    steps = (
        mass_step(substance.formula),
        rf"$w(\mathrm{{{symbol}}}) = {over(part, per_mole)} \cdot 100\% \approx {number(share)}\%$.",
    )
    slips = (
        (MASSES[symbol] / per_mole * 100, "Шояд шумо индекси унсурро ба ҳисоб нагирифтед."),
        (atoms[symbol] / sum(atoms.values()) * 100, "Шояд шумо шумораи атомҳоро ба ҷойи масса гирифтед."),
        (100 - share, "Шояд шумо ҳиссаи унсурҳои дигарро ёфтед."),
        (MASSES[symbol] / bare_mass(substance.formula) * 100, WITHOUT_INDICES),
        (part / (per_mole - part) * 100, "Шояд шумо ба массаи унсурҳои дигар тақсим кардед."),
    )
    near = tuple((round(slip, 1), said) for slip, said in slips if slip < 100)
    return measured(
        {"formula": substance.formula, "symbol": symbol},
        (text, hints, steps),
        measure(share, "percent"),
        "percent",
        near,
        0.01,
    )


SIMPLEST = listed(
    "CH4 C3H8 CO2 CO SO2 SO3 P2O5 Fe2O3 FeO Al2O3 NO2 N2O NH3 CuO Cu2O MgO Cr2O3 MnO2 SiO2 FeS FeS2 PH3 "
    "FeCl3 AlCl3 CCl4 CaCO3 Na2CO3 Na2SO4 CuSO4 KNO3 KClO3 KMnO4 H2SO4 HNO3 CH2O C2H6O"
)


def simplest(chance: Chance) -> Worked:
    """The simplest formula of a compound from the masses of its elements in a sample."""
    formula, k = chance.choice(SIMPLEST), chance.choice((0.1, 0.2, 0.3, 0.4, 0.5, 1.5, 2, 2.5))
    atoms = counts(formula)
    masses = {symbol: k * count * MASSES[symbol] for symbol, count in atoms.items()}
    listed = ", ".join(f"{ELEMENTS[symbol]} — {shown(mass, 'g')}" for symbol, mass in masses.items())
    text = (
        f"Дар намунаи модда ҳаст: {listed}. Соддатарин формулаи моддаро ёбед ва рамзи унсурҳоро бо ҳамин "
        f"тартиб нависед. {rounded(formula)}"
    )
    steps = (
        *(
            rf"$n(\mathrm{{{symbol}}}) = {over(mass, MASSES[symbol])} = {number(k * atoms[symbol])}$ мол."
            for symbol, mass in masses.items()
        ),
        f"Ҳамаро ба ${number(k)}$ тақсим мекунем: ${' : '.join(str(count) for count in atoms.values())}$.",
    )
    slips = {
        joined(atoms, [1] * len(atoms)): "Шояд шумо нисбати молҳоро ба формула нагузаронидед.",
        joined(atoms, list(atoms.values())[::-1]): "Шояд шумо индексҳоро ҷо ба ҷо иваз кардед.",
        joined(atoms, whole_ratio(list(masses.values()))): "Шояд шумо массаҳоро ба мол нагардонидед.",
    }
    slips.pop(formula, None)
    return Worked(
        given={"masses": masses, "formula": formula},
        text=text,
        hints=(
            "Нисбати массаҳо ҳанӯз нисбати атомҳо нест: массаи атомҳои гуногун фарқ мекунад.",
            r"Миқдори моддаи ҳар унсурро ёбед: $n = \frac{m}{M}$; баъд ҳамаро ба хурдтаринашон тақсим кунед.",
        ),
        steps=steps,
        right=f"${written(formula)}$",
        response=Short((formula,), wrong=tuple(WrongAnswer(slip, said) for slip, said in slips.items())),
    )


def joined(symbols: Iterable[str], numbers: Iterable[int]) -> str:
    """A plain formula of symbols and their indices."""
    pairs = zip(symbols, numbers, strict=True)
    return "".join(symbol + (str(number) if number > 1 else "") for symbol, number in pairs)


def whole_ratio(values: list[float]) -> list[int]:
    """The smallest whole numbers in the ratio of the values, which have at most three decimals."""
    whole = [int(Fraction(f"{value:.3f}") * 1000) for value in values]
    return [value // gcd(*whole) for value in whole]
