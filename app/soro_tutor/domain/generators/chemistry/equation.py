"""Equations of reactions: coefficients, masses and volumes by an equation, yield and heat."""

from collections.abc import Iterator

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.chemistry.amount import INVERTED, LITRES, STP
from soro_tutor.domain.generators.chemistry.reaction import (
    REACTIONS,
    Reaction,
    coefficients,
    scheme,
)
from soro_tutor.domain.generators.chemistry.reaction import (
    shown as equation,
)
from soro_tutor.domain.generators.chemistry.substance import (
    GASES,
    counts,
    mass_step,
    molar_mass,
    rounded,
    written,
)
from soro_tutor.domain.generators.measured import measure, measured, number, over, shown, times
from soro_tutor.domain.generators.worked import Worked

BALANCE = (
    "Аввал унсуреро баробар кунед, ки дар ҳар ду тараф танҳо дар як модда ҳаст; гидроген ва "
    "оксигенро баъдтар.",
    "Қонуни бақои масса: шумораи атомҳои ҳар унсур пеш аз реаксия ва баъд аз он баробар аст.",
)
TIMES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 1.5, 2)
GAS = {gas.formula for gas in GASES}
WITHOUT_COEFFICIENTS = "Шояд шумо зарибҳои муодиларо ба ҳисоб нагирифтед."
RATIO_INVERTED = "Шояд шумо нисбати зарибҳоро чаппа гирифтед."


def spoiled(reaction: Reaction) -> Iterator[tuple[tuple[int, ...], str]]:
    """Coefficients that do not balance a reaction, each with the misconception that leads to them."""
    right = coefficients(reaction)
    cut = len(reaction.left)
    yield (1,) * len(right), "Шояд шумо атомҳоро баробар накарда, танҳо нақшаи реаксияро навиштед."
    for place, value in enumerate(right):
        if value > 1:
            side = "моддаи аввала" if place < cut else "маҳсул"
            said = (
                f"Шояд шумо пеши яке аз формулаҳо зариб гузоштанро фаромӯш кардед: {side}ро бори "
                "дигар шуморед."
            )
            yield (*right[:place], 1, *right[place + 1 :]), said
    if cut > 1 and right[0] != right[1]:
        yield (right[1], right[0], *right[2:]), "Шояд шумо зарибҳои ду моддаро ҷо ба ҷо иваз кардед."
    yield (*right[:-1], right[-1] + 1), "Шояд шумо атомҳои маҳсули охиринро хато шумурдед."
    yield (right[0] + 1, *right[1:]), "Шояд шумо атомҳои моддаи якумро хато шумурдед."


def atom_steps(reaction: Reaction) -> tuple[str, ...]:
    """The steps that show the balanced equation."""
    return (
        f"Нақшаи реаксия: {scheme(reaction)}.",
        f"Бо интихоби зарибҳо шумораи атомҳои ҳар унсурро баробар мекунем: {equation(reaction)}.",
        f"Санҷиш, шумораи атомҳо дар ҳар тараф: {', '.join(_totals(reaction))}.",
    )


def _totals(reaction: Reaction) -> Iterator[str]:
    sides = dict(zip(reaction.left, coefficients(reaction), strict=False))
    for symbol in dict.fromkeys(symbol for formula in reaction.left for symbol in counts(formula)):
        total = sum(number * counts(formula).get(symbol, 0) for formula, number in sides.items())
        yield rf"$\mathrm{{{symbol}}}$ — ${total}$"


def balance(chance: Chance) -> Worked:
    """Which of four equations is balanced."""
    reaction = chance.choice(REACTIONS)
    slips = tuple((equation(reaction, numbers), said) for numbers, said in spoiled(reaction))
    return Worked(
        given={"reaction": reaction},
        text=f"Барои реаксияи {scheme(reaction)} кадом муодила дуруст баробар карда шудааст?",
        hints=BALANCE,
        steps=atom_steps(reaction),
        right=equation(reaction),
        slips=slips,
    )


