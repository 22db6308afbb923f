"""Solutions: mass fraction, dilution, molar concentration and pH."""

from math import log10

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.chemistry.amount import INVERTED, WITHOUT_INDICES, bare_mass
from soro_tutor.domain.generators.chemistry.substance import (
    SOLUBLE,
    Substance,
    mass_step,
    molar_mass,
    rounded,
)
from soro_tutor.domain.generators.measured import about, measure, measured, number, over, shown, times
from soro_tutor.domain.generators.worked import Worked

SOLUTION = "Массаи маҳлул ҳосили ҷамъи массаи моддаи ҳалшуда ва массаи об аст."


def share(chance: Chance) -> Worked:
    """The mass fraction of a solution of some grams in some grams of water."""
    substance = chance.choice(SOLUBLE)
    percent, whole = chance.randint(2, 18), chance.choice((50, 100, 150, 200, 250, 300, 400, 500))
    solute = percent * whole / 100
    water = whole - solute
    text = (
        f"Дар {shown(water, 'g')} об {shown(solute, 'g')} {substance.shown} ҳал карданд. Ҳиссаи массавии "
        "моддаи ҳалшуда дар маҳлул чанд фоиз аст?"
    )
    hints = (
        SOLUTION,
        r"$w = \frac{m_{1}}{m} \cdot 100\%$: $m_{1}$ массаи моддаи ҳалшуда, $m$ массаи маҳлул аст.",
    )
    steps = (
        f"$m = {number(solute)} + {number(water)} = {whole}$ г.",
        rf"$w = {over(solute, whole)} \cdot 100\% = {percent}\%$.",
    )
    slips = (
        (solute / water * 100, "Шояд шумо ба массаи об тақсим кардед, на ба массаи маҳлул."),
        (water / whole * 100, "Шояд шумо ҳиссаи обро ёфтед."),
        (whole / solute, INVERTED),
    )
    answer = measure(solute, "g") / (measure(solute, "g") + measure(water, "g"))
    return measured({"solute": solute, "water": water}, (text, hints, steps), answer, "percent", slips, 0.01)


def dilution(chance: Chance) -> Worked:
    """The mass fraction after water is added."""
    substance, first = chance.choice(SOLUBLE), chance.choice((5, 8, 10, 12, 15, 16, 18, 20, 24))
    mass, times_more = (
        chance.choice((40, 50, 80, 100, 120, 150, 200, 250)),
        chance.choice((1.25, 1.5, 2, 2.5, 4)),
    )
    water = mass * (times_more - 1)
    solute, whole = mass * first / 100, mass + water
    text = (
        f"Ба {shown(mass, 'g')} маҳлули ${first}$-фоизаи {substance.shown} {shown(water, 'g')} об илова "
        "карданд. Ҳиссаи массавии модда дар маҳлули нав чанд фоиз шуд?"
    )
    hints = (
        "Фикр кунед, ки ҳангоми илова кардани об чӣ тағйир меёбад ва чӣ бетағйир мемонад.",
        "Массаи моддаи ҳалшуда бетағйир мемонад; онро ба массаи маҳлули нав тақсим кунед.",
    )
    near = about(solute / whole * 100)
    steps = (
        rf"Массаи моддаи ҳалшуда: ${times(mass, first / 100)} = {number(solute)}$ г.",
        f"Массаи маҳлули нав: ${number(mass)} + {number(water)} = {number(whole)}$ г.",
        rf"$w = {over(solute, whole)} \cdot 100\% {near}\%$.",
    )
    slips = (
        (solute / water * 100, "Шояд шумо танҳо ба массаи оби иловашуда тақсим кардед."),
        (first * times_more, "Шояд шумо ҳисоб кардед, ки маҳлул ғализтар шуд."),
        (first, "Шояд шумо оби иловашударо ба ҳисоб нагирифтед."),
        (first * (times_more - 1), "Шояд шумо ҳиссаи аввалро ба ҳиссаи об зарб кардед."),
        (solute, "Шояд шумо массаи моддаро (бо грамм) ҳамчун фоиз навиштед."),
    )
    answer = measure(round(solute / whole * 100, 2), "percent")
    given = {"first": first, "mass": mass, "water": water}
    return measured(given, (text, hints, steps), answer, "percent", slips, 0.01)


