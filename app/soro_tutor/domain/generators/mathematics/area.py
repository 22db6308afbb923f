"""Perimeters and areas of flat shapes."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, valued
from soro_tutor.domain.generators.mathematics.sketch import geometry
from soro_tutor.domain.generators.worked import Worked

HALF_LEFT_OUT = "Шояд шумо ба $2$ тақсим карданро фаромӯш кардед."
ADDED = "Шояд шумо ба ҷойи зарб ченакҳоро ҷамъ кардед."


def perimeter_rectangle(chance: Chance) -> Worked:
    """The perimeter of a drawn rectangle."""
    a, b = sorted(chance.sample(range(2, 31), 2), reverse=True)
    figure = geometry(
        {"A": (0, 0), "B": (a, 0), "C": (a, b), "D": (0, b)},
        ["ABCD"],
        {"AB": f"{a} см", "BC": f"{b} см"},
    )
    asked = Asked(
        {"a": a, "b": b},
        f"Тарафҳои росткунҷаи $ABCD$ ${a}$ см ва ${b}$ см мебошанд. Периметри онро ёбед.{figure}",
        (
            "Бинед, ки росткунҷа чанд тараф дорад ва кадоми онҳо баробаранд.",
            "Периметр ҳосили ҷамъи ҳамаи тарафҳост: $P = 2(a + b)$.",
        ),
        (f"$P = 2(a + b) = 2 \\cdot ({a} + {b}) = 2 \\cdot {a + b} = {2 * (a + b)}$ см.",),
    )
    slips = (
        (a * b, "Шояд шумо ба ҷойи периметр масоҳатро ҳисоб кардед."),
        (a + b, "Шояд шумо танҳо ду тарафро ҷамъ кардед."),
        (2 * a + b, "Шояд шумо яке аз тарафҳоро ба ҳисоб нагирифтед."),
        (4 * a, "Шояд шумо росткунҷаро квадрат пиндоштед."),
    )
    return valued(asked, 2 * (a + b), slips, "cm")


def area_rectangle(chance: Chance) -> Worked:
    """The area of a rectangle of which the perimeter and a side are known."""
    a, b = chance.sample(range(3, 41), 2)
    whole = 2 * (a + b)
    asked = Asked(
        {"perimeter": whole, "side": a},
        f"Периметри росткунҷа ${whole}$ см ва яке аз тарафҳояш ${a}$ см аст. Масоҳати росткунҷаро ёбед.",
        (
            "Аввал тарафи дуюми росткунҷаро аз рӯйи периметр ёбед.",
            "Нисфи периметр ҳосили ҷамъи ду тарафи ҳамсоя аст; масоҳат — ҳосили зарби онҳо: $S = ab$.",
        ),
        (
            f"Нисфи периметр: ${whole} : 2 = {a + b}$ см.",
            f"Тарафи дуюм: ${a + b} - {a} = {b}$ см.",
            f"$S = {a} \\cdot {b} = {a * b}$ см².",
        ),
    )
    slips = (
        (a * (whole - a), "Шояд шумо тарафро аз тамоми периметр тарҳ кардед, на аз нисфи он."),
        (a * whole, "Шояд шумо тарафро ба худи периметр зарб кардед."),
        (a * (whole - 2 * a), "Шояд шумо ҳосили ҷамъи ду тарафи муқобилро як тараф ҳисобидед."),
        (b, "Шояд шумо танҳо тарафи дуюмро ёфтед."),
    )
    return valued(asked, a * b, slips, "cm**2")


def area_triangle(chance: Chance) -> Worked:
    """The area of a drawn triangle of a base and a height."""
    base, height = chance.randint(4, 30), chance.randint(3, 24)
    foot = chance.randint(1, base - 1)
    right = Fraction(base * height, 2)
    figure = geometry(
        {"A": (0, 0), "B": (base, 0), "C": (foot, height), "H": (foot, 0)},
        ["ABC"],
        {"AB": f"{base} см", "CH": f"{height} см"},
        {"CHB": "right"},
    )
    asked = Asked(
        {"base": base, "height": height},
        f"Дар секунҷаи $ABC$ асос $AB = {base}$ см ва баландӣ $CH = {height}$ см аст. "
        f"Масоҳати секунҷаро ёбед.{figure}",
        (
            "Асос ва баландии ба он гузаронидашударо ҷудо кунед.",
            "Масоҳати секунҷа ба нисфи ҳосили зарби асос ва баландӣ баробар аст.",
        ),
        (f"$S = \\frac{{ah}}{{2}} = \\frac{{{base} \\cdot {height}}}{{2}} = {decimal(right)}$ см².",),
    )
    slips = (
        (base * height, HALF_LEFT_OUT),
        (base + height, ADDED),
        (Fraction(base + height, 2), "Шояд шумо нисфи ҳосили ҷамъро ёфтед, на нисфи ҳосили зарбро."),
        (2 * base * height, "Шояд шумо ба ҷойи тақсим ба $2$ зарб кардед."),
    )
    return valued(asked, right, slips, "cm**2")


def area_parallelogram(chance: Chance) -> Worked:
    """The area of a drawn parallelogram; its slanted side is drawn too and is not needed."""
    leg, height, side = chance.choice(
        ((3, 4, 5), (6, 8, 10), (5, 12, 13), (4, 3, 5), (8, 6, 10), (9, 12, 15))
    )
    base = leg + chance.randint(2, 40)
    points = {"A": (0, 0), "B": (base, 0), "C": (base + leg, height), "D": (leg, height), "H": (leg, 0)}
    figure = geometry(
        points,
        ["ABCD"],
        {"AB": f"{base} см", "DH": f"{height} см", "AD": f"{side} см"},
        {"DHB": "right"},
    )
    asked = Asked(
        {"base": base, "height": height, "side": side},
        f"Дар параллелограмми $ABCD$ $AB = {base}$ см, $AD = {side}$ см ва баландӣ $DH = {height}$ см. "
        f"Масоҳати онро ёбед.{figure}",
        (
            "Аз се бузургии додашуда танҳо дутоаш лозим аст.",
            "Масоҳати параллелограмм ҳосили зарби асос ва баландии ба он гузаронидашуда аст: $S = ah$.",
        ),
        (f"$S = AB \\cdot DH = {base} \\cdot {height} = {base * height}$ см².",),
    )
    slips = (
        (base * side, "Шояд шумо асосро ба тарафи моил зарб кардед, на ба баландӣ."),
        (Fraction(base * height, 2), "Шояд шумо формулаи масоҳати секунҷаро истифода бурдед."),
        (2 * (base + side), "Шояд шумо ба ҷойи масоҳат периметрро ёфтед."),
    )
    return valued(asked, base * height, slips, "cm**2")


def area_trapezium(chance: Chance) -> Worked:
    """The area of a drawn trapezium of two bases and a height."""
    top, more, height = chance.randint(3, 14), chance.randint(2, 12), chance.randint(2, 12)
    bottom, shift = top + more, chance.randint(0, more)
    right = Fraction((top + bottom) * height, 2)
    points = {
        "A": (0, 0),
        "B": (bottom, 0),
        "C": (shift + top, height),
        "D": (shift, height),
        "H": (shift, 0),
    }
    figure = geometry(
        points,
        ["ABCD"],
        {"AB": f"{bottom} см", "CD": f"{top} см", "DH": f"{height} см"},
    )
    asked = Asked(
        {"bottom": bottom, "top": top, "height": height},
        f"Асосҳои трапетсия ${bottom}$ см ва ${top}$ см, баландии он ${height}$ см аст. "
        f"Масоҳати трапетсияро ёбед.{figure}",
        (
            "Ҳар ду асос ва баландиро ба ҳисоб гиред.",
            "Масоҳати трапетсия ҳосили зарби нисфи ҳосили ҷамъи асосҳо ва баландӣ аст.",
        ),
        (
            f"$S = \\frac{{a + b}}{{2}} \\cdot h = \\frac{{{bottom} + {top}}}{{2}} \\cdot {height} "
            f"= {decimal(right)}$ см².",
        ),
    )
    slips = (
        ((top + bottom) * height, HALF_LEFT_OUT),
        (Fraction(bottom * height, 2), "Шояд шумо танҳо як асосро ба ҳисоб гирифтед."),
        (Fraction(top * bottom * height, 2), "Шояд шумо асосҳоро ба ҷойи ҷамъ зарб кардед."),
        (top + bottom + height, ADDED),
    )
    return valued(asked, right, slips, "cm**2")


def area_composite(chance: Chance) -> Worked:
    """The area of a drawn L: a rectangle from which a smaller one is cut at a corner."""
    wide, high = chance.randint(6, 20), chance.randint(6, 20)
    cut, deep = chance.randint(2, wide - 3), chance.randint(2, high - 3)
    points = {
        "A": (0, 0),
        "B": (wide, 0),
        "C": (wide, high - deep),
        "D": (wide - cut, high - deep),
        "E": (wide - cut, high),
        "F": (0, high),
    }
    labels = {"AB": f"{wide} см", "AF": f"{high} см", "DE": f"{deep} см", "CD": f"{cut} см"}
    asked = Asked(
        {"wide": wide, "high": high, "cut": cut, "deep": deep},
        f"Аз кунҷи росткунҷаи ${wide} \\times {high}$ см росткунҷаи ${cut} \\times {deep}$ см бурида шуд. "
        f"Масоҳати шакли боқимондаро ёбед.{geometry(points, ['ABCDEF'], labels)}",
        (
            "Шаклро ба қисмҳое ҷудо кунед, ки масоҳаташонро ёфта метавонед.",
            "Аз масоҳати росткунҷаи калон масоҳати қисми буридашударо тарҳ кунед.",
        ),
        (
            f"Росткунҷаи калон: ${wide} \\cdot {high} = {wide * high}$ см².",
            f"Қисми буридашуда: ${cut} \\cdot {deep} = {cut * deep}$ см².",
            f"$S = {wide * high} - {cut * deep} = {wide * high - cut * deep}$ см².",
        ),
    )
    slips = (
        (wide * high, "Шояд шумо қисми буридашударо тарҳ накардед."),
        (wide * high + cut * deep, "Шояд шумо қисми буридашударо илова кардед, на тарҳ."),
        ((wide - cut) * (high - deep), "Шояд шумо фарқи тарафҳоро зарб кардед."),
        (2 * (wide + high), "Шояд шумо ба ҷойи масоҳат периметрро ёфтед."),
    )
    return valued(asked, wide * high - cut * deep, slips, "cm**2")


GENERATORS = (
    Generator("math-perimeter-rectangle", "mathematics.5.area", 5, 1, by_choice(perimeter_rectangle)),
    Generator("math-area-rectangle", "mathematics.5.area", 5, 3, by_answer(area_rectangle)),
    Generator("math-area-composite", "mathematics.5.area", 5, 3, by_answer(area_composite)),
    Generator("math-area-triangle", "mathematics.8.area", 8, 2, by_choice(area_triangle)),
    Generator("math-area-parallelogram", "mathematics.8.area", 8, 2, by_answer(area_parallelogram)),
    Generator("math-area-trapezium", "mathematics.8.area", 8, 3, by_choice(area_trapezium)),
)