def coefficient(chance: Chance) -> Worked:
    """The coefficient before one formula."""
    reaction = chance.choice(REACTIONS)
    formula = chance.choice(reaction.formulas)
    numbers = coefficients(reaction)
    text = (
        f"Муодиларо бо зарибҳои хурдтарини бутун баробар кунед: {scheme(reaction)}. Зариби пеши "
        f"${written(formula)}$ чанд аст?"
    )
    slips = [
        (float(other), "Шояд шумо зариби моддаи дигарро навиштед ё атомҳоро хато шумурдед.")
        for other in sorted(set(numbers))
    ]
    slips.append((1 + max(numbers), "Шояд шумо атомҳои яке аз моддаҳоро хато шумурдед."))
    answer = measure(reaction.coefficient(formula), "")
    given = {"reaction": reaction, "formula": formula}
    return measured(given, (text, BALANCE, atom_steps(reaction)), answer, "1", slips)


def coefficient_sum(chance: Chance) -> Worked:
    """The sum of all coefficients."""
    reaction = chance.choice(REACTIONS)
    numbers = coefficients(reaction)
    text = (
        f"Муодиларо бо зарибҳои хурдтарини бутун баробар кунед: {scheme(reaction)}. Ҳосили ҷамъи "
        "ҳамаи зарибҳо "
        "чанд аст? Зариби навишташуда набошад, як ҳисоб мешавад."
    )
    total = sum(numbers)
    slips = (
        (sum(value for value in numbers if value > 1), "Шояд шумо зарибҳои ба як баробарро ҷамъ накардед."),
        (sum(numbers[: len(reaction.left)]), "Шояд шумо танҳо зарибҳои тарафи чапро ҷамъ кардед."),
        (sum(numbers[len(reaction.left) :]), "Шояд шумо танҳо зарибҳои тарафи ростро ҷамъ кардед."),
        (len(numbers), "Шояд шумо муодиларо баробар накардед."),
        (total * 2, "Шояд шумо зарибҳои хурдтарини бутунро нагирифтед."),
    )
    steps = (*atom_steps(reaction), f"${' + '.join(map(str, numbers))} = {total}$.")
    return measured({"reaction": reaction}, (text, BALANCE, steps), measure(total, ""), "1", slips)


def _ratio_step(reaction: Reaction, one: str, other: str, n: float) -> str:
    a, b = reaction.coefficient(one), reaction.coefficient(other)
    if a == b:
        return f"$n({written(other)}) = n({written(one)}) = {number(n)}$ мол."
    return (
        rf"$n({written(other)}) = {over(b, a)} \cdot n({written(one)}) = {over(b, a)} \cdot {number(n)} = "
        rf"{number(n * b / a)}$ мол."
    )


def _moles_step(formula: str, mass: float) -> str:
    per_mole = molar_mass(formula)
    return rf"$n({written(formula)}) = {over(mass, per_mole)} = {number(mass / per_mole)}$ мол."


BY_EQUATION = (
    "Массаҳоро бевосита муқоиса накунед: аввал массаи моддаи додашударо ба мол гардонед.",
    "Зарибҳои муодила нисбати миқдори моддаҳоро (бо мол) нишон медиҳанд.",
)


