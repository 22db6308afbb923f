"""Every generator of shapes and functions, 200 variants each, solved again by another route."""

import math
import random
import re
import statistics
import tomllib
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.mathematics.catalog_shapes import GENERATORS
from soro_tutor.domain.item import Choice, Number, Order, Several, Short, TrueFalse

SEEDS = range(200)
BY_NAME = {generator.name: generator for generator in GENERATORS}
STEP = 1e-4


@cache
def variants(name: str) -> tuple[Variant, ...]:
    return tuple(BY_NAME[name].make(random.Random(seed)) for seed in SEEDS)


# reading what the learner reads


def number(text: str) -> float:
    r"""What an option in LaTeX is worth; a factor \pi is left out, and so are units."""
    plain = re.sub(r"\\frac\{(.*)\}\{(.*?)\}", r"((\1)/(\2))", text.replace("{,}", ".").replace("$", ""))
    plain = re.sub(r"\\sqrt\{(\d+)\}", r"(\1**.5)", plain)
    plain = re.sub(r"\\pi|\^\\circ|см[²³]?|x = ", "", plain)
    assert re.fullmatch(r"[-+*/().\d\s]+", plain), text
    return float(eval(plain))


def polynomial(text: str, x: float) -> float:
    """The value of plain algebra of x."""
    plain = re.sub(r"(?<=[\d)])(?=[x(])", "*", text.replace("$", "").replace("^", "**"))
    assert re.fullmatch(r"[-+*/().x\d\s]+", plain), text
    return float(eval(plain, {}, {"x": x}))


def figure(variant: Variant) -> dict[str, Any]:
    found = re.search(r"```figure\n(.*?)\n```", variant.statement, re.DOTALL)
    assert found
    return tomllib.loads(found[1])


def shoelace(variant: Variant) -> float:
    drawn = figure(variant)
    corners = [drawn["points"][letter] for letter in drawn["polygons"][0]]
    around = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in around)) / 2


def length(variant: Variant, ends: str) -> float:
    points = figure(variant)["points"]
    return math.dist(points[ends[0]], points[ends[1]])


def angle(variant: Variant, letters: str) -> float:
    points = figure(variant)["points"]
    turns = [
        math.atan2(points[end][1] - points[letters[1]][1], points[end][0] - points[letters[1]][0])
        for end in (letters[0], letters[2])
    ]
    turn = abs(math.degrees(turns[0] - turns[1])) % 360
    return min(turn, 360 - turn)


def slope(function: Callable[[float], float], x: float) -> float:
    return (function(x + STEP) - function(x - STEP)) / (2 * STEP)


def simpson(function: Callable[[float], float], low: float, high: float) -> float:
    return (high - low) / 6 * (function(low) + 4 * function((low + high) / 2) + function(high))


def of_row(row: Any) -> Callable[[float], float]:
    return lambda x: sum(float(factor) * x**power for power, factor in enumerate(row))


def layers(area_at: Callable[[float], float], high: float) -> float:
    """A volume by its layers, over π."""
    return simpson(area_at, 0, high)


# the second route of each whose answer is a number


def perimeter(variant: Variant) -> float:
    return sum(length(variant, ends) for ends in ("AB", "BC", "CD", "DA"))


def rectangle(variant: Variant) -> float:
    whole, a = variant.given["perimeter"], variant.given["side"]
    return next(a * b for b in range(1, 200) if a + b + a + b == whole)


def composite(variant: Variant) -> float:
    g = variant.given
    cells = product(range(g["wide"]), range(g["high"]))
    return sum(not (x >= g["wide"] - g["cut"] and y >= g["high"] - g["deep"]) for x, y in cells)


def inscribed(variant: Variant) -> float:
    return angle(variant, "ACB" if variant.given["is_central"] else "AOB")


def leg(variant: Variant) -> float:
    whole, known = variant.given["hypotenuse"], variant.given["leg"]
    return whole * math.sin(math.acos(known / whole))


def circle_length(variant: Variant) -> float:
    radius = variant.given["size"] / (1 if variant.given["is_radius"] else 2)
    corners = 5000
    return corners * 2 * radius * math.sin(math.pi / corners)


def circle_area(variant: Variant) -> float:
    radius = variant.given["size"] / (1 if variant.given["is_radius"] else 2)
    return simpson(lambda r: 2 * r, 0, radius)


def box(variant: Variant) -> float:
    return sum(1 for _ in product(*(range(variant.given[side]) for side in "abc")))


