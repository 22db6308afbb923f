"""Derivatives of polynomials: of a sum and a product, at a point, as a slope, and for an extremum."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, told, valued
from soro_tutor.domain.generators.mathematics.polynomial import Row, derived, product, value_at, written
from soro_tutor.domain.generators.mathematics.sketch import graph
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer

NONZERO = tuple(number for number in range(-6, 7) if number)
POWER_RULE = "Ҳосилаи $x^n$ ба $n x^{n-1}$ баробар аст; ҳосилаи адади доимӣ сифр аст."


def of_a_polynomial(chance: Chance) -> Worked:
    """The derivative of a polynomial of the third or fourth power."""
    row = _row(chance, chance.choice((3, 4)))
    right = derived(row)
    kept = list(row[1:])
    asked = Asked(
        {"row": tuple(row)},
        f"Ҳосилаи функсияи $f(x) = {written(row)}$-ро ёбед. Ба ҷавоб ифодаи $f'(x)$-ро нависед.",
        ("Ҳосилаи ҳар як ҷамъшавандаро алоҳида ёбед.", POWER_RULE),
        (
            *(
                f"$({written(_alone(row, power))})' = {written(derived(_alone(row, power)))}$."
                for power in range(len(row) - 1, -1, -1)
                if row[power]
            ),
            f"$f'(x) = {written(right)}$.",
        ),
    )
    wrong = (
        (kept, "Шояд шумо дараҷаро ба коэффитсиент зарб накардед."),
        ([0, *right], "Шояд шумо нишондиҳандаи дараҷаро як воҳид кам накардед."),
        ([right[0] + row[0], *right[1:]], "Шояд шумо ҳосилаи адади доимиро сифр нагирифтед."),
    )
    return _expression(asked, right, wrong)


def of_a_product(chance: Chance) -> Worked:
    """The derivative of a product of two polynomials."""
    u = (
        [chance.choice(NONZERO), 0, 1]
        if chance.random() < 0.5
        else [chance.choice(NONZERO), chance.randint(2, 5)]
    )
    v = [chance.choice(NONZERO), chance.choice((1, 2, 3, 4))]
    right = derived(product(u, v))
    asked = Asked(
        {"u": tuple(u), "v": tuple(v)},
        f"Ҳосилаи функсияи $f(x) = ({written(u)})({written(v)})$-ро ёбед. Ба ҷавоб ифодаи $f'(x)$-ро "
        "нависед.",
        (
            "Функсия ҳосили зарби ду зарбшаванда аст: онҳоро $u$ ва $v$ номед.",
            "Қоидаи ҳосилаи ҳосили зарб: $(uv)' = u'v + uv'$.",
        ),
        (
            f"$u' = {written(derived(u))}$, $v' = {written(derived(v))}$.",
            f"$f'(x) = ({written(derived(u))})({written(v)}) + ({written(u)}) \\cdot {written(derived(v))}$.",
            f"$f'(x) = {written(right)}$.",
        ),
    )
    wrong = (
        (product(derived(u), derived(v)), "Шояд шумо ҳосилаҳои зарбшавандаҳоро танҳо ба ҳам зарб кардед."),
        (product(derived(u), v), "Шояд шумо танҳо ҳосилаи зарбшавандаи якумро ба ҳисоб гирифтед."),
        (product(u, derived(v)), "Шояд шумо танҳо ҳосилаи зарбшавандаи дуюмро ба ҳисоб гирифтед."),
    )
    return _expression(asked, right, wrong)


def at_a_point(chance: Chance) -> Worked:
    """The value of the derivative at a point."""
    row, x = _row(chance, 3), chance.choice((-3, -2, -1, 1, 2, 3))
    slope = derived(row)
    right = value_at(slope, x)
    asked = Asked(
        {"row": tuple(row), "x": x},
        f"Барои функсияи $f(x) = {written(row)}$ қимати $f'({x})$-ро ёбед.",
        ("Аввал ҳосилаи функсияро ёбед, баъд адади додашударо ба он гузоред.", POWER_RULE),
        (f"$f'(x) = {written(slope)}$.", f"$f'({x}) = {right}$."),
    )
    slips = (
        (value_at(row, x), "Шояд шумо қимати худи функсияро ёфтед, на қимати ҳосиларо."),
        (value_at(row[1:], x), "Шояд шумо дараҷаро ба коэффитсиент зарб накардед."),
        (value_at(slope, -x), "Шояд шумо аломати абсиссаро нодуруст гирифтед."),
    )
    return valued(asked, right, slips)


def tangent(chance: Chance) -> Worked:
    """The slope of the tangent to a drawn parabola."""
    a, x = chance.choice((-2, -1, 1, 2)), chance.choice((-2, -1, 1, 2, 3))
    row = [chance.randint(-5, 5), chance.choice(NONZERO), a]
    right, y = value_at(derived(row), x), value_at(row, x)
    asked = Asked(
        {"row": tuple(row), "x": x},
        f"Ба графики функсияи $y = {written(row)}$ дар нуқтаи абсиссааш $x_0 = {x}$ расанда гузаронида шуд. "
        "Коэффитсиенти кунҷии расандаро ёбед."
        + graph(
            [written(row), written([y - right * x, right])],
            (x - 4, x + 4),
            (int(y) - 10, int(y) + 10),
            {"A": (x, float(y))},
        ),
        (
            "Ёд оред, ки маънои геометрии ҳосила чист.",
            "Коэффитсиенти кунҷии расанда ба қимати ҳосила дар нуқтаи расиш баробар аст.",
        ),
        (f"$y' = {written(derived(row))}$.", f"$k = y'({x}) = {right}$."),
    )
    slips = (
        (y, "Шояд шумо ординатаи нуқтаи расишро ёфтед."),
        (value_at(row[1:], x), "Шояд шумо дараҷаро ба коэффитсиент зарб накардед."),
        (value_at(derived(row), -x), "Шояд шумо аломати абсиссаро нодуруст гирифтед."),
        (Fraction(2 * a), "Шояд шумо ҳосилаи дуюмро гирифтед."),
        (-right, "Шояд шумо аломати ҳосиларо нодуруст гирифтед."),
    )
    return valued(asked, right, slips)


def extremum(chance: Chance) -> Worked:
    """The point of maximum or minimum of a cubic whose derivative has whole roots."""
    first, second = sorted(chance.sample(range(-5, 6), 2))
    factor, c = chance.choice((-6, 6)), chance.randint(-9, 9)
    # f' = factor·(x - first)(x - second), so f has whole coefficients.
    row = [c, factor * first * second, -factor * (first + second) // 2, factor // 3]
    is_maximum = chance.random() < 0.5
    low, high = (second, first) if factor > 0 else (first, second)
    right, other = (high, low) if is_maximum else (low, high)
    kind = "максимуми" if is_maximum else "минимуми"
    asked = Asked(
        {"row": tuple(row), "is_maximum": is_maximum},
        f"Нуқтаи {kind} функсияи $f(x) = {written(row)}$-ро ёбед.",
        (
            "Ҳосиларо ёбед ва бинед, ки дар куҷо он ба сифр баробар мешавад.",
            "Дар нуқтаи максимум аломати ҳосила аз мусбат ба манфӣ, дар нуқтаи минимум аз манфӣ ба мусбат "
            "мегузарад.",
        ),
        (
            f"$f'(x) = {written(derived(row))} = 0$.",
            f"Решаҳои ҳосила: $x = {first}$ ва $x = {second}$.",
            f"Аз тағйири аломати ҳосила: нуқтаи максимум $x = {high}$, нуқтаи минимум $x = {low}$.",
        ),
    )
    slips = (
        (other, "Шояд шумо нуқтаҳои максимум ва минимумро иваз кардед."),
        (-right, "Шояд шумо решаи ҳосиларо бо аломати муқобил гирифтед."),
        (-other, "Шояд шумо ҳам решаро бо аломати муқобил гирифтед ва ҳам намуди экстремумро иваз кардед."),
        (Fraction(first + second, 2), "Шояд шумо нуқтаи сифри ҳосилаи дуюмро ёфтед."),
        (value_at(row, right), "Шояд шумо ба ҷойи нуқта қимати функсияро ёфтед."),
    )
    texts = ((f"$x = {decimal(slip)}$", said) for slip, said in slips)
    return told(asked, f"$x = {right}$", texts)


def _row(chance: Chance, power: int) -> list[int]:
    row = [chance.randint(-9, 9) for _ in range(power)]
    return [row[0] or 5, *row[1:], chance.choice(NONZERO)]


def _alone(row: Row, power: int) -> list[int | Fraction]:
    return [factor if place == power else 0 for place, factor in enumerate(row)]


def _expression(asked: Asked, right: Row, wrong: tuple[tuple[Row, str], ...]) -> Worked:
    text = written(right)
    slips = {written(row): said for row, said in reversed(wrong) if written(row) != text}
    answers = tuple(WrongAnswer(slip, said) for slip, said in slips.items())
    return Worked(
        asked.given, asked.text, asked.hints, asked.steps, f"${text}$", response=Short((text,), True, answers)
    )


GENERATORS = (
    Generator("math-derivative-polynomial", "mathematics.10.derivative", 10, 2, by_answer(of_a_polynomial)),
    Generator("math-derivative-product", "mathematics.10.derivative", 10, 4, by_answer(of_a_product)),
    Generator("math-derivative-value", "mathematics.10.derivative", 10, 2, by_answer(at_a_point)),
    Generator("math-tangent-slope", "mathematics.10.derivative_use", 10, 3, by_choice(tangent)),
    Generator("math-extremum", "mathematics.10.derivative_use", 10, 4, by_choice(extremum)),
)
