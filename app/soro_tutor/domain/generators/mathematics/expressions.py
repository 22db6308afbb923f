"""Expressions: simplified, expanded, factored, reduced."""

import math

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import expressed, inside, signed
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told
from soro_tutor.domain.generators.mathematics.polynomial import product, written
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-9, 10) if number)
COEFFICIENTS = tuple(number for number in range(-12, 13) if abs(number) > 1)
SIMPLIFY = "Ифодаро содда кунед"


def like_terms(chance: Chance) -> Worked:
    """Like terms of x and of numbers brought together."""
    a = chance.choice(COEFFICIENTS)
    c = chance.choice([number for number in COEFFICIENTS if number != -a])
    b, d = chance.choice(NONZERO), chance.choice(NONZERO)
    asked = Asked(
        {"a": a, "b": b, "c": c, "d": d},
        f"{SIMPLIFY}: ${a}x{signed(b)}{signed(c)}x{signed(d)}$.",
        (
            "Аъзоҳои монандро ёбед: онҳо қисми ҳарфии якхела доранд.",
            "Коэффитсиентҳои аъзоҳои монандро ҷамъ мекунанд, қисми ҳарфӣ бетағйир мемонад.",
        ),
        (
            f"${a}x{signed(c)}x = {written([0, a + c])}$.",
            f"${b}{signed(d)} = {b + d}$.",
            f"${written([b + d, a + c])}$.",
        ),
    )
    wrong = (
        ([b + d, a - c], "Шояд шумо аломати пеши аъзои дуюми ҳарфиро нодуруст гирифтед."),
        ([b - d, a + c], "Шояд шумо аломати адади охиринро нодуруст гирифтед."),
        ([0, a + b + c + d], "Шояд шумо аъзоҳои номонандро ҳам ҷамъ кардед."),
    )
    return expressed(asked, [b + d, a + c], wrong)


def brackets(chance: Chance) -> Worked:
    """Two brackets with factors, the second taken away."""
    k, m = chance.randint(2, 7), chance.randint(2, 7)
    a, b, d = chance.randint(1, 5), chance.choice(NONZERO), chance.choice(NONZERO)
    c = chance.choice([number for number in range(1, 6) if m * number != k * a])
    right = [k * b - m * d, k * a - m * c]
    first, second = written([b, a]), written([d, c])
    asked = Asked(
        {"k": k, "a": a, "b": b, "m": m, "c": c, "d": d},
        f"{SIMPLIFY}: ${k}({first}) - {m}({second})$.",
        (
            "Аввал ҳар ду қавсро кушоед ва ба аломати пеши онҳо нигоҳ кунед.",
            "Зарбшавандаи пеши қавсро ба ҳар як ҷамъшавандаи дохили қавс зарб мекунанд; минус ҳамаи "
            "аломатҳоро иваз мекунад.",
        ),
        (
            f"${k}({first}) = {written([k * b, k * a])}$.",
            f"$-{m}({second}) = {written([-m * d, -m * c])}$.",
            f"${written([k * b, k * a])}{signed(-m * c)}x{signed(-m * d)} = {written(right)}$.",
        ),
    )
    wrong = (
        (
            [k * b + m * d, k * a - m * c],
            "Шояд шумо минуси пеши қавсро танҳо ба ҷамъшавандаи якум татбиқ кардед.",
        ),
        ([b - d, k * a - m * c], "Шояд шумо танҳо ҷамъшавандаи якуми ҳар қавсро зарб кардед."),
        ([k * b + m * d, k * a + m * c], "Шояд шумо минуси пеши қавсро ба ҳисоб нагирифтед."),
    )
    return expressed(asked, right, wrong)


