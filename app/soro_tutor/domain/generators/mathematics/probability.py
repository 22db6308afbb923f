"""Probability with equally likely outcomes: balls in a bag, one die, two dice."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Option, Several

COLOURS = ("сафед", "сиёҳ", "сурх")
FACES = 6
UPSIDE_DOWN = "Шояд шумо шумораи ҳодисаҳои мусоидро ба шумораи номусоидҳо тақсим кардед."


def balls(chance: Chance) -> Worked:
    """The probability that a ball drawn from a bag has a colour."""
    counts = [chance.randint(2, 12) for _ in COLOURS]
    place, whole = chance.randint(0, 2), sum(counts)
    wanted = counts[place]
    right = Fraction(wanted, whole)
    listed = ", ".join(f"${count}$ тӯбчаи {colour}" for count, colour in zip(counts, COLOURS, strict=True))
    asked = Asked(
        {"counts": tuple(counts), "wanted": wanted},
        f"Дар халта {listed} ҳаст. Як тӯбча тасодуфан гирифта шуд. Эҳтимолияти {COLOURS[place]} будани "
        "онро ёбед.",
        (
            "Шумораи ҳамаи тӯбчаҳо ва шумораи тӯбчаҳои лозимиро ёбед.",
            "Эҳтимолият нисбати шумораи ҳодисаҳои мусоид ба шумораи ҳамаи ҳодисаҳои баробаримкон аст.",
        ),
        (
            f"Ҳамагӣ: ${' + '.join(map(str, counts))} = {whole}$ тӯбча, мусоид — ${wanted}$.",
            f"$P = \\frac{{{wanted}}}{{{whole}}}{_reduced(right, whole)}$.",
        ),
    )
    slips = (
        (Fraction(wanted, whole - wanted), UPSIDE_DOWN),
        (1 - right, "Шояд шумо эҳтимолияти ҳодисаи муқобилро ёфтед."),
        (Fraction(1, len(COLOURS)), "Шояд шумо ба ҷойи тӯбчаҳо рангҳоро шумурдед."),
        (Fraction(1, wanted), "Шояд шумо шумораи ҳамаи тӯбчаҳоро ба ҳисоб нагирифтед."),
        (Fraction(1, whole), "Шояд шумо танҳо як тӯбчаро мусоид ҳисобидед."),
    )
    return valued(asked, right, slips)


def two_dice(chance: Chance) -> Worked:
    """The probability of a sum, or of at least a sum, of two dice."""
    total, is_exact = chance.randint(3, 11), chance.random() < 0.5
    pairs = [
        (a, b)
        for a in range(1, FACES + 1)
        for b in range(1, FACES + 1)
        if (a + b == total if is_exact else a + b >= total)
    ]
    right = Fraction(len(pairs), FACES**2)
    asked = Asked(
        {"total": total, "is_exact": is_exact},
        "Ду мукааби бозӣ партофта шуд. Эҳтимолияти он, ки ҳосили ҷамъи холҳо "
        f"{f'ба ${total}$ баробар аст' if is_exact else f'аз ${total}$ кам нест'}, чанд аст?",
        (
            "Ҳар як натиҷа ҷуфти ададҳост: холи мукааби якум ва холи мукааби дуюм.",
            "Ҷуфтҳои мусоидро бо тартиб шуморед ва ба шумораи ҳамаи ҷуфтҳо тақсим кунед.",
        ),
        (
            f"Ҳамагӣ $6 \\cdot 6 = 36$ ҷуфт, мусоид — ${len(pairs)}$.",
            f"$P = \\frac{{{len(pairs)}}}{{36}}{_reduced(right, 36)}$.",
        ),
    )
    unordered = len({tuple(sorted(pair)) for pair in pairs})
    slips = (
        (Fraction(unordered, FACES**2), "Шояд шумо ҷуфтҳои тартибашон гуногунро як бор шумурдед."),
        (Fraction(1, 2 * FACES - 1), "Шояд шумо ҳамаи ҳосилҳои ҷамъро баробаримкон пиндоштед."),
        (1 - right, "Шояд шумо эҳтимолияти ҳодисаи муқобилро ёфтед."),
        (Fraction(len(pairs), 2 * FACES), "Шояд шумо шумораи ҳамаи ҷуфтҳоро бо ҷамъ ёфтед, на бо зарб."),
        (Fraction(1, FACES**2), "Шояд шумо танҳо як ҷуфтро мусоид ҳисобидед."),
    )
    return valued(asked, right, slips)


def one_of_the_numbers(chance: Chance) -> Worked:
    """Which events of a number drawn from 1 to n have a given probability."""
    first, second = sorted(chance.sample(range(2, 8), 2))
    n = first * second * chance.randint(1, 6)
    edge = chance.randint(1, n - 1)
    counts = {
        f"адад ба ${first}$ тақсим мешавад": n // first,
        f"адад ба ${second}$ тақсим мешавад": n // second,
        f"адад аз ${edge}$ калон нест": edge,
        f"адад аз ${n}$ калон аст": 0,
        f"адад аз ${n + 1}$ хурд аст": n,
    }
    line = chance.choice((Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)))
    said = "Шояд шумо шумораи ҳодисаҳои мусоидро ба шумораи ҳамаи ададҳо тақсим накардед."
    options = tuple(
        Option(text, True) if Fraction(count, n) > line else Option(text, misconception=said)
        for text, count in counts.items()
    )
    steps = tuple(f"«{text}»: $P = \\frac{{{count}}}{{{n}}}$." for text, count in counts.items())
    return Worked(
        {"n": n, "first": first, "second": second, "edge": edge, "line": line},
        f"Аз ададҳои $1$ то ${n}$ яке тасодуфан интихоб шуд. Эҳтимолияти кадом ҳодисаҳо аз ${tex(line)}$ "
        "калон аст? "
        "Ҳамаи ҷавобҳои дурустро интихоб кунед.",
        (
            "Барои ҳар ҳодиса шумораи ададҳои мусоидро ёбед.",
            "Эҳтимолияти ҳодисаи яқин калонтарин ва эҳтимолияти ҳодисаи номумкин хурдтарин аст.",
        ),
        steps,
        "; ".join(option.text for option in options if option.is_right),
        response=Several(options),
    )


def _reduced(value: Fraction, whole: int) -> str:
    return "" if value.denominator == whole else f" = {tex(value)}"


GENERATORS = (
    Generator("math-probability-balls", "mathematics.9.probability", 9, 2, by_choice(balls)),
    Generator("math-probability-dice", "mathematics.9.probability", 9, 3, by_choice(two_dice)),
    Generator("math-probability-numbers", "mathematics.9.probability", 9, 3, by_answer(one_of_the_numbers)),
)
