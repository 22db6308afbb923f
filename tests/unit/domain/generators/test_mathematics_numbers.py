"""Every generator of numbers and algebra, 200 variants each, solved again from what the learner reads."""

import math
import random
import re
import tomllib
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations, product
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.mathematics.catalog_numbers import GENERATORS
from soro_tutor.domain.item import (
    Choice,
    Derivation,
    Form,
    Matching,
    Number,
    Order,
    Several,
    Short,
    TrueFalse,
)

SEEDS = range(200)
BY_NAME = {generator.name: generator for generator in GENERATORS}
CURRICULUM = Path(__file__).parents[4] / "resources" / "curriculum" / "mathematics.toml"
POINTS = tuple(Fraction(n, 2) for n in range(-51, 52))
SOME = range(100_000)  # where a whole answer is looked for
Value = Fraction | float


@cache
def variants(name: str) -> tuple[Variant, ...]:
    return tuple(BY_NAME[name].make(random.Random(seed)) for seed in SEEDS)


# reading what the learner reads


def formulas(text: str) -> list[str]:
    return re.findall(r"\$([^$]*)\$", text)


def worth(latex: str, **names: Value) -> Any:
    """What a formula is worth, exactly where it can be; a relation is true or false."""
    return eval(code(latex), {"F": Fraction, "root": root, "log": log, **names})


@cache
def code(latex: str) -> CodeType:
    text = re.sub(r"\\(?:left|right|approx)(?![a-z])|\\%", "", latex).replace("{,}", ".")
    while r"\frac" in text:
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"\\sqrt\{(\d+)\}", r"root(\1)", text)
    text = re.sub(r"\\log_\{(\d+)\} (\d+|x|\(\(\d+\)/\(\d+\)\)|\([^()]*\))", r"log(\1, \2)", text)
    text = re.sub(r"\|(.*?)\|", r"abs(\1)", text).replace("^", "**").replace("{", "(").replace("}", ")")
    text = text.replace(r"\cdot", "*").replace(":", "/").replace(r"\le", "<=").replace(r"\ge", ">=")
    text = re.sub(r"(?<=[\dx)])(?=[a-zA-Z(])", "*", text).replace(" = ", " == ")
    text = re.sub(r"\d+(?:\.\d+)?", r"F('\g<0>')", text)
    assert re.fullmatch(r"(?:F\('[\d.]+'\)|root|log|abs|[-+*/()<>=,xy\s])+", text), latex
    return compile(text.strip(), latex, "eval")


def root(number: Fraction) -> Value:
    whole = math.isqrt(int(number))
    return Fraction(whole) if whole * whole == number else math.sqrt(number)


def log(base: Fraction, number: Fraction) -> float:
    return math.log(number) / math.log(base) if number > 0 else math.nan


def texts(variant: Variant) -> tuple[str, list[str]]:
    """The right answer and the wrong ones, as formulas."""
    match variant.response:
        case Choice(options):
            (right,) = (option.text for option in options if option.is_right)
            return right, [option.text for option in options if not option.is_right]
        case Number(value, _, _, wrong) | Short((value,), _, wrong):
            return f"${value}$", [f"${answer.text}$" for answer in wrong]
        case _:
            raise AssertionError(variant.response)


def numbers(text: str) -> list[Value]:
    return [worth(formula) for formula in formulas(text)]


def integers(text: str) -> list[int]:
    return [int(formula) for formula in formulas(text) if re.fullmatch(r"-?\d+", formula)]


def is_close(first: Value, second: Value) -> bool:
    return first == second or math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


def first_of(candidates: Iterable[int], is_fit: Callable[[int], bool]) -> int:
    return next(candidate for candidate in candidates if is_fit(candidate))


# the second route of each whose answer is one number


def stated(variant: Variant) -> Value:
    value: Value = worth(formulas(variant.statement)[0])
    return value


def rounded(variant: Variant) -> int:
    number, place = integers(variant.statement)[0], variant.given["place"]
    return min(range(0, number + 2 * place, place), key=lambda multiple: (abs(multiple - number), -multiple))


