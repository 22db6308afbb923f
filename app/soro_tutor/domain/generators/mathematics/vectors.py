"""Vectors of the plane by their coordinates: sums, the scalar product, right angles."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import TrueFalse

Vector = tuple[int, int]
NONZERO = tuple(number for number in range(-9, 10) if number)


def combination(chance: Chance) -> Worked:
    """The coordinates of m·a + n·b."""
    a, b = _vector(chance), _vector(chance)
    m, n = chance.choice((2, 3, 4)), chance.choice((-3, -2, -1, 1, 2, 3))
    x, y = m * a[0] + n * b[0], m * a[1] + n * b[1]
    letter = {1: " + ", -1: " - "}.get(n, f" {'+' if n > 0 else '-'} {abs(n)}") + "\\vec{b}"
    asked = Asked(
        {"a": a, "b": b, "m": m, "n": n},
        f"Векторҳои $\\vec{{a}}{_pair(*a)}$ ва $\\vec{{b}}{_pair(*b)}$ дода шудаанд. "
        f"Координатаҳои вектори ${m}\\vec{{a}}{letter}$-ро ёбед.",
        (
            "Координатаҳои якум ва дуюмро алоҳида ҳисоб кунед.",
            "Ҳангоми зарби вектор ба адад ҳар ду координата зарб мешавад; векторҳоро координата ба "
            "координата ҷамъ мекунанд.",
        ),
        (
            f"$x = {m} \\cdot {_in(a[0])} {'+' if n > 0 else '-'} {abs(n)} \\cdot {_in(b[0])} = {x}$.",
            f"$y = {m} \\cdot {_in(a[1])} {'+' if n > 0 else '-'} {abs(n)} \\cdot {_in(b[1])} = {y}$.",
        ),
    )
    slips = (
        ((m * a[0] - n * b[0], m * a[1] - n * b[1]), "Шояд шумо аломати байни векторҳоро иваз кардед."),
        ((a[0] + n * b[0], a[1] + n * b[1]), "Шояд шумо вектори якумро ба адад зарб накардед."),
        (
            (x, m * a[1] + b[1] if n != 1 else a[1] + b[1]),
            "Шояд шумо координатаи дуюмро ба адад зарб накардед.",
        ),
        ((y, x), "Шояд шумо координатаҳоро иваз кардед."),
    )
    return told(asked, f"${_pair(x, y)}$", ((f"${_pair(*slip)}$", said) for slip, said in slips))


def scalar(chance: Chance) -> Worked:
    """The scalar product."""
    a, b = _vector(chance), _vector(chance)
    right = a[0] * b[0] + a[1] * b[1]
    asked = Asked(
        {"a": a, "b": b},
        f"Ҳосили зарби скалярии векторҳои $\\vec{{a}}{_pair(*a)}$ ва $\\vec{{b}}{_pair(*b)}$-ро ёбед.",
        (
            "Натиҷа адад аст, на вектор.",
            "Координатаҳои мувофиқро ба ҳам зарб карда, натиҷаҳоро ҷамъ кунед.",
        ),
        (
            f"$\\vec{{a}} \\cdot \\vec{{b}} = {a[0]} \\cdot {_in(b[0])} + {_in(a[1])} \\cdot {_in(b[1])} "
            f"= {a[0] * b[0]} + {_in(a[1] * b[1])} = {right}$.",
        ),
    )
    slips = (
        (a[0] * b[0] - a[1] * b[1], "Шояд шумо ҳосилҳои зарбро тарҳ кардед."),
        (
            a[0] * b[1] + a[1] * b[0],
            "Шояд шумо координатаи якуми як векторро ба координатаи дуюми вектори дигар зарб кардед.",
        ),
        ((a[0] + b[0]) * (a[1] + b[1]), "Шояд шумо аввал координатаҳоро ҷамъ ва баъд зарб кардед."),
    )
    return valued(asked, right, slips)


def perpendicular(chance: Chance) -> Worked:
    """Whether two vectors are at right angles."""
    a, scale = _vector(chance), chance.choice((-2, -1, 1, 2))
    b = (-a[1] * scale, a[0] * scale)
    if chance.random() < 0.5:
        b = chance.choice(((a[1] * scale, a[0] * scale), (b[0], b[1] + chance.choice((-1, 1)))))
    product = a[0] * b[0] + a[1] * b[1]
    is_true = product == 0
    asked = Asked(
        {"a": a, "b": b},
        f"Векторҳои $\\vec{{a}}{_pair(*a)}$ ва $\\vec{{b}}{_pair(*b)}$ ба ҳам перпендикуляранд. "
        "Ин дуруст аст ё нодуруст?",
        (
            "Ҳосили зарби скалярии векторҳоро ёбед.",
            "Косинуси кунҷи рост сифр аст; ҳосили зарби скалярӣ чӣ мешавад?",
        ),
        (
            f"$\\vec{{a}} \\cdot \\vec{{b}} = {a[0]} \\cdot {_in(b[0])} + {_in(a[1])} \\cdot {_in(b[1])} = "
            f"{product}$.",
            f"Ҳосили зарби скалярӣ {'ба сифр баробар аст' if is_true else 'ба сифр баробар нест'}.",
        ),
    )
    return Worked(
        asked.given,
        asked.text,
        asked.hints,
        asked.steps,
        "дуруст" if is_true else "нодуруст",
        response=TrueFalse(is_true, "Шояд шумо дар ҳисоби ҳосили зарби скалярӣ аломатро нодуруст гирифтед."),
    )


def _vector(chance: Chance) -> Vector:
    return chance.choice(NONZERO), chance.choice(NONZERO)


def _in(number: int) -> str:
    return f"({number})" if number < 0 else str(number)


def _pair(x: int, y: int) -> str:
    return f"({x}; {y})"


GENERATORS = (
    Generator("math-vector-combination", "mathematics.9.vectors", 9, 2, by_choice(combination)),
    Generator("math-scalar-product", "mathematics.9.vectors", 9, 3, by_answer(scalar)),
    Generator("math-perpendicular", "mathematics.9.vectors", 9, 3, by_answer(perpendicular)),
)