def square(chance: Chance) -> Worked:
    """The square of a sum or of a difference."""
    a, b = chance.randint(1, 12), chance.choice(NONZERO)
    right = [b * b, 2 * a * b, a * a]
    text = written([b, a])
    law = "(u + v)^2 = u^2 + 2uv + v^2" if b > 0 else "(u - v)^2 = u^2 - 2uv + v^2"
    asked = Asked(
        {"a": a, "b": b},
        f"Ифодаро ба намуди бисёраъзогӣ нависед: $({text})^2$.",
        (
            "Формулаи зарби мухтасарро барои квадрати дуаъзогӣ ба ёд оред.",
            "Квадрати дуаъзогӣ се аъзо дорад: квадрати аъзои якум, дучандаи ҳосили зарби аъзоҳо ва квадрати "
            "аъзои дуюм.",
        ),
        (
            f"${law}$, дар ин ҷо $u = {written([0, a])}$, $v = {abs(b)}$.",
            f"$({text})^2 = {written(right)}$.",
        ),
    )
    slips = (
        ([b * b, 0, a * a], "Шояд шумо дучандаи ҳосили зарби аъзоҳоро гум кардед."),
        ([b * b, a * b, a * a], "Шояд шумо ҳосили зарби аъзоҳоро дучанд накардед."),
        ([b * b, -2 * a * b, a * a], "Шояд шумо аломати аъзои миёнаро нодуруст гирифтед."),
        ([-b * b, 2 * a * b, a * a], "Шояд шумо аломати квадрати аъзои дуюмро нодуруст гирифтед."),
        ([b * b, 2 * a * b, a], "Шояд шумо коэффитсиентро ба квадрат набардоштед."),
    )
    return told(asked, f"${written(right)}$", ((f"${written(row)}$", said) for row, said in slips))


def multiplied(chance: Chance) -> Worked:
    """The product of two binomials."""
    a, c = chance.randint(1, 5), chance.randint(1, 5)
    b, d = chance.choice(NONZERO), chance.choice(NONZERO)
    first, second = written([b, a]), written([d, c])
    right = product([b, a], [d, c])
    asked = Asked(
        {"a": a, "b": b, "c": c, "d": d},
        f"Қавсҳоро кушоед ва ифодаро содда кунед: $({first})({second})$.",
        (
            "Чанд ҳосили зарб пайдо мешавад? Ягонтоашро гум накунед.",
            "Ҳар як аъзои қавси якумро ба ҳар як аъзои қавси дуюм зарб мекунанд ва натиҷаҳоро ҷамъ мекунанд.",
        ),
        (
            f"${written([0, a])} \\cdot ({second}) = {written([0, a * d, a * c])}$.",
            f"${inside(b)} \\cdot ({second}) = {written([b * d, b * c])}$.",
            f"Аъзоҳои монандро ҷамъ мекунем: ${written(right)}$.",
        ),
    )
    wrong = (
        ([b * d, 0, a * c], "Шояд шумо танҳо аъзои якумро ба якум ва дуюмро ба дуюм зарб кардед."),
        ([b * d, a * d, a * c], "Шояд шумо яке аз ҳосили зарбҳоро гум кардед."),
        ([b * d, a * d - b * c, a * c], "Шояд шумо аломати яке аз ҳосили зарбҳоро нодуруст гирифтед."),
    )
    return expressed(asked, right, wrong)


def difference_of_squares(chance: Chance) -> Worked:
    """The difference of two squares as a product."""
    # Without a common factor, which would have to be taken out of both brackets.
    a, b = chance.choice([(a, b) for a in range(1, 13) for b in range(2, 21) if math.gcd(a, b) == 1])
    minus, plus = written([-b, a]), written([b, a])
    right = f"$({minus})({plus})$"
    asked = Asked(
        {"row": (-b * b, 0, a * a)},
        f"Ба зарбкунандаҳо ҷудо кунед: ${written([-b * b, 0, a * a])}$.",
        (
            "Ҳар ду аъзоро ба намуди квадрат нависед.",
            "Фарқи квадратҳои ду ифода ба ҳосили зарби фарқ ва ҳосили ҷамъи ин ифодаҳо баробар аст.",
        ),
        (
            f"${written([0, 0, a * a])} = ({written([0, a])})^2$, ${b * b} = {b}^2$.",
            f"$u^2 - v^2 = (u - v)(u + v)$: {right}.",
        ),
    )
    slips = (
        (f"$({minus})^2$", "Шояд шумо фарқи квадратҳоро бо квадрати фарқ омехтед."),
        (f"$({plus})^2$", "Шояд шумо ҳар ду қавсро бо як аломат навиштед."),
        (
            f"$({written([-b * b, a])})({written([b * b, a])})$",
            "Шояд шумо решаи квадратии адади охиринро наёфтед.",
        ),
        (
            f"$({written([-b, a * a])})({plus.replace(f'{a}x', 'x', 1) if a > 1 else plus})$",
            "Шояд шумо коэффитсиентро байни қавсҳо нодуруст тақсим кардед.",
        ),
    )
    return told(asked, right, slips)