def common_divisor(variant: Variant) -> int:
    a, b = integers(variant.statement)
    return max(d for d in range(1, a + 1) if a % d == 0 and b % d == 0)


def common_multiple(variant: Variant) -> int:
    a, b = integers(variant.statement)
    return first_of(range(a, a * b + 1, a), lambda multiple: multiple % b == 0)


def part_of_whole(variant: Variant) -> int:
    g = variant.given
    return first_of(SOME, lambda part: Fraction(part, g["whole"]) == g["part"])


def whole_of_part(variant: Variant) -> int:
    part, known = numbers(variant.statement)
    return first_of(SOME, lambda whole: whole * part == known)


def percent(variant: Variant) -> int:
    rate, number = numbers(variant.statement)
    return first_of(SOME, lambda part: 100 * part == rate * number)


def percent_whole(variant: Variant) -> int:
    rate, known = numbers(variant.statement)
    return first_of(SOME, lambda whole: rate * whole == 100 * known)


def percent_rate(variant: Variant) -> int:
    number, known = numbers(variant.statement)
    return first_of(SOME, lambda rate: rate * number == 100 * known)


def discount(variant: Variant) -> Value:
    price, rate = numbers(variant.statement)
    return price * (100 - rate) / 100


def twice(variant: Variant) -> Value:
    price, up, down = numbers(variant.statement)
    return price * (1 + up / 100) * (1 - down / 100)


def shared(variant: Variant) -> int:
    total, ratio = numbers(variant.statement)
    return first_of(range(1, int(total)), lambda part: Fraction(part) / (total - part) == ratio)


def direct(variant: Variant) -> int:
    amount, cost, other = integers(variant.statement)
    return first_of(SOME, lambda price: price * amount == cost * other)


def inverse(variant: Variant) -> int:
    workers, days, others = integers(variant.statement)
    return first_of(SOME[1:], lambda needed: needed * others == workers * days)


def towards(variant: Variant) -> int:
    distance, first, second = integers(variant.statement)
    return first_of(SOME, lambda hours: first * hours >= distance - second * hours)


def pursuit(variant: Variant) -> int:
    slow, head, fast = integers(variant.statement)
    return fast * first_of(SOME, lambda hours: fast * hours >= head + slow * hours)


def age(variant: Variant) -> int:
    g = variant.given
    later = g["later"]
    return first_of(SOME, lambda child: child + g["gap"] + later == g["times"] * (child + later))


def shopping(variant: Variant) -> int:
    books, notebooks, paid, more = integers(variant.statement)
    return first_of(SOME, lambda price: books * (price + more) + notebooks * price == paid)


def mixture(variant: Variant) -> float:
    a, first, b, second = numbers(variant.statement)
    return round(float((a * first + b * second) / (a + b)), 2)


def work(variant: Variant) -> int:
    a, b, pools = integers(variant.statement)
    return first_of(SOME, lambda hours: Fraction(hours, a) + Fraction(hours, b) == pools)


def discriminant(variant: Variant) -> Value:
    left = formulas(variant.statement)[0].partition(" = ")[0]
    at = [worth(left, x=Fraction(x)) for x in (-1, 0, 1)]
    a, b = (at[0] + at[2]) / 2 - at[1], (at[2] - at[0]) / 2
    value: Value = -4 * a * worth(left, x=-b / (2 * a))  # the lowest or highest value is -D/4a
    return value


def vieta(variant: Variant) -> Value:
    left = formulas(variant.statement)[2].partition(" = ")[0]
    whole = [x for x in range(-9, 10) if worth(left, x=Fraction(x)) == 0]
    p, q = whole if len(whole) == 2 else whole * 2
    return Fraction(p * p + q * q) if variant.given["is_squares"] else Fraction(1, p) + Fraction(1, q)


def whole_solutions(variant: Variant) -> int:
    return sum(bool(worth(formulas(variant.statement)[0], x=Fraction(x))) for x in range(-30, 31))


