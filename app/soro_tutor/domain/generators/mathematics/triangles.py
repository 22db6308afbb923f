"""Right triangles by Pythagoras, similar triangles, and the law of cosines."""

from fractions import Fraction
from math import isqrt

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, valued
from soro_tutor.domain.generators.mathematics.sketch import geometry
from soro_tutor.domain.generators.worked import Worked

MOST = 60
LEGS = tuple(
    (a, b)
    for a in range(3, MOST)
    for b in range(3, MOST)
    if isqrt(a * a + b * b) ** 2 == a * a + b * b and a != b
)
# Two sides about 60° (the sign is -1) or 120° (+1) whose third side is whole: c² = a² + b² ∓ ab.
AROUND = tuple(
    (a, b, sign)
    for a in range(3, MOST)
    for b in range(a + 1, MOST)
    for sign in (-1, 1)
    if isqrt(a * a + b * b + sign * a * b) ** 2 == a * a + b * b + sign * a * b
)


def hypotenuse(chance: Chance) -> Worked:
    """The hypotenuse of a drawn right triangle with whole sides."""
    a, b = chance.choice(LEGS)
    c = isqrt(a * a + b * b)
    figure = geometry(
        {"A": (a, 0), "B": (0, b), "C": (0, 0)}, ["ABC"], {"AC": f"{a} см", "BC": f"{b} см"}, {"ACB": "right"}
    )
    asked = Asked(
        {"a": a, "b": b},
        f"Катетҳои секунҷаи росткунҷа ${a}$ см ва ${b}$ см мебошанд. Гипотенузаро ёбед.{figure}",
        (
            "Тарафи муқобили кунҷи ростро ёбед — он аз ҳар ду катет дарозтар аст.",
            "Теоремаи Пифагорро истифода баред: квадрати гипотенуза ҳосили ҷамъи квадратҳои катетҳост.",
        ),
        (f"$c^2 = {a}^2 + {b}^2 = {a * a} + {b * b} = {c * c}$.", f"$c = \\sqrt{{{c * c}}} = {c}$ см."),
    )
    slips = (
        (a + b, "Шояд шумо худи катетҳоро ҷамъ кардед, на квадратҳояшонро."),
        (c * c, "Шояд шумо решаи квадратӣ гирифтанро фаромӯш кардед."),
        (abs(a * a - b * b), "Шояд шумо квадратҳоро тарҳ кардед."),
        (Fraction(a * b, 2), "Шояд шумо ба ҷойи гипотенуза масоҳатро ёфтед."),
    )
    return valued(asked, c, slips, "cm")


def leg(chance: Chance) -> Worked:
    """A leg from the hypotenuse and the other leg."""
    a, b = chance.choice(LEGS)
    c = isqrt(a * a + b * b)
    asked = Asked(
        {"hypotenuse": c, "leg": a},
        f"Дар секунҷаи росткунҷа гипотенуза ${c}$ см ва яке аз катетҳо ${a}$ см аст. Катети дуюмро ёбед.",
        (
            "Муайян кунед, ки кадом тарафи додашуда гипотенуза аст.",
            "Аз теоремаи Пифагор: квадрати катет фарқи квадратҳои гипотенуза ва катети дигар аст.",
        ),
        (f"$b^2 = {c}^2 - {a}^2 = {c * c} - {a * a} = {b * b}$.", f"$b = \\sqrt{{{b * b}}} = {b}$ см."),
    )
    slips = (
        (c - a, "Шояд шумо худи тарафҳоро тарҳ кардед, на квадратҳояшонро."),
        (b * b, "Шояд шумо решаи квадратӣ гирифтанро фаромӯш кардед."),
        (c + a, "Шояд шумо тарафҳоро ҷамъ кардед."),
    )
    return valued(asked, b, slips, "cm")


