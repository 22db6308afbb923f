"""Common fractions: the four operations, a part of a number, and which fraction is larger."""

import math
from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Order

# What is told of a whole, and what is asked.
PARTS = (
    (
        "Дар боғ ${whole}$ дарахт ҳаст. ${part}$ ҳиссаи онҳо дарахти себ аст.",
        "Дар боғ чанд дарахти себ ҳаст?",
    ),
    (
        "Дар мактаб ${whole}$ хонанда мехонад. ${part}$ ҳиссаи онҳо писаранд.",
        "Дар мактаб чанд писар мехонад?",
    ),
    ("Китоб ${whole}$ саҳифа дорад. Нигина ${part}$ ҳиссаи онро хонд.", "Ӯ чанд саҳифаро хонд?"),
    ("Дар рама ${whole}$ сар мол ҳаст. ${part}$ ҳиссаи онҳо гӯсфанд аст.", "Дар рама чанд гӯсфанд ҳаст?"),
)


def same_denominator(chance: Chance) -> Worked:
    """The sum or difference of two fractions of one denominator."""
    bottom = chance.randint(5, 19)
    a, c = chance.sample(range(1, bottom), 2)
    is_sum = chance.random() < 0.5 or a < c
    sign, top = ("+", a + c) if is_sum else ("-", a - c)
    right = Fraction(top, bottom)
    asked = Asked(
        {"a": a, "c": c, "bottom": bottom, "is_sum": is_sum},
        f"Ҳисоб кунед: ${_written(a, bottom)} {sign} {_written(c, bottom)}$.",
        (
            "Ба махраҷи ҳар ду каср нигоҳ кунед.",
            "Агар махраҷҳо якхела бошанд, амалро бо суратҳо иҷро мекунанд ва махраҷро бетағйир мемонанд.",
        ),
        (
            f"${_written(a, bottom)} {sign} {_written(c, bottom)} = \\frac{{{a} {sign} {c}}}{{{bottom}}} = "
            f"{_written(top, bottom)}$.",
            *_reduced(top, bottom),
        ),
    )
    slips = (
        (Fraction(top, 2 * bottom), "Шояд шумо махраҷҳоро ҳам ҷамъ кардед."),
        (Fraction(top, bottom**2), "Шояд шумо махраҷҳоро ба ҳам зарб кардед."),
        (Fraction(a * c, bottom), "Шояд шумо суратҳоро ба ҳам зарб кардед."),
        (Fraction(abs(a - c) if is_sum else a + c, bottom), "Шояд шумо ҷамъ ва тарҳро иваз кардед."),
    )
    return valued(asked, right, slips)