def begun(variant: Variant) -> list[Value]:
    """The three members that the statement shows."""
    return [worth(member) for member in formulas(variant.statement)[0].split(", ")[:3]]


def arithmetic_member(variant: Variant) -> Value:
    first, second, _ = begun(variant)
    member = first
    for _ in range(variant.given["n"] - 1):
        member += second - first
    return member


def geometric_member(variant: Variant) -> Value:
    first, second, _ = begun(variant)
    member = first
    for _ in range(variant.given["n"] - 1):
        member = member * second / first
    return member


def arithmetic_sum(variant: Variant) -> int:
    g = variant.given
    return sum(range(g["first"], g["first"] + g["n"] * g["step"], g["step"]))


def geometric_sum(variant: Variant) -> int:
    g = variant.given
    return sum(g["first"] * g["ratio"] ** place for place in range(g["n"]))


def digits(variant: Variant) -> int:
    g = variant.given
    rows = product(g["row"], repeat=g["places"])
    return sum(g["may_repeat"] or len(set(row)) == g["places"] for row in rows)


@cache
def rows_with_fixed(things: int, fixed: int) -> int:
    return sum(row[0] == 0 or not fixed for row in permutations(range(things)) if fixed < 2 or row[-1] == 1)


@cache
def counted(kind: Callable[[range, int], Iterable[Any]], things: int, chosen: int) -> int:
    return sum(1 for _ in kind(range(things), chosen))


VALUES: dict[str, Callable[[Variant], Value]] = {
    **dict.fromkeys(
        (
            "math-order-of-operations",
            "math-decimal-sum",
            "math-decimal-product",
            "math-prime-factors",
            "math-same-denominator",
            "math-add-fractions",
            "math-subtract-fractions",
            "math-multiply-fractions",
            "math-divide-fractions",
            "math-negative-sum",
            "math-negative-product",
            "math-negative-brackets",
            "math-power-sign",
            "math-square-roots",
            "math-simplify-root",
            "math-standard-form",
            "math-rational-power",
            "math-logarithm-value",
            "math-logarithm-rules",
        ),
        stated,
    ),
    "math-rounding": rounded,
    "math-gcd": common_divisor,
    "math-lcm": common_multiple,
    "math-part-of-whole": part_of_whole,
    "math-whole-of-part": whole_of_part,
    "math-percent-part": percent,
    "math-percent-whole": percent_whole,
    "math-percent-rate": percent_rate,
    "math-discount": discount,
    "math-percent-twice": twice,
    "math-ratio-share": shared,
    "math-direct-proportion": direct,
    "math-inverse-proportion": inverse,
    "math-towards": towards,
    "math-pursuit": pursuit,
    "math-age": age,
    "math-shopping": shopping,
    "math-mixture": mixture,
    "math-work": work,
    "math-discriminant": discriminant,
    "math-vieta-value": vieta,
    "math-whole-solutions": whole_solutions,
    "math-arithmetic-member": arithmetic_member,
    "math-arithmetic-sum": arithmetic_sum,
    "math-geometric-member": geometric_member,
    "math-geometric-sum": geometric_sum,
    "math-digits": digits,
    "math-permutations": lambda variant: rows_with_fixed(variant.given["count"], variant.given["fixed"]),
    "math-arrangements": lambda variant: counted(
        permutations, variant.given["count"], variant.given["posts"]
    ),
    "math-combinations": lambda variant: counted(
        combinations, variant.given["count"], variant.given["chosen"]
    ),
}
# Whose answer is one root or all of them.
EQUATIONS = (
    "math-simple-equation",
    "math-linear-equation",
    "math-linear-fractions",
    "math-proportion",
    "math-quadratic-roots",
    "math-incomplete-quadratic",
    "math-absolute-equation",
    "math-exponential-equation",
    "math-logarithmic-equation",
    "math-logarithm-sum-equation",
)
INEQUALITIES = (
    "math-linear-inequality",
    "math-quadratic-inequality",
    "math-absolute-inequality",
    "math-exponential-inequality",
)
EXPRESSIONS = (
    "math-like-terms",
    "math-brackets",
    "math-binomial-product",
    "math-binomial-square",
    "math-difference-of-squares",
    "math-factor-trinomial",
    "math-reduce-fraction",
    "math-power-laws",
)
ORDERS = ("math-decimal-order", "math-fraction-order")
ALONE = (
    "math-remainder",
    "math-divisibility-signs",
    "math-is-prime",
    "math-negative-powers",
    "math-linear-derivation",
    "math-linear-system",
    "math-vieta-equation",
)