def product_mass(chance: Chance) -> Worked:
    """The mass of a product from the mass of a reagent."""
    reaction, k = chance.choice(REACTIONS), chance.choice(TIMES)
    one, other = chance.choice(reaction.left), chance.choice(reaction.right)
    a, b = reaction.coefficient(one), reaction.coefficient(other)
    mass, answer_mass = k * a * molar_mass(one), k * b * molar_mass(other)
    text = (
        f"Аз рӯйи муодилаи {equation(reaction)} аз {shown(mass, 'g')} ${written(one)}$ чанд грамм "
        f"${written(other)}$ ҳосил мешавад? {rounded(one, other)}"
    )
    steps = (
        mass_step(one),
        _moles_step(one, mass),
        _ratio_step(reaction, one, other, k * a),
        mass_step(other),
        rf"$m({written(other)}) = {times(k * b, molar_mass(other))} = {number(answer_mass)}$ г.",
    )
    slips = (
        (k * a * molar_mass(other), WITHOUT_COEFFICIENTS),
        (k * a * a / b * molar_mass(other), RATIO_INVERTED),
        (mass, "Шояд шумо массаи маҳсулро ба массаи моддаи аввала баробар ҳисоб кардед."),
        (mass * b / a, "Шояд шумо зарибҳоро ба масса татбиқ кардед, на ба мол."),
        (k * b * molar_mass(one), "Шояд шумо массаи молярии моддаи дигарро гирифтед."),
        (k * b, "Шояд шумо миқдори моддаро (бо мол) ҳамчун масса навиштед."),
    )
    answer = (
        measure(mass, "g") / measure(molar_mass(one), "g/mol") * b / a * measure(molar_mass(other), "g/mol")
    )
    given = {"reaction": reaction, "one": one, "other": other, "mass": mass}
    return measured(given, (text, BY_EQUATION, steps), answer, "g", slips)


WITH_GAS = tuple(reaction for reaction in REACTIONS if set(reaction.right) & GAS)


def product_volume(chance: Chance) -> Worked:
    """The volume at STP of a gas that a reagent of a known mass gives."""
    reaction, k = chance.choice(WITH_GAS), chance.choice(TIMES)
    one = chance.choice(reaction.left)
    gas = chance.choice([formula for formula in reaction.right if formula in GAS])
    a, b = reaction.coefficient(one), reaction.coefficient(gas)
    mass = k * a * molar_mass(one)
    text = (
        f"Аз рӯйи муодилаи {equation(reaction)} аз {shown(mass, 'g')} ${written(one)}$ дар шароити "
        "муқаррарӣ чанд "
        f"литр ${written(gas)}$ ҳосил мешавад? {STP} {rounded(one)}"
    )
    steps = (
        mass_step(one),
        _moles_step(one, mass),
        _ratio_step(reaction, one, gas, k * a),
        rf"$V = n \cdot V_m = {times(k * b, LITRES)} = {number(k * b * LITRES)}$ л.",
    )
    slips = (
        (k * a * LITRES, WITHOUT_COEFFICIENTS),
        (k * a * a / b * LITRES, RATIO_INVERTED),
        (mass * LITRES, "Шояд шумо массаро ба мол нагардонидед."),
        (k * b * molar_mass(gas), "Шояд шумо ба ҷойи ҳаҷм массаи газро ёфтед."),
    )
    answer = measure(mass, "g") / measure(molar_mass(one), "g/mol") * b / a * measure(LITRES, "L/mol")
    given = {"reaction": reaction, "one": one, "gas": gas, "mass": mass}
    return measured(given, (text, BY_EQUATION, steps), answer, "L", slips, 0.01)


def yielded(chance: Chance) -> Worked:
    """The yield of a reaction, in per cent of the mass that the equation promises."""
    reaction, k, percent = chance.choice(REACTIONS), chance.choice(TIMES), 5 * chance.randint(10, 19)
    one, other = chance.choice(reaction.left), chance.choice(reaction.right)
    a, b = reaction.coefficient(one), reaction.coefficient(other)
    mass, promised = k * a * molar_mass(one), k * b * molar_mass(other)
    real = promised * percent / 100
    text = (
        f"Аз рӯйи муодилаи {equation(reaction)} аз {shown(mass, 'g')} ${written(one)}$ дар амал "
        f"{shown(real, 'g')} "
        f"${written(other)}$ гирифтанд. Баромади маҳсул чанд фоиз аст? {rounded(one, other)}"
    )
    hints = (
        "Аввал аз рӯйи муодила ҳисоб кунед, ки назариявӣ чӣ қадар маҳсул ҳосил мешуд.",
        "Баромад нисбати массаи амалии маҳсул ба массаи назариявии он аст.",
    )
    steps = (
        mass_step(one),
        _moles_step(one, mass),
        _ratio_step(reaction, one, other, k * a),
        mass_step(other),
        rf"Массаи назариявӣ: ${times(k * b, molar_mass(other))} = {number(promised)}$ г.",
        rf"$\eta = {over(real, promised)} \cdot 100\% = {percent}\%$.",
    )
    slips = (
        (real / mass * 100, "Шояд шумо маҳсулро бо массаи моддаи аввала муқоиса кардед."),
        (100 - percent, "Шояд шумо талафотро ёфтед, на баромадро."),
        (promised / real * 100, INVERTED),
        (real / (k * a * molar_mass(other)) * 100, WITHOUT_COEFFICIENTS),
    )
    answer = measure(real, "g") / measure(promised, "g")
    given = {"reaction": reaction, "one": one, "other": other, "mass": mass, "real": real}
    return measured(given, (text, hints, steps), answer, "percent", slips, 0.01)