def similar(chance: Chance) -> Worked:
    """A side of the larger of two drawn similar triangles."""
    a, b = chance.sample(range(4, 13), 2)
    scale = chance.choice([Fraction(3, 2), Fraction(2), Fraction(5, 2), Fraction(3), Fraction(4)])
    first, right = a * scale, b * scale
    start = 2 * a
    points = {
        "A": (0, 0),
        "B": (a, 0),
        "C": (0, b),
        "D": (start, 0),
        "E": (start + float(first), 0),
        "F": (start, float(right)),
    }
    labels = {"AB": f"{a} см", "AC": f"{b} см", "DE": f"{_label(first)} см", "DF": "x"}
    asked = Asked(
        {"a": a, "b": b, "first": first},
        f"Секунҷаҳои $ABC$ ва $DEF$ монанданд: $AB = {a}$ см, $AC = {b}$ см, $DE = {decimal(first)}$ см. "
        f"Тарафи $DF$-ро ёбед.{geometry(points, ['ABC', 'DEF'], labels)}",
        (
            "Тарафҳои мувофиқро ҷуфт кунед: $AB$ бо $DE$ ва $AC$ бо $DF$.",
            "Нисбати тарафҳои мувофиқи секунҷаҳои монанд ба як адад — коэффитсиенти монандӣ — баробар аст.",
        ),
        (
            f"$k = DE : AB = {decimal(first)} : {a} = {decimal(scale)}$.",
            f"$DF = k \\cdot AC = {decimal(scale)} \\cdot {b} = {decimal(right)}$ см.",
        ),
    )
    slips = (
        (b + first - a, "Шояд шумо ба ҷойи нисбат фарқи тарафҳоро нигоҳ доштед."),
        (b / scale, "Шояд шумо ба коэффитсиенти монандӣ тақсим кардед."),
        (first, "Шояд шумо секунҷаро баробарпаҳлу пиндоштед."),
        (
            b * scale * scale,
            "Шояд шумо тарафро ба квадрати коэффитсиент зарб кардед, чунон ки бо масоҳат мекунанд.",
        ),
    )
    return valued(asked, right, slips, "cm")


def cosines(chance: Chance) -> Worked:
    """The third side of a drawn triangle with an angle of 60 or 120 degrees."""
    a, b, sign = chance.choice(AROUND)
    right = isqrt(a * a + b * b + sign * a * b)
    angle, cosine = (60, r"\frac{1}{2}") if sign < 0 else (120, r"\left(-\frac{1}{2}\right)")
    points = {"A": (a * -sign / 2, a * 3**0.5 / 2), "B": (b, 0), "C": (0, 0)}
    figure = geometry(points, ["ABC"], {"AC": f"{a} см", "BC": f"{b} см", "AB": "x"}, {"ACB": f"{angle}°"})
    asked = Asked(
        {"a": a, "b": b, "angle": angle},
        f"Дар секунҷаи $ABC$ $AC = {a}$ см, $BC = {b}$ см ва $\\angle C = {angle}^\\circ$. "
        f"Тарафи $AB$-ро ёбед.{figure}",
        (
            "Ду тараф ва кунҷи байни онҳо маълуманд.",
            "Теоремаи косинусҳоро истифода баред: $c^2 = a^2 + b^2 - 2ab\\cos C$.",
        ),
        (
            f"$AB^2 = {a}^2 + {b}^2 - 2 \\cdot {a} \\cdot {b} \\cdot {cosine} "
            f"= {a * a + b * b} {'-' if sign < 0 else '+'} {a * b} = {right * right}$.",
            f"$AB = \\sqrt{{{right * right}}} = {right}$ см.",
        ),
    )
    other = isqrt(a * a + b * b - sign * a * b)
    slips: list[tuple[int, str]] = [
        (right * right, "Шояд шумо решаи квадратӣ гирифтанро фаромӯш кардед."),
        (a + b, "Шояд шумо танҳо тарафҳоро ҷамъ кардед."),
    ]
    if other * other == a * a + b * b - sign * a * b:
        slips.append((other, "Шояд шумо аломати косинусро нодуруст гирифтед."))
    return valued(asked, right, slips, "cm")


def _label(value: Fraction) -> str:
    return f"{float(value):g}".replace(".", ",")


GENERATORS = (
    Generator("math-pythagoras-hypotenuse", "mathematics.8.pythagoras", 8, 2, by_choice(hypotenuse)),
    Generator("math-pythagoras-leg", "mathematics.8.pythagoras", 8, 2, by_answer(leg)),
    Generator("math-similar-triangles", "mathematics.8.similarity", 8, 3, by_choice(similar)),
    Generator("math-law-of-cosines", "mathematics.9.cosine_theorem", 9, 4, by_answer(cosines)),
)
