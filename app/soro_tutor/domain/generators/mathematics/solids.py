"""Volumes and surfaces of solids."""

from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, told, valued
from soro_tutor.domain.generators.worked import Worked

AREA, VOLUME = "см²", "см³"
NO_THIRD = "Шояд шумо ба $3$ тақсим карданро фаромӯш кардед."
DIAMETER = "Шояд шумо ба ҷойи радиус диаметрро гузоштед."
NO_SQUARE = "Шояд шумо радиусро ба квадрат набардоштед."


def box_volume(chance: Chance) -> Worked:
    """The volume of a box."""
    a, b, c = chance.sample(range(3, 16), 3)
    asked = Asked(
        {"a": a, "b": b, "c": c},
        f"Дарозии қуттии шакли параллелепипеди росткунҷа ${a}$ см, бараш ${b}$ см ва баландиаш ${c}$ см аст. "
        "Ҳаҷми онро ёбед.",
        (
            "Ҳар се ченаки қуттиро ба ҳисоб гиред.",
            "Ҳаҷми параллелепипеди росткунҷа ҳосили зарби се ченаки он аст.",
        ),
        (f"$V = {a} \\cdot {b} \\cdot {c} = {a * b * c}$ см³.",),
    )
    slips = (
        (a + b + c, "Шояд шумо ченакҳоро ҷамъ кардед."),
        (2 * (a * b + b * c + a * c), "Шояд шумо ба ҷойи ҳаҷм масоҳати сатҳро ёфтед."),
        (a * b, "Шояд шумо танҳо масоҳати асосро ёфтед."),
    )
    return valued(asked, a * b * c, slips, "cm**3")


def box_surface(chance: Chance) -> Worked:
    """The surface of a box."""
    a, b, c = chance.sample(range(2, 16), 3)
    half = a * b + b * c + a * c
    asked = Asked(
        {"a": a, "b": b, "c": c},
        f"Ченакҳои параллелепипеди росткунҷа ${a}$ см, ${b}$ см ва ${c}$ см мебошанд. Масоҳати сатҳи "
        "пурраи онро ёбед.",
        (
            "Параллелепипед шаш рӯй дорад, рӯйҳои муқобил баробаранд.",
            "Масоҳати се рӯйи гуногунро ёбед, ҷамъ кунед ва натиҷаро дучанд гиред.",
        ),
        (
            f"Масоҳати се рӯй: ${a} \\cdot {b} + {b} \\cdot {c} + {a} \\cdot {c} = {half}$ см².",
            f"$S = 2 \\cdot {half} = {2 * half}$ см².",
        ),
    )
    slips = (
        (half, "Шояд шумо ба ҳисоб нагирифтед, ки ҳар рӯй ҷуфти худро дорад."),
        (a * b * c, "Шояд шумо ба ҷойи масоҳати сатҳ ҳаҷмро ёфтед."),
        (4 * (a + b + c), "Шояд шумо дарозии ҳамаи тегаҳоро ёфтед."),
        (2 * (a + b) * c, "Шояд шумо танҳо сатҳи паҳлуиро ёфтед."),
    )
    return valued(asked, 2 * half, slips, "cm**2")


def cylinder_volume(chance: Chance) -> Worked:
    r"""The volume of a cylinder as a multiple of \pi."""
    radius, height = chance.randint(2, 15), chance.randint(3, 25)
    right = radius**2 * height
    asked = Asked(
        {"radius": radius, "height": height},
        f"Радиуси асоси силиндр ${radius}$ см ва баландии он ${height}$ см аст. Ҳаҷми силиндрро ёбед.",
        (
            "Аввал масоҳати асосро ёбед, ки доира аст.",
            "Ҳаҷми силиндр ҳосили зарби масоҳати асос ва баландӣ аст.",
        ),
        (
            f"Масоҳати асос: $\\pi \\cdot {radius}^2 = {radius**2}\\pi$ см².",
            f"$V = {radius**2}\\pi \\cdot {height} = {right}\\pi$ см³.",
        ),
    )
    slips = (
        (_pi(2 * radius * height, VOLUME), "Шояд шумо ба ҷойи ҳаҷм масоҳати сатҳи паҳлуиро ёфтед."),
        (_pi(Fraction(right, 3), VOLUME), "Шояд шумо формулаи ҳаҷми конусро истифода бурдед."),
        (_pi(radius * height, VOLUME), NO_SQUARE),
        (_pi(4 * right, VOLUME), DIAMETER),
    )
    return told(asked, _pi(right, VOLUME), slips)


