"""Whole numbers: the order of operations, a division with remainder, rounding, the first equations."""

from collections.abc import Callable
from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.worked import Worked

PLACES = {10: "даҳиҳо", 100: "садиҳо", 1000: "ҳазориҳо"}
# How an equation looks, its rule, its root, and what the wrong operation gives.
EQUATIONS: tuple[tuple[str, str, Callable[[int, int], int], Callable[[int, int], Fraction]], ...] = (
    (
        "x + {a} = {b}",
        "Барои ёфтани ҷамъшавандаи номаълум аз ҳосили ҷамъ ҷамъшавандаи маълумро тарҳ мекунанд.",
        lambda x, a: x + a,
        lambda a, b: Fraction(b + a),
    ),
    (
        "x - {a} = {b}",
        "Барои ёфтани тарҳшавандаи номаълум ба фарқ тарҳкунандаро ҷамъ мекунанд.",
        lambda x, a: x - a,
        lambda a, b: Fraction(abs(b - a)),
    ),
    (
        "{a} - x = {b}",
        "Барои ёфтани тарҳкунандаи номаълум аз тарҳшаванда фарқро тарҳ мекунанд.",
        lambda x, a: a - x,
        lambda a, b: Fraction(a + b),
    ),
    (
        "{a} \\cdot x = {b}",
        "Барои ёфтани зарбшавандаи номаълум ҳосили зарбро ба зарбшавандаи маълум тақсим мекунанд.",
        lambda x, a: x * a,
        lambda a, b: Fraction(b - a),
    ),
    (
        "x : {a} = {b}",
        "Барои ёфтани тақсимшавандаи номаълум ҳосили тақсимро ба тақсимкунанда зарб мекунанд.",
        lambda x, a: x // a,
        lambda a, b: Fraction(b, a),
    ),
)


def order(chance: Chance) -> Worked:
    """A sum with a product and a quotient, with brackets or without."""
    a, b, c, d = (chance.randint(low, high) for low, high in ((11, 60), (2, 12), (2, 9), (2, 9)))
    quotient, has_brackets = chance.randint(2, 9), chance.random() < 0.5
    divided = d * quotient
    first = f"({a} + {b}) \\cdot {c}" if has_brackets else f"{a} + {b} \\cdot {c}"
    inner = a + b if has_brackets else b * c
    left = inner * c if has_brackets else a + inner
    asked = Asked(
        {"a": a, "b": b, "c": c, "divided": divided, "d": d, "has_brackets": has_brackets},
        f"Ҳисоб кунед: ${first} - {divided} : {d}$.",
        (
            "Пеш аз ҳисоб кардан тартиби амалҳоро муайян кунед.",
            "Аввал амалҳои дохили қавс, баъд зарб ва тақсим, дар охир ҷамъ ва тарҳ иҷро мешаванд.",
        ),
        (
            f"${a} + {b} = {inner}$." if has_brackets else f"${b} \\cdot {c} = {inner}$.",
            f"${inner} \\cdot {c} = {left}$." if has_brackets else f"${divided} : {d} = {quotient}$.",
            f"${divided} : {d} = {quotient}$." if has_brackets else f"${a} + {inner} = {left}$.",
            f"${left} - {quotient} = {left - quotient}$.",
        ),
    )
    other = a + b * c if has_brackets else (a + b) * c
    in_a_row = Fraction((a + b) * c - divided, d)
    slips = [
        (Fraction(other - quotient), "Шояд шумо тартиби иҷрои ҷамъ ва зарбро иваз кардед."),
        (in_a_row, "Шояд шумо амалҳоро пай дар пай аз чап ба рост иҷро кардед."),
        (Fraction(left + quotient), "Шояд шумо дар амали охирин ба ҷойи тарҳ ҷамъ кардед."),
    ]
    whole = [(value, said) for value, said in slips if value.denominator == 1]
    return valued(asked, left - quotient, whole)


