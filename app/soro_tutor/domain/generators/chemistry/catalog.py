"""All generators of chemistry."""

from soro_tutor.domain.generators.chemistry import amount, atom, equation, group, solution
from soro_tutor.domain.generators.chemistry.asked import one_of_four, written
from soro_tutor.domain.generators.generator import Generator

GENERATORS: tuple[Generator, ...] = (
    Generator("chem-valence-formula", "chemistry.8.valence", 8, 2, written(atom.of_ions)),
    Generator("chem-element-share", "chemistry.8.element_fraction", 8, 3, one_of_four(amount.element_share)),
    Generator("chem-balance", "chemistry.8.equations", 8, 2, one_of_four(equation.balance)),
    Generator("chem-coefficient", "chemistry.8.equations", 8, 2, written(equation.coefficient)),
    Generator("chem-coefficient-sum", "chemistry.8.equations", 8, 3, written(equation.coefficient_sum)),
    Generator("chem-balance-claim", "chemistry.8.mass_conservation", 8, 2, group.claim),
    Generator("chem-particles", "chemistry.8.mole", 8, 2, one_of_four(amount.particles)),
    Generator("chem-molar-mass", "chemistry.8.molar_mass", 8, 1, one_of_four(amount.molar)),
    Generator("chem-mass-order", "chemistry.8.molar_mass", 8, 2, group.mass_order),
    Generator("chem-moles", "chemistry.8.molar_mass", 8, 2, written(amount.moles)),
    Generator("chem-mass", "chemistry.8.molar_mass", 8, 2, one_of_four(amount.mass)),
    Generator("chem-gas-volume", "chemistry.8.molar_volume", 8, 3, written(amount.gas_volume)),
    Generator("chem-gas-mass", "chemistry.8.molar_volume", 8, 3, one_of_four(amount.gas_mass)),
    Generator("chem-product-mass", "chemistry.8.stoichiometry", 8, 4, one_of_four(equation.product_mass)),
    Generator("chem-product-volume", "chemistry.8.stoichiometry", 8, 4, written(equation.product_volume)),
    Generator("chem-solution-share", "chemistry.8.solutions", 8, 2, written(solution.share)),
    Generator("chem-dilution", "chemistry.8.solutions", 8, 3, one_of_four(solution.dilution)),
    Generator("chem-classes", "chemistry.8.salts", 8, 2, group.of_class),
    Generator("chem-isotope", "chemistry.8.atom_structure", 8, 2, one_of_four(atom.isotope)),
    Generator("chem-shells", "chemistry.8.electron_layers", 8, 2, group.shells),
    Generator("chem-oxidation", "chemistry.8.oxidation_number", 8, 3, one_of_four(atom.oxidation)),
    Generator("chem-heat", "chemistry.9.heat", 9, 3, one_of_four(equation.heat)),
    Generator("chem-yield", "chemistry.9.yield", 9, 4, written(equation.yielded)),
    Generator("chem-simplest-formula", "chemistry.10.empirical_formula", 10, 4, written(amount.simplest)),
    Generator("chem-concentration", "chemistry.11.concentration", 11, 3, written(solution.concentration)),
    Generator("chem-ph", "chemistry.11.ph", 11, 4, written(solution.ph)),
)