# In kJ for the equation with the smallest whole coefficients, water as a liquid. Worked out from the standard
# heats of formation and of combustion at 25 °C in the CRC Handbook of Chemistry and Physics.
HEATS = tuple(
    (Reaction(tuple(left.split()), tuple(right.split())), heat)
    for left, right, heat in (
        ("C O2", "CO2", 394),
        ("S O2", "SO2", 297),
        ("H2 O2", "H2O", 572),
        ("CH4 O2", "CO2 H2O", 890),
        ("C3H8 O2", "CO2 H2O", 2220),
        ("C2H4 O2", "CO2 H2O", 1411),
        ("C2H2 O2", "CO2 H2O", 2600),
        ("C2H6O O2", "CO2 H2O", 1367),
        ("Mg O2", "MgO", 1203),
        ("Al O2", "Al2O3", 3351),
        ("Ca O2", "CaO", 1270),
        ("Fe O2", "Fe3O4", 1118),
        ("CO O2", "CO2", 566),
        ("SO2 O2", "SO3", 198),
        ("N2 H2", "NH3", 92),
        ("Fe2O3 Al", "Al2O3 Fe", 852),
    )
)


def heat(chance: Chance) -> Worked:
    """The heat that a reagent of a known mass gives, by a thermochemical equation."""
    (reaction, whole), k = chance.choice(HEATS), chance.choice((*TIMES, 0.05, 0.15, 2.5, 3, 4, 5))
    one = reaction.left[0]
    a = reaction.coefficient(one)
    mass = k * a * molar_mass(one)
    text = (
        f"Реаксияи {equation(reaction)} гармӣ хориҷ мекунад: аз рӯйи ин муодила $Q = {whole}$ кҶ. Аз "
        f"{shown(mass, 'g')} ${written(one)}$ чанд килоҷоул гармӣ хориҷ мешавад? {rounded(one)}"
    )
    hints = (
        "Бинед, ки $Q$ ба чанд моли модда дар муодила мувофиқ аст.",
        r"Гармӣ ба миқдори модда мутаносиб аст: $\frac{Q_1}{Q} = \frac{n_1}{n}$.",
    )
    steps = (
        mass_step(one),
        _moles_step(one, mass),
        rf"$Q_1 = {times(whole, k) if a == 1 else over(times(whole, k * a), a)} = {number(whole * k)}$ кҶ.",
    )
    slips = (
        (whole * k * a, "Шояд шумо зариби моддаро дар муодила ба ҳисоб нагирифтед."),
        (whole * mass, "Шояд шумо массаро ба мол нагардонидед."),
        (whole / k, "Шояд шумо таносубро чаппа навиштед."),
        (whole, "Шояд шумо гармии тамоми муодиларо гирифтед."),
        (whole * mass / 100, "Шояд шумо массаро фоиз ҳисоб кардед."),
    )
    answer = measure(whole, "kJ") * (measure(mass, "g") / measure(molar_mass(one), "g/mol")).magnitude / a
    return measured(
        {"reaction": reaction, "whole": whole, "mass": mass}, (text, hints, steps), answer, "kJ", slips
    )