def remainder(chance: Chance) -> Worked:
    """The quotient and the remainder of a division."""
    divisor, quotient = chance.randint(4, 25), chance.randint(5, 40)
    rest = chance.randint(1, divisor - 1)
    number = divisor * quotient + rest
    asked = Asked(
        {"number": number, "divisor": divisor},
        f"Адади ${number}$-ро ба ${divisor}$ бо бақия тақсим кунед.",
        (
            "Калонтарин адади аз тақсимшаванда хурдро ёбед, ки ба тақсимкунанда бе бақия тақсим мешавад.",
            "Тақсимшаванда ҳосили зарби тақсимкунанда ва ҳосили тақсими нопурра ҷамъи бақия аст; бақия аз "
            "тақсимкунанда хурд мебошад.",
        ),
        (
            f"${divisor} \\cdot {quotient} = {divisor * quotient}$.",
            f"${number} - {divisor * quotient} = {rest}$, ${rest} < {divisor}$.",
        ),
    )
    slips = (
        (_division(rest, quotient), "Шояд шумо ҳосили тақсим ва бақияро иваз кардед."),
        (_division(quotient - 1, rest + divisor), "Шояд шумо бақияро бо тақсимкунанда муқоиса накардед."),
        (_division(quotient, divisor - rest), "Шояд шумо ёфтед, ки то каратии навбатӣ чанд воҳид намерасад."),
        (_division(quotient + 1, rest), "Шояд шумо ҳосили тақсимро як воҳид зиёд гирифтед."),
    )
    return told(asked, _division(quotient, rest), slips)


def rounding(chance: Chance) -> Worked:
    """A whole number rounded to tens, hundreds or thousands."""
    place = chance.choice(tuple(PLACES))
    number = chance.randint(12, 99) * place + chance.randint(1, place - 1)
    digit = number * 10 // place % 10
    low = number // place * place
    right, sign = (low + place, r"\ge") if digit >= 5 else (low, "<")
    asked = Asked(
        {"number": number, "place": place},
        f"Адади ${number}$-ро то {PLACES[place]} яклухт кунед.",
        (
            "Рақами хонаеро ёбед, ки то он яклухт мекунанд, ва ба рақами баъди он нигоҳ кунед.",
            "Агар рақами баъдӣ аз панҷ хурд бошад, рақами хона тағйир намеёбад; дар дигар ҳолат он як воҳид "
            "меафзояд. Ба ҷойи рақамҳои баъдӣ сифр мегузоранд.",
        ),
        (
            f"Рақами баъди хонаи {PLACES[place]} — ${digit}$.",
            f"${digit} {sign} 5$, пас ${number} \\approx {right}$.",
        ),
    )
    slips = (
        (2 * low + place - right, "Шояд шумо қоидаи рақами баъдиро баръакс татбиқ кардед."),
        (_rounded(number, place * 10), "Шояд шумо хонаро нодуруст интихоб кардед: як хона чаптар гирифтед."),
        (
            _rounded(number, place // 10),
            "Шояд шумо хонаро нодуруст интихоб кардед: як хона росттар гирифтед.",
        ),
        (right // place, "Шояд шумо рақамҳои баъдиро партофтеду ба ҷойи онҳо сифр нагузоштед."),
    )
    return valued(asked, right, slips)


def simple_equation(chance: Chance) -> Worked:
    """An equation of one operation."""
    kind = chance.randint(0, len(EQUATIONS) - 1)
    look, rule, operation, slip = EQUATIONS[kind]
    a, x = chance.randint(3, 25), chance.randint(4, 40)
    if kind in (1, 2):
        x, a = (a + x, a) if kind == 1 else (x, a + x)
    elif look.startswith("x :"):
        x *= a
    b = operation(x, a)
    text = look.format(a=a, b=b)
    asked = Asked(
        {"kind": kind, "a": a, "b": b},
        f"Муодиларо ҳал кунед: ${text}$. Қимати $x$-ро нависед.",
        ("Муайян кунед, ки $x$ дар ин амал кадом ҷузъ аст.", rule),
        (rule, f"$x = {_inverse(kind, a, b)} = {x}$."),
    )
    slips = ((slip(a, b), "Шояд шумо амали баръаксро нодуруст интихоб кардед."),)
    return valued(asked, x, slips)


def _inverse(kind: int, a: int, b: int) -> str:
    return (f"{b} - {a}", f"{b} + {a}", f"{a} - {b}", f"{b} : {a}", f"{b} \\cdot {a}")[kind]


def _division(quotient: int, rest: int) -> str:
    return f"ҳосили тақсим ${quotient}$, бақия ${rest}$"


def _rounded(number: int, place: int) -> int:
    return (number + place // 2) // place * place


GENERATORS = (
    Generator("math-order-of-operations", "mathematics.5.order", 5, 2, by_answer(order)),
    Generator("math-remainder", "mathematics.5.multiply_divide", 5, 2, by_choice(remainder)),
    Generator("math-rounding", "mathematics.5.rounding", 5, 1, by_choice(rounding)),
    Generator("math-simple-equation", "mathematics.5.equations", 5, 1, by_answer(simple_equation)),
)
