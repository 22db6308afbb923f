"""Every generator of chemistry, solved again by a formula reader of its own, by trials and by floats."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise, product
from math import isclose, log10
from random import Random
from typing import Any

import molmass
import pytest

from soro_tutor.domain.generators import measured
from soro_tutor.domain.generators.chemistry.asked import one_of_four, tells, written
from soro_tutor.domain.generators.chemistry.catalog import GENERATORS
from soro_tutor.domain.generators.chemistry.reaction import REACTIONS, Reaction, coefficients
from soro_tutor.domain.generators.chemistry.substance import COMPOUNDS, MASSES, counts
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.worked import Worked, is_told
from soro_tutor.domain.item import Choice, Item, Matching, Number, Order, Several, Short, TrueFalse
from soro_tutor.domain.item_table import table_of
from soro_tutor.domain.proofreading import texts

VARIANTS = 200
Given = Mapping[str, Any]
BY_NAME = {generator.name: generator for generator in GENERATORS}
# As the table in the school's classroom has them, rounded.
SCHOOL = {
    "H": 1, "C": 12, "N": 14, "O": 16, "F": 19, "Na": 23, "Mg": 24, "Al": 27, "Si": 28, "P": 31, "S": 32,
    "Cl": 35.5, "K": 39, "Ca": 40, "Cr": 52, "Mn": 55, "Fe": 56, "Cu": 64, "Zn": 65, "Br": 80, "Ag": 108,
    "Ba": 137, "Pb": 207, "Li": 7, "I": 127,
}  # fmt: skip


# reading formulas


def atoms(formula: str) -> Counter[str]:
    """The atoms of a plain formula, or of one in LaTeX."""
    plain = re.sub(r"\\mathrm|[_{}$ ]", "", formula)
    while bracket := re.search(r"\(([^()]*)\)(\d*)", plain):
        plain = plain.replace(bracket[0], bracket[1] * int(bracket[2] or 1), 1)
    found: Counter[str] = Counter()
    for symbol, count in re.findall(r"([A-Z][a-z]?)(\d*)", plain):
        found[symbol] += int(count or 1)
    return found


def heavy(formula: str) -> float:
    return sum(SCHOOL[symbol] * count for symbol, count in atoms(formula).items())


def side(formulas: tuple[str, ...], numbers: tuple[int, ...]) -> Counter[str]:
    whole: Counter[str] = Counter()
    for formula, number in zip(formulas, numbers, strict=True):
        for symbol, count in atoms(formula).items():
            whole[symbol] += number * count
    return whole


def is_balanced(reaction: Reaction, numbers: tuple[int, ...]) -> bool:
    cut = len(reaction.left)
    return side(reaction.left, numbers[:cut]) == side(reaction.right, numbers[cut:])


@cache
def tried(reaction: Reaction) -> tuple[int, ...]:
    """The first coefficients that balance a reaction, found by trying all of them."""
    sides = [reaction.left, reaction.right]
    counted = [[atoms(formula) for formula in formulas] for formulas in sides]
    symbols = {symbol for formula in counted[0] for symbol in formula}
    cut = len(reaction.left)
    for most in range(1, 16):
        for numbers in product(range(1, most + 1), repeat=len(reaction.formulas)):
            if most in numbers and all(
                sum(n * each[symbol] for n, each in zip(numbers[:cut], counted[0], strict=True))
                == sum(n * each[symbol] for n, each in zip(numbers[cut:], counted[1], strict=True))
                for symbol in symbols
            ):
                return numbers
    raise AssertionError(reaction)


def number_before(given: Given, name: str) -> int:
    reaction: Reaction = given["reaction"]
    return dict(zip((*reaction.left, *reaction.right), tried(reaction), strict=True))[given[name]]


# the second route of each whose answer is a number


def share_of(given: Given) -> float:
    one = atoms(given["formula"])[given["symbol"]] * SCHOOL[given["symbol"]]
    return round(one / heavy(given["formula"]) * 1000) / 10


def diluted(given: Given) -> float:
    return given["first"] / (1 + given["water"] / given["mass"])


def acidity(given: Given) -> float:
    ions = given["ions"] * given["moles"] / given["litres"]
    return -log10(ions if given["is_acid"] else 1e-14 / ions)


def promised(given: Given) -> float:
    equivalents = given["mass"] / (number_before(given, "one") * heavy(given["one"]))
    return equivalents * number_before(given, "other") * heavy(given["other"])


def gas(given: Given) -> float:
    equivalents = given["mass"] / (number_before(given, "one") * heavy(given["one"]))
    return equivalents * number_before(given, "gas") * 22.4


def warmth(given: Given) -> float:
    reaction = given["reaction"]
    return given["whole"] * given["mass"] / (tried(reaction)[0] * heavy(reaction.left[0]))


SECOND: dict[str, Callable[[Given], float]] = {
    "chem-element-share": share_of,
    "chem-coefficient": lambda g: number_before(g, "formula"),
    "chem-coefficient-sum": lambda g: sum(tried(g["reaction"])),
    "chem-particles": lambda g: g["n"] * 6.02e23,
    "chem-molar-mass": lambda g: heavy(g["formula"]),
    "chem-moles": lambda g: g["mass"] / heavy(g["formula"]),
    "chem-mass": lambda g: g["n"] * heavy(g["formula"]),
    "chem-gas-volume": lambda g: 22.4 / heavy(g["formula"]) * g["mass"],
    "chem-gas-mass": lambda g: heavy(g["formula"]) / 22.4 * g["volume"],
    "chem-product-mass": promised,
    "chem-product-volume": gas,
    "chem-solution-share": lambda g: 100 / (1 + g["water"] / g["solute"]),
    "chem-dilution": diluted,
    "chem-heat": warmth,
    "chem-yield": lambda g: 100 * g["real"] / promised(g),
    "chem-concentration": lambda g: g["mass"] / (heavy(g["formula"]) * g["litres"]),
    "chem-ph": acidity,
}
OTHERS = {
    "chem-valence-formula",
    "chem-simplest-formula",
    "chem-balance",
    "chem-balance-claim",
    "chem-oxidation",
    "chem-isotope",
    "chem-shells",
    "chem-mass-order",
    "chem-classes",
}


def number_of(text: str) -> float:
    found = re.search(r"(\d+(?:\{,\}\d+)?)(?: \\cdot 10\^\{(\d+)\})?", text)
    assert found
    return float(f"{found[1].replace('{,}', '.')}e{found[2] or 0}")


def answer_of(item: Item) -> float:
    if isinstance(item.response, Number):
        return float(item.response.value)
    assert isinstance(item.response, Choice)
    return next(number_of(option.text) for option in item.response.options if option.is_right)


@cache
def drawn(name: str) -> list[tuple[Item, Given]]:
    generator = BY_NAME[name]
    return [
        (generator.item(Random(seed), seed), generator.make(Random(seed)).given) for seed in range(VARIANTS)
    ]


def test_every_generator_is_solved_again() -> None:
    assert {*SECOND, *OTHERS} == set(BY_NAME)


def test_the_rounded_masses_are_those_of_the_elements() -> None:
    for symbol, mass in MASSES.items():
        assert abs(molmass.ELEMENTS[symbol].mass - mass) < 0.5
        assert mass == SCHOOL.get(symbol, mass)


FORMULAS = {it.formula for it in COMPOUNDS} | {formula for it in REACTIONS for formula in it.formulas}


@pytest.mark.parametrize("formula", sorted(FORMULAS))
def test_a_formula_is_read_alike_by_both(formula: str) -> None:
    assert dict(counts(formula)) == dict(atoms(formula))


@pytest.mark.parametrize("reaction", REACTIONS, ids=lambda it: " ".join(it.formulas))
def test_the_null_space_gives_the_smallest_coefficients(reaction: Reaction) -> None:
    assert coefficients(reaction) == tried(reaction)


def test_what_cannot_be_balanced_is_refused() -> None:
    with pytest.raises(ValueError, match="balanced"):
        coefficients(Reaction(("H2",), ("O2",)))


@pytest.mark.parametrize("name", SECOND)
def test_a_second_route_gives_the_answer_and_no_wrong_answer(name: str) -> None:
    for item, given in drawn(name):
        right = answer_of(item)
        near = max(0.006 / right, 2e-5)  # some answers are rounded to the hundredth
        assert isclose(SECOND[name](given), right, rel_tol=near), item.statement
        if isinstance(item.response, Choice):
            assert len({number_of(option.text) for option in item.response.options}) == 4
        else:
            assert isinstance(item.response, Number)
            wrong = [float(answer.text) for answer in item.response.wrong]
            assert len(set(wrong)) == len(wrong) > 0
            assert all(abs(slip - right) > item.response.tolerance * right for slip in wrong)


@pytest.mark.parametrize("name", SECOND)
def test_hints_keep_the_answer_and_the_solution_ends_with_it(name: str) -> None:
    for item, _given in drawn(name):
        right = item.solution[-1].removeprefix("Ҷавоб: ")
        assert isclose(number_of(right), answer_of(item))
        assert not any(is_told(right, hint) for hint in item.hints[:2])
        assert item.statement not in item.hints[2]
        assert tells(right, item.statement) or not tells(right.rstrip("."), item.hints[2])


def test_only_the_right_equation_is_balanced() -> None:
    for item, given in drawn("chem-balance"):
        assert isinstance(item.response, Choice)
        for option in item.response.options:
            terms = re.split(r" \+ | \\rightarrow ", option.text.strip("$"))
            numbers = tuple(int(term.partition("\\")[0] or 1) for term in terms)
            assert is_balanced(given["reaction"], numbers) == option.is_right
            assert not option.is_right or numbers == tried(given["reaction"])


def test_a_claim_on_an_equation_is_judged_rightly() -> None:
    verdicts = set()
    for item, given in drawn("chem-balance-claim"):
        assert isinstance(item.response, TrueFalse)
        assert item.response.is_true == is_balanced(given["reaction"], given["numbers"])
        verdicts.add(item.response.is_true)
    assert verdicts == {True, False}


def test_the_ions_of_a_formula_have_no_charge_together() -> None:
    for item, given in drawn("chem-valence-formula"):
        assert isinstance(item.response, Short)
        (cation, plus), (anion, minus) = given["plus"], given["minus"]
        pairs = product(range(1, 7), repeat=2)
        first, second = min((a, b) for a, b in pairs if a * plus == b * minus)
        expected = side((cation, anion), (first, second))
        (formula,) = item.response.accepted
        assert atoms(formula) == expected
        assert formula not in {answer.text for answer in item.response.wrong}
        assert atoms(item.solution[-1].removeprefix("Ҷавоб: ").rstrip(".")) == expected


def test_the_simplest_formula_has_the_masses_that_are_given() -> None:
    for item, given in drawn("chem-simplest-formula"):
        assert isinstance(item.response, Short)
        found = atoms(item.response.accepted[0])
        size = {round(mass / SCHOOL[symbol] / found[symbol], 6) for symbol, mass in given["masses"].items()}
        assert len(size) == 1
        assert not any(all(count % by == 0 for count in found.values()) for by in range(2, 9))
        assert not {answer.text for answer in item.response.wrong} & set(item.response.accepted)


TOLD = {"H": 1, "Li": 1, "Na": 1, "K": 1, "Mg": 2, "Ca": 2, "Ba": 2, "Al": 3, "O": -2, "F": -1}


def test_the_oxidation_numbers_of_a_compound_add_up_to_nothing() -> None:
    for item, given in drawn("chem-oxidation"):
        assert isinstance(item.response, Choice)
        (right,) = (int(option.text.strip("$")) for option in item.response.options if option.is_right)
        found = atoms(given["formula"])
        fitting = [
            x
            for x in range(-8, 9)
            if sum(count * TOLD.get(symbol, x) for symbol, count in found.items()) == 0
        ]
        assert fitting == [right]


def test_the_particles_of_an_isotope_are_counted_rightly() -> None:
    for item, _given in drawn("chem-isotope"):
        read = re.search(r"\^\{(\d+)\}_\{(\d+)\}\\mathrm\{(\w+)\}(?:\^\{(\d?)([+-])\})?", item.statement)
        assert read
        charge = int(f"{read[5]}{read[4] or 1}") if read[5] else 0
        a, z = int(read[1]), int(read[2])
        assert molmass.ELEMENTS[z].symbol == read[3]
        assert isinstance(item.response, Choice)
        (right,) = (option.text for option in item.response.options if option.is_right)
        assert [int(each) for each in re.findall(r"\d+", right)] == [z, a - z, z - charge]
        assert len({option.text for option in item.response.options}) == 4


def filled(electrons: int) -> str:
    rows = []
    for most in (2, 8, 8, 2):
        rows.append(min(most, electrons))
        electrons -= rows[-1]
    return ", ".join(str(row) for row in rows if row)


def test_shells_are_filled_one_after_another() -> None:
    for item, given in drawn("chem-shells"):
        assert isinstance(item.response, Matching)
        response = item.response
        assert [response.right[place] for place in response.pairs] == [filled(z) for z in given["elements"]]
        assert len(set(response.right)) == 5
        assert not any(
            f"{left}: {right}" in item.hints[2] for left, right in product(response.left, response.right)
        )


def test_the_order_goes_from_the_lightest_to_the_heaviest() -> None:
    for item, given in drawn("chem-mass-order"):
        assert isinstance(item.response, Order)
        masses = [heavy(formula) for formula in given["formulas"]]
        assert all(light < more for light, more in pairwise(masses))
        shown = [atoms(part.split("$")[1]) for part in item.response.parts]
        assert shown == [atoms(formula) for formula in given["formulas"]]


def class_of(formula: str) -> str:
    """The class of a compound by the look of its formula."""
    found = atoms(formula)
    if formula.endswith("OH") or "(OH)" in formula:
        return "асос"
    if formula.startswith("H"):
        return "кислота"
    return "оксид" if len(found) == 2 and "O" in found else "намак"


def test_what_belongs_to_a_class_is_marked() -> None:
    for item, given in drawn("chem-classes"):
        assert isinstance(item.response, Several)
        marked = [option.is_right for option in item.response.options]
        assert marked == [class_of(formula) == given["asked"] for formula in given["formulas"]]
        assert 2 <= sum(marked) <= 3
        assert len({option.text for option in item.response.options}) == 5


# what cannot be drawn


def always(text: str, slips: int) -> Worked:
    wrong = tuple((f"${slip + 10}$", "Шояд шумо хато кардед.") for slip in range(slips))
    return Worked({}, text, ("", ""), ("$7$.",), "$7$", wrong, Number("7"))


@pytest.mark.parametrize(
    "make",
    [
        one_of_four(lambda chance: always("$3$", 2)),
        written(lambda chance: always("$3$", 0)),
        written(lambda chance: Worked({}, f"${chance.randint(1, 9)}$", ("", ""), (), "$70$")),
    ],
    ids=["too few wrong answers", "no other draw", "no response"],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[Random], object]) -> None:
    with pytest.raises(ValueError, match=r"draw|response"):
        make(Random(1))


@pytest.mark.parametrize(
    ("right", "text", "is_it"),
    [
        ("$2$ мол", r"$\mathrm{H_2O}$ ва $\mathrm{C_{12}H_{22}O_{11}}$", False),
        ("$2$ мол", r"$n = 2$", True),
        (r"$\mathrm{Al_2O_3}$", r"$\mathrm{Fe_2O_3}$", False),
        (r"$\mathrm{Al_2O_3}$", r"Ҷавоб: $\mathrm{Al_2O_3}$.", True),
    ],
)
def test_an_index_of_a_formula_tells_no_answer(right: str, text: str, is_it: bool) -> None:
    assert tells(right, text) is is_it


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda it: it.name)
def test_no_number_is_shown_as_a_computer_writes_it(generator: Generator) -> None:
    for seed in range(60):
        for _, text in texts(table_of(generator.item(Random(seed), seed))):
            assert not re.search(r"\d[eE][-+]?\d", text), text


def test_a_very_small_number_is_written_with_a_power_of_ten() -> None:
    assert measured.number(5e-5) == r"5 \cdot 10^{-5}"
    assert measured.number(0.0001) == "0{,}0001"