def trinomial(chance: Chance) -> Worked:
    """A trinomial with whole roots as a product."""
    p, q = sorted(chance.sample(NONZERO, 2))
    right = _brackets(p, q)
    row = (p * q, p + q, 1)
    asked = Asked(
        {"row": row},
        f"Ба зарбкунандаҳо ҷудо кунед: ${written(row)}$.",
        (
            "Ду ададеро ҷӯед, ки ҳосили зарб ва ҳосили ҷамъашон дар ифода намоёнанд.",
            "Агар ҳосили зарби ду адад ба аъзои озод ва ҳосили ҷамъашон ба коэффитсиенти миёна баробар "
            "бошад, онҳо дар қавсҳо ба $x$ ҷамъ мешаванд.",
        ),
        (
            f"${inside(p)} \\cdot {inside(q)} = {p * q}$, ${p}{signed(q)} = {p + q}$.",
            f"${written(row)} = {right[1:]}.",
        ),
    )
    slips = (
        (_brackets(-q, -p), "Шояд шумо аломатҳои ҳар ду ададро баръакс гирифтед."),
        (_brackets(*sorted((-p, q))), "Шояд шумо аломати яке аз ададҳоро нодуруст гирифтед."),
        (_brackets(*sorted((p, -q))), "Шояд шумо аломати яке аз ададҳоро нодуруст гирифтед."),
        (_brackets(*sorted((1, p * q))), "Шояд шумо танҳо ҳосили зарбро санҷидеду ҳосили ҷамъро не."),
        (_brackets(*sorted((-1, -p * q))), "Шояд шумо танҳо ҳосили зарбро санҷидеду ҳосили ҷамъро не."),
    )
    return told(asked, right, slips)


def reduced(chance: Chance) -> Worked:
    """An algebraic fraction whose denominator divides its numerator."""
    p, q, k = chance.choice(NONZERO), chance.choice(NONZERO), chance.randint(1, 4)
    top, right = product([p, 1], [q, k]), [q, k]
    asked = Asked(
        {"top": tuple(top), "bottom": (p, 1)},
        f"Касрро ихтисор кунед: $\\frac{{{written(top)}}}{{{written([p, 1])}}}$.",
        (
            "Суратро ба зарбкунандаҳо ҷудо кунед; яке аз онҳо бояд бо махраҷ муносибат дошта бошад.",
            "Касрро танҳо ба зарбкунандаи умумии тамоми сурат ва тамоми махраҷ ихтисор кардан мумкин аст.",
        ),
        (
            f"${written(top)} = ({written([p, 1])})({written(right)})$.",
            f"Ба ${written([p, 1])}$ ихтисор мекунем.",
        ),
    )
    wrong = (
        ([-q, k], "Шояд шумо аломатро ҳангоми ҷудо кардан ба зарбкунандаҳо нодуруст гирифтед."),
        ([p, 1], "Шояд шумо зарбкунандаи махраҷро боқӣ гузоштед."),
        ([q, 1] if k > 1 else [p * q, 1], "Шояд шумо аъзоҳои алоҳидаро ихтисор кардед, на зарбкунандаҳоро."),
    )
    return expressed(asked, right, wrong)


def _brackets(p: int, q: int) -> str:
    return f"$({written([p, 1])})({written([q, 1])})$"


GENERATORS = (
    Generator("math-like-terms", "mathematics.7.monomials", 7, 1, by_answer(like_terms)),
    Generator("math-brackets", "mathematics.7.polynomials", 7, 2, by_answer(brackets)),
    Generator("math-binomial-product", "mathematics.7.polynomials", 7, 3, by_answer(multiplied)),
    Generator("math-binomial-square", "mathematics.7.formulas", 7, 2, by_choice(square)),
    Generator(
        "math-difference-of-squares", "mathematics.7.factoring", 7, 2, by_choice(difference_of_squares)
    ),
    Generator("math-factor-trinomial", "mathematics.8.quadratic_equations", 8, 3, by_choice(trinomial)),
    Generator("math-reduce-fraction", "mathematics.8.rational", 8, 4, by_answer(reduced)),
)
