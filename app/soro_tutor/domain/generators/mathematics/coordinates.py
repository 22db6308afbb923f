"""Points of the plane: distance, midpoint, slope, and the line through two points."""

from fractions import Fraction
from math import isqrt

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.sketch import graph
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Short, WrongAnswer

STEPS = ((3, 4), (6, 8), (5, 12), (8, 15), (9, 12), (12, 16), (7, 24))


def distance(chance: Chance) -> Worked:
    """The distance of two points, which is whole."""
    (x1, y1), turn = _point(chance, 9), chance.choice((-1, 1))
    across, up = chance.choice([*STEPS, *((b, a) for a, b in STEPS)])
    x2, y2 = x1 + turn * across, y1 + up
    right = isqrt(across**2 + up**2)
    asked = Asked(
        {"a": (x1, y1), "b": (x2, y2)},
        f"Масофаи байни нуқтаҳои $A({x1}; {y1})$ ва $B({x2}; {y2})$-ро ёбед.",
        (
            "Фарқи абсиссаҳо ва фарқи ординатаҳои нуқтаҳоро ёбед.",
            "Ин фарқҳо катетҳои секунҷаи росткунҷаанд, масофа бошад — гипотенузаи он.",
        ),
        (
            f"Фарқи абсиссаҳо: ${_minus(x2, x1)} = {turn * across}$; фарқи ординатаҳо: ${_minus(y2, y1)} = "
            f"{up}$.",
            f"$AB = \\sqrt{{{across}^2 + {up}^2}} = \\sqrt{{{right**2}}} = {right}$.",
        ),
    )
    slips = (
        (across + up, "Шояд шумо фарқи координатаҳоро танҳо ҷамъ кардед."),
        (right**2, "Шояд шумо решаи квадратӣ гирифтанро фаромӯш кардед."),
        (up**2 - across**2, "Шояд шумо квадратҳоро тарҳ кардед."),
    )
    return valued(asked, right, slips)


def midpoint(chance: Chance) -> Worked:
    """The midpoint of a drawn segment."""
    (x1, y1), (x2, y2) = _point(chance, 7), _point(chance, 7)
    middle = Fraction(x1 + x2, 2), Fraction(y1 + y2, 2)
    asked = Asked(
        {"a": (x1, y1), "b": (x2, y2)},
        f"Координатаҳои нуқтаи миёнаи порчаи $AB$-ро ёбед, агар $A({x1}; {y1})$ ва $B({x2}; {y2})$ бошад."
        + graph([], (-8, 8), (-8, 8), {"A": (x1, y1), "B": (x2, y2)}),
        (
            "Абсиссаҳоро алоҳида ва ординатаҳоро алоҳида баррасӣ кунед.",
            "Ҳар як координатаи нуқтаи миёна миёнаи арифметикии координатаҳои ду нӯги порча аст.",
        ),
        (
            f"$x = \\frac{{{_plus(x1, x2)}}}{{2}} = {tex(middle[0])}$.",
            f"$y = \\frac{{{_plus(y1, y2)}}}{{2}} = {tex(middle[1])}$.",
        ),
    )
    slips = (
        (_pair(x1 + x2, y1 + y2), "Шояд шумо ҳосили ҷамъро ба $2$ тақсим накардед."),
        (
            _pair(Fraction(x2 - x1, 2), Fraction(y2 - y1, 2)),
            "Шояд шумо ба ҷойи ҷамъ координатаҳоро тарҳ кардед.",
        ),
        (_pair(x2 - x1, y2 - y1), "Шояд шумо ба ҷойи нуқтаи миёна координатаҳои векторро ёфтед."),
        (_pair(middle[1], middle[0]), "Шояд шумо абсисса ва ординатаро иваз кардед."),
    )
    return told(asked, _pair(*middle), slips)


