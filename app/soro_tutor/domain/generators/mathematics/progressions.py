"""Arithmetic and geometric progressions: a member, a sum, which of the two a row is."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import inside, signed
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-9, 10) if number)


def arithmetic_member(chance: Chance) -> Worked:
    """The n-th member of an arithmetic progression that begins with three known ones."""
    first, step, n = chance.randint(-20, 30), chance.choice(NONZERO), chance.randint(10, 40)
    right = first + (n - 1) * step
    asked = Asked(
        {"first": first, "step": step, "n": n},
        f"Прогрессияи арифметикии ${_begun(first, step)}$ дода шудааст. Аъзои ${n}$-уми онро ёбед.",
        (
            "Фарқи прогрессияро ёбед.",
            "Аъзои матлуб ба аъзои якум ва фарқи прогрессия вобаста аст: фарқ аз рақами аъзо як бор камтар "
            "ҷамъ мешавад.",
        ),
        (
            f"Фарқи прогрессия: $d = {first + step} - {inside(first)} = {step}$.",
            f"$a_{{{n}}} = a_1 + {n - 1}d = {first}{signed((n - 1) * step)} = {right}$.",
        ),
    )
    slips = (
        (first + n * step, "Шояд шумо фарқро як бор зиёд ҷамъ кардед."),
        (first - (n - 1) * step, "Шояд шумо аломати фарқи прогрессияро нодуруст гирифтед."),
        (n * step, "Шояд шумо аъзои якумро ба ҳисоб нагирифтед."),
        (first * n, "Шояд шумо аъзои якумро ба рақами аъзо зарб кардед."),
    )
    return valued(asked, right, slips)


def arithmetic_sum(chance: Chance) -> Worked:
    """The sum of the first n members of an arithmetic progression."""
    first, step, n = chance.randint(-10, 20), chance.choice(NONZERO), chance.randint(8, 30)
    last = first + (n - 1) * step
    right = Fraction((first + last) * n, 2)
    asked = Asked(
        {"first": first, "step": step, "n": n},
        f"Дар прогрессияи арифметикӣ $a_1 = {first}$ ва $d = {step}$ аст. Ҳосили ҷамъи ${n}$ аъзои аввали "
        "онро ёбед.",
        (
            "Аввал аъзои охирини ин ҳосили ҷамъро ёбед.",
            "Ҳосили ҷамъ ба нисфи ҳосили ҷамъи аъзои аввал ва охир, зарби шумораи аъзоҳо баробар аст.",
        ),
        (
            f"$a_{{{n}}} = {first}{signed((n - 1) * step)} = {last}$.",
            f"$S_{{{n}}} = \\frac{{{first}{signed(last)}}}{{2}} \\cdot {n} = {right}$.",
        ),
    )
    slips = (
        (right * 2, "Шояд шумо ба ду тақсим накардед."),
        (last, "Шояд шумо танҳо аъзои охиринро ёфтед."),
        (right + Fraction(n * step, 2), "Шояд шумо аъзои охиринро бо як фарқи зиёдатӣ ҳисоб кардед."),
        (Fraction((first + step) * n, 2), "Шояд шумо ба ҷойи аъзои охирин фарқи прогрессияро гирифтед."),
    )
    return valued(asked, right, slips)


def geometric_member(chance: Chance) -> Worked:
    """The n-th member of a geometric progression that begins with three known ones."""
    ratio = Fraction(chance.choice((2, 3, -2, -3, 4, 5, -4))) ** chance.choice((1, 1, 1, -1))
    n = chance.randint(5, 7)
    first = chance.randint(1, 9) * ratio.denominator**2
    begun = ", ".join(tex(first * ratio**power) for power in range(3))
    right = first * ratio ** (n - 1)
    asked = Asked(
        {"first": first, "ratio": ratio, "n": n},
        f"Прогрессияи геометрии ${begun}, \\ldots$ дода шудааст. Аъзои ${n}$-уми онро ёбед.",
        (
            "Махраҷи прогрессияро ёбед: аъзоро ба аъзои пештара тақсим кунед.",
            "Аъзои якум ба дараҷаи махраҷи прогрессия зарб мешавад; нишондиҳандаи дараҷа аз рақами аъзо як "
            "воҳид хурд аст.",
        ),
        (
            f"Махраҷи прогрессия: $q = {tex(ratio)}$.",
            f"$b_{n} = b_1 q^{n - 1} = {first} \\cdot {_factor(ratio)}^{n - 1} = {tex(right)}$.",
        ),
    )
    slips = (
        (right * ratio, "Шояд шумо нишондиҳандаи дараҷаро як воҳид зиёд гирифтед."),
        (first + (n - 1) * (first * ratio - first), "Шояд шумо прогрессияро арифметикӣ ҳисобидед."),
        (-right, "Шояд шумо аломати аъзоро нодуруст муайян кардед."),
        (first * ratio * (n - 1), "Шояд шумо махраҷи прогрессияро ба дараҷа набардошта, зарб кардед."),
    )
    return valued(asked, right, slips)


def geometric_sum(chance: Chance) -> Worked:
    """The sum of the first n members of a geometric progression."""
    first, ratio, n = chance.choice(NONZERO), chance.choice((2, 3, -2, 4, 5, -3)), chance.randint(3, 6)
    last = first * ratio ** (n - 1)
    right = first * (ratio**n - 1) // (ratio - 1)
    asked = Asked(
        {"first": first, "ratio": ratio, "n": n},
        f"Дар прогрессияи геометрӣ $b_1 = {first}$ ва $q = {ratio}$ аст. Ҳосили ҷамъи ${n}$ аъзои аввали "
        "онро ёбед.",
        (
            "Махраҷи прогрессияро ба дараҷаи шумораи аъзоҳо бардоред.",
            "Аъзои якумро ба фарқи дараҷаи махраҷ ва як зарб карда, ба фарқи махраҷ ва як тақсим мекунанд.",
        ),
        (
            f"$q^{n} = {inside(ratio)}^{n} = {ratio**n}$.",
            f"$S_{n} = \\frac{{b_1(q^{n} - 1)}}{{q - 1}} = \\frac{{{first} \\cdot ({ratio**n} - "
            f"1)}}{{{ratio} - 1}} = {right}$.",
        ),
    )
    slips = (
        (last, "Шояд шумо ба ҷойи ҳосили ҷамъ аъзои охиринро ёфтед."),
        (right - last, "Шояд шумо аъзои охиринро ба ҳисоб нагирифтед."),
        (first * (ratio**n - 1), "Шояд шумо ба фарқи махраҷ ва як тақсим накардед."),
        (Fraction((first + last) * n, 2), "Шояд шумо формулаи прогрессияи арифметикиро истифода бурдед."),
    )
    return valued(asked, right, slips)


def _begun(first: int, step: int) -> str:
    return ", ".join(str(first + step * place) for place in range(3)) + ", \\ldots"


def _factor(ratio: Fraction) -> str:
    """The ratio as the base of a power."""
    if ratio.denominator == 1:
        return inside(ratio.numerator)
    return f"\\left({tex(ratio)}\\right)"


GENERATORS = (
    Generator(
        "math-arithmetic-member", "mathematics.9.arithmetic_progression", 9, 2, by_answer(arithmetic_member)
    ),
    Generator("math-arithmetic-sum", "mathematics.9.arithmetic_progression", 9, 3, by_choice(arithmetic_sum)),
    Generator(
        "math-geometric-member", "mathematics.9.geometric_progression", 9, 3, by_answer(geometric_member)
    ),
    Generator("math-geometric-sum", "mathematics.9.geometric_progression", 9, 3, by_choice(geometric_sum)),
)
