"""Antiderivatives of polynomials, the definite integral, and the area under a parabola."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.mathematics.polynomial import Row, derived, integrated, value_at, written
from soro_tutor.domain.generators.mathematics.sketch import graph
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer

NONZERO = tuple(number for number in range(-5, 6) if number)
NEWTON = "Формулаи Нютон–Лейбнитс: $\\int_a^b f(x)\\,dx = F(b) - F(a)$."
DERIVED = "Шояд шумо ба ҷойи функсияи ибтидоӣ ҳосиларо ёфтед."


def antiderivative(chance: Chance) -> Worked:
    """The antiderivative whose graph goes through a given point."""
    row = [chance.randint(-9, 9), 2 * chance.choice(NONZERO), 3 * chance.choice(NONZERO)]
    x, constant = chance.choice((0, 1, -1)), chance.randint(1, 9)
    right = [Fraction(constant), *integrated(row)[1:]]
    y = value_at(right, x)
    asked = Asked(
        {"row": tuple(row), "x": x, "y": y},
        f"Функсияи ибтидоии $F(x)$-и функсияи $f(x) = {written(row)}$-ро ёбед, ки графикаш аз нуқтаи "
        f"$({x}; {y})$ мегузарад. Ба ҷавоб ифодаи $F(x)$-ро нависед.",
        (
            "Аввал намуди умумии функсияи ибтидоиро бо доимии $C$ нависед.",
            "Функсияи ибтидоии $x^n$ ба $\\frac{x^{n+1}}{n+1}$ баробар аст; $C$-ро аз координатаҳои нуқта "
            "меёбанд.",
        ),
        (
            f"$F(x) = {written(integrated(row))} + C$.",
            f"$F({x}) = {value_at(integrated(row), x)} + C = {y}$, аз ин ҷо $C = {constant}$.",
        ),
    )
    text = written(right)
    wrong = {
        written(integrated(row)): "Шояд шумо доимии $C$-ро аз координатаҳои нуқта наёфтед.",
        written(derived(row)): DERIVED,
        written([constant, *row]): "Шояд шумо коэффитсиентро ба дараҷаи нав тақсим накардед.",
    }
    answers = tuple(WrongAnswer(slip, said) for slip, said in wrong.items() if slip != text)
    return Worked(
        asked.given, asked.text, asked.hints, asked.steps, f"${text}$", response=Short((text,), True, answers)
    )


def definite(chance: Chance) -> Worked:
    """The definite integral of a polynomial of the second power."""
    row = [chance.randint(-6, 6), chance.choice(NONZERO), chance.choice(NONZERO)]
    low, high = sorted(chance.sample(range(-2, 5), 2))
    whole = integrated(row)
    upper, lower = value_at(whole, high), value_at(whole, low)
    asked = Asked(
        {"row": tuple(row), "low": low, "high": high},
        f"Интеграли муайянро ҳисоб кунед: $\\int_{{{low}}}^{{{high}}} ({written(row)})\\,dx$.",
        ("Аввал яке аз функсияҳои ибтидоиро ёбед.", NEWTON),
        (
            f"$F(x) = {written(whole)}$.",
            f"$F({high}) = {tex(upper)}$, $F({low}) = {tex(lower)}$.",
            f"$F({high}) - F({low}) = {tex(upper - lower)}$.",
        ),
    )
    slips = (
        (lower - upper, "Шояд шумо ҳудудҳои интегралро иваз кардед."),
        (upper + lower, "Шояд шумо қиматҳои функсияи ибтидоиро ҷамъ кардед."),
        (
            value_at(row, high) - value_at(row, low),
            "Шояд шумо функсияи ибтидоиро наёфта, ҳудудҳоро ба худи функсия гузоштед.",
        ),
        (upper, "Шояд шумо қимати функсияи ибтидоиро дар ҳудуди поёнӣ тарҳ накардед."),
        (value_at(derived(row), high) - value_at(derived(row), low), DERIVED),
    )
    return valued(asked, upper - lower, slips)


def area_under(chance: Chance) -> Worked:
    """The area between a drawn parabola above the axis and the axis."""
    row = [chance.randint(1, 6), 2 * chance.randint(0, 2), 3 * chance.choice((1, 2))]
    low, high = sorted(chance.sample(range(6), 2))
    whole = integrated(row)
    upper, lower = value_at(whole, high), value_at(whole, low)
    curve: Row = row
    asked = Asked(
        {"row": tuple(row), "low": low, "high": high},
        f"Масоҳати шаклеро ёбед, ки бо графики $y = {written(curve)}$, тири $Ox$ ва хатҳои рости $x = "
        f"{low}$ ва "
        f"$x = {high}$ маҳдуд аст."
        + graph([written(curve)], (low - 1, high + 1), (0, int(value_at(row, high)) + 2)),
        (
            "График дар ин порча болои тири $Ox$ меистад; масоҳатро бо интеграл менависанд.",
            NEWTON,
        ),
        (
            f"$S = \\int_{{{low}}}^{{{high}}} ({written(curve)})\\,dx$, $F(x) = {written(whole)}$.",
            f"$S = F({high}) - F({low}) = {upper} - {lower} = {upper - lower}$.",
        ),
    )
    slips = (
        (upper, "Шояд шумо қимати функсияи ибтидоиро дар ҳудуди поёнӣ тарҳ накардед."),
        (upper + lower, "Шояд шумо қиматҳои функсияи ибтидоиро ҷамъ кардед."),
        ((high - low) * value_at(row, high), "Шояд шумо шаклро росткунҷа пиндоштед."),
        (value_at(row, high) - value_at(row, low), "Шояд шумо функсияи ибтидоиро наёфтед."),
    )
    return valued(asked, upper - lower, slips)


GENERATORS = (
    Generator("math-antiderivative", "mathematics.11.antiderivative", 11, 3, by_answer(antiderivative)),
    Generator("math-definite-integral", "mathematics.11.integral", 11, 3, by_choice(definite)),
    Generator("math-area-integral", "mathematics.11.integral", 11, 4, by_answer(area_under)),
)
