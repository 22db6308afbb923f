"""Quadratic equations: roots, the discriminant, Vieta's theorem, equations without a middle or last term."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import both, inside, signed
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.polynomial import written
from soro_tutor.domain.generators.wording import tex
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-9, 10) if number)
FORMULA = "Дискриминантро ҳисоб кунед; решаҳо тавассути решаи квадратии он ёфта мешаванд."


def roots(chance: Chance) -> Worked:
    """The whole roots of ax² + bx + c = 0."""
    a = chance.choice((1, 1, 2, 3, -1))
    p, q = sorted(chance.sample(range(-9, 10), 2))
    row = (a * p * q, -a * (p + q), a)
    root = abs(a) * (q - p)
    asked = Asked(
        {"row": row},
        f"Муодиларо ҳал кунед: ${written(row)} = 0$.",
        ("Коэффитсиентҳои муодиларо бо аломатҳояшон нависед.", FORMULA),
        (
            f"$D = {inside(row[1])}^2 - 4 \\cdot {inside(a)} \\cdot {inside(row[0])} = {root * root}$, "
            f"$\\sqrt{{D}} = {root}$.",
            f"$x = \\frac{{{-row[1]} \\pm {root}}}{{{2 * a}}}$, яъне {both(p, q)}.",
        ),
    )
    slips = (
        (both(-p, -q), "Шояд шумо дар формулаи решаҳо аломати коэффитсиенти дуюмро иваз накардед."),
        (both(2 * p, 2 * q), "Шояд шумо дар махраҷи формула дучанд карданро фаромӯш кардед."),
        (both(-p, q), "Шояд шумо аломати яке аз решаҳоро нодуруст гирифтед."),
        (both(p, -q), "Шояд шумо аломати яке аз решаҳоро нодуруст гирифтед."),
        (both(row[0], row[1]), "Шояд шумо коэффитсиентҳоро ҳамчун реша навиштед."),
    )
    return told(asked, both(p, q), slips)


def discriminant(chance: Chance) -> Worked:
    """The discriminant of a quadratic equation."""
    a, b, c = chance.choice(NONZERO[4:]), chance.choice(NONZERO), chance.choice(NONZERO)
    right = b * b - 4 * a * c
    asked = Asked(
        {"row": (c, b, a)},
        f"Дискриминанти муодилаи ${written([c, b, a])} = 0$-ро ёбед.",
        (
            "Коэффитсиентҳои муодиларо бо аломатҳояшон нависед.",
            "Дискриминант — квадрати коэффитсиенти дуюм тарҳи чорчандаи ҳосили зарби коэффитсиенти якум ва "
            "аъзои озод.",
        ),
        (
            f"$a = {a}$, $b = {b}$, $c = {c}$.",
            f"$D = b^2 - 4ac = {inside(b)}^2 - 4 \\cdot {inside(a)} \\cdot {inside(c)} = {right}$.",
        ),
    )
    slips = (
        (b * b + 4 * a * c, "Шояд шумо аломати ҳосили зарби коэффитсиентҳоро нодуруст гирифтед."),
        (-b * b - 4 * a * c, "Шояд шумо квадрати коэффитсиенти дуюмро манфӣ гирифтед."),
        (b - 4 * a * c, "Шояд шумо коэффитсиенти дуюмро ба квадрат набардоштед."),
        (b * b - a * c, "Шояд шумо зарбшавандаи чорро гум кардед."),
    )
    return valued(asked, right, slips)


def vieta(chance: Chance) -> Worked:
    """The sum of the squares of the roots, or of their reciprocals, without solving."""
    p, q = chance.choice(NONZERO), chance.choice(NONZERO)
    total, product = p + q, p * q
    is_squares = chance.random() < 0.5
    asks = "x_1^2 + x_2^2" if is_squares else "\\frac{1}{x_1} + \\frac{1}{x_2}"
    right = Fraction(total * total - 2 * product) if is_squares else Fraction(total, product)
    last = (
        f"${asks} = (x_1 + x_2)^2 - 2x_1x_2 = {total * total} - 2 \\cdot {inside(product)} = {tex(right)}$."
        if is_squares
        else f"${asks} = \\frac{{x_1 + x_2}}{{x_1x_2}} = {tex(right)}$."
    )
    asked = Asked(
        {"row": (product, -total, 1), "is_squares": is_squares},
        f"$x_1$ ва $x_2$ решаҳои муодилаи ${written([product, -total, 1])} = 0$ мебошанд. Бе ҳалли муодила "
        f"қимати ${asks}$-ро ёбед.",
        (
            "Аз рӯйи теоремаи Виет ҳосили ҷамъ ва ҳосили зарби решаҳоро ёбед.",
            "Ифодаи матлубро тавассути ҳосили ҷамъ ва ҳосили зарби решаҳо нависед.",
        ),
        (f"Аз рӯйи теоремаи Виет: $x_1 + x_2 = {total}$, $x_1x_2 = {product}$.", last),
    )
    squares = (
        (total * total, "Шояд шумо дучандаи ҳосили зарби решаҳоро тарҳ накардед."),
        (total * total + 2 * product, "Шояд шумо дучандаи ҳосили зарбро ба ҷойи тарҳ ҷамъ кардед."),
        (total * total - product, "Шояд шумо ҳосили зарбро дучанд накардед."),
    )
    reciprocals = [
        (-right, "Шояд шумо аломати ҳосили ҷамъи решаҳоро нодуруст гирифтед."),
        (Fraction(1, product), "Шояд шумо дар сурат як навиштед."),
    ]
    if total:
        reciprocals.append((Fraction(1, total), "Шояд шумо касрҳоро танҳо бо ҷамъи махраҷҳо якҷоя кардед."))
    return valued(asked, right, squares if is_squares else reciprocals)


def composed(chance: Chance) -> Worked:
    """The equation that has two given roots."""
    p, q = chance.choice(NONZERO), chance.choice(NONZERO)
    total, product = p + q, p * q
    right = (product, -total, 1)
    asked = Asked(
        {"p": p, "q": q},
        f"Муодилаи квадратиеро интихоб кунед, ки решаҳояш ${p}$ ва ${q}$ мебошанд."
        if p != q
        else f"Муодилаи квадратиеро интихоб кунед, ки ҳар ду решааш ба ${p}$ баробар аст.",
        (
            "Ҳосили ҷамъ ва ҳосили зарби решаҳоро ҳисоб кунед.",
            "Дар муодилаи квадратии овардашуда ҳосили ҷамъи решаҳо ба коэффитсиенти дуюм бо аломати муқобил "
            "ва ҳосили зарб ба аъзои озод баробар аст.",
        ),
        (
            f"Ҳосили ҷамъ: ${p}{signed(q)} = {total}$; ҳосили зарб: ${p} \\cdot {inside(q)} = {product}$.",
            f"${written(right)} = 0$.",
        ),
    )
    slips = (
        ((product, total, 1), "Шояд шумо аломати коэффитсиенти дуюмро иваз накардед."),
        ((-product, -total, 1), "Шояд шумо аломати аъзои озодро нодуруст гирифтед."),
        ((-product, total, 1), "Шояд шумо аломати ҳар ду коэффитсиентро нодуруст гирифтед."),
        ((-total, product, 1), "Шояд шумо ҷойи ҳосили ҷамъ ва ҳосили зарбро иваз кардед."),
        ((total, product, 1), "Шояд шумо ҷойи ҳосили ҷамъ ва ҳосили зарбро иваз кардед."),
    )
    return told(asked, f"${written(right)} = 0$", ((f"${written(row)} = 0$", said) for row, said in slips))


def incomplete(chance: Chance) -> Worked:
    """An equation without the middle or the last term."""
    a, r = (
        chance.choice((-3, -2, -1, 1, 2, 3, 4, 5)),
        chance.choice([n for n in range(-12, 13) if abs(n) > 1]),
    )
    has_middle = chance.random() < 0.5
    r = r if has_middle else abs(r)
    row = (0, -a * r, a) if has_middle else (-a * r * r, 0, a)
    right = both(0, r) if has_middle else both(-r, r)
    steps = (
        (
            f"$x$-ро аз қавс мебарорем: $x({written([-a * r, a])}) = 0$.",
            f"$x = 0$ ё ${written([-a * r, a])} = 0$.",
        )
        if has_middle
        else (f"$x^2 = {r * r}$.", f"Ду адад чунин квадрат дорад: {right}.")
    )
    asked = Asked(
        {"row": row},
        f"Ҳамаи решаҳои муодиларо ёбед: ${written(row)} = 0$.",
        (
            "Бинед, ки дар муодила кадом аъзо нест.",
            "Агар аъзои озод набошад, номаълумро аз қавс мебароранд; агар аъзои миёна набошад, квадрати "
            "номаълумро меёбанд. Ягон решаро гум накунед.",
        ),
        steps,
    )
    slips = (
        (f"${r}$", "Шояд шумо як решаро гум кардед."),
        (both(0, -r), "Шояд шумо аломати решаро нодуруст гирифтед."),
        (
            both(-r, r) if has_middle else both(-r * r, r * r),
            "Шояд шумо усули ҳалли муодилаи дигарро истифода бурдед.",
        ),
        (f"${-r}$", "Шояд шумо танҳо яке аз решаҳоро ёфтед ё аломатро нодуруст гирифтед."),
    )
    return told(asked, right, slips)


GENERATORS = (
    Generator("math-incomplete-quadratic", "mathematics.8.quadratic_equations", 8, 2, by_choice(incomplete)),
    Generator("math-discriminant", "mathematics.8.quadratic_equations", 8, 2, by_answer(discriminant)),
    Generator("math-quadratic-roots", "mathematics.8.quadratic_equations", 8, 3, by_choice(roots)),
    Generator("math-vieta-equation", "mathematics.8.vieta", 8, 3, by_choice(composed)),
    Generator("math-vieta-value", "mathematics.8.vieta", 8, 4, by_answer(vieta)),
)
