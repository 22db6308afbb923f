"""Atoms and ions: particles of an isotope, oxidation numbers, and formulas made of ions."""

from math import gcd

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.chemistry.substance import counts, listed, written
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer

# The charges of the ions that school books name.
CHARGES = (
    {"Li": 1, "Na": 1, "Mg": 2, "Al": 3, "K": 1, "Ca": 2, "Fe": 3, "Cu": 2, "Zn": 2, "Ag": 1, "Ba": 2}
    | {"N": -3, "O": -2, "F": -1, "S": -2, "Cl": -1, "Br": -1, "I": -1, "H": 1, "Rb": 1, "Sr": 2, "Sn": 2}
    | {"Cr": 3, "Ni": 2, "Cd": 2, "Se": -2}
)


def isotope(chance: Chance) -> Worked:
    """The protons, neutrons and electrons of an atom or ion of a natural isotope, as molmass lists them."""
    from molmass import ELEMENTS  # only here: the window opens without it

    symbol = chance.choice(tuple(CHARGES))
    z = ELEMENTS[symbol].number
    a = chance.choice([mass for mass, kept in ELEMENTS[symbol].isotopes.items() if kept.abundance > 0])
    charge = chance.choice((0, CHARGES[symbol]))
    right = particles(z, a - z, z - charge)
    kind = "иони" if charge else "атоми"
    slips = (
        (particles(z, a - z, z + charge), "Шояд шумо аломати заряди ионро чаппа фаҳмидед."),
        (particles(z, a - z, z), "Шояд шумо заряди ионро ба ҳисоб нагирифтед."),
        (particles(z, a, z - charge), "Шояд шумо адади массаро ба ҷойи шумораи нейтронҳо гирифтед."),
        (particles(a - z, z, z - charge), "Шояд шумо шумораи протонҳо ва нейтронҳоро иваз кардед."),
        (particles(z, a - z, a - z), "Шояд шумо шумораи электронҳоро ба шумораи нейтронҳо баробар кардед."),
        (particles(a, a - z, a - charge), "Шояд шумо адади массаро ба ҷойи заряди ядро гирифтед."),
    )
    counted = f"$e = {z}$ (атом безаряд аст)" if not charge else f"$e = {z} - ({charge:+d}) = {z - charge}$"
    return Worked(
        given={"z": z, "a": a, "charge": charge},
        text=(
            f"Дар {kind} ${nuclide(symbol, z, a, charge)}$ чанд протон $p$, нейтрон $n$ ва электрон $e$ ҳаст?"
        ),
        hints=(
            "Рақами поёнӣ рақами тартибии унсур, рақами болоӣ адади масса аст; ба заряд ҳам нигоҳ кунед.",
            "$p = Z$, $n = A - Z$; электронҳо дар атоми безаряд ба протонҳо баробаранд.",
        ),
        steps=(f"$p = Z = {z}$.", f"$n = A - Z = {a} - {z} = {a - z}$.", f"{counted}."),
        right=right,
        slips=slips,
    )


def particles(protons: int, neutrons: int, electrons: int) -> str:
    """The three numbers as an option."""
    return f"$p = {protons}$, $n = {neutrons}$, $e = {electrons}$"


def nuclide(symbol: str, z: int, a: int, charge: int) -> str:
    r"""An isotope in LaTeX: '{}^{35}_{17}\mathrm{Cl}^{-}'."""
    raised = f"^{{{sign(charge)}}}" if charge else ""
    return rf"{{}}^{{{a}}}_{{{z}}}\mathrm{{{symbol}}}{raised}"


def sign(charge: int) -> str:
    """A charge as it is written on an ion: '2+', '-'."""
    return ("" if abs(charge) == 1 else str(abs(charge))) + ("+" if charge > 0 else "-")


# Oxidation numbers that are always the same in the compounds below; the one that is asked follows from them.
KNOWN = {"H": 1, "Li": 1, "Na": 1, "K": 1, "Mg": 2, "Ca": 2, "Ba": 2, "Al": 3, "F": -1, "O": -2}
# One element of each has no fixed number.
ASKED = listed(
    "H2SO4 H2SO3 H2S SO2 SO3 Na2SO4 Na2SO3 K2S CaSO4 Al2(SO4)3 BaSO3 HNO3 HNO2 NH3 NO NO2 N2O N2O3 N2O5 KNO3 "
    "KNO2 Ca(NO3)2 Li3N Mg3N2 H3PO4 HPO3 P2O3 P2O5 PH3 Na3PO4 Ca3(PO4)2 HClO HClO2 HClO3 HClO4 KClO3 NaClO "
    "Cl2O7 Cl2O HCl CaCl2 CO CO2 CH4 Na2CO3 NaHCO3 Al4C3 SiO2 H2SiO3 K2SiO3 SiF4 KMnO4 K2MnO4 MnO2 Mn2O7 MnO "
    "K2CrO4 K2Cr2O7 Na2Cr2O7 CrO3 Cr2O3 CrO FeO Fe2O3 Fe(OH)3 Fe(OH)2 K2FeO4 CuO Cu2O Cu(OH)2 PbO2 PbO SF6 "
    "ClF3 HBrO3 KBrO3 HIO3 NaIO4 KBr"
)
SIGNS = "Ҳосили ҷамъи дараҷаҳои оксидшавии ҳамаи атомҳои модда ба нол баробар аст."