def cone_volume(chance: Chance) -> Worked:
    r"""The volume of a cone as a multiple of \pi."""
    radius, height = chance.randint(2, 15), 3 * chance.randint(1, 14)
    whole = radius**2 * height
    asked = Asked(
        {"radius": radius, "height": height},
        f"Радиуси асоси конус ${radius}$ см ва баландии он ${height}$ см аст. Ҳаҷми конусро ёбед.",
        (
            "Конусро бо силиндре муқоиса кунед, ки ҳамон асосу ҳамон баландӣ дорад.",
            "Ҳаҷми конус сеяки ҳосили зарби масоҳати асос ва баландӣ аст.",
        ),
        (
            f"Масоҳати асос: $\\pi \\cdot {radius}^2 = {radius**2}\\pi$ см².",
            f"$V = \\frac{{{radius**2}\\pi \\cdot {height}}}{{3}} = {whole // 3}\\pi$ см³.",
        ),
    )
    slips = (
        (_pi(whole, VOLUME), NO_THIRD),
        (_pi(Fraction(whole, 2), VOLUME), "Шояд шумо ба ҷойи $3$ ба $2$ тақсим кардед."),
        (_pi(Fraction(radius * height, 3), VOLUME), NO_SQUARE),
        (_pi(Fraction(4 * whole, 3), VOLUME), DIAMETER),
    )
    return told(asked, _pi(Fraction(whole, 3), VOLUME), slips)


def sphere(chance: Chance) -> Worked:
    r"""The surface or the volume of a ball as a multiple of \pi."""
    is_volume = chance.random() < 0.4
    radius = chance.choice(range(3, 46, 3) if is_volume else range(2, 71))  # a third of r³ is whole
    surface, volume = Fraction(4 * radius**2), Fraction(4 * radius**3, 3)
    unit, right = (VOLUME, volume) if is_volume else (AREA, surface)
    name = "ҳаҷми" if is_volume else "масоҳати сатҳи"
    formula = (
        f"$V = \\frac{{4}}{{3}}\\pi r^3 = \\frac{{4}}{{3}}\\pi \\cdot {radius}^3 = {decimal(volume)}\\pi$ "
        "см³."
        if is_volume
        else f"$S = 4\\pi r^2 = 4\\pi \\cdot {radius}^2 = {surface}\\pi$ см²."
    )
    asked = Asked(
        {"radius": radius, "is_volume": is_volume},
        f"Радиуси кура ${radius}$ см аст. {name.capitalize()} онро ёбед.",
        (
            "Диққат диҳед, ки чӣ пурсида шудааст: сатҳ ё ҳаҷм.",
            "Сатҳи кура ба чор масоҳати доираи калони он баробар аст; ҳаҷм сеяки ҳосили зарби сатҳ ва "
            "радиус аст.",
        ),
        (formula,),
    )
    wrong_formula = "Шояд шумо формулаҳои ҳаҷм ва масоҳати сатҳро иваз кардед."
    slips = (
        (_pi(surface if is_volume else volume, unit), wrong_formula),
        (_pi(right / 4, unit), "Шояд шумо зарбшавандаи $4$-ро фаромӯш кардед."),
        (_pi(right * (8 if is_volume else 4), unit), DIAMETER),
        (
            _pi(3 * right if is_volume else 2 * radius**2, unit),
            "Шояд шумо коэффитсиенти формуларо иваз кардед.",
        ),
    )
    return told(asked, _pi(right, unit), slips)


def _pi(factor: Fraction | int, unit: str) -> str:
    return f"${decimal(factor)}\\pi$ {unit}"


GENERATORS = (
    Generator("math-box-volume", "mathematics.5.volume", 5, 1, by_answer(box_volume)),
    Generator("math-box-surface", "mathematics.5.volume", 5, 3, by_choice(box_surface)),
    Generator("math-cylinder-volume", "mathematics.11.solids", 11, 2, by_choice(cylinder_volume)),
    Generator("math-cone-volume", "mathematics.11.solids", 11, 3, by_choice(cone_volume)),
    Generator("math-sphere", "mathematics.11.solids", 11, 3, by_choice(sphere)),
)