def box_surface(variant: Variant) -> float:
    sides = [variant.given[side] for side in "abc"]
    return math.prod(side + 2 for side in sides) - math.prod(sides) - 4 * sum(sides) - 8


def cylinder(variant: Variant) -> float:
    return layers(lambda _height: variant.given["radius"] ** 2, variant.given["height"])


def cone(variant: Variant) -> float:
    radius, high = variant.given["radius"], variant.given["height"]
    return layers(lambda height: (radius * (1 - height / high)) ** 2, high)


def sphere(variant: Variant) -> float:
    radius = variant.given["radius"]
    if variant.given["is_volume"]:
        return 2 * layers(lambda height: radius**2 - height**2, radius)
    return slope(lambda r: 2 * layers(lambda height: r**2 - height**2, r), radius)


def mean_slope(variant: Variant) -> float:
    curve = figure(variant)["curves"][0]
    return polynomial(curve, 1) - polynomial(curve, 0)


def read(variant: Variant) -> float:
    return polynomial(figure(variant)["curves"][0], variant.given["x"])


def chart(variant: Variant) -> float:
    drawn = figure(variant)
    bars = dict(zip(drawn["labels"], drawn["values"], strict=True))
    return abs(bars[variant.given["first"]] - bars[variant.given["second"]])


def balls(variant: Variant) -> float:
    bag = [colour for colour, count in enumerate(variant.given["counts"]) for _ in range(count)]
    return bag.count(
        ("сафед", "сиёҳ", "сурх").index(re.findall(r"\. Эҳтимолияти (\w+)", variant.statement)[0])
    ) / len(bag)


def dice(variant: Variant) -> float:
    total = variant.given["total"]
    sums = [sum(pair) for pair in product(range(1, 7), repeat=2)]
    return sum(s == total if variant.given["is_exact"] else s >= total for s in sums) / 36


def ratio(variant: Variant) -> float:
    return getattr(math, variant.given["name"])(math.radians(angle(variant, "BAC")))


def trig_value(variant: Variant) -> float:
    return getattr(math, variant.given["name"])(math.radians(variant.given["angle"]))


def scalar(variant: Variant) -> float:
    a, b = variant.given["a"], variant.given["b"]
    turn = math.atan2(a[1], a[0]) - math.atan2(b[1], b[0])
    return math.hypot(*a) * math.hypot(*b) * math.cos(turn)


def derivative_at(variant: Variant) -> float:
    return slope(of_row(variant.given["row"]), variant.given["x"])


def extremum(variant: Variant) -> float:
    f, sign = of_row(variant.given["row"]), 1 if variant.given["is_maximum"] else -1
    return next(x for x in range(-6, 7) if sign * f(x) > max(sign * f(x - 0.1), sign * f(x + 0.1)))


def integral(variant: Variant) -> float:
    return simpson(of_row(variant.given["row"]), variant.given["low"], variant.given["high"])


NUMBERS: dict[str, Callable[[Variant], float]] = {
    "math-perimeter-rectangle": perimeter,
    "math-area-rectangle": rectangle,
    "math-area-composite": composite,
    "math-area-triangle": shoelace,
    "math-area-parallelogram": shoelace,
    "math-area-trapezium": shoelace,
    "math-angles-line": lambda variant: angle(variant, "DOB"),
    "math-angles-triangle": lambda variant: angle(variant, "ACB"),
    "math-angles-parallel": lambda variant: angle(variant, "MND"),
    "math-pythagoras-hypotenuse": lambda variant: length(variant, "AB"),
    "math-pythagoras-leg": leg,
    "math-similar-triangles": lambda variant: length(variant, "DF"),
    "math-law-of-cosines": lambda variant: length(variant, "AB"),
    "math-circle-length": circle_length,
    "math-circle-area": circle_area,
    "math-inscribed-angle": inscribed,
    "math-box-volume": box,
    "math-box-surface": box_surface,
    "math-cylinder-volume": cylinder,
    "math-cone-volume": cone,
    "math-sphere": sphere,
    "math-distance": lambda variant: math.dist(variant.given["a"], variant.given["b"]),
    "math-slope": mean_slope,
    "math-read-graph": read,
    "math-bars": chart,
    "math-mean": lambda variant: statistics.mean(variant.given["row"]),
    "math-median": lambda variant: statistics.median(variant.given["row"]),
    "math-range": lambda variant: max(a - b for a, b in product(variant.given["row"], repeat=2)),
    "math-probability-balls": balls,
    "math-probability-dice": dice,
    "math-trig-ratio": ratio,
    "math-trig-value": trig_value,
    "math-scalar-product": scalar,
    "math-derivative-value": derivative_at,
    "math-tangent-slope": derivative_at,
    "math-extremum": extremum,
    "math-definite-integral": integral,
    "math-area-integral": integral,
}


