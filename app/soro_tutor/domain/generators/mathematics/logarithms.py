"""Exponential equations and inequalities, logarithms and their equations."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import both, signed
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.polynomial import written
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-9, 10) if number)
MEANING = "Логарифм нишондиҳандаи дараҷаест, ки асосро ба он бардошта, адади зери логарифмро ҳосил мекунанд."
POWERS = tuple(
    (base, power) for base in (2, 3, 4, 5, 6, 7, 10) for power in range(2, 7) if base**power <= 10**4
)


def exponential_equation(chance: Chance) -> Worked:
    """An equation a^(kx + b) = N with a whole root."""
    base, power = chance.choice(POWERS)
    power *= chance.choice((1, 1, -1))
    k, x = chance.choice((1, 2, 3, -1, -2)), chance.choice(NONZERO)
    b = power - k * x
    number = Fraction(base) ** power
    exponent = written([b, k])
    asked = Asked(
        {"base": base, "k": k, "b": b, "number": number},
        f"Муодиларо ҳал кунед: ${base}^{{{exponent}}} = {tex(number)}$. Қимати $x$-ро нависед.",
        (
            "Тарафи рости муодиларо ба намуди дараҷаи ҳамон асос нависед.",
            "Агар дараҷаҳои якасоса баробар бошанд, нишондиҳандаҳояшон ҳам баробаранд.",
        ),
        (
            f"${tex(number)} = {base}^{{{power}}}$.",
            f"${exponent} = {power}$, ${written([0, k])} = {power - b}$, $x = {x}$.",
        ),
    )
    slips = (
        (Fraction(number - b) / k, "Шояд шумо асоси дараҷаро ба ҳисоб нагирифтед."),
        (Fraction(power + b, k), "Шояд шумо ададро бе иваз кардани аломат гузаронидед."),
        (Fraction(number / base - b) / k, "Шояд шумо тарафи ростро ба асос тақсим кардед."),
    )
    return valued(asked, x, slips)


def exponential_inequality(chance: Chance) -> Worked:
    """An inequality of powers whose base may be less than one."""
    low, power = chance.choice(POWERS)
    is_small, relation = chance.random() < 0.5, chance.choice(("<", ">"))
    b = chance.choice(NONZERO)
    base = f"\\left(\\frac{{1}}{{{low}}}\\right)" if is_small else f"{low}"
    number = Fraction(1, low**power) if is_small else Fraction(low**power)
    other = "<" if relation == ">" else ">"
    final, wrong = (other, relation) if is_small else (relation, other)
    edge = power - b
    asked = Asked(
        {
            "base": Fraction(1, low) if is_small else Fraction(low),
            "b": b,
            "number": number,
            "relation": relation,
        },
        f"Нобаробариро ҳал кунед: ${base}^{{{written([b, 1])}}} {relation} {tex(number)}$.",
        (
            "Ҳар ду тарафро ба намуди дараҷаи як асос нависед ва асосро бо як муқоиса кунед.",
            "Агар асос аз як хурд бошад, функсияи нишондиҳандагӣ камшаванда аст ва аломати нобаробарӣ иваз "
            "мешавад.",
        ),
        (
            f"${tex(number)} = {base}^{{{power}}}$.",
            f"Асос аз як {'хурд' if is_small else 'калон'} аст: ${written([b, 1])} {final} {power}$, $x "
            f"{final} {edge}$.",
        ),
    )
    slips = (
        (f"$x {wrong} {edge}$", "Шояд шумо бузургии асосро нисбат ба як ба ҳисоб нагирифтед."),
        (f"$x {final} {power + b}$", "Шояд шумо ададро бе иваз кардани аломат гузаронидед."),
        (
            f"$x {wrong} {power + b}$",
            "Шояд шумо ҳам аломати нобаробарӣ ва ҳам аломати ададро нодуруст гирифтед.",
        ),
        (f"$x {final} {power}$", "Шояд шумо ададро дар нишондиҳандаи дараҷа ба ҳисоб нагирифтед."),
    )
    return told(asked, f"$x {final} {edge}$", slips)


def value(chance: Chance) -> Worked:
    """The value of a logarithm, of a power of the base or of one over it, and a number."""
    base, power = chance.choice(POWERS)
    power *= chance.choice((1, -1))
    factor, added = chance.randint(2, 6), chance.choice(NONZERO)
    number, right = Fraction(base) ** power, factor * power + added
    log = f"\\log_{{{base}}} {tex(number)}"
    asked = Asked(
        {"base": base, "number": number, "factor": factor, "added": added},
        f"Ҳисоб кунед: ${factor}{log}{signed(added)}$.",
        ("Адади зери логарифмро ба намуди дараҷаи асос нависед.", MEANING),
        (
            f"${tex(number)} = {base}^{{{power}}}$, пас ${log} = {power}$.",
            f"${factor} \\cdot {f'({power})' if power < 0 else power}{signed(added)} = {right}$.",
        ),
    )
    slips = (
        (factor * number / base + added, "Шояд шумо адади зери логарифмро ба асос тақсим кардед."),
        (-factor * power + added, "Шояд шумо аломати нишондиҳандаро нодуруст муайян кардед."),
        (power + added, "Шояд шумо зарбшавандаи пеши логарифмро гум кардед."),
    )
    return valued(asked, right, slips)


def rules(chance: Chance) -> Worked:
    """A sum or a difference of logarithms that is whole only together."""
    base, power = chance.choice([(base, power) for base, power in POWERS if base not in (5, 7)])
    # only the powers of 2, 3 and 4 divide one of theirs, so their logarithms are no sum of irrational ones
    total, is_sum = base**power, base in (6, 10) and chance.random() < 0.7
    if is_sum:
        first = chance.choice([n for n in range(2, total) if total % n == 0 and _is_no_power(n, base)])
        second = total // first
    else:
        second = chance.choice([n for n in range(2, 20) if _is_no_power(n, base)])
        first = total * second
    sign, operation = ("+", "\\cdot") if is_sum else ("-", ":")
    logs = [f"\\log_{{{base}}} {number}" for number in (first, second)]
    asked = Asked(
        {"base": base, "first": first, "second": second, "is_sum": is_sum},
        f"Ҳисоб кунед: ${logs[0]} {sign} {logs[1]}$.",
        (
            "Асоси логарифмҳо якхела аст: онҳоро ба як логарифм оред.",
            "Ҳосили ҷамъи логарифмҳо логарифми ҳосили зарб ва фарқи онҳо логарифми ҳосили тақсим аст.",
        ),
        (
            f"${logs[0]} {sign} {logs[1]} = \\log_{{{base}}} ({first} {operation} {second}) = "
            f"\\log_{{{base}}} {total}$.",
            f"${total} = {base}^{power}$, пас ҷавоб ${power}$ аст.",
        ),
    )
    slips = (
        (total, "Шояд шумо логарифмро то охир ҳисоб накардед."),
        (Fraction(total, base), "Шояд шумо ба асос тақсим кардед, ба ҷойи он ки нишондиҳандаро ёбед."),
        (
            first + second if is_sum else first - second,
            "Шояд шумо танҳо ададҳои зери логарифмро ҷамъ ё тарҳ кардед.",
        ),
        (power + 1, "Шояд шумо дараҷаи асосро нодуруст шумурдед."),
    )
    return valued(asked, power, slips)


def equation(chance: Chance) -> Worked:
    """An equation log(kx + b) = n with a whole root."""
    base, power = chance.choice(POWERS)
    k = chance.choice((1, 2, 3, 4, 5))
    x = chance.randint(2, 40)
    b = base**power - k * x
    log = f"\\log_{{{base}}} ({written([b, k])})"
    asked = Asked(
        {"base": base, "k": k, "b": b, "power": power},
        f"Муодиларо ҳал кунед: ${log} = {power}$. Қимати $x$-ро нависед.",
        ("Муодиларо бе логарифм нависед.", MEANING),
        (
            f"${written([b, k])} = {base}^{power} = {base**power}$.",
            f"${written([0, k])} = {base**power - b}$, $x = {x}$.",
        ),
    )
    slips = (
        (Fraction(base * power - b, k), "Шояд шумо асосро ба дараҷа набардошта, зарб кардед."),
        (Fraction(power**base - b, k), "Шояд шумо асос ва нишондиҳандаро иваз кардед."),
        (Fraction(power - b, k), "Шояд шумо логарифмро танҳо партофтед."),
    )
    return valued(asked, x, slips)


def sum_equation(chance: Chance) -> Worked:
    """An equation log x + log(x + d) = n, one root of which is no solution."""
    pairs = [
        (base, power, base**i, base ** (power - i))
        for base in (2, 3, 4, 5, 6, 10)
        for power in range(1, 7)
        for i in range(power)
        if base ** (power - i) > base**i and base**power < 10**4
    ]
    base, power, x, longer = chance.choice(
        [*pairs, (6, 2, 4, 9), (6, 1, 2, 3), (10, 1, 2, 5), (10, 2, 4, 25)]
    )
    shift = chance.randint(-9, 9)
    root, other = x - shift, -longer - shift
    inner = (written([shift, 1]), written([shift + longer - x, 1]))
    logs = [f"\\log_{{{base}}} ({text})" if text != "x" else f"\\log_{{{base}}} x" for text in inner]
    asked = Asked(
        {"base": base, "power": power, "inner": (shift, shift + longer - x)},
        f"Муодиларо ҳал кунед: ${logs[0]} + {logs[1]} = {power}$.",
        (
            "Логарифмҳоро якҷоя кунед ва дар охир решаҳоро санҷед.",
            "Ифодаи зери логарифм бояд мусбат бошад: решае, ки ин шартро иҷро намекунад, бегона аст.",
        ),
        (
            f"$({inner[0]})({inner[1]}) = {base}^{power} = {base**power}$.",
            f"Решаҳои ин муодила: {both(root, other)}.",
            f"Ҳангоми $x = {other}$ ифодаи зери логарифм манфӣ мешавад, ин решаи бегона аст.",
        ),
    )
    slips = (
        (both(root, other), "Шояд шумо мусбат будани ифодаи зери логарифмро насанҷидед."),
        (f"${other}$", "Шояд шумо решаи бегонаро интихоб кардед."),
        (f"${-other}$", "Шояд шумо аломати решаро нодуруст гирифтед."),
        (f"${-root}$", "Шояд шумо аломати решаро нодуруст гирифтед."),
        (f"${base * power}$", "Шояд шумо асосро ба дараҷа набардошта, зарб кардед."),
    )
    return told(asked, f"${root}$", slips)


def _is_no_power(number: int, base: int) -> bool:
    """Whether the logarithm of `number` is not rational for the small bases that are drawn."""
    primes = {4: 2}
    least = primes.get(base, base)
    while number % least == 0:
        number //= least
    return number > 1


GENERATORS = (
    Generator(
        "math-exponential-equation", "mathematics.11.exponential", 11, 2, by_answer(exponential_equation)
    ),
    Generator(
        "math-exponential-inequality",
        "mathematics.11.exponential_inequalities",
        11,
        3,
        by_choice(exponential_inequality),
    ),
    Generator("math-logarithm-value", "mathematics.11.logarithm", 11, 2, by_answer(value)),
    Generator("math-logarithm-rules", "mathematics.11.logarithm", 11, 3, by_answer(rules)),
    Generator(
        "math-logarithmic-equation", "mathematics.11.logarithmic_equations", 11, 3, by_answer(equation)
    ),
    Generator(
        "math-logarithm-sum-equation", "mathematics.11.logarithmic_equations", 11, 4, by_choice(sum_equation)
    ),
)
