"""Percentages, and what is shared or grows in a ratio."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import comma, decimal_valued
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.worked import Worked

RATES = (5, 10, 15, 20, 25, 30, 35, 40, 45, 60, 65, 70, 75, 80, 85, 90)
GOODS = ("Курта", "Китоб", "Пойафзол", "Телефон", "Дучарха", "Ҷомадон", "Соат", "Чатр")
PUPILS = (("Далер", "Нигина"), ("Фирӯз", "Зарина"), ("Рустам", "Шаҳло"), ("Парвиз", "Мадина"))
WHAT_IS_WHOLE = "Муайян кунед, ки кадом адад бутун, яъне сад фоиз аст."


def part(chance: Chance) -> Worked:
    """So many per cent of a number."""
    rate, number = chance.choice(RATES), 20 * chance.randint(2, 60)
    right = number * rate // 100
    asked = Asked(
        {"rate": rate, "number": number},
        f"${rate}\\%$-и адади ${number}$-ро ёбед.",
        (WHAT_IS_WHOLE, "Як фоиз садяки адад аст: ададро ба сад тақсим ва ба шумораи фоизҳо зарб мекунанд."),
        (
            f"${number} : 100 = {comma(Fraction(number, 100))}$ — ин як фоиз аст.",
            f"${comma(Fraction(number, 100))} \\cdot {rate} = {right}$.",
        ),
    )
    slips = (
        (number - right, "Шояд шумо қисми боқимондаро ёфтед."),
        (number * rate, "Шояд шумо ба сад тақсим накардед."),
        (number - rate, "Шояд шумо фоизро ҳамчун адад аз бутун тарҳ кардед."),
    )
    return valued(asked, right, slips)


def whole(chance: Chance) -> Worked:
    """A number of which so many per cent are known."""
    rate, number = chance.choice(RATES), 20 * chance.randint(2, 60)
    known = number * rate // 100
    asked = Asked(
        {"rate": rate, "known": known},
        f"${rate}\\%$-и адад ба ${known}$ баробар аст. Ин ададро ёбед.",
        (
            WHAT_IS_WHOLE,
            "Қимати маълумро ба шумораи фоизҳо тақсим кунед: як фоиз мебарояд; сипас онро ба сад зарб кунед.",
        ),
        (
            f"${known} : {rate} = {comma(Fraction(known, rate))}$ — ин як фоиз аст.",
            f"${comma(Fraction(known, rate))} \\cdot 100 = {number}$.",
        ),
    )
    slips = (
        (Fraction(known * rate, 100), "Шояд шумо фоизи адади додашударо ёфтед."),
        (known * rate, "Шояд шумо ба ҷойи тақсим ба шумораи фоизҳо зарб кардед."),
        (known + Fraction(known * rate, 100), "Шояд шумо ба адади додашуда фоизи онро илова кардед."),
        (known + rate, "Шояд шумо фоизро ҳамчун адад ҷамъ кардед."),
    )
    return decimal_valued(asked, Fraction(number), slips)


def rate_of(chance: Chance) -> Worked:
    """How many per cent one number is of another."""
    number = chance.choice((20, 25, 40, 50, 80, 120, 150, 160, 200, 250, 300, 400))
    known = number * chance.choice([rate for rate in range(5, 96) if number * rate % 100 == 0]) // 100
    right = known * 100 // number
    asked = Asked(
        {"number": number, "known": known},
        f"Дар озмун ${number}$ хонанда иштирок кард, ${known}$ нафари онҳо духтаранд. Духтарон чанд фоизи "
        "иштирокчиёнро ташкил медиҳанд?",
        (WHAT_IS_WHOLE, "Қисмро ба бутун тақсим ва ба сад зарб мекунанд."),
        (f"$\\frac{{{known}}}{{{number}}} \\cdot 100\\% = {right}\\%$.",),
    )
    slips = (
        (100 - right, "Шояд шумо фоизи писаронро ёфтед."),
        (known, "Шояд шумо шумораи духтаронро ҳамчун фоиз навиштед."),
        (
            Fraction(100 * known, number - known),
            "Шояд шумо духтаронро бо писарон муқоиса кардед, на бо ҳамаи иштирокчиён.",
        ),
    )
    return valued(asked, right, slips)


def discount(chance: Chance) -> Worked:
    """A price after a discount."""
    rate, price, good = (
        chance.choice((5, 10, 15, 20, 25, 30, 40)),
        20 * chance.randint(3, 60),
        chance.choice(GOODS),
    )
    cut = price * rate // 100
    asked = Asked(
        {"rate": rate, "price": price},
        f"{good} ${price}$ сомонӣ нарх дошт. Нархи онро ${rate}\\%$ арзон карданд. Нархи нав чанд сомонӣ "
        "аст?",
        (
            "Аввал фаҳмед, ки арзоншавӣ аз кадом нарх ҳисоб карда мешавад.",
            "Маблағи арзоншавиро меёбанд ва онро аз нархи пешина тарҳ мекунанд.",
        ),
        (
            f"Арзоншавӣ: ${price} \\cdot {rate} : 100 = {cut}$ сомонӣ.",
            f"${price} - {cut} = {price - cut}$ сомонӣ.",
        ),
    )
    slips = (
        (cut, "Шояд шумо танҳо маблағи арзоншавиро ёфтед."),
        (price + cut, "Шояд шумо арзоншавиро ба ҷойи тарҳ ба нарх ҷамъ кардед."),
        (price - rate, "Шояд шумо фоизро ҳамчун сомонӣ тарҳ кардед."),
        (price - 2 * cut, "Шояд шумо арзоншавиро ду бор тарҳ кардед."),
    )
    return told(asked, _money(price - cut), ((_money(value), said) for value, said in slips))


def twice(chance: Chance) -> Worked:
    """A price that rises by some per cent and then falls by some."""
    up, down = chance.choice((10, 20, 25, 30, 40, 50)), chance.choice((10, 20, 25, 30, 40, 50))
    price, good = 200 * chance.randint(1, 12), chance.choice(GOODS)
    high = price * (100 + up) // 100
    right = Fraction(high * (100 - down), 100)
    asked = Asked(
        {"price": price, "up": up, "down": down},
        f"{good} ${price}$ сомонӣ нарх дошт. Нархаш аввал ${up}\\%$ қимат ва баъд ${down}\\%$ арзон шуд. "
        "Акнун он чанд сомонӣ нарх дорад?",
        (
            "Нархро баъди ҳар як тағйирот алоҳида ҳисоб кунед.",
            "Фоизи дуюм аз нархи нав гирифта мешавад, на аз нархи аввала.",
        ),
        (
            f"Баъди қиматшавӣ: ${price} \\cdot {comma(Fraction(100 + up, 100))} = {high}$ сомонӣ.",
            f"Баъди арзоншавӣ: ${high} \\cdot {comma(Fraction(100 - down, 100))} = {comma(right)}$ сомонӣ.",
        ),
    )
    slips = (
        (Fraction(price * (100 + up - down), 100), "Шояд шумо фоизи дуюмро аз нархи аввала гирифтед."),
        (Fraction(high), "Шояд шумо танҳо қиматшавиро ба ҳисоб гирифтед."),
        (Fraction(price * (100 - down), 100), "Шояд шумо танҳо арзоншавиро ба ҳисоб гирифтед."),
    )
    return decimal_valued(asked, right, slips, "somoni")


def shared(chance: Chance) -> Worked:
    """A sum of money shared in a ratio."""
    a, b = chance.choice([(a, b) for a in range(1, 8) for b in range(1, 8) if a != b and (a + b) % 2])
    unit = chance.randint(6, 60)
    first, second = chance.choice(PUPILS)
    total = (a + b) * unit
    asked = Asked(
        {"total": total, "a": a, "b": b},
        f"{first} ва {second} ${total}$ сомониро ба нисбати ${a} : {b}$ тақсим карданд. Ба {first} чанд "
        "сомонӣ расид?",
        (
            "Ҳисоб кунед, ки ҳамагӣ чанд ҳиссаи баробар мешавад.",
            "Бутунро ба ҳосили ҷамъи ҳиссаҳо тақсим мекунанд ва натиҷаро ба шумораи ҳиссаҳои лозимӣ зарб "
            "мекунанд.",
        ),
        (
            f"Ҳамагӣ ${a} + {b} = {a + b}$ ҳисса.",
            f"Як ҳисса: ${total} : {a + b} = {unit}$ сомонӣ.",
            f"${unit} \\cdot {a} = {a * unit}$ сомонӣ.",
        ),
    )
    slips = (
        (b * unit, "Шояд шумо ҳиссаи хонандаи дигарро ёфтед."),
        (unit, "Шояд шумо танҳо як ҳиссаро ёфтед."),
        (Fraction(total, 2), "Шояд шумо маблағро баробар тақсим кардед."),
        (Fraction(total * a, b), "Шояд шумо нисбатро ҳамчун ҳиссаи бутун гирифтед."),
    )
    return valued(asked, a * unit, slips, "somoni")


def proportion(chance: Chance) -> Worked:
    """The unknown member of a proportion."""
    p, q, r, s = chance.sample(range(2, 8), 4)  # different ones: 18/x = 18/18 asks nothing
    x, b, c, d = p * q, p * r, q * s, r * s
    ways = (f"\\frac{{x}}{{{b}}} = \\frac{{{c}}}{{{d}}}", f"\\frac{{{b}}}{{x}} = \\frac{{{d}}}{{{c}}}")
    way = chance.choice(ways)
    asked = Asked(
        {"b": b, "c": c, "d": d},
        f"Аъзои номаълуми таносубро ёбед: ${way}$.",
        (
            "Аъзоҳои канорӣ ва миёнаи таносубро ёбед.",
            "Дар таносуб ҳосили зарби аъзоҳои канорӣ ба ҳосили зарби аъзоҳои миёна баробар аст.",
        ),
        (f"$x \\cdot {d} = {b} \\cdot {c}$.", f"$x = {b * c} : {d} = {x}$."),
    )
    slips = (
        (Fraction(b * d, c), "Шояд шумо аъзоҳоро дар таносуб нодуруст зарб кардед."),
        (Fraction(c * d, b), "Шояд шумо аъзоҳои канорӣ ва миёнаро омехтед."),
        (b + c - d, "Шояд шумо ба ҷойи зарб ва тақсим ҷамъ ва тарҳ кардед."),
    )
    return valued(asked, x, slips)


def direct(chance: Chance) -> Worked:
    """The price of another amount: a direct proportion."""
    price, (a, b) = chance.randint(4, 30), chance.sample(range(2, 13), 2)
    right = price * b
    asked = Asked(
        {"a": a, "b": b, "cost": a * price},
        f"${a}$ кг мева ${a * price}$ сомонӣ меистад. ${b}$ кг ҳамин мева чанд сомонӣ меистад?",
        (
            "Фикр кунед: агар вазни мева зиёд шавад, пулаш чӣ мешавад?",
            "Ин вобастагии мутаносиби роста аст: ҳар ду бузургӣ якхела чанд баробар меафзоянд ё кам "
            "мешаванд.",
        ),
        (f"Нархи $1$ кг: ${a * price} : {a} = {price}$ сомонӣ.", f"${price} \\cdot {b} = {right}$ сомонӣ."),
    )
    slips = (
        (Fraction(a * price * a, b), "Шояд шумо вобастагиро мутаносиби чаппа ҳисобидед."),
        (Fraction(a * price + b - a), "Шояд шумо фарқи вазнҳоро ба пул ҷамъ кардед."),
        (Fraction(a * price * b), "Шояд шумо нархи якумро ба тамоми вазн зарб кардед."),
        (Fraction(price), "Шояд шумо танҳо нархи як килограммро ёфтед."),
    )
    whole_slips = [
        (_money(value), said) for value, said in slips if value > 0 and (value * 100).denominator == 1
    ]
    return told(asked, _money(right), whole_slips)


def inverse(chance: Chance) -> Worked:
    """The days that other workers need: an inverse proportion."""
    pairs = [
        (a, b, d)
        for a in range(2, 13)
        for b in range(2, 16)
        for d in range(2, 25)
        if a != b and a * d % b == 0
    ]
    a, b, days = chance.choice(pairs)
    right = a * days // b
    asked = Asked(
        {"a": a, "b": b, "days": days},
        f"${a}$ коргар девори мактабро дар ${days}$ рӯз ранг мекунанд. ${b}$ коргар бо ҳамин суръат онро дар "
        "чанд рӯз ранг мекунанд?",
        (
            "Фикр кунед: агар коргарон зиёд шаванд, рӯзҳо чӣ мешаванд?",
            "Ин вобастагии мутаносиби чаппа аст: ҳосили зарби шумораи коргарон ва рӯзҳо тағйир намеёбад.",
        ),
        (
            f"Ҳамаи кор: ${a} \\cdot {days} = {a * days}$ рӯзи як коргар.",
            f"${a * days} : {b} = {right}$ рӯз.",
        ),
    )
    slips = (
        (Fraction(days * b, a), "Шояд шумо вобастагиро мутаносиби роста ҳисобидед."),
        (a * days, "Шояд шумо ҳамаи корро ба шумораи нави коргарон тақсим накардед."),
        (days + a - b, "Шояд шумо фарқи шумораи коргаронро ба рӯзҳо ҷамъ кардед."),
    )
    return valued(asked, right, slips, "day")


def _money(value: Fraction | int) -> str:
    return f"${comma(value)}$ сомонӣ"


GENERATORS = (
    Generator("math-percent-part", "mathematics.6.percent", 6, 2, by_answer(part)),
    Generator("math-percent-whole", "mathematics.6.percent", 6, 3, by_choice(whole)),
    Generator("math-percent-rate", "mathematics.6.percent", 6, 3, by_answer(rate_of)),
    Generator("math-discount", "mathematics.6.percent", 6, 2, by_choice(discount)),
    Generator("math-percent-twice", "mathematics.6.percent", 9, 4, by_answer(twice)),
    Generator("math-ratio-share", "mathematics.6.ratio", 6, 2, by_answer(shared)),
    Generator("math-proportion", "mathematics.6.proportion", 6, 2, by_answer(proportion)),
    Generator("math-direct-proportion", "mathematics.6.proportion", 6, 2, by_choice(direct)),
    Generator("math-inverse-proportion", "mathematics.6.proportion", 6, 3, by_answer(inverse)),
)