@pytest.mark.parametrize("name", NUMBERS)
def test_the_answer_is_what_a_second_route_gives(name: str) -> None:
    for variant in variants(name):
        expected = NUMBERS[name](variant)
        match variant.response:
            case Choice(options):
                worth = {option.is_right: number(option.text) for option in options}
                right, wrong = worth[True], [number(option.text) for option in options if not option.is_right]
            case Number(value, _, _, slips):
                right, wrong = float(Fraction(value)), [float(Fraction(slip.text)) for slip in slips]
            case _:
                raise AssertionError(name)
        near = 0.01 if name == "math-circle-length" else 0.003
        assert right == pytest.approx(expected, rel=near, abs=1e-3), variant.statement
        assert not any(math.isclose(right, slip) for slip in wrong)
        assert len({round(slip, 9) for slip in wrong}) == len(wrong)


# the second route of each whose answer is a pair, a condition or an expression


def chosen(variant: Variant) -> str:
    assert isinstance(variant.response, Choice)
    texts = [option.text for option in variant.response.options]
    assert len(set(texts)) == len(texts) == 4
    return next(option.text for option in variant.response.options if option.is_right)


def pair(text: str) -> tuple[float, float]:
    first, second = text.strip("$")[1:-1].split("; ")
    return number(first), number(second)


def test_a_midpoint_is_as_far_from_both_ends_and_between_them() -> None:
    for variant in variants("math-midpoint"):
        a, b, middle = variant.given["a"], variant.given["b"], pair(chosen(variant))
        assert math.dist(a, middle) == pytest.approx(math.dist(middle, b))
        assert 2 * math.dist(a, middle) == pytest.approx(math.dist(a, b))


def test_a_vertex_lies_on_its_parabola_where_that_is_flat() -> None:
    for variant in variants("math-parabola-vertex"):
        f = of_row([variant.given["c"], variant.given["b"], variant.given["a"]])
        x, y = pair(chosen(variant))
        assert f(x) == y
        assert slope(f, x) == pytest.approx(0, abs=1e-6)


def test_a_function_is_defined_exactly_where_the_answer_says() -> None:
    signs: dict[str, Callable[[float, float], bool]] = {
        "ge": lambda x, edge: x >= edge,
        "le": lambda x, edge: x <= edge,
        "ne": lambda x, edge: x != edge,
    }
    for variant in variants("math-function-domain"):
        given = variant.given
        said = re.fullmatch(r"\$x \\(ge|le|ne) (-?\d+)\$", chosen(variant))
        assert said
        for x in range(-30, 31):
            inner = given["k"] * x - given["k"] * given["edge"]
            is_defined = inner >= 0 if given["is_root"] else inner != 0
            assert signs[said[1]](x, int(said[2])) == is_defined


def test_a_combination_of_vectors_is_walked_step_by_step() -> None:
    for variant in variants("math-vector-combination"):
        given, place = variant.given, [0, 0]
        for vector, times in ((given["a"], given["m"]), (given["b"], given["n"])):
            for _ in range(abs(times)):
                place = [at + math.copysign(1, times) * by for at, by in zip(place, vector, strict=True)]
        assert pair(chosen(variant)) == tuple(place)


def accepted(variant: Variant) -> str:
    assert isinstance(variant.response, Short)
    assert variant.response.is_expression
    right = [polynomial(variant.response.accepted[0], x) for x in (-2.5, 0.5, 1.5, 3.0)]
    for slip in variant.response.wrong:
        assert [polynomial(slip.text, x) for x in (-2.5, 0.5, 1.5, 3.0)] != right
    return variant.response.accepted[0]


def test_a_line_goes_through_both_points() -> None:
    for variant in variants("math-line-through"):
        for x, y in (variant.given["a"], variant.given["b"]):
            assert polynomial(accepted(variant), x) == y