def add(chance: Chance) -> Worked:
    """The sum of two fractions of different denominators."""
    first, second = _two(chance)
    (a, b), (c, d) = _parts(first), _parts(second)
    common = math.lcm(b, d)
    wide = (a * common // b, c * common // d)
    asked = Asked(
        {"first": first, "second": second},
        f"Ҳисоб кунед: ${tex(first)} + {tex(second)}$.",
        (
            "Махраҷҳо гуногунанд: аввал чӣ бояд кард?",
            "Касрҳоро ба махраҷи умумӣ меоранд, баъд суратҳоро ҷамъ мекунанд; махраҷ бетағйир мемонад.",
        ),
        (
            f"Махраҷи умумӣ: ${common}$.",
            f"${tex(first)} + {tex(second)} = {_written(wide[0], common)} + {_written(wide[1], common)} = "
            f"{_written(sum(wide), common)}$.",
            *_reduced(sum(wide), common),
        ),
    )
    slips = (
        (Fraction(a + c, b + d), "Шояд шумо сурат бо сурат ва махраҷ бо махраҷро ҷамъ кардед."),
        (
            Fraction(a + c, common),
            "Шояд шумо махраҷи умумиро гирифтеду суратҳоро ба зарбшавандаи иловагӣ зарб накардед.",
        ),
        (
            Fraction(wide[0] + wide[1], b + d),
            "Шояд шумо махраҷҳоро ба ҷойи овардан ба махраҷи умумӣ ҷамъ кардед.",
        ),
        (Fraction(a * c, b * d), "Шояд шумо ба ҷойи ҷамъ касрҳоро зарб кардед."),
    )
    return valued(asked, first + second, slips)


def subtract(chance: Chance) -> Worked:
    """The difference of two fractions of different denominators."""
    second, first = sorted(_two(chance))
    (a, b), (c, d) = _parts(first), _parts(second)
    common = math.lcm(b, d)
    wide = (a * common // b, c * common // d)
    asked = Asked(
        {"first": first, "second": second},
        f"Ҳисоб кунед: ${tex(first)} - {tex(second)}$. Ҷавобро ба намуди каср нависед.",
        (
            "Аввал махраҷи умумии касрҳоро ёбед.",
            "Касрҳоро ба махраҷи умумӣ меоранд, баъд аз сурати якум сурати дуюмро тарҳ мекунанд.",
        ),
        (
            f"Махраҷи умумӣ: ${common}$.",
            f"${tex(first)} - {tex(second)} = {_written(wide[0], common)} - {_written(wide[1], common)} = "
            f"{_written(wide[0] - wide[1], common)}$.",
            *_reduced(wide[0] - wide[1], common),
        ),
    )
    slips = [
        (Fraction(abs(a - c), common), "Шояд шумо суратҳоро ба зарбшавандаи иловагӣ зарб накардед."),
        (first + second, "Шояд шумо ба ҷойи тарҳ ҷамъ кардед."),
    ]
    if b != d:
        slips.append((Fraction(a - c, b - d), "Шояд шумо сурат аз сурат ва махраҷ аз махраҷро тарҳ кардед."))
    return valued(asked, first - second, slips)


def multiply(chance: Chance) -> Worked:
    """The product of two fractions."""
    first, second = _two(chance)
    (a, b), (c, d) = _parts(first), _parts(second)
    asked = Asked(
        {"first": first, "second": second},
        f"Ҳисоб кунед: ${tex(first)} \\cdot {tex(second)}$. Ҷавобро ба намуди каср нависед.",
        (
            "Барои зарби касрҳо махраҷи умумӣ лозим нест.",
            "Суратро ба сурат ва махраҷро ба махраҷ зарб мекунанд, баъд касрро ихтисор мекунанд.",
        ),
        (
            f"${tex(first)} \\cdot {tex(second)} = \\frac{{{a} \\cdot {c}}}{{{b} \\cdot {d}}} = "
            f"{_written(a * c, b * d)}$.",
            *_reduced(a * c, b * d),
        ),
    )
    slips = (
        (Fraction(a * d, b * c), "Шояд шумо касри дуюмро чаппа кардед."),
        (first + second, "Шояд шумо ба ҷойи зарб касрҳоро ҷамъ кардед."),
        (Fraction(a * c, b + d), "Шояд шумо махраҷҳоро ба ҷойи зарб ҷамъ кардед."),
    )
    return valued(asked, first * second, slips)


def divide(chance: Chance) -> Worked:
    """The quotient of two fractions."""
    first, second = _two(chance)
    (a, b), (c, d) = _parts(first), _parts(second)
    asked = Asked(
        {"first": first, "second": second},
        f"Ҳисоб кунед: ${tex(first)} : {tex(second)}$.",
        (
            "Тақсимро ба зарб иваз кардан мумкин аст. Кадом каср дигар мешавад?",
            "Барои тақсим касри якумро ба чаппаи касри дуюм зарб мекунанд.",
        ),
        (
            f"${tex(first)} : {tex(second)} = {tex(first)} \\cdot {_written(d, c)} = "
            f"{_written(a * d, b * c)}$.",
            *_reduced(a * d, b * c),
        ),
    )
    slips = (
        (first * second, "Шояд шумо касри дуюмро чаппа накардед."),
        (Fraction(b * c, a * d), "Шояд шумо ба ҷойи касри дуюм касри якумро чаппа кардед."),
        (Fraction(b * d, a * c), "Шояд шумо ҳар ду касрро чаппа кардед."),
        (Fraction(a * d, b + c), "Шояд шумо дар махраҷ ба ҷойи зарб ҷамъ кардед."),
    )
    return valued(asked, first / second, slips)


def part_of_whole(chance: Chance) -> Worked:
    """A part of a number of things."""
    part = _proper(chance, 3, 9)
    top, bottom = _parts(part)
    whole = bottom * chance.randint(6, 40)
    story, question = chance.choice(PARTS)
    right = whole // bottom * top
    asked = Asked(
        {"whole": whole, "part": part},
        f"{story.format(whole=whole, part=tex(part))} {question}",
        (
            "Муайян кунед, ки бутун чист ва кадом ҳиссаи онро ёфтан лозим аст.",
            "Барои ёфтани ҳиссаи адад онро ба махраҷ тақсим ва ба сурат зарб мекунанд.",
        ),
        (f"${whole} : {bottom} = {whole // bottom}$.", f"${whole // bottom} \\cdot {top} = {right}$."),
    )
    slips = [
        (whole // bottom, "Шояд шумо танҳо ба махраҷ тақсим кардеду ба сурат зарб накардед."),
        (whole - right, "Шояд шумо ҳиссаи боқимондаро ёфтед."),
    ]
    if whole % top == 0:
        slips.append((whole // top * bottom, "Шояд шумо сурат ва махраҷро иваз кардед."))
    return valued(asked, right, slips)


def whole_of_part(chance: Chance) -> Worked:
    """A number of which a part is known."""
    part = _proper(chance, 3, 9)
    top, bottom = _parts(part)
    known = top * chance.randint(4, 25)
    right = known // top * bottom
    asked = Asked(
        {"known": known, "part": part},
        f"${tex(part)}$ ҳиссаи адад ба ${known}$ баробар аст. Ин ададро ёбед.",
        (
            "Дар ин ҷо ҳисса маълум асту бутун номаълум.",
            "Барои ёфтани адад аз рӯйи ҳиссааш қимати ҳиссаро ба сурат тақсим ва ба махраҷ зарб мекунанд.",
        ),
        (f"${known} : {top} = {known // top}$.", f"${known // top} \\cdot {bottom} = {right}$."),
    )
    slips = (
        (known * part, "Шояд шумо ҳиссаи адади додашударо ёфтед."),
        (known // top, "Шояд шумо ба махраҷ зарб накардед."),
        (known * bottom, "Шояд шумо ба сурат тақсим накардед."),
        (known + known // top, "Шояд шумо танҳо як ҳисса илова кардед."),
    )
    return valued(asked, right, slips)


def in_order(chance: Chance) -> Worked:
    """Four fractions of different denominators, the smallest first."""
    common = chance.choice((12, 18, 20, 24, 30, 36))
    values = [Fraction(top, common) for top in chance.sample(range(2, common), 4)]
    ordered = sorted(values)
    same = "; ".join(f"${tex(value)} = {_written(int(value * common), common)}$" for value in ordered)
    right = f"${' < '.join(map(tex, ordered))}$"
    return Worked(
        {"values": tuple(values)},
        f"Касрҳои {', '.join(f'${tex(value)}$' for value in values)}-ро аз хурдтарин ба калонтарин ҷойгир "
        "кунед.",
        (
            "Касрҳоро аз рӯйи танҳо сурат ё танҳо махраҷ муқоиса кардан мумкин нест, агар ҳар ду гуногун "
            "бошанд.",
            "Касрҳоро ба махраҷи умумӣ оред: он гоҳ касре калон аст, ки сураташ калон аст.",
        ),
        (f"Махраҷи умумӣ ${common}$ аст: {same}.", f"{right}."),
        right,
        response=Order(tuple(f"${tex(value)}$" for value in ordered)),
    )


def _proper(chance: Chance, low: int, high: int) -> Fraction:
    """A proper fraction whose numerator is more than one."""
    bottom = chance.randint(low, high)
    return Fraction(chance.choice([top for top in range(2, bottom) if math.gcd(top, bottom) == 1]), bottom)


def _two(chance: Chance) -> tuple[Fraction, Fraction]:
    """Two proper fractions of different denominators."""
    first, second = chance.sample((3, 4, 5, 7, 8, 9, 10, 12), 2)
    return _proper(chance, first, first), _proper(chance, second, second)


def _parts(value: Fraction) -> tuple[int, int]:
    return value.numerator, value.denominator


def _written(top: int, bottom: int) -> str:
    """A fraction as it stands, not reduced."""
    return f"\\frac{{{top}}}{{{bottom}}}"


def _reduced(top: int, bottom: int) -> tuple[str, ...]:
    """The step that reduces a fraction, where it can be."""
    is_reduced = math.gcd(top, bottom) == 1
    return (
        () if is_reduced else (f"Ихтисор мекунем: ${_written(top, bottom)} = {tex(Fraction(top, bottom))}$.",)
    )


GENERATORS = (
    Generator("math-same-denominator", "mathematics.5.fractions_same", 5, 1, by_choice(same_denominator)),
    Generator("math-part-of-whole", "mathematics.5.fractions", 5, 2, by_answer(part_of_whole)),
    Generator("math-whole-of-part", "mathematics.5.fractions", 6, 3, by_choice(whole_of_part)),
    Generator("math-add-fractions", "mathematics.6.fractions_add", 6, 2, by_choice(add)),
    Generator("math-subtract-fractions", "mathematics.6.fractions_add", 6, 2, by_answer(subtract)),
    Generator("math-fraction-order", "mathematics.6.fractions_add", 6, 3, by_answer(in_order)),
    Generator("math-multiply-fractions", "mathematics.6.fractions_multiply", 6, 2, by_answer(multiply)),
    Generator("math-divide-fractions", "mathematics.6.fractions_multiply", 6, 2, by_choice(divide)),
)