def concentration(chance: Chance) -> Worked:
    """The molar concentration of some grams in some millilitres of solution."""
    substance = chance.choice(SOLUBLE)
    c, litres = (
        chance.choice((0.1, 0.2, 0.25, 0.4, 0.5, 1, 1.5, 2)),
        chance.choice((0.1, 0.2, 0.25, 0.4, 0.5, 0.8)),
    )
    per_mole = molar_mass(substance.formula)
    mass = c * litres * per_mole
    text = (
        f"Дар {shown(litres * 1000, 'mL')} маҳлул {shown(mass, 'g')} {substance.shown} ҳаст. Консентратсияи "
        f"молярии маҳлул чанд мол/л аст? {rounded(substance.formula)}"
    )
    hints = (
        "Массаро ба мол ва ҳаҷми маҳлулро ба литр гардонед.",
        r"$n = \frac{m}{M}$, баъд $c = \frac{n}{V}$.",
    )
    steps = (
        mass_step(substance.formula),
        rf"$n = {over(mass, per_mole)} = {number(c * litres)}$ мол, $V = {number(litres)}$ л.",
        rf"$c = {over(c * litres, litres)} = {number(c)}$ мол/л.",
    )
    slips = (
        (c / 1000, "Шояд шумо миллилитрро ба литр нагардонидед."),
        (mass / litres, "Шояд шумо массаро ба мол нагардонидед."),
        (c * litres, "Шояд шумо танҳо миқдори моддаро ёфтед ва ба ҳаҷм тақсим накардед."),
        (c * litres * litres, "Шояд шумо ба ҳаҷм зарб кардед."),
        (mass / bare_mass(substance.formula) / litres, WITHOUT_INDICES),
    )
    answer = measure(mass, "g") / measure(per_mole, "g/mol") / measure(litres, "L")
    given = {"formula": substance.formula, "mass": mass, "litres": litres}
    return measured(given, (text, hints, steps), answer, "mol/L", slips, 0.01)


# Strong acids and bases, and how many ions of hydrogen or hydroxide one formula gives. The second step of
# sulfuric acid counts as whole, as school books take it.
ACIDS = (
    (Substance("HCl", "кислотаи хлорид"), 1),
    (Substance("HNO3", "кислотаи нитрат"), 1),
    (Substance("HBr", "кислотаи бромид"), 1),
    (Substance("H2SO4", "кислотаи сулфат"), 2),
)
BASES = (
    (Substance("NaOH", "гидроксиди натрий"), 1),
    (Substance("KOH", "гидроксиди калий"), 1),
    (Substance("Ba(OH)2", "гидроксиди барий"), 2),
)


def ph(chance: Chance) -> Worked:
    """The pH of a strong acid or base at 25 °C, fully dissociated, from its moles and volume."""
    is_acid, power = chance.random() < 0.5, chance.choice((1, 2, 3, 4))
    substance, ions = chance.choice(ACIDS if is_acid else BASES)
    litres = chance.choice((0.2, 0.4, 0.5, 2, 4, 5, 8))
    c = 10**-power / ions
    value = power if is_acid else 14 - power
    ion = r"\mathrm{H^{+}}" if is_acid else r"\mathrm{OH^{-}}"
    text = (
        f"Дар {shown(litres, 'L')} маҳлул {shown(c * litres, 'mol')} {substance.shown} ҳаст. pH-и маҳлул дар "
        "$25$ °C чанд аст? Моддаро пурра диссотсиатсияшуда ҳисоб кунед."
    )
    hints = (
        f"Аввал консентратсияи ионҳоро (${ion}$) ёбед; бинед, ки аз як воҳиди формулавӣ чанд чунин ион "
        "ҳосил мешавад.",
        r"$\mathrm{pH} = -\lg [\mathrm{H^{+}}]$."
        if is_acid
        else r"$\mathrm{pOH} = -\lg [\mathrm{OH^{-}}]$, ҳосили ҷамъи pH ва pOH дар $25$ °C доимист.",
    )
    last = (
        rf"$\mathrm{{pH}} = -\lg {number(ions * c)} = {power}$."
        if is_acid
        else rf"$\mathrm{{pOH}} = -\lg {number(ions * c)} = {power}$, "
        rf"$\mathrm{{pH}} = 14 - {power} = {value}$."
    )
    steps = (
        rf"$c = {over(c * litres, litres)} = {number(c)}$ мол/л.",
        rf"$[{ion}] = {times(ions, c)} = {number(ions * c)}$ мол/л.",
        last,
    )
    return measured(
        {"is_acid": is_acid, "ions": ions, "moles": c * litres, "litres": litres},
        (text, hints, steps),
        measure(value, ""),
        "1",
        _ph_slips(value, c, ions, litres, is_acid),
        0.005,
    )


def _ph_slips(value: int, c: float, ions: int, litres: float, is_acid: bool) -> tuple[tuple[float, str], ...]:
    def slipped(concentration: float) -> float:
        found = -log10(concentration)
        return round(found if is_acid else 14 - found, 2)

    return (
        (14 - value, "Шояд шумо pH ва pOH-ро иваз кардед."),
        (slipped(c), "Шояд шумо шумораи ионҳоро дар формула ба ҳисоб нагирифтед."),
        (slipped(c * ions * litres), "Шояд шумо миқдори моддаро ба ҳаҷми маҳлул тақсим накардед."),
        (value + 1, "Шояд шумо шумораи нолҳоро хато шумурдед."),
    )