def slope(chance: Chance) -> Worked:
    """The slope of a drawn line through two points."""
    x1, x2 = sorted(chance.sample(range(-6, 7), 2))
    y1, y2 = chance.sample(range(-6, 7), 2)
    right = Fraction(y2 - y1, x2 - x1)
    asked = Asked(
        {"a": (x1, y1), "b": (x2, y2)},
        f"Хати рост аз нуқтаҳои $A({x1}; {y1})$ ва $B({x2}; {y2})$ мегузарад. Коэффитсиенти кунҷии онро ёбед."
        + graph([_line(right, y1 - right * x1)], (-7, 7), (-7, 7), {"A": (x1, y1), "B": (x2, y2)}),
        (
            "Бинед, ки аз $A$ то $B$ ордината чӣ қадар ва абсисса чӣ қадар тағйир меёбад.",
            "Коэффитсиенти кунҷӣ нисбати тағйирёбии ордината ба тағйирёбии абсисса аст.",
        ),
        (
            f"$k = \\frac{{{_minus(y2, y1)}}}{{{_minus(x2, x1)}}} = \\frac{{{y2 - y1}}}{{{x2 - x1}}} = "
            f"{tex(right)}$.",
        ),
    )
    slips = (
        (1 / right, "Шояд шумо тағйирёбии абсиссаро ба тағйирёбии ордината тақсим кардед."),
        (-right, "Шояд шумо аломатро нодуруст гирифтед."),
        (Fraction(y2 - y1), "Шояд шумо танҳо тағйирёбии ординатаро ёфтед."),
        (-1 / right, "Шояд шумо коэффитсиенти хати перпендикулярро ёфтед."),
        (Fraction(x2 - x1), "Шояд шумо танҳо тағйирёбии абсиссаро ёфтед."),
    )
    return valued(asked, right, slips)


def line_through(chance: Chance) -> Worked:
    """The expression kx + b of the line through two points."""
    k, b = chance.choice([n for n in range(-6, 7) if n]), chance.randint(-9, 9)
    x1, x2 = sorted(chance.sample(range(-4, 6), 2))
    y1, y2 = k * x1 + b, k * x2 + b
    asked = Asked(
        {"a": (x1, y1), "b": (x2, y2)},
        f"Муодилаи хати ростеро, ки аз нуқтаҳои $({x1}; {y1})$ ва $({x2}; {y2})$ мегузарад, дар шакли "
        "$y = kx + b$ нависед. Ба ҷавоб танҳо ифодаи тарафи росташро нависед.",
        (
            "Аввал коэффитсиенти кунҷии $k$-ро аз координатаҳои ду нуқта ёбед.",
            "Баъд координатаҳои яке аз нуқтаҳоро ба муодила гузошта, $b$-ро ёбед.",
        ),
        (
            f"$k = \\frac{{{_minus(y2, y1)}}}{{{_minus(x2, x1)}}} = {k}$.",
            f"$b = y - kx = {_minus(y1, k * x1)} = {b}$.",
        ),
    )
    right = _line(Fraction(k), Fraction(b))
    wrong = {
        _line(
            Fraction(-k), Fraction(y1 + k * x1)
        ): "Шояд шумо аломати коэффитсиенти кунҷиро нодуруст гирифтед.",
        _line(Fraction(k), Fraction(y1)): "Шояд шумо ординатаи нуқтаро ба ҷойи $b$ гузоштед.",
        _line(Fraction(b), Fraction(k)): "Шояд шумо $k$ ва $b$-ро иваз кардед.",
    }
    answers = tuple(WrongAnswer(text, said) for text, said in wrong.items() if text != right)
    return Worked(
        asked.given,
        asked.text,
        asked.hints,
        asked.steps,
        f"${right}$",
        response=Short((right,), True, answers),
    )


def _point(chance: Chance, most: int) -> tuple[int, int]:
    return chance.randint(-most, most), chance.randint(-most, most)


def _line(k: Fraction, b: Fraction) -> str:
    """The line as plain algebra: '-2x + 3', 'x', '(1/2)x - 1'."""
    factor = {1: "", -1: "-"}.get(int(k), str(k)) if k.denominator == 1 else f"({k})"
    rest = "" if b == 0 else f" {'+' if b > 0 else '-'} {abs(b)}"
    return f"{factor}x{rest}"


def _minus(first: int, second: int) -> str:
    return f"{first} - {second}" if second >= 0 else f"{first} - ({second})"


def _plus(first: int, second: int) -> str:
    return f"{first} + {second}" if second >= 0 else f"{first} + ({second})"


def _pair(x: Fraction | int, y: Fraction | int) -> str:
    return f"$({tex(x)}; {tex(y)})$"


GENERATORS = (
    Generator("math-distance", "mathematics.9.coordinates", 9, 2, by_answer(distance)),
    Generator("math-midpoint", "mathematics.9.coordinates", 9, 2, by_choice(midpoint)),
    Generator("math-slope", "mathematics.7.linear_function", 7, 3, by_choice(slope)),
    Generator("math-line-through", "mathematics.7.linear_function", 7, 4, by_answer(line_through)),
)
