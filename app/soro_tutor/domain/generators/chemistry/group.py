"""Questions about several substances: shells to match, masses to order, classes, an equation to judge."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.chemistry.equation import BALANCE, atom_steps, spoiled
from soro_tutor.domain.generators.chemistry.reaction import REACTIONS, coefficients, scheme, shown
from soro_tutor.domain.generators.chemistry.substance import (
    COMPOUNDS,
    Substance,
    listed,
    mass_step,
    molar_mass,
    rounded,
    written,
)
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.item import Matching, Option, Order, Several, TrueFalse

LAST_SIMPLE = 20  # up to calcium the shells fill one after another


def shells(chance: Chance) -> Variant:
    """Four elements that belong to four of five rows of electrons by shell."""
    from molmass import ELEMENTS  # only here: the window opens without it

    *drawn, twin = (ELEMENTS[z] for z in chance.sample(range(3, LAST_SIMPLE + 1), 6))
    rows = [", ".join(map(str, element.eleshells)) for element in drawn]
    left = tuple(rf"$\mathrm{{{element.symbol}}}$ ($Z = {element.number}$)" for element in drawn[:4])
    order = chance.sample(range(5), 5)
    return Variant(
        statement="Ба ҳар унсур тақсимоти электронҳои онро дар қабатҳо ёбед (аз қабати якум сар карда).",
        response=Matching(left, tuple(rows[i] for i in order), tuple(order.index(i) for i in range(4))),
        hints=(
            "Шумораи ҳамаи электронҳои атом ба рақами тартибии унсур баробар аст.",
            "Дар қабати якум на бештар аз ду ва дар қабати дуюм на бештар аз ҳашт электрон ҷой мегирад.",
            rf"Супориши монанд: дар атоми $\mathrm{{{twin.symbol}}}$ ($Z = {twin.number}$) ҳамагӣ "
            rf"{twin.number} "
            f"электрон ҳаст, тақсимот: {', '.join(map(str, twin.eleshells))}.",
        ),
        solution=(
            "Электронҳоро аз қабати якум сар карда ҷойгир мекунем: ҳосили ҷамъ бояд ба рақами "
            "тартибӣ баробар бошад.",
            "Ҷавоб: " + "; ".join(f"{name}: {row}" for name, row in zip(left, rows, strict=False)) + ".",
        ),
        given={"elements": tuple(element.number for element in drawn[:4])},
    )


def mass_order(chance: Chance) -> Variant:
    """Four substances to be put in order of their molar masses, the lightest first."""
    chosen = _of_different_mass(chance, 6)
    parts = sorted(chosen[:4], key=lambda substance: molar_mass(substance.formula))
    light, heavy = sorted(chosen[4:], key=lambda substance: molar_mass(substance.formula))
    return Variant(
        statement=(
            "Моддаҳоро аз рӯйи афзоиши массаи молярӣ ба тартиб гузоред. "
            + rounded(*(substance.formula for substance in parts))
        ),
        response=Order(tuple(substance.shown for substance in parts)),
        hints=(
            "Массаи молярии ҳар моддаро алоҳида ҳисоб кунед: дарозии формула ҳеҷ чизро намегӯяд.",
            "Массаи молярӣ ҳосили ҷамъи массаҳои ҳамаи атомҳои формула аст.",
            f"Супориши монанд: {light.shown} ва {heavy.shown}. {mass_step(light.formula)} "
            f"{mass_step(heavy.formula)} Пас якумаш сабуктар аст.",
        ),
        solution=(
            *(mass_step(substance.formula) for substance in parts),
            f"Ҷавоб: {', '.join(f'${written(substance.formula)}$' for substance in parts)}.",
        ),
        given={"formulas": tuple(substance.formula for substance in parts)},
    )


def _of_different_mass(chance: Chance, count: int) -> list[Substance]:
    found: dict[float, Substance] = {}
    while len(found) < count:
        substance = chance.choice(COMPOUNDS)
        found.setdefault(molar_mass(substance.formula), substance)
    return list(found.values())


# The formulas of each class, what belongs to it, and what whoever picks another may have confused.
CLASSES = {
    "оксид": (
        listed("CO2 SO2 SO3 P2O5 CaO MgO CuO Fe2O3 Na2O K2O NO2 SiO2 BaO N2O5"),
        "Дар ин синфи моддаҳо танҳо ду унсур ҳаст ва яке аз онҳо оксиген аст.",
        "Шояд шумо ҳар моддаи оксигендорро ба ин синф дохил кардед: унсурҳои формуларо шуморед.",
    ),
    "кислота": (
        listed("HCl H2SO4 HNO3 H3PO4 H2CO3 H2S HBr H2SO3 HNO2 HI HF"),
        "Молекулаи ин моддаҳо аз атомҳои гидроген ва боқимондаи кислотагӣ иборат аст.",
        "Шояд шумо боқимондаи кислотагиро худи кислота ҳисоб кардед: бинед, ки пеши он чӣ меистад.",
    ),
    "асос": (
        listed("NaOH KOH LiOH Ca(OH)2 Mg(OH)2 Ba(OH)2 Fe(OH)2 Cu(OH)2 Sr(OH)2"),
        "Ин моддаҳо аз металл ва гурӯҳи гидроксил иборатанд.",
        "Шояд шумо ҳар моддаи металлдорро ба ин синф дохил кардед: бинед, ки металл бо чӣ пайваст аст.",
    ),
    "намак": (
        listed("NaCl CaCO3 CuSO4 KNO3 Al2(SO4)3 AgNO3 Na3PO4 K2SO3 ZnCl2 BaCl2 NaNO3 MgSO4 K2CO3 FeCl3"),
        "Ин моддаҳо аз металл ва боқимондаи кислотагӣ иборатанд.",
        "Шояд шумо таркиби моддаро пурра надидед: ҳам металл ва ҳам боқимондаи кислотагиро ҷӯед.",
    ),
}


def of_class(chance: Chance) -> Variant:
    """Which of five substances are oxides, acids, bases or salts."""
    asked = chance.choice(tuple(CLASSES))
    own, principle, said = CLASSES[asked]
    others = [formula for name, (formulas, *_) in CLASSES.items() if name != asked for formula in formulas]
    count = chance.randint(2, 3)
    *right, twin = chance.sample(own, count + 1)
    formulas = [*right, *chance.sample(others, 5 - count)]
    chance.shuffle(formulas)
    options = tuple(
        Option(f"${written(formula)}$", formula in right, "" if formula in right else said)
        for formula in formulas
    )
    return Variant(
        statement=f"Кадоме аз ин моддаҳо {asked} аст? Ҳамаи ҷавобҳои дурустро қайд кунед.",
        response=Several(options),
        hints=(
            "Бинед, ки ҳар формула аз кадом қисмҳо иборат аст.",
            principle,
            f"Супориши монанд: ${written(twin)}$ ба ин синф дохил мешавад, чунки таркибаш ба "
            "таъриф мувофиқ аст.",
        ),
        solution=(
            principle,
            f"Ҷавоб: {', '.join(f'${written(formula)}$' for formula in formulas if formula in right)}.",
        ),
        given={"asked": asked, "formulas": tuple(formulas)},
    )


def claim(chance: Chance) -> Variant:
    """Whether an equation is balanced."""
    reaction, other = chance.sample(REACTIONS, 2)
    wrong, said = chance.choice(list(spoiled(reaction)))
    is_true = chance.random() < 0.5
    claimed = coefficients(reaction) if is_true else wrong
    return Variant(
        statement=f"Муодилаи {shown(reaction, claimed)} дуруст баробар карда шудааст.",
        response=TrueFalse(is_true, "Шояд шумо атомҳои яке аз унсурҳоро хато шумурдед." if is_true else said),
        hints=(
            BALANCE[0].replace("баробар кунед", "шуморед"),
            BALANCE[1],
            f"Супориши монанд: дар муодилаи {shown(other)} шумораи атомҳои ҳар унсур дар ду тараф "
            "баробар аст, дар "
            f"нақшаи {scheme(other)} бошад не.",
        ),
        solution=(
            *atom_steps(reaction),
            f"Ҷавоб: муодила {'дуруст' if is_true else 'нодуруст'} баробар карда шудааст.",
        ),
        given={"reaction": reaction, "numbers": claimed},
    )
