"""Statistics of a row of numbers: mean, median, range, mode, and a bar chart."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, told, valued
from soro_tutor.domain.generators.mathematics.sketch import bars
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import TrueFalse

DAYS = ("дш", "сш", "чш", "пш", "ҷм", "шб")


def mean(chance: Chance) -> Worked:
    """The mean of a row."""
    count = chance.choice((4, 5))
    row = [chance.randint(2, 40) for _ in range(count)]
    row[0] += -sum(row) % count  # so that the mean is whole
    whole = sum(row)
    right = whole // count
    asked = Asked(
        {"row": tuple(row)},
        f"Миёнаи арифметикии ададҳои {_listed(row)}-ро ёбед.",
        (
            "Шумораи ададҳо ва ҳосили ҷамъи онҳоро ёбед.",
            "Миёнаи арифметикӣ ҳосили ҷамъ тақсими шумораи ададҳост.",
        ),
        (
            f"Ҳосили ҷамъ: ${' + '.join(map(str, row))} = {whole}$.",
            f"${whole} : {count} = {right}$.",
        ),
    )
    slips = (
        (whole, "Шояд шумо ҳосили ҷамъро ба шумораи ададҳо тақсим накардед."),
        (Fraction(min(row) + max(row), 2), "Шояд шумо танҳо адади хурдтарин ва калонтаринро гирифтед."),
        (Fraction(whole, 2), "Шояд шумо ҳосили ҷамъро ба $2$ тақсим кардед."),
    )
    return valued(asked, right, slips)


def median(chance: Chance) -> Worked:
    """The median of a row that is not in order."""
    row = chance.sample(range(1, 60), chance.choice((5, 6, 7)))
    ordered, count = sorted(row), len(row)
    lower, upper = ordered[(count - 1) // 2], ordered[count // 2]
    right = Fraction(lower + upper, 2)
    asked = Asked(
        {"row": tuple(row)},
        f"Медианаи қатори {_listed(row)}-ро ёбед.",
        (
            "Аввал ададҳоро аз хурд ба калон ҷойгир кунед.",
            "Медиана адади миёнаи қатори батартиб ё миёнаи арифметикии ду адади миёнаи он аст.",
        ),
        (f"Қатори батартиб: {_listed(ordered)}.", f"Медиана: ${decimal(right)}$."),
    )
    slips = (
        (Fraction(row[(count - 1) // 2] + row[count // 2], 2), "Шояд шумо қаторро ба тартиб наовардед."),
        (Fraction(sum(row), count), "Шояд шумо ба ҷойи медиана миёнаи арифметикиро ёфтед."),
        (Fraction(ordered[0] + ordered[-1], 2), "Шояд шумо миёнаи адади хурдтарин ва калонтаринро ёфтед."),
        (ordered[-1] - ordered[0], "Шояд шумо фарқи адади калонтарин ва хурдтаринро ёфтед."),
    )
    texts = ((f"${decimal(slip)}$", said) for slip, said in slips)
    return told(asked, f"${decimal(right)}$", texts)


def spread(chance: Chance) -> Worked:
    """The range of a row."""
    row = chance.sample(range(3, 70), chance.choice((5, 6)))
    asked = Asked(
        {"row": tuple(row)},
        f"Вусъати қатори {_listed(row)}-ро (фарқи адади калонтарин ва хурдтаринро) ёбед.",
        (
            "Ҳамаи ададҳоро аз назар гузаронед ва канориҳояшонро ёбед.",
            "Аз адади калонтарин хурдтаринро тарҳ кунед.",
        ),
        (
            f"Калонтарин — ${max(row)}$, хурдтарин — ${min(row)}$.",
            f"${max(row)} - {min(row)} = {max(row) - min(row)}$.",
        ),
    )
    slips = (
        (abs(row[0] - row[-1]), "Шояд шумо адади аввал ва охирро гирифтед."),
        (max(row), "Шояд шумо танҳо адади калонтаринро навиштед."),
        (max(row) + min(row), "Шояд шумо ададҳоро ба ҷойи тарҳ ҷамъ кардед."),
    )
    return valued(asked, max(row) - min(row), slips)


def mode(chance: Chance) -> Worked:
    """Whether a number is the mode of a row."""
    first, *others = chance.sample(range(1, 30), 5)
    row = [first] * 3 + [others[0]] * 2 + others[1:]
    chance.shuffle(row)
    claimed = first if chance.random() < 0.5 else chance.choice((others[0], len(row), max(row)))
    is_true = claimed == first
    asked = Asked(
        {"row": tuple(row), "claimed": claimed},
        f"Модаи қатори {_listed(row)} ба ${claimed}$ баробар аст. Ин дуруст аст ё нодуруст?",
        (
            "Ҳисоб кунед, ки ҳар адад чанд бор омадааст.",
            "Мода ададест, ки дар қатор аз ҳама зиёд такрор мешавад.",
        ),
        (f"Адади ${first}$ аз ҳама зиёд — $3$ бор — омадааст, пас мода ба ${first}$ баробар аст.",),
    )
    said = "Шояд шумо модаро бо адади калонтарин ё бо шумораи ададҳо омехтед."
    return Worked(
        asked.given,
        asked.text,
        asked.hints,
        asked.steps,
        "дуруст" if is_true else "нодуруст",
        response=TrueFalse(is_true, said),
    )


def chart(chance: Chance) -> Worked:
    """The difference of two bars of a drawn chart."""
    values = [chance.randint(4, 30) for _ in DAYS]
    first, second = sorted(chance.sample(range(len(DAYS)), 2))
    most, least = max(values[first], values[second]), min(values[first], values[second])
    asked = Asked(
        {"values": tuple(values), "first": DAYS[first], "second": DAYS[second]},
        "Диаграмма нишон медиҳад, ки дар рӯзҳои як ҳафта ба китобхона чанд хонанда омад. Фарқи шумораи "
        "хонандагони рӯзҳои "
        f"«{DAYS[first]}» ва «{DAYS[second]}» чанд аст?{bars(DAYS, values, 'хонандагон')}",
        (
            "Дар диаграмма сутунҳои ду рӯзи номбаршударо ёбед.",
            "Аз қимати сутуни баландтар қимати пасттарашро тарҳ кунед.",
        ),
        (
            f"«{DAYS[first]}» — ${values[first]}$ хонанда, «{DAYS[second]}» — ${values[second]}$ хонанда.",
            f"${most} - {least} = {most - least}$.",
        ),
    )
    slips = (
        (most + least, "Шояд шумо ба ҷойи фарқ ҳосили ҷамъро ёфтед."),
        (most, "Шояд шумо танҳо қимати сутуни баландтарро навиштед."),
        (max(values) - min(values), "Шояд шумо сутунҳои рӯзҳои дигарро гирифтед."),
    )
    return valued(asked, most - least, slips)


def _listed(row: list[int]) -> str:
    return f"${'; '.join(map(str, row))}$"


GENERATORS = (
    Generator("math-bars", "mathematics.6.diagrams", 6, 1, by_answer(chart)),
    Generator("math-mean", "mathematics.7.statistics", 7, 1, by_answer(mean)),
    Generator("math-median", "mathematics.7.statistics", 7, 2, by_choice(median)),
    Generator("math-range", "mathematics.7.statistics", 7, 1, by_answer(spread)),
    Generator("math-mode", "mathematics.7.statistics", 7, 2, by_answer(mode)),
)
