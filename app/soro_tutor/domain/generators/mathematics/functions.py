"""Functions: read off a graph, the vertex of a parabola, where a function is defined, values in order."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.sketch import graph
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Order

NONZERO = tuple(number for number in range(-5, 6) if number)


def read_graph(chance: Chance) -> Worked:
    """A value read off the drawn graph of a parabola."""
    shift, lift, sign = chance.randint(-3, 3), chance.randint(-4, 4), chance.choice((-1, 1))
    x = shift + chance.choice((-2, -1, 1, 2))
    right = sign * (x - shift) ** 2 + lift
    curve = f"{'-' if sign < 0 else ''}(x{_signed(-shift)})^2{_signed(lift)}"
    asked = Asked(
        {"curve": (sign, shift, lift), "x": x},
        f"Графики функсияи $y = f(x)$ кашида шудааст. Аз рӯйи график $f({x})$-ро ёбед."
        + graph([curve.replace("(x)", "x")], (-6, 6), (-9, 9)),
        (
            "Дар тири $Ox$ нуқтаи додашударо ёбед ва аз он ба график гузаред.",
            "Қимати функсия дар нуқта ординатаи нуқтаи мувофиқи график аст.",
        ),
        (
            f"Ба абсиссаи $x = {x}$ нуқтаи графике мувофиқ аст, ки ординатааш ${right}$ мебошад.",
            f"$f({x}) = {right}$.",
        ),
    )
    slips = (
        (sign * (-x - shift) ** 2 + lift, "Шояд шумо аломати абсиссаро нодуруст гирифтед."),
        (x, "Шояд шумо ба ҷойи ордината абсиссаро навиштед."),
        (-right, "Шояд шумо аломати ординатаро нодуруст хондед."),
        (lift, "Шояд шумо ординатаи қуллаи параболаро хондед."),
    )
    return valued(asked, right, slips)


def vertex(chance: Chance) -> Worked:
    """The vertex of a parabola y = ax² + bx + c."""
    a, m, c = chance.choice((-3, -2, -1, 1, 2, 3)), chance.choice(NONZERO), chance.randint(-9, 9)
    b, bottom = -2 * a * m, c - a * m * m
    at = f"({m})" if m < 0 else str(m)
    square = {1: "x^2", -1: "-x^2"}.get(a, f"{a}x^2")
    asked = Asked(
        {"a": a, "b": b, "c": c},
        f"Координатаҳои қуллаи параболаи $y = {square}{_signed(b)}x{_signed(c)}$-ро ёбед.",
        (
            "Коэффитсиентҳои назди дараҷаҳои $x$-ро ҷудо кунед.",
            "Абсиссаи қулла $x_0 = -\\frac{b}{2a}$ аст; ординаташро бо гузоштани $x_0$ ба функсия меёбанд.",
        ),
        (
            f"$x_0 = -\\frac{{b}}{{2a}} = -\\frac{{{b}}}{{{2 * a}}} = {m}$.",
            f"$y_0 = {a} \\cdot {at}^2{_signed(b)} \\cdot {at}{_signed(c)} = {bottom}$.",
        ),
    )
    slips = (
        (_pair(-m, a * m * m + b * -m + c), "Шояд шумо дар формулаи абсисса аломати минусро гум кардед."),
        (_pair(m, c), "Шояд шумо ба ҷойи ординатаи қулла аъзои озодро гирифтед."),
        (_pair(-m, bottom), "Шояд шумо дар формулаи абсисса аломати минусро гум кардед."),
        (_pair(2 * m, c), "Шояд шумо дар махраҷ зарбшавандаи $2$-ро гум кардед."),
        (_pair(bottom, m), "Шояд шумо абсисса ва ординатаро иваз кардед."),
    )
    return told(asked, _pair(m, bottom), slips)


def domain(chance: Chance) -> Worked:
    """Where a root or a fraction of a linear expression is defined."""
    k, edge, is_root = chance.choice(NONZERO), chance.randint(-9, 9), chance.random() < 0.5
    inner = f"{ {1: '', -1: '-'}.get(k, k) }x{_signed(-k * edge)}"
    top = chance.randint(1, 9)
    formula = f"\\sqrt{{{inner}}}" if is_root else f"\\frac{{{top}}}{{{inner}}}"
    half = f"$x \\ge {edge}$" if k > 0 else f"$x \\le {edge}$"
    other = f"$x \\le {edge}$" if k > 0 else f"$x \\ge {edge}$"
    strict = f"$x > {edge}$" if k > 0 else f"$x < {edge}$"
    hole = f"$x \\ne {edge}$"
    right, sign = (half, "\\ge") if is_root else (hole, "\\ne")
    asked = Asked(
        {"k": k, "edge": edge, "is_root": is_root},
        f"Соҳаи муайянии функсияи $y = {formula}$-ро ёбед.",
        (
            "Бинед, ки ифода реша дорад ё каср: ҳар кадом маҳдудияти худро дорад.",
            "Ифодаи зери решаи квадратӣ манфӣ шуда наметавонад, махраҷи каср бошад ба сифр баробар "
            "намешавад.",
        ),
        (
            f"${inner} {sign} 0$.",
            f"Аз ин ҷо {right}.",
        ),
    )
    slips = (
        (hole if is_root else half, "Шояд шумо шарти реша ва шарти касрро иваз кардед."),
        (
            other if is_root else f"$x \\ne {-edge}$",
            "Шояд шумо ҳангоми ҳалли шарт аломатро нодуруст гирифтед.",
        ),
        (strict, "Шояд шумо нуқтаи сарҳадиро нодуруст баррасӣ кардед."),
        ("ҳамаи ададҳои ҳақиқӣ", "Шояд шумо маҳдудияти функсияро ба ҳисоб нагирифтед."),
        (f"$x \\ne {top}$", "Шояд шумо ба ҷойи махраҷ ба сурат нигоҳ кардед."),
    )
    return told(asked, right, slips)


def values_in_order(chance: Chance) -> Worked:
    """Values of a linear function at four places, the smallest first."""
    k, b = chance.choice(NONZERO), chance.randint(-9, 9)
    places = chance.sample(range(-9, 10), 4)
    ordered = sorted(places, key=lambda place: k * place)
    parts = tuple(f"$f({place})$" for place in ordered)
    right = f"${' < '.join(f'f({place})' for place in ordered)}$"
    asked = Asked(
        {"k": k, "b": b},
        f"Функсияи $f(x) = {({1: '', -1: '-'}).get(k, k)}x{_signed(b)}$ дода шудааст. Қиматҳои "
        f"{', '.join(f'$f({place})$' for place in places)}-ро аз хурдтарин ба калонтарин ҷойгир кунед.",
        (
            "Ба аломати коэффитсиенти назди $x$ нигоҳ кунед.",
            "Агар коэффитсиент мусбат бошад, функсия меафзояд; агар манфӣ бошад, кам мешавад.",
        ),
        (
            f"Коэффитсиент {'мусбат' if k > 0 else 'манфӣ'} аст, функсия "
            f"{'меафзояд' if k > 0 else 'кам мешавад'}.",
            "; ".join(f"$f({place}) = {k * place + b}$" for place in ordered) + ".",
        ),
    )
    return Worked(asked.given, asked.text, asked.hints, asked.steps, right, response=Order(parts))


def _signed(number: int) -> str:
    """What follows in a sum: ' + 3', ' - 3', or nothing for nought."""
    return f" {'+' if number > 0 else '-'} {abs(number)}" if number else ""


def _pair(x: int, y: int) -> str:
    return f"$({x}; {y})$"


GENERATORS = (
    Generator("math-read-graph", "mathematics.7.functions", 7, 2, by_answer(read_graph)),
    Generator("math-function-order", "mathematics.7.linear_function", 7, 3, by_answer(values_in_order)),
    Generator("math-parabola-vertex", "mathematics.8.quadratic_function", 8, 3, by_choice(vertex)),
    Generator("math-function-domain", "mathematics.9.functions", 9, 3, by_choice(domain)),
)
