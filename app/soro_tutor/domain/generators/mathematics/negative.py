"""Negative numbers: sums, products and quotients with signs."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import inside, signed
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-25, 26) if number)


def total(chance: Chance) -> Worked:
    """A sum of three numbers of different signs."""
    a, b, c = -chance.randint(2, 25), chance.choice(NONZERO), chance.choice(NONZERO)
    right = a + b + c
    positive, negative = (sum(n for n in (a, b, c) if n * sign > 0) for sign in (1, -1))
    asked = Asked(
        {"a": a, "b": b, "c": c},
        f"Ҳисоб кунед: ${a}{signed(b)}{signed(c)}$.",
        (
            "Ба аломати пеши ҳар як адад нигоҳ кунед.",
            "Ададҳои мусбат ва манфиро алоҳида ҷамъ кунед; баъд аз модули калон модули хурдро тарҳ кунед ва "
            "аломати адади модулаш калонро гузоред.",
        ),
        (
            f"Ҳосили ҷамъи ададҳои мусбат: ${positive}$, ададҳои манфӣ: ${negative}$.",
            f"${positive} - {-negative} = {right}$.",
        ),
    )
    slips = (
        (-right, "Шояд шумо аломати натиҷаро нодуруст гузоштед."),
        (abs(a) + abs(b) + abs(c), "Шояд шумо аломатҳоро ба ҳисоб нагирифтед."),
        (-abs(a) - abs(b) - abs(c), "Шояд шумо ҳамаи ададҳоро манфӣ ҳисобидед."),
        (-a + b + c, "Шояд шумо аломати минуси адади якумро гум кардед."),
        (a + b - c, "Шояд шумо аломати адади охиринро иваз кардед."),
    )
    return valued(asked, right, slips)


def products(chance: Chance) -> Worked:
    """A product and a quotient with signs, one taken from the other."""
    a, b, d, quotient = (chance.choice((-1, 1)) * chance.randint(2, 12) for _ in range(4))
    divided = d * quotient
    right = a * b - quotient
    asked = Asked(
        {"a": a, "b": b, "divided": divided, "d": d},
        f"Ҳисоб кунед: ${a} \\cdot {inside(b)} - {inside(divided)} : {inside(d)}$.",
        (
            "Аввал зарб ва тақсимро иҷро кунед ва аломати ҳар натиҷаро муайян кунед.",
            "Ҳосили зарб ва ҳосили тақсими ду адади якаломата мусбат, гуногуналомата манфист. Тарҳи адади "
            "манфӣ ҷамъи адади муқобили он аст.",
        ),
        (
            f"${a} \\cdot {inside(b)} = {a * b}$.",
            f"${inside(divided)} : {inside(d)} = {quotient}$.",
            f"${a * b} - {inside(quotient)} = {right}$.",
        ),
    )
    slips = (
        (-a * b - quotient, "Шояд шумо аломати ҳосили зарбро нодуруст муайян кардед."),
        (a * b + quotient, "Шояд шумо аломати ҳосили тақсимро нодуруст муайян кардед."),
        (-right, "Шояд шумо аломати натиҷаро нодуруст гузоштед."),
    )
    return valued(asked, right, slips)


def brackets(chance: Chance) -> Worked:
    """A sum of fractions with signs within brackets that a minus opens."""
    bottom = chance.randint(3, 12)
    a, b, c = (chance.choice((-1, 1)) * chance.randint(1, 2 * bottom) for _ in range(3))
    right = Fraction(a - b + c, bottom)
    terms = [f"{'-' if n < 0 else ''}\\frac{{{abs(n)}}}{{{bottom}}}" for n in (a, b, c)]
    last = f"\\left({terms[2]}\\right)" if c < 0 else terms[2]
    asked = Asked(
        {"a": a, "b": b, "c": c, "bottom": bottom},
        f"Ҳисоб кунед: ${terms[0]} - \\left({terms[1]} - {last}\\right)$.",
        (
            "Қавсҳоро аз дохил сар карда кушоед.",
            "Агар пеши қавс минус бошад, ҳангоми кушодани қавс аломати ҳар як ҷамъшаванда ба муқобил иваз "
            "мешавад.",
        ),
        (
            f"Суратҳо: ${a} - ({b} - {inside(c)}) = {a}{signed(-b)}{signed(c)} = {a - b + c}$.",
            f"Махраҷ бетағйир мемонад: $\\frac{{{a - b + c}}}{{{bottom}}} = {tex(right)}$.",
        ),
    )
    slips = (
        (Fraction(a - b - c, bottom), "Шояд шумо аломати ҷамъшавандаи охирини қавсро иваз накардед."),
        (Fraction(a + b + c, bottom), "Шояд шумо минуси пеши қавсро ба ҷамъшавандаи якум татбиқ накардед."),
        (-right, "Шояд шумо аломати натиҷаро нодуруст гузоштед."),
        (Fraction(a + b - c, bottom), "Шояд шумо минуси пеши қавсро ба ҳисоб нагирифтед."),
    )
    return valued(asked, right, slips)


GENERATORS = (
    Generator("math-negative-sum", "mathematics.6.negative_operations", 6, 2, by_choice(total)),
    Generator("math-negative-product", "mathematics.6.negative_operations", 6, 3, by_answer(products)),
    Generator("math-negative-brackets", "mathematics.6.negative_operations", 6, 4, by_choice(brackets)),
)