def oxidation(chance: Chance) -> Worked:
    """The oxidation number of the one element of a compound that has no fixed number."""
    formula = chance.choice(ASKED)
    atoms = counts(formula)
    (symbol,) = (name for name in atoms if name not in KNOWN)
    others = {name: KNOWN[name] * count for name, count in atoms.items() if name != symbol}
    total, count = -sum(others.values()), atoms[symbol]
    value = total // count
    told = ", ".join(f"$\\mathrm{{{name}}}$: ${KNOWN[name]:+d}$" for name in others)
    start = f"{count} \\cdot x" if count > 1 else "x"
    summed = " ".join(f"+ ({each:+d})" for each in others.values())
    slips = (
        (-value, "Шояд шумо аломати дараҷаи оксидшавиро чаппа гирифтед."),
        (total, "Шояд шумо ҳосили ҷамъро ба шумораи атомҳои унсур тақсим накардед."),
        (-sum(KNOWN[name] for name in others), "Шояд шумо индексҳои унсурҳои дигарро ба ҳисоб нагирифтед."),
        (atoms.get("O", 0) * 2 // count, "Шояд шумо танҳо оксигенро ба ҳисоб гирифтед."),
        (value + 2, "Шояд шумо дар ҷамъи дараҷаҳои оксидшавӣ хато кардед."),
        (value - 1, "Шояд шумо як атоми унсури дигарро нашумурдед."),
    )
    return Worked(
        given={"formula": formula, "symbol": symbol},
        text=(
            f"Дараҷаи оксидшавии $\\mathrm{{{symbol}}}$ дар ${written(formula)}$ чанд аст? Дараҷаҳои "
            "оксидшавии "
            f"маълум: {told}."
        ),
        hints=("Дараҷаи оксидшавии унсурҳои маълумро ба шумораи атомҳояшон зарб кунед.", SIGNS),
        steps=(
            f"Дараҷаи номаълумро $x$ мегирем: ${start} {summed} = 0$.",
            f"$x = {f'{total} : {count} = ' if count > 1 else ''}{value:+d}$.",
        ),
        right=f"${value:+d}$",
        slips=tuple((f"${slip:+d}$", said) for slip, said in slips if slip),
    )


CATIONS = tuple(
    (formula, charge)
    for charge, formulas in enumerate(("Li Na K Ag NH4", "Mg Ca Ba Zn Fe Cu Pb", "Al Fe Cr"), 1)
    for formula in formulas.split()
)
ANIONS = tuple(
    (formula, charge)
    for charge, formulas in enumerate(("F Cl Br I OH NO3", "S SO3 SO4 CO3 O", "PO4"), 1)
    for formula in formulas.split()
)
# No such substance is known, or it falls apart at once (table of solubility in the school book).
ABSENT = {
    ("Ag1", "OH"), ("NH41", "O"), ("NH41", "OH"), ("Cu2", "I"), ("Fe3", "I"), ("Fe3", "S"), ("Cr3", "CO3"),
    ("Al3", "CO3"), ("Fe3", "CO3"), ("Al3", "SO3"), ("Fe3", "SO3"), ("Cr3", "SO3"), ("Cu2", "SO3"),
    ("Al3", "S"), ("Cr3", "S"), ("Cu2", "CO3"),
}  # fmt: skip


def of_ions(chance: Chance) -> Worked:
    """The formula of the substance that two ions make."""
    cation, plus = chance.choice(CATIONS)
    anion, minus = chance.choice(ANIONS)
    while (f"{cation}{plus}", anion) in ABSENT:
        anion, minus = chance.choice(ANIONS)
    common = gcd(plus, minus)
    ions, formula = (cation, anion), paired((cation, anion), minus // common, plus // common)
    whole = plus * minus // common
    slips = {
        paired(ions, plus, minus): "Шояд шумо заряди ҳар ионро индекси худи он гирифтед.",
        paired(ions, minus, plus): "Шояд шумо индексҳоро ихтисор накардед.",
        paired(ions, 1, 1): "Шояд шумо зарядҳоро баробар накардед.",
        formula.replace("(", "").replace(")", ""): "Шояд шумо гурӯҳи атомҳоро ба қавс нагирифтед.",
    }
    slips.pop(formula, None)
    return Worked(
        given={"plus": (cation, plus), "minus": (anion, minus)},
        text=(
            f"Формулаи моддаеро, ки аз ионҳои ${ion(cation, plus)}$ ва ${ion(anion, -minus)}$ иборат "
            "аст, нависед "
            "(бе индексҳои поён, масалан Al4C3)."
        ),
        hints=(
            "Модда дар маҷмӯъ заряд надорад: заряди мусбат ва манфӣ бояд баробар шаванд.",
            "Каратии хурдтарини умумии зарядҳоро ёфта, ба заряди ҳар ион тақсим кунед; индекси "
            "гурӯҳро баъди қавс "
            "нависед.",
        ),
        steps=(
            f"Каратии хурдтарини умумии ${plus}$ ва ${minus}$ ба ${whole}$ баробар аст.",
            f"Ионҳои мусбат: ${whole} : {plus} = {whole // plus}$, ионҳои манфӣ: ${whole} : {minus} = "
            f"{whole // minus}$.",
        ),
        right=f"${written(formula)}$",
        response=Short((formula,), wrong=tuple(WrongAnswer(slip, said) for slip, said in slips.items())),
    )


def ion(formula: str, charge: int) -> str:
    r"""An ion in LaTeX: '\mathrm{SO_4^{2-}}'."""
    return f"{written(formula)[:-1]}^{{{sign(charge)}}}}}"


def paired(ions: tuple[str, str], first: int, second: int) -> str:
    """A plain formula of two ions with their indices; a group of atoms with an index stands in brackets."""
    return "".join(_repeated(each, number) for each, number in zip(ions, (first, second), strict=True))


def _repeated(formula: str, number: int) -> str:
    if number == 1:
        return formula
    return f"({formula}){number}" if sum(counts(formula).values()) > 1 else f"{formula}{number}"
