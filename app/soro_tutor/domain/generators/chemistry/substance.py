"""Substances: their Tajik names, their atoms as molmass reads them, and the school's rounded masses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from soro_tutor.domain.generators.wording import tex

# Relative atomic masses as the school rounds them: to whole numbers, but Cl = 35.5. Every mass in these
# generators is made of them, and every statement says which it takes; a test holds them against molmass.
MASSES: Mapping[str, float] = MappingProxyType(
    {"H": 1, "Li": 7, "B": 11, "C": 12, "N": 14, "O": 16, "F": 19, "Na": 23, "Mg": 24, "Al": 27, "Si": 28}
    | {"P": 31, "S": 32, "Cl": 35.5, "K": 39, "Ca": 40, "Cr": 52, "Mn": 55, "Fe": 56, "Cu": 64, "Zn": 65}
    | {"Br": 80, "Ag": 108, "I": 127, "Ba": 137, "Pb": 207}
)
ELEMENTS: Mapping[str, str] = MappingProxyType(
    {"H": "гидроген", "Li": "литий", "B": "бор", "C": "карбон", "N": "нитроген", "O": "оксиген"}
    | {"F": "фтор", "Na": "натрий", "Mg": "магний", "Al": "алюминий", "Si": "силитсий", "P": "фосфор"}
    | {"S": "сулфур", "Cl": "хлор", "K": "калий", "Ca": "калсий", "Cr": "хром", "Mn": "манган", "Fe": "оҳан"}
    | {"Cu": "мис", "Zn": "руҳ", "Br": "бром", "Ag": "нуқра", "I": "йод", "Ba": "барий", "Pb": "сурб"}
)


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance: its plain formula ('Al2(SO4)3') and its Tajik name."""

    formula: str
    name: str

    @property
    def shown(self) -> str:
        """Its formula in LaTeX with its name."""
        return f"${written(self.formula)}$ ({self.name})"


def listed(text: str) -> tuple[str, ...]:
    """The plain formulas of a text, which spaces divide."""
    return tuple(text.split())


def _substances(text: str) -> tuple[Substance, ...]:
    return tuple(Substance(*line.split(maxsplit=1)) for line in text.strip().splitlines())


GASES = _substances("""
    H2 гидроген
    O2 оксиген
    N2 нитроген
    Cl2 хлор
    CO2 гази карбонат
    CO оксиди карбон(II)
    SO2 оксиди сулфур(IV)
    NO оксиди нитроген(II)
    NO2 оксиди нитроген(IV)
    NH3 аммиак
    H2S сулфиди гидроген
    HCl хлориди гидроген
    CH4 метан
    C2H6 этан
    C3H8 пропан
    C4H10 бутан
    C2H4 этилен
    C2H2 атсетилен
""")
# Made of molecules, and no gas.
MOLECULAR = _substances("""
    H2O об
    H2SO4 кислотаи сулфат
    HNO3 кислотаи нитрат
    H3PO4 кислотаи фосфат
    SO3 оксиди сулфур(VI)
    C6H6 бензол
    C2H6O спирти этилӣ
    C2H4O2 кислотаи сирко
    C6H12O6 глюкоза
    C12H22O11 сахароза
    CCl4 тетрахлориди карбон
""")
IONIC = _substances("""
    CaO оксиди калсий
    MgO оксиди магний
    ZnO оксиди руҳ
    CuO оксиди мис(II)
    Al2O3 оксиди алюминий
    Fe2O3 оксиди оҳан(III)
    NaOH гидроксиди натрий
    KOH гидроксиди калий
    Ca(OH)2 гидроксиди калсий
    Mg(OH)2 гидроксиди магний
    Al(OH)3 гидроксиди алюминий
    Fe(OH)3 гидроксиди оҳан(III)
    NaCl хлориди натрий
    KCl хлориди калий
    CaCl2 хлориди калсий
    FeCl3 хлориди оҳан(III)
    AlCl3 хлориди алюминий
    Na2CO3 карбонати натрий
    K2CO3 карбонати калий
    CaCO3 карбонати калсий
    NaHCO3 гидрокарбонати натрий
    Na2SO4 сулфати натрий
    K2SO4 сулфати калий
    MgSO4 сулфати магний
    CuSO4 сулфати мис(II)
    Al2(SO4)3 сулфати алюминий
    Fe2(SO4)3 сулфати оҳан(III)
    BaSO4 сулфати барий
    NaNO3 нитрати натрий
    KNO3 нитрати калий
    AgNO3 нитрати нуқра
    NH4NO3 нитрати аммоний
    Ca(NO3)2 нитрати калсий
    Cu(NO3)2 нитрати мис(II)
    Al(NO3)3 нитрати алюминий
    (NH4)2SO4 сулфати аммоний
    NH4Cl хлориди аммоний
    Ca3(PO4)2 фосфати калсий
    Na3PO4 фосфати натрий
    KMnO4 перманганати калий
    KClO3 хлорати калий
    K2Cr2O7 бихромати калий
""")
COMPOUNDS = (*GASES[4:], *MOLECULAR, *IONIC)
_IN_WATER = listed(
    "NaOH KOH NaCl KCl CaCl2 Na2CO3 K2CO3 Na2SO4 K2SO4 MgSO4 CuSO4 NaNO3 KNO3 AgNO3 NH4Cl NH4NO3"
)
SOLUBLE = tuple(substance for substance in IONIC if substance.formula in _IN_WATER)


@cache
def counts(formula: str) -> Mapping[str, int]:
    """How many atoms of each element a plain formula has, in the order in which they stand in it."""
    from molmass import Formula  # only here: the window opens without it

    found = {symbol: int(item.count) for symbol, item in Formula(formula).composition().items()}
    return MappingProxyType({symbol: found[symbol] for symbol in re.findall("[A-Z][a-z]?", formula)})


def molar_mass(formula: str) -> float:
    """In g/mol, of the school's rounded atomic masses."""
    return sum(MASSES[symbol] * count for symbol, count in counts(formula).items())


def written(formula: str) -> str:
    r"""A plain formula in LaTeX: 'H2SO4' is '\mathrm{H_2SO_4}'."""
    indexed = re.sub(r"\d+", _index, formula)
    return rf"\mathrm{{{indexed}}}"


def rounded(*formulas: str) -> str:
    """The sentence that says which atomic masses to take for these formulas."""
    symbols = dict.fromkeys(symbol for formula in formulas for symbol in counts(formula))
    masses = ", ".join(rf"$\mathrm{{{symbol}}} = {tex(MASSES[symbol])}$" for symbol in symbols)
    return f"Массаҳои атомии яклухтшуда: {masses}."


def summed(formula: str) -> str:
    r"""The sum that makes the molar mass, in LaTeX: '2 \cdot 1 + 32 + 4 \cdot 16'."""
    return " + ".join(
        tex(MASSES[symbol]) if count == 1 else rf"{count} \cdot {tex(MASSES[symbol])}"
        for symbol, count in counts(formula).items()
    )


def mass_step(formula: str) -> str:
    """The step that finds the molar mass."""
    whole = tex(float(molar_mass(formula)))
    total = "" if summed(formula) == whole else f"{summed(formula)} = "
    return f"$M({written(formula)}) = {total}{whole}$ г/мол."


def _index(match: re.Match[str]) -> str:
    return f"_{match[0]}" if len(match[0]) == 1 else f"_{{{match[0]}}}"
