"""Problems in words: age, prices, motion, mixtures and shared work."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import comma
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.worked import Worked

PARENTS = (("Падар", "Рустам"), ("Модар", "Зарина"), ("Падар", "Мадина"), ("Модар", "Сорбон"))
CHOOSE_UNKNOWN = "Бузургии номаълумро бо $x$ ишорат кунед ва бузургиҳои дигарро тавассути он нависед."
TIMES = {2: "ду", 3: "се"}


def age(chance: Chance) -> Worked:
    """The age of a child whose parent will be so many times older."""
    times, later = chance.choice((2, 3)), chance.randint(2, 12)
    child = chance.randint(5, 16)
    gap = (times - 1) * (child + later)
    parent, name = chance.choice(PARENTS)
    asked = Asked(
        {"gap": gap, "times": times, "later": later},
        f"{parent} аз {name} ${gap}$ сол калон аст. Баъди ${later}$ сол синни {parent.lower()} аз синни "
        f"{name} {TIMES[times]} маротиба зиёд мешавад. {name} ҳоло чандсола аст?",
        (
            CHOOSE_UNKNOWN,
            "Баъди якчанд сол синни ҳар ду якбора меафзояд, аммо фарқи онҳо тағйир намеёбад.",
        ),
        (
            f"Бигузор {name} $x$-сола бошад. Он гоҳ $x + {gap} + {later} = {times}(x + {later})$.",
            f"$x + {gap + later} = {times}x + {times * later}$.",
            f"$x = {child}$."
            if times == 2
            else f"${times - 1}x = {gap + later - times * later}$, $x = {child}$.",
        ),
    )
    slips = (
        (child + later, "Шояд шумо синни хонандаро баъди чанд сол ёфтед, на ҳозир."),
        (Fraction(gap, times - 1), "Шояд шумо солҳои гузаштаро ба ҳисоб нагирифтед."),
        (Fraction(gap + later - later * times, times), "Шояд шумо аъзои номаълумдорро нодуруст гузаронидед."),
        (child + gap, "Шояд шумо синни калонсолро навиштед."),
    )
    return valued(asked, child, slips)


def shopping(chance: Chance) -> Worked:
    """The price of a notebook where a book costs more."""
    books, notebooks = chance.randint(2, 6), chance.randint(3, 12)
    more, price = chance.randint(8, 40), chance.randint(3, 15)
    paid = books * (price + more) + notebooks * price
    asked = Asked(
        {"books": books, "notebooks": notebooks, "more": more, "paid": paid},
        f"Меҳрангез ${books}$ китоб ва ${notebooks}$ дафтар харида, ${paid}$ сомонӣ дод. Китоб аз дафтар "
        f"${more}$ сомонӣ қимат аст. Як дафтар чанд сомонӣ меистад?",
        (CHOOSE_UNKNOWN, "Пули ҳамаи китобҳо ва ҳамаи дафтарҳо якҷоя ба маблағи додашуда баробар аст."),
        (
            f"Бигузор дафтар $x$ сомонӣ истад. Он гоҳ ${books}(x + {more}) + {notebooks}x = {paid}$.",
            f"${books + notebooks}x = {paid} - {books * more}$.",
            f"$x = {paid - books * more} : {books + notebooks} = {price}$.",
        ),
    )
    slips = (
        (price + more, "Шояд шумо нархи китобро ёфтед."),
        (
            Fraction(paid - more, books + notebooks),
            "Шояд шумо фарқи нархро танҳо барои як китоб ба ҳисоб гирифтед.",
        ),
        (Fraction(paid, books + notebooks), "Шояд шумо фарқи нархи китоб ва дафтарро ба ҳисоб нагирифтед."),
    )
    return valued(asked, price, slips, "somoni")


def towards(chance: Chance) -> Worked:
    """When two cars that drive towards each other meet."""
    first, second = chance.sample(range(40, 95, 5), 2)
    hours = chance.randint(2, 6)
    distance = (first + second) * hours
    asked = Asked(
        {"first": first, "second": second, "distance": distance},
        f"Аз ду шаҳр, ки масофаи байнашон ${distance}$ км аст, ду мошин якбора ба пешвози ҳам баромаданд. "
        f"Суръати мошини якум ${first}$ км/соат, суръати мошини дуюм ${second}$ км/соат аст. Мошинҳо баъди "
        "чанд соат вомехӯранд?",
        (
            "Фикр кунед, ки дар як соат масофаи байни мошинҳо чанд километр кам мешавад.",
            "Суръати наздикшавӣ ҳангоми ҳаракат ба пешвози ҳам ба ҳосили ҷамъи суръатҳо баробар аст; вақт — "
            "масофа тақсими суръат.",
        ),
        (
            f"Суръати наздикшавӣ: ${first} + {second} = {first + second}$ км/соат.",
            f"${distance} : {first + second} = {hours}$ соат.",
        ),
    )
    slips = (
        (Fraction(distance, abs(first - second)), "Шояд шумо ба ҷойи ҷамъ фарқи суръатҳоро гирифтед."),
        (Fraction(distance, first), "Шояд шумо танҳо суръати мошини якумро ба ҳисоб гирифтед."),
        (
            Fraction(2 * distance, first + second),
            "Шояд шумо миёнаи суръатҳоро гирифтед, на суръати наздикшавиро.",
        ),
    )
    return valued(asked, hours, slips, "h")


def pursuit(chance: Chance) -> Worked:
    """How far a car drives until it overtakes a bus that left earlier."""
    slow, gain, hours = 5 * chance.randint(8, 14), 5 * chance.randint(2, 8), chance.randint(1, 5)
    head, fast = gain * hours, slow + gain
    asked = Asked(
        {"slow": slow, "fast": fast, "head": head},
        f"Автобус бо суръати ${slow}$ км/соат меравад. Мошини сабукрав, ки аз он ${head}$ км қафо аст, аз "
        f"пайи он бо суръати ${fast}$ км/соат меравад. То ба автобус расидан мошин чанд километр роҳ "
        "мегардад?",
        (
            "Аввал вақтеро ёбед, ки дар он мошин ба автобус мерасад.",
            "Ҳангоми аз қафо расидан масофа дар як соат ба андозаи фарқи суръатҳо кам мешавад.",
        ),
        (
            f"Суръати наздикшавӣ: ${fast} - {slow} = {gain}$ км/соат.",
            f"Вақт: ${head} : {gain} = {hours}$ соат.",
            f"Масофа: ${fast} \\cdot {hours} = {fast * hours}$ км.",
        ),
    )
    slips = (
        (slow * hours, "Шояд шумо роҳи автобусро ёфтед."),
        (hours, "Шояд шумо танҳо вақтро ёфтед."),
        (Fraction(fast * head, fast + slow), "Шояд шумо ба ҷойи фарқ ҳосили ҷамъи суръатҳоро гирифтед."),
        (head, "Шояд шумо танҳо масофаи аввалаи байни онҳоро навиштед."),
        (fast * (hours + 1), "Шояд шумо вақтро як соат зиёд гирифтед."),
        (fast * hours + head, "Шояд шумо масофаи аввалаи байни онҳоро бори дигар ҷамъ кардед."),
    )
    texts = ((_kilometres(v), said) for v, said in slips if Fraction(v).denominator == 1)
    return told(asked, _kilometres(fast * hours), texts)


def mixture(chance: Chance) -> Worked:
    """The strength of two solutions of salt poured together."""
    first, second = chance.sample(range(5, 61, 5), 2)
    a, b = (50 * chance.randint(1, 10) for _ in range(2))
    salt = Fraction(a * first + b * second, 100)
    right = 100 * salt / (a + b)
    asked = Asked(
        {"a": a, "first": first, "b": b, "second": second},
        f"${a}$ г маҳлули ${first}\\%$-и намак ва ${b}$ г маҳлули ${second}\\%$-и намакро омехтанд. Маҳлули "
        "нав чанд фоиз намак дорад?",
        (
            "Ҳисоб кунед, ки дар ҳар маҳлул чанд грамм намак ҳаст.",
            "Фоизи намак — массаи ҳамаи намак тақсими массаи ҳамаи маҳлул ва зарби сад.",
        ),
        (
            f"Намак: ${a} \\cdot {comma(Fraction(first, 100))} + {b} \\cdot {comma(Fraction(second, 100))} = "
            f"{comma(salt)}$ г.",
            f"Маҳлул: ${a} + {b} = {a + b}$ г.",
            f"${comma(salt)} : {a + b} \\cdot 100\\% {'= ' if _is_short(right) else ''}{_percent(right)}$.",
        ),
    )
    slips = (
        (Fraction(first + second, 2), "Шояд шумо миёнаи фоизҳоро гирифтеду массаҳоро ба ҳисоб нагирифтед."),
        (Fraction(first + second), "Шояд шумо фоизҳоро танҳо ҷамъ кардед."),
        (
            Fraction(a * second + b * first, a + b),
            "Шояд шумо фоизи ҳар маҳлулро ба массаи дигараш зарб кардед.",
        ),
        (Fraction(abs(first - second)), "Шояд шумо фарқи фоизҳоро ёфтед."),
    )
    return told(asked, f"${_percent(right)}$", ((f"${_percent(value)}$", said) for value, said in slips))


def work(chance: Chance) -> Worked:
    """The hours in which two pipes fill a pool together."""
    pairs = [(a, b) for a in range(2, 31) for b in range(a + 1, 46) if a * b % (a + b) == 0]
    a, b = chance.choice(pairs)
    pools = chance.randint(1, 6)
    right = pools * a * b // (a + b)
    asked = Asked(
        {"a": a, "b": b, "pools": pools},
        f"Қубури якум як ҳавзро дар ${a}$ соат ва қубури дуюм дар ${b}$ соат пур мекунад. Ҳар ду қубур "
        f"якҷоя ${pools}$ чунин ҳавзро дар чанд соат пур мекунанд?",
        (
            "Ёбед, ки ҳар қубур дар як соат чанд ҳиссаи ҳавзро пур мекунад.",
            "Ҳосилнокии якҷоя ба ҳосили ҷамъи ҳосилнокиҳо баробар аст; вақт — кор тақсими ҳосилнокӣ.",
        ),
        (
            f"Дар як соат: $\\frac{{1}}{{{a}}} + \\frac{{1}}{{{b}}} = \\frac{{{a + b}}}{{{a * b}}}$ ҳиссаи "
            "ҳавз.",
            f"${pools} : \\frac{{{a + b}}}{{{a * b}}} = {right}$ соат.",
        ),
    )
    slips = (
        (pools * (a + b), "Шояд шумо вақтҳоро ҷамъ кардед."),
        (Fraction(pools * (a + b), 2), "Шояд шумо миёнаи вақтҳоро гирифтед."),
        (Fraction(pools * a * b, b - a), "Шояд шумо ҳосилнокиҳоро ба ҷойи ҷамъ тарҳ кардед."),
    )
    return valued(asked, right, slips, "h")


def _kilometres(value: int | Fraction) -> str:
    return f"${value}$ км"


def _is_short(value: Fraction) -> bool:
    """Whether two decimal places are exact."""
    return value * 100 == int(value * 100)


def _percent(value: Fraction) -> str:
    """A rate in per cent, rounded to hundredths where it is longer."""
    if _is_short(value):
        return f"{comma(value)}\\%"
    return f"\\approx {comma(Fraction(round(value * 100), 100))}\\%"


GENERATORS = (
    Generator("math-towards", "mathematics.5.motion", 5, 2, by_answer(towards)),
    Generator("math-pursuit", "mathematics.5.motion", 5, 3, by_choice(pursuit)),
    Generator("math-age", "mathematics.7.word_problems", 7, 3, by_answer(age)),
    Generator("math-shopping", "mathematics.7.word_problems", 7, 2, by_answer(shopping)),
    Generator("math-mixture", "mathematics.9.word_problems", 9, 4, by_choice(mixture)),
    Generator("math-work", "mathematics.9.word_problems", 9, 4, by_answer(work)),
)
