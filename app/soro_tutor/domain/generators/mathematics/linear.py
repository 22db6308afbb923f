"""Linear equations, alone and in pairs."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import inside, signed, signed_x
from soro_tutor.domain.generators.mathematics.asked import Asked, Value, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.polynomial import written
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Derivation

NONZERO = tuple(number for number in range(-9, 10) if number)


def both_sides(chance: Chance) -> Worked:
    """An equation with the unknown on both sides."""
    a, c = chance.sample(NONZERO, 2)
    x, b = chance.choice(NONZERO), chance.choice(NONZERO)
    d = (a - c) * x + b
    asked = Asked(
        {"a": a, "b": b, "c": c, "d": d},
        f"Муодиларо ҳал кунед: ${written([b, a])} = {written([d, c])}$. Қимати $x$-ро нависед.",
        (
            "Аъзоҳои номаълумдорро дар як тараф ва ададҳоро дар тарафи дигар ҷамъ кунед.",
            "Ҳангоми гузаронидани аъзо ба тарафи дигари муодила аломати он иваз мешавад.",
        ),
        (
            f"${written([0, a])}{signed_x(-c)} = {d}{signed(-b)}$.",
            f"${written([0, a - c])} = {d - b}$.",
            *([f"$x = {d - b} : {inside(a - c)} = {x}$."] if a - c != 1 else []),
        ),
    )
    slips: list[tuple[Value, str]] = [
        (Fraction(d + b, a - c), "Шояд шумо ададро бе иваз кардани аломат гузаронидед."),
        (-x, "Шояд шумо дар охир аломатро гум кардед."),
        (d - b, "Шояд шумо ба коэффитсиенти $x$ тақсим накардед."),
        (Fraction(a - c, d - b), "Шояд шумо ҳангоми тақсим ададҳоро иваз кардед."),
    ]
    if a + c:
        said = "Шояд шумо аъзои номаълумдорро бе иваз кардани аломат гузаронидед."
        slips.insert(0, (Fraction(d - b, a + c), said))
    return valued(asked, x, slips)


def derivation(chance: Chance) -> Worked:
    """An equation with a bracket, solved line by line."""
    k, x = chance.randint(2, 7), chance.choice(NONZERO)
    a, m = chance.choice(NONZERO), chance.choice([n for n in range(-6, 7) if n and n != k])
    b = k * (x + a) - m * x
    start = f"{k}({written([a, 1])}) = {written([b, m])}"
    return Worked(
        {"k": k, "a": a, "m": m, "b": b},
        f"Муодилаи ${start}$-ро қадам ба қадам ҳал кунед.",
        (
            "Аввал қавсро кушоед.",
            "Аъзоҳои номаълумдорро ба як тараф, ададҳоро ба тарафи дигар гузаронед; аломаташон иваз мешавад.",
        ),
        (
            f"${written([k * a, k])} = {written([b, m])}$.",
            f"${written([0, k])}{signed_x(-m)} = {b}{signed(-k * a)}$.",
            f"${written([0, k - m])} = {b - k * a}$.",
        ),
        f"$x = {x}$",
        response=Derivation(start, f"x = {x}"),
    )


def with_fractions(chance: Chance) -> Worked:
    """An equation with the unknown over two numbers."""
    a, b = sorted(chance.sample(range(2, 9), 2))
    is_sum, factor = chance.random() < 0.5, chance.choice(NONZERO)
    x = a * b * factor
    sign, right_side = ("+", x // a + x // b) if is_sum else ("-", x // a - x // b)
    total = b + a if is_sum else b - a
    asked = Asked(
        {"a": a, "b": b, "is_sum": is_sum, "side": right_side},
        f"Муодиларо ҳал кунед: $\\frac{{x}}{{{a}}} {sign} \\frac{{x}}{{{b}}} = {right_side}$. Қимати $x$-ро "
        "нависед.",
        (
            "Аз махраҷҳо халос шудан мумкин аст. Чӣ тавр?",
            "Ҳар ду тарафи муодиларо ба адади умумие зарб мекунанд, ки ба ҳар ду махраҷ тақсим мешавад.",
        ),
        (
            f"Ҳар ду тарафро ба ${a * b}$ зарб мекунем: ${b}x {sign} {a}x = {right_side * a * b}$.",
            f"${written([0, total])} = {right_side * a * b}${f', $x = {x}$' if total != 1 else ''}.",
        ),
    )
    slips: list[tuple[Value, str]] = [
        (Fraction(right_side, total), "Шояд шумо тарафи рости муодиларо ба махраҷи умумӣ зарб накардед."),
        (Fraction(right_side * (a + b), 2), "Шояд шумо касрҳоро бо ҷамъи махраҷҳо якҷоя кардед."),
        (-x, "Шояд шумо дар охир аломатро гум кардед."),
    ]
    return valued(asked, x, slips)


def system(chance: Chance) -> Worked:
    """A system of two equations with a whole solution."""
    x, y = chance.sample(NONZERO, 2)
    a, d = chance.randint(1, 5), chance.randint(1, 5)
    b, c = chance.choice(NONZERO[4:14]), chance.choice((1, 2, 3, 4))
    if a * d == b * c:
        d += 1 if c > 0 else 2
    if a * d == b * c:
        d += 1
    e, f = a * x + b * y, c * x + d * y
    determinant = a * d - b * c
    asked = Asked(
        {"first": (a, b, e), "second": (c, d, f)},
        f"Системаи муодилаҳоро ҳал кунед: $\\begin{{cases}} {_sum(a, b)} = {e} \\\\ {_sum(c, d)} = {f} "
        "\\end{cases}$.",
        (
            "Аз як муодила як номаълумро тавассути дигараш ифода кардан ё муодилаҳоро ҷамъ кардан мумкин "
            "аст.",
            "Муодилаҳоро ба чунин ададҳо зарб кунед, ки ҳангоми тарҳ яке аз номаълумҳо аз байн равад.",
        ),
        (
            f"Муодилаи якумро ба ${d}$, дуюмро ба ${inside(b)}$ зарб карда, аз якум дуюмро тарҳ мекунем: "
            f"${written([0, determinant])} = {determinant * x}$.",
            f"$x = {x}$.",
            f"Қимати $x$-ро ба муодилаи якум мегузорем: ${written([0, b]).replace('x', 'y')} = "
            f"{e - a * x}$, $y = {y}$.",
        ),
    )
    slips = (
        (_pair(y, x), "Шояд шумо қиматҳои ду номаълумро иваз кардед."),
        (_pair(-x, -y), "Шояд шумо ҳангоми тақсим аломатро гум кардед."),
        (_pair(x, -y), "Шояд шумо ҳангоми ёфтани номаълуми дуюм аломатро иваз накардед."),
        (_pair(-x, y), "Шояд шумо ҳангоми тарҳи муодилаҳо аломатро иваз накардед."),
    )
    return told(asked, _pair(x, y), slips)


def _pair(x: int, y: int) -> str:
    return f"$({x}; {y})$"


def _sum(a: int, b: int) -> str:
    """The left side: ax + by."""
    second = written([0, b]).replace("x", "y").lstrip("-")
    return f"{written([0, a])} {'-' if b < 0 else '+'} {second}"


GENERATORS = (
    Generator("math-linear-equation", "mathematics.7.linear_equations", 7, 2, by_answer(both_sides)),
    Generator("math-linear-derivation", "mathematics.7.linear_equations", 7, 3, by_answer(derivation)),
    Generator("math-linear-fractions", "mathematics.7.linear_equations", 7, 4, by_answer(with_fractions)),
    Generator("math-linear-system", "mathematics.7.systems", 7, 3, by_choice(system)),
)