@pytest.mark.parametrize("name", ["math-derivative-polynomial", "math-derivative-product"])
def test_a_derivative_is_the_limit_of_difference_quotients(name: str) -> None:
    for variant in variants(name):
        given = variant.given
        factors = [of_row(given[key]) for key in ("row", "u", "v") if key in given]
        text = accepted(variant)
        for x in (-1.5, 0.25, 2.0):
            expected = slope(lambda at, factors=factors: math.prod(factor(at) for factor in factors), x)
            assert polynomial(text, x) == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_an_antiderivative_is_steep_as_its_function_says_and_meets_the_point() -> None:
    for variant in variants("math-antiderivative"):
        text, f = accepted(variant), of_row(variant.given["row"])
        assert polynomial(text, variant.given["x"]) == variant.given["y"]
        for x in (-1.5, 0.5, 2.0):
            assert slope(lambda at, text=text: polynomial(text, at), x) == pytest.approx(
                f(x), rel=1e-4, abs=1e-4
            )


# the second route of each that is a judgement


def test_a_mode_is_claimed_rightly_or_wrongly() -> None:
    for variant in variants("math-mode"):
        assert isinstance(variant.response, TrueFalse)
        assert variant.response.is_true == (
            statistics.multimode(variant.given["row"]) == [variant.given["claimed"]]
        )


def test_perpendicular_vectors_make_a_right_angle() -> None:
    for variant in variants("math-perpendicular"):
        assert isinstance(variant.response, TrueFalse)
        a, b = variant.given["a"], variant.given["b"]
        turn = abs(math.degrees(math.atan2(a[1], a[0]) - math.atan2(b[1], b[0]))) % 180
        assert variant.response.is_true == math.isclose(turn, 90)


def test_values_in_order_grow() -> None:
    for variant in variants("math-function-order"):
        assert isinstance(variant.response, Order)
        formula = re.findall(r"f\(x\) = (.*?)\$", variant.statement)[0]
        values = [polynomial(formula, int(re.findall(r"-?\d+", part)[0])) for part in variant.response.parts]
        assert values == sorted(set(values))


def rights(variant: Variant) -> dict[str, bool]:
    assert isinstance(variant.response, Several)
    found = {option.text: option.is_right for option in variant.response.options}
    assert len(found) == len(variant.response.options) >= 4
    assert any(found.values())
    return found


def test_three_sides_close_to_a_triangle_of_some_area() -> None:
    for variant in variants("math-triangle-sides"):
        for text, is_right in rights(variant).items():
            a, b, c = map(int, re.findall(r"\d+", text))
            heron = (a + b + c) * (a + b - c) * (a - b + c) * (b + c - a)
            assert is_right == (heron > 0)


def test_probabilities_are_counted_number_by_number() -> None:
    for variant in variants("math-probability-numbers"):
        for text, is_right in rights(variant).items():
            edge = int(re.findall(r"\d+", text)[0])
            holds: Callable[[int], bool] = {
                "тақсим": lambda n, edge=edge: n % edge == 0,
                "калон н": lambda n, edge=edge: n <= edge,
                "калон а": lambda n, edge=edge: n > edge,
                "хурд": lambda n, edge=edge: n < edge,
            }[re.findall(r"тақсим|калон н|калон а|хурд", text)[0]]
            share = statistics.mean(holds(n) for n in range(1, variant.given["n"] + 1))
            assert is_right == (share > variant.given["line"] + 1e-9)


def test_the_chosen_angles_solve_the_equation() -> None:
    for variant in variants("math-trig-equation"):
        constant = number(variant.given["constant"])
        for text, is_right in rights(variant).items():
            worth = getattr(math, variant.given["name"])(math.radians(number(text)))
            assert is_right == math.isclose(worth, constant, abs_tol=1e-9)


# what all have in common

JUDGED = {
    "math-midpoint", "math-parabola-vertex", "math-function-domain", "math-vector-combination",
    "math-line-through", "math-derivative-polynomial", "math-derivative-product", "math-antiderivative",
    "math-mode", "math-perpendicular", "math-function-order", "math-triangle-sides",
    "math-probability-numbers", "math-trig-equation",
}  # fmt: skip


def test_every_generator_has_a_second_route_and_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(GENERATORS)
    assert set(BY_NAME) == JUDGED | set(NUMBERS)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_worked_twin_is_another_question_and_the_hints_keep_the_answer(name: str) -> None:
    for variant in variants(name):
        first, second, twin = variant.hints
        answer = variant.solution[-1].removeprefix("Ҷавоб: ").removesuffix(".")
        assert not twin.endswith(f"Ҷавоб: {answer}.")
        assert answer not in first + second