def test_every_generator_is_solved_again() -> None:
    solved = [*VALUES, *EQUATIONS, *INEQUALITIES, *EXPRESSIONS, *ORDERS, *ALONE]
    assert sorted(solved) == sorted(BY_NAME)


@pytest.mark.parametrize("name", VALUES)
def test_the_answer_is_what_a_second_route_gives(name: str) -> None:
    for variant in variants(name):
        expected = VALUES[name](variant)
        right, wrong = texts(variant)
        assert is_close(numbers(right)[0], expected), variant.statement
        for text in wrong:
            assert not is_close(numbers(text)[0], expected), (variant.statement, text)


@pytest.mark.parametrize("name", EQUATIONS)
def test_the_roots_solve_the_equation_and_wrong_ones_do_not(name: str) -> None:
    for variant in variants(name):
        equation = next(formula for formula in formulas(variant.statement) if " = " in formula)
        right, wrong = texts(variant)
        roots = numbers(right)
        assert all(is_root(equation, x) for x in roots), variant.statement
        assert {x for x in range(-25, 26) if is_root(equation, Fraction(x))} <= set(roots), variant.statement
        for text in wrong:
            fitting = [is_root(equation, x) for x in numbers(text)]
            assert not all(fitting) or len(fitting) < len(roots), (variant.statement, text)


def is_root(equation: str, x: Value) -> bool:
    left, right = equation.split(" = ")
    try:
        return is_close(worth(left, x=x), worth(right, x=x))
    except (ZeroDivisionError, OverflowError):  # below the line of a proportion, or in an exponent
        return False


@pytest.mark.parametrize("name", INEQUALITIES)
def test_the_solutions_are_the_points_where_the_inequality_holds(name: str) -> None:
    for variant in variants(name):
        inequality = formulas(variant.statement)[0]
        expected = [worth(inequality, x=x) for x in POINTS]
        right, wrong = texts(variant)
        assert held(right) == expected, variant.statement
        assert expected not in map(held, wrong), variant.statement


@cache
def held(text: str) -> list[bool]:
    return [any(worth(formula, x=x) for formula in formulas(text)) for x in POINTS]


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_the_expression_stays_equal_and_wrong_ones_do_not(name: str) -> None:
    for variant in variants(name):
        asked = formulas(variant.statement)[0]
        right, wrong = texts(variant)
        assert along(right[1:-1]) == along(asked), variant.statement
        assert along(asked) not in [along(text[1:-1]) for text in wrong], variant.statement


def along(formula: str) -> list[Value]:
    formula = re.sub(r"(?<![a-z\\])[aby](?![a-z])", "x", formula)
    return [worth(formula, x=Fraction(x, 2)) for x in (21, 23, 37, 81)]


@pytest.mark.parametrize("name", ORDERS)
def test_the_parts_rise_and_are_those_of_the_question(name: str) -> None:
    for variant in variants(name):
        assert isinstance(variant.response, Order)
        values = [numbers(part)[0] for part in variant.response.parts]
        assert all(low < high for low, high in pairwise(values))
        assert sorted(numbers(variant.statement)) == values


def test_the_remainder_is_what_is_left() -> None:
    for variant in variants("math-remainder"):
        number, divisor = integers(variant.statement)
        fits = {
            text: divisor * quotient + rest == number and 0 <= rest < divisor
            for text in (texts(variant)[0], *texts(variant)[1])
            for quotient, rest in [integers(text)]
        }
        assert [text for text, is_fit in fits.items() if is_fit] == [texts(variant)[0]]


