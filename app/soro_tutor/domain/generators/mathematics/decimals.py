"""Decimal fractions: sums, products, and which is larger."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import comma, decimal_valued
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Order


def add(chance: Chance) -> Worked:
    """The sum or the difference of two decimals of one and of two places."""
    tenths, hundredths = _ending(chance, 21, 199), _ending(chance, 111, 1999)
    long, short = Fraction(hundredths, 100), Fraction(tenths, 10)
    is_sum = chance.random() < 0.5
    first, second = (long, short) if is_sum or long > short else (short, long)
    right = first + second if is_sum else first - second
    sign = "+" if is_sum else "-"
    asked = Asked(
        {"first": first, "second": second, "is_sum": is_sum},
        f"Ҳисоб кунед: ${comma(first)} {sign} {comma(second)}$.",
        (
            "Ба ҷойи вергул дар ҳар ду адад нигоҳ кунед.",
            "Ададҳоро чунон менависанд, ки вергул зери вергул ояд; рақамҳои касриро бо сифр баробар "
            "мекунанд.",
        ),
        (
            f"Шумораи рақамҳои баъди вергулро баробар мекунем: ${comma(short)} = {comma(short)}0$.",
            f"${comma(first)} {sign} {comma(second)} = {comma(right)}$.",
        ),
    )
    aligned = hundredths + tenths if is_sum else abs(hundredths - tenths)
    slips = (
        (Fraction(aligned, 100), "Шояд шумо ададҳоро аз рақами охирин баробар навиштед, на аз рӯйи вергул."),
        (Fraction(aligned, 10), "Шояд шумо вергулро аз рӯйи адади кӯтоҳтар гузоштед."),
        (right * 10, "Шояд шумо ҷойи вергулро дар натиҷа нодуруст муайян кардед."),
    )
    return decimal_valued(asked, right, slips)


def multiply(chance: Chance) -> Worked:
    """The product of two decimals."""
    a, b = _ending(chance, 12, 99), _ending(chance, 2, 49)
    places = chance.choice((1, 2))
    first, second = Fraction(a, 10), Fraction(b, 10**places)
    right = first * second
    asked = Asked(
        {"first": first, "second": second},
        f"Ҳисоб кунед: ${comma(first)} \\cdot {comma(second)}$.",
        (
            "Ҳисоб кунед, ки ду адад якҷоя чанд рақами баъди вергул доранд.",
            "Ададҳоро бе вергул зарб мекунанд, баъд дар натиҷа аз рост ҳамон қадар рақам ҷудо мекунанд, ки "
            "ҳар ду зарбшаванда якҷоя баъди вергул доранд.",
        ),
        (
            f"${a} \\cdot {b} = {a * b}$.",
            f"Баъди вергул якҷоя ${1 + places}$ рақам ҳаст: ${comma(right)}$.",
        ),
    )
    slips = (
        (right * 10, "Шояд шумо рақамҳои баъди вергулро як рақам кам ҷудо кардед."),
        (right / 10, "Шояд шумо рақамҳои баъди вергулро як рақам зиёд ҷудо кардед."),
        (right * 10 ** (places + 1), "Шояд шумо гузоштани вергулро фаромӯш кардед."),
        (first + second, "Шояд шумо ба ҷойи зарб ҷамъ кардед."),
    )
    return decimal_valued(asked, right, slips)


def in_order(chance: Chance) -> Worked:
    """Four decimals of the same digits, the smallest first."""
    whole = chance.randint(0, 9)
    a, b = chance.sample(range(1, 10), 2)
    texts = chance.sample((f"{a}", f"{a}{b}", f"0{a}{b}", f"{b}{a}", f"{a}0{b}", f"0{b}"), 4)
    values = [whole + Fraction(int(text), 10 ** len(text)) for text in texts]
    ordered = sorted(values)
    right = " < ".join(comma(value) for value in ordered)
    same = "; ".join(f"${comma(value)} = {whole}{{,}}{int((value - whole) * 1000):03}$" for value in ordered)
    return Worked(
        {"values": tuple(values)},
        f"Касрҳои даҳии {', '.join(f'${comma(value)}$' for value in values)}-ро аз хурдтарин ба калонтарин "
        "ҷойгир кунед.",
        (
            "Касрҳоро хона ба хона муқоиса кунед, на аз рӯйи шумораи рақамҳо.",
            "Барои муқоиса дар охири касри даҳӣ сифр навиштан мумкин аст: қимати каср тағйир намеёбад.",
        ),
        (f"Шумораи рақамҳои баъди вергулро баробар мекунем: {same}.", f"${right}$."),
        f"${right}$",
        response=Order(tuple(f"${comma(value)}$" for value in ordered)),
    )


def _ending(chance: Chance, low: int, high: int) -> int:
    """A number that does not end in nought."""
    number = chance.randint(low, high)
    return number + 1 if number % 10 == 0 else number


GENERATORS = (
    Generator("math-decimal-sum", "mathematics.5.decimals_operations", 5, 2, by_answer(add)),
    Generator("math-decimal-product", "mathematics.5.decimals_operations", 5, 2, by_choice(multiply)),
    Generator("math-decimal-order", "mathematics.5.decimals", 5, 2, by_answer(in_order)),
)
