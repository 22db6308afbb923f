"""Real reactions, balanced exactly by the null space of their atoms."""

from dataclasses import dataclass
from functools import cache
from math import gcd, lcm

from soro_tutor.domain.generators.chemistry.substance import counts, written


@dataclass(frozen=True, slots=True)
class Reaction:
    """What goes in and what comes out, as plain formulas, without coefficients."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def formulas(self) -> tuple[str, ...]:
        """All its substances, in the order in which they are written."""
        return (*self.left, *self.right)

    def coefficient(self, formula: str) -> int:
        """The coefficient before a substance in the balanced equation."""
        return coefficients(self)[self.formulas.index(formula)]


@cache
def coefficients(reaction: Reaction) -> tuple[int, ...]:
    """The smallest whole coefficients. Raises ValueError where not exactly one such row exists."""
    from sympy import Matrix  # only here: the window opens without it

    symbols = list(dict.fromkeys(symbol for formula in reaction.formulas for symbol in counts(formula)))
    sides = [1] * len(reaction.left) + [-1] * len(reaction.right)
    rows = [
        [
            side * counts(formula).get(symbol, 0)
            for formula, side in zip(reaction.formulas, sides, strict=True)
        ]
        for symbol in symbols
    ]
    space = Matrix(rows).nullspace()
    if len(space) != 1:
        raise ValueError(f"{reaction} is not balanced in exactly one way")
    scale = lcm(*(int(value.q) for value in space[0]))
    whole = [int(value * scale) for value in space[0]]
    return tuple(value // gcd(*whole) for value in whole)


def shown(reaction: Reaction, numbers: tuple[int, ...] | None = None) -> str:
    """The equation in LaTeX with these coefficients, with the right ones where none are given."""
    numbers = numbers or coefficients(reaction)
    terms = [
        ("" if number == 1 else str(number)) + written(formula)
        for number, formula in zip(numbers, reaction.formulas, strict=True)
    ]
    cut = len(reaction.left)
    return f"${' + '.join(terms[:cut])} \\rightarrow {' + '.join(terms[cut:])}$"


def scheme(reaction: Reaction) -> str:
    """The reaction in LaTeX without coefficients."""
    return shown(reaction, (1,) * len(reaction.formulas))


def _reaction(line: str) -> Reaction:
    left, right = line.split("=")
    return Reaction(tuple(left.split()), tuple(right.split()))


REACTIONS = tuple(
    _reaction(line)
    for line in """
    H2 O2 = H2O
    N2 H2 = NH3
    Mg O2 = MgO
    Al O2 = Al2O3
    P O2 = P2O5
    Fe O2 = Fe3O4
    Cu O2 = CuO
    SO2 O2 = SO3
    CO O2 = CO2
    Fe Cl2 = FeCl3
    Al Cl2 = AlCl3
    CH4 O2 = CO2 H2O
    C2H6 O2 = CO2 H2O
    C3H8 O2 = CO2 H2O
    C2H4 O2 = CO2 H2O
    C2H2 O2 = CO2 H2O
    C6H6 O2 = CO2 H2O
    C2H6O O2 = CO2 H2O
    H2S O2 = SO2 H2O
    NH3 O2 = NO H2O
    NH3 O2 = N2 H2O
    FeS2 O2 = Fe2O3 SO2
    Na H2O = NaOH H2
    K H2O = KOH H2
    Ca H2O = Ca(OH)2 H2
    P2O5 H2O = H3PO4
    Zn HCl = ZnCl2 H2
    Mg HCl = MgCl2 H2
    Al HCl = AlCl3 H2
    Al H2SO4 = Al2(SO4)3 H2
    Fe2O3 H2 = Fe H2O
    Fe2O3 CO = Fe CO2
    Fe2O3 Al = Al2O3 Fe
    Fe2O3 HCl = FeCl3 H2O
    Al2O3 H2SO4 = Al2(SO4)3 H2O
    KClO3 = KCl O2
    KMnO4 = K2MnO4 MnO2 O2
    Al(OH)3 = Al2O3 H2O
    Fe(OH)3 = Fe2O3 H2O
    NaHCO3 = Na2CO3 CO2 H2O
    Cu(NO3)2 = CuO NO2 O2
    AgNO3 = Ag NO2 O2
    NaOH H2SO4 = Na2SO4 H2O
    NaOH H3PO4 = Na3PO4 H2O
    Ca(OH)2 HCl = CaCl2 H2O
    Ca(OH)2 H3PO4 = Ca3(PO4)2 H2O
    CaCO3 HCl = CaCl2 H2O CO2
    Na2CO3 HCl = NaCl H2O CO2
    FeCl3 NaOH = Fe(OH)3 NaCl
    AlCl3 NaOH = Al(OH)3 NaCl
    BaCl2 AgNO3 = AgCl Ba(NO3)2
    Al2(SO4)3 BaCl2 = BaSO4 AlCl3
    Cu HNO3 = Cu(NO3)2 NO2 H2O
    MnO2 HCl = MnCl2 Cl2 H2O
    C6H12O6 = C2H6O CO2
    CO2 H2O = C6H12O6 O2
    """.strip().splitlines()
)