def test_exactly_the_multiples_are_right() -> None:
    for variant in variants("math-divisibility-signs"):
        assert isinstance(variant.response, Several)
        multiples = set(range(0, 1000, variant.given["divisor"]))
        marked = {
            option.is_right == (integers(option.text)[0] in multiples) for option in variant.response.options
        }
        assert marked == {True}
        assert {option.is_right for option in variant.response.options} == {True, False}


def test_a_number_is_called_prime_where_a_sieve_keeps_it() -> None:
    crossed = {multiple for factor in range(2, 50) for multiple in range(2 * factor, 2000, factor)}
    for variant in variants("math-is-prime"):
        assert isinstance(variant.response, TrueFalse)
        assert variant.response.is_true == (integers(variant.statement)[0] not in crossed)


def test_the_prime_factors_are_primes() -> None:
    for variant in variants("math-prime-factors"):
        right, _ = texts(variant)
        bases = [int(factor.partition("^")[0]) for factor in right[1:-1].split(r" \cdot ")]
        assert set(bases) <= {2, 3, 5, 7, 11, 13}
        assert bases == sorted(set(bases))


def test_each_power_is_matched_with_its_value_and_one_value_is_spare() -> None:
    for variant in variants("math-negative-powers"):
        assert isinstance(variant.response, Matching)
        left, right, pairs = variant.response.left, variant.response.right, variant.response.pairs
        values = [numbers(text)[0] for text in right]
        assert len(set(values)) == len(right) == len(left) + 1
        assert [numbers(text)[0] for text in left] == [values[pair] for pair in pairs]


def test_the_derivation_leads_to_the_only_root() -> None:
    for variant in variants("math-linear-derivation"):
        assert isinstance(variant.response, Derivation)
        x = Fraction(variant.response.result.removeprefix("x = "))
        assert variant.response.start in variant.statement
        assert is_root(variant.response.start, x)
        assert not is_root(variant.response.start, x + 1)


def test_only_the_right_pair_solves_the_system() -> None:
    for variant in variants("math-linear-system"):
        found = re.search(r"\\begin\{cases\} (.*) \\\\ (.*) \\end\{cases\}", variant.statement)
        assert found
        right, wrong = texts(variant)
        for text in (right, *wrong):
            x, y = map(int, text[2:-2].split("; "))
            is_solution = all(worth(line, x=Fraction(x), y=Fraction(y)) for line in found.groups())
            assert is_solution == (text == right), variant.statement


def test_only_the_right_equation_has_the_roots() -> None:
    for variant in variants("math-vieta-equation"):
        p, q = variant.given["p"], variant.given["q"]
        right, wrong = texts(variant)
        for text in (right, *wrong):
            left = text[1:-1].removesuffix(" = 0")
            is_same = all(worth(left, x=Fraction(x)) == (x - p) * (x - q) for x in (-20, 0, 1, 30))
            assert is_same == (text == right), variant.statement


def test_each_generator_belongs_to_a_topic_of_its_grade_or_an_earlier_one() -> None:
    topics = {topic["id"]: topic for topic in tomllib.loads(CURRICULUM.read_text("utf-8"))["topic"]}
    for generator in GENERATORS:
        assert topics[generator.topic]["grade"] <= generator.grade, generator.name
    assert {generator.grade for generator in GENERATORS} == set(range(5, 12))


def test_there_are_many_kinds_of_questions() -> None:
    forms = {variants(name)[0].response.form for name in BY_NAME}
    assert forms == set(Form) - {Form.CLOZE}
    assert len(BY_NAME) == len(GENERATORS)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_third_hint_works_another_question(name: str) -> None:
    for variant in variants(name):
        assert variant.statement not in variant.hints[2]
        assert variant.hints[2].startswith("Супориши монанд: ")
