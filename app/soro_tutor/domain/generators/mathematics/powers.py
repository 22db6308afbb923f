"""Powers and roots: the laws of exponents, signs, the standard form, roots taken and simplified."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import comma
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Matching

SQUARE_FREE = (2, 3, 5, 6, 7, 10, 11, 13, 15)


def laws(chance: Chance) -> Worked:
    """A product, a quotient and a power of powers of one letter."""
    letter = chance.choice("abxy")
    m, n, k = chance.randint(2, 7), chance.randint(2, 5), chance.randint(2, 9)
    is_quotient = chance.random() < 0.5 and k < m * n
    sign, right = (":", m * n - k) if is_quotient else ("\\cdot", m * n + k)
    asked = Asked(
        {"m": m, "n": n, "k": k, "is_quotient": is_quotient},
        f"Ифодаро ба намуди дараҷа нависед: $({letter}^{{{m}}})^{{{n}}} {sign} {letter}^{{{k}}}$.",
        (
            "Асоси ҳамаи дараҷаҳо якхела аст: бо нишондиҳандаҳо кор кунед.",
            "Ҳангоми ба дараҷа бардоштани дараҷа нишондиҳандаҳо зарб мешаванд; ҳангоми зарби дараҷаҳои "
            "якасоса ҷамъ ва ҳангоми тақсим тарҳ мешаванд.",
        ),
        (
            f"$({letter}^{{{m}}})^{{{n}}} = {letter}^{{{m} \\cdot {n}}} = {letter}^{{{m * n}}}$.",
            f"${letter}^{{{m * n}}} {sign} {letter}^{{{k}}} = {letter}^{{{right}}}$.",
        ),
    )
    change = -k if is_quotient else k
    slips = (
        (m + n + change, "Шояд шумо ҳангоми ба дараҷа бардоштани дараҷа нишондиҳандаҳоро ҷамъ кардед."),
        (m * n * k, "Шояд шумо ҳамаи нишондиҳандаҳоро ба ҳам зарб кардед."),
        (m**n + change, "Шояд шумо нишондиҳандаро ба дараҷа бардоштед."),
        (m * n - change, "Шояд шумо қоидаҳои зарб ва тақсими дараҷаҳоро иваз кардед."),
    )
    texts = ((f"${letter}^{{{power}}}$", said) for power, said in slips if power > 1)
    return told(asked, f"${letter}^{{{right}}}$", texts)


def negative_base(chance: Chance) -> Worked:
    """Powers of negative numbers, with brackets and without."""
    base, power = chance.randint(2, 5), chance.randint(2, 4)
    other, has_brackets = chance.randint(2, 30), chance.random() < 0.6
    taken = (-base) ** power if has_brackets else -(base**power)
    text = f"({-base})^{power}" if has_brackets else f"-{base}^{power}"
    asked = Asked(
        {"base": base, "power": power, "other": other, "has_brackets": has_brackets},
        f"Ҳисоб кунед: ${text} + {other}$.",
        (
            "Бинед, ки оё аломати минус дар дохили қавси асоси дараҷа аст ё не.",
            "Дараҷаи ҷуфти адади манфӣ мусбат аст, дараҷаи тоқ манфист. Агар қавс набошад, аввал дараҷаро "
            "меёбанд ва баъд минус мегузоранд.",
        ),
        (f"${text} = {taken}$.", f"${taken} + {other} = {taken + other}$."),
    )
    slips = (
        (other - taken, "Шояд шумо аломати дараҷаро нодуруст муайян кардед."),
        (other - base * power, "Шояд шумо асосро ба нишондиҳанда зарб кардед."),
        (other + base * power, "Шояд шумо асосро ба нишондиҳанда зарб кардед ва минусро гум кардед."),
    )
    return valued(asked, taken + other, slips)


def standard_form(chance: Chance) -> Worked:
    """A very small or large number in the standard form."""
    lead = Fraction(chance.choice([n for n in range(11, 100) if n % 10]), 10)
    order = chance.choice((-6, -5, -4, -3, -2, 3, 4, 5, 6, 7, 8))
    number = lead * Fraction(10) ** order
    asked = Asked(
        {"number": number},
        f"Адади ${comma(number)}$-ро ба намуди стандартӣ нависед.",
        (
            "Вергулро чунон кӯчонед, ки пеши он танҳо як рақами ғайри сифр монад.",
            "Дар намуди стандартӣ адад ҳосили зарби адади аз як то даҳ ва дараҷаи даҳ аст; нишондиҳанда "
            "шумораи хонаҳои кӯчидаи вергул мебошад.",
        ),
        (
            f"Вергулро ${abs(order)}$ хона ба {'рост' if order < 0 else 'чап'} мекӯчонем: ${comma(lead)}$.",
            f"${comma(number)} = {_standard(lead, order)}$.",
        ),
    )
    slips = (
        (-order, "Шояд шумо аломати нишондиҳандаи дараҷаро нодуруст гирифтед."),
        (order + 1, "Шояд шумо хонаҳои кӯчидаи вергулро нодуруст шумурдед."),
        (order - 1, "Шояд шумо шумораи сифрҳоро ба ҷойи хонаҳои кӯчида шумурдед."),
    )
    texts = ((f"${_standard(lead, power)}$", said) for power, said in slips)
    return told(asked, f"${_standard(lead, order)}$", texts)


def roots(chance: Chance) -> Worked:
    """Exact square roots in a difference."""
    a, b = chance.sample(range(2, 16), 2)
    k = chance.randint(2, 6)
    right = k * a - b
    asked = Asked(
        {"k": k, "first": a * a, "second": b * b},
        f"Ҳисоб кунед: ${k}\\sqrt{{{a * a}}} - \\sqrt{{{b * b}}}$.",
        (
            "Ҳар як решаро алоҳида ёбед.",
            "Решаи квадратии арифметикии адад адади ғайриманфиест, ки квадраташ ба адади зери реша баробар "
            "аст.",
        ),
        (f"$\\sqrt{{{a * a}}} = {a}$, $\\sqrt{{{b * b}}} = {b}$.", f"${k} \\cdot {a} - {b} = {right}$."),
    )
    slips = (
        (k * Fraction(a * a, 2) - Fraction(b * b, 2), "Шояд шумо ба ҷойи реша нисфи ададро гирифтед."),
        (k * a + b, "Шояд шумо ба ҷойи тарҳ ҷамъ кардед."),
        (k + a - b, "Шояд шумо зарбшавандаи пеши решаро бо реша ҷамъ кардед."),
        (a - b, "Шояд шумо зарбшавандаи пеши решаро гум кардед."),
    )
    return valued(asked, right, slips)


def simplified_root(chance: Chance) -> Worked:
    """A root from which a factor is taken out."""
    factor, rest = chance.randint(2, 15), chance.choice(SQUARE_FREE)
    number = factor**2 * rest
    asked = Asked(
        {"number": number},
        f"Зарбшавандаро аз зери реша бароред: $\\sqrt{{{number}}}$.",
        (
            "Адади зери решаро ба намуди ҳосили зарб нависед, ки як зарбшавандааш квадрати пурра аст.",
            "Решаи ҳосили зарби ададҳои ғайриманфӣ ба ҳосили зарби решаҳо баробар аст.",
        ),
        (
            f"${number} = {factor**2} \\cdot {rest}$.",
            f"$\\sqrt{{{number}}} = \\sqrt{{{factor**2}}} \\cdot \\sqrt{{{rest}}} = {_root(factor, rest)}$.",
        ),
    )
    slips = (
        (factor**2, rest, "Шояд шумо зарбшавандаро бе гирифтани реша баровардед."),
        (rest, factor, "Шояд шумо зарбшавандаи бароварда ва адади зери решаро иваз кардед."),
        (factor * rest, 1, "Шояд шумо ҳар ду зарбшавандаро бе реша навиштед."),
        (factor, rest * factor, "Шояд шумо адади зери решаро танҳо як бор тақсим кардед."),
    )
    wrong: dict[int, tuple[str, str]] = {}
    for outer, inner, said in slips:
        if outer**2 * inner != number:
            wrong.setdefault(outer**2 * inner, (f"${_root(outer, inner)}$", said))
    return told(asked, f"${_root(factor, rest)}$", wrong.values())


def matched(chance: Chance) -> Worked:
    """Four powers with negative and nought exponents, against their values."""
    base, other = chance.sample((2, 3, 4, 5, 6, 7, 8, 9), 2)
    power = chance.choice((2, 3)) if base < 6 else 2
    powers = (
        (f"{base}^{{-{power}}}", Fraction(1, base**power)),
        (f"(-{base})^{{-1}}", Fraction(-1, base)),
        (f"\\left(\\frac{{1}}{{{other}}}\\right)^{{-2}}", Fraction(other**2)),
        (f"{other}^0", Fraction(1)),
    )
    left = chance.sample(powers, 4)
    spare = Fraction(-(base**power))  # as if the sign stood before the power
    values = [*(value for _, value in powers), spare]
    chance.shuffle(values)
    pairs = tuple(values.index(value) for _, value in left)
    listed = ", ".join(f"${text}$" for text, _ in left)
    return Worked(
        {"base": base, "other": other, "power": power},
        f"Ба дараҷаҳои {listed} қимати мувофиқро ёбед.",
        (
            "Ба аломати нишондиҳандаи ҳар як дараҷа нигоҳ кунед.",
            "Дараҷаи нишондиҳандааш манфӣ ба касре баробар аст, ки сураташ як ва махраҷаш дараҷаи "
            "нишондиҳандааш муқобил аст.",
        ),
        tuple(f"${text} = {tex(value)}$." for text, value in left),
        "; ".join(f"${text} = {tex(value)}$" for text, value in left),
        response=Matching(
            tuple(f"${text}$" for text, _ in left), tuple(f"${tex(value)}$" for value in values), pairs
        ),
    )


def rational_power(chance: Chance) -> Worked:
    """A power with a fraction for the exponent."""
    base, lower = chance.choice(
        ((2, 2), (2, 3), (2, 4), (2, 5), (3, 2), (3, 3), (3, 4), (4, 2), (5, 2), (5, 3))
    )
    upper = chance.choice([n for n in range(-3, 4) if n and n % lower])
    number, exponent = base**lower, Fraction(upper, lower)
    right = Fraction(base) ** upper
    factor = chance.randint(2, 12)
    asked = Asked(
        {"number": number, "exponent": exponent, "factor": factor},
        f"Ҳисоб кунед: ${factor} \\cdot {number}^{{{tex(exponent)}}}$. Агар ҷавоб каср бошад, касри одӣ "
        "нависед.",
        (
            "Адади асосро ба намуди дараҷа нависед.",
            "Махраҷи нишондиҳанда дараҷаи решаро ва сураташ дараҷаи ададро нишон медиҳад.",
        ),
        (
            f"${number} = {base}^{lower}$.",
            f"${number}^{{{tex(exponent)}}} = {base}^{{{upper}}} = {tex(right)}$.",
            f"${factor} \\cdot {tex(right)} = {tex(factor * right)}$.",
        ),
    )
    slips = (
        (factor * number * exponent, "Шояд шумо асосро ба нишондиҳанда зарб кардед."),
        (factor / right, "Шояд шумо аломати нишондиҳандаро нодуруст фаҳмидед."),
        (Fraction(factor * base), "Шояд шумо сурати нишондиҳандаро ба ҳисоб нагирифтед."),
        (right, "Шояд шумо зарбшавандаи пеши дараҷаро гум кардед."),
    )
    return valued(asked, factor * right, slips)


def _standard(lead: Fraction, order: int) -> str:
    return f"{comma(lead)} \\cdot 10^{{{order}}}"


def _root(factor: int, rest: int) -> str:
    return f"{factor}\\sqrt{{{rest}}}" if rest > 1 else f"{factor}"


GENERATORS = (
    Generator("math-power-laws", "mathematics.7.powers", 7, 2, by_choice(laws)),
    Generator("math-power-sign", "mathematics.7.powers", 7, 2, by_answer(negative_base)),
    Generator("math-square-roots", "mathematics.8.roots", 8, 1, by_answer(roots)),
    Generator("math-simplify-root", "mathematics.8.roots", 8, 2, by_choice(simplified_root)),
    Generator("math-standard-form", "mathematics.8.standard_form", 8, 2, by_choice(standard_form)),
    Generator("math-negative-powers", "mathematics.8.standard_form", 8, 3, by_answer(matched)),
    Generator("math-rational-power", "mathematics.10.powers", 10, 3, by_answer(rational_power)),
)
