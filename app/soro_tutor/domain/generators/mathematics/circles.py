"""The circle: its length, its area, and the angles at its centre and on it."""

from fractions import Fraction
from math import cos, radians, sin

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, decimal, told, valued
from soro_tutor.domain.generators.mathematics.sketch import Point, geometry
from soro_tutor.domain.generators.worked import Worked

PI = Fraction(314, 100)  # as the school computes with it
NEAR = 0.01  # forgives whoever computes with more figures of π
RADIUS = 5


def length(chance: Chance) -> Worked:
    """The length of a circle of a given radius or diameter."""
    size, is_radius = chance.randint(3, 120), chance.random() < 0.5
    radius = Fraction(size) if is_radius else Fraction(size, 2)
    right = 2 * PI * radius
    asked = Asked(
        {"size": size, "is_radius": is_radius},
        f"{'Радиуси' if is_radius else 'Диаметри'} давра ${size}$ см аст. Дарозии давраро ёбед "
        "($\\pi \\approx 3{,}14$).",
        (
            "Диққат диҳед: радиус дода шудааст ё диаметр.",
            "Дарозии давра ҳосили зарби $\\pi$ ва диаметр аст; диаметр ду баробари радиус аст.",
        ),
        (
            f"Диаметр: $d = {decimal(2 * radius)}$ см.",
            f"$C = \\pi d \\approx 3{{,}}14 \\cdot {decimal(2 * radius)} = {decimal(right)}$ см.",
        ),
    )
    slips = (
        (right / 2 if is_radius else right * 2, "Шояд шумо радиусу диаметрро иваз кардед."),
        (PI * radius * radius, "Шояд шумо ба ҷойи дарозии давра масоҳати доираро ёфтед."),
    )
    return valued(asked, right, slips, "cm", NEAR)


def area(chance: Chance) -> Worked:
    r"""The area of a drawn disc, as a multiple of \pi."""
    radius, is_radius = chance.randint(3, 110), chance.random() < 0.5
    diameter = 2 * radius
    edge = (float(RADIUS), 0.0)
    points = {"O": (0.0, 0.0), "A": edge} if is_radius else {"O": (0.0, 0.0), "A": edge, "B": (-5.0, 0.0)}
    sides = {"OA": f"{radius} см"} if is_radius else {"AB": f"{diameter} см"}
    name, size = ("Радиуси", radius) if is_radius else ("Диаметри", diameter)
    asked = Asked(
        {"size": size, "is_radius": is_radius},
        f"{name} доира ${size}$ см аст. Масоҳати доираро "
        f"ёбед.{geometry(points, sides=sides, circle=('O', RADIUS))}",
        (
            "Аввал радиуси доираро муайян кунед.",
            "Масоҳати доира ҳосили зарби $\\pi$ ва квадрати радиус аст.",
        ),
        (f"$r = {radius}$ см.", f"$S = \\pi r^2 = \\pi \\cdot {radius}^2 = {radius**2}\\pi$ см²."),
    )
    slips = (
        (_pi(2 * radius), "Шояд шумо ба ҷойи масоҳат дарозии давраро ҳисоб кардед."),
        (_pi(diameter**2), "Шояд шумо ба ҷойи радиус диаметрро ба квадрат бардоштед."),
        (_pi(radius), "Шояд шумо радиусро ба квадрат набардоштед."),
        (_pi(2 * radius**2), "Шояд шумо формулаҳои масоҳат ва дарозиро омехтед."),
    )
    return told(asked, _pi(radius**2), slips)


def inscribed(chance: Chance) -> Worked:
    """The inscribed angle on the arc of a drawn central angle, or the other way round."""
    half, is_central = chance.randint(20, 85), chance.random() < 0.5
    central = 2 * half
    known, right = (central, half) if is_central else (half, central)
    points = {
        "O": (0.0, 0.0),
        "A": _on(270 - half),
        "B": _on(270 + half),
        "C": _on(90 + chance.randint(-15, 15)),
    }
    sides = {"OA": "", "OB": "", "CA": "", "CB": ""}
    labels = {"AOB": f"{central}°" if is_central else "x", "ACB": "x" if is_central else f"{half}°"}
    given, wanted = ("AOB", "ACB") if is_central else ("ACB", "AOB")
    asked = Asked(
        {"known": known, "is_central": is_central},
        f"Нуқтаҳои $A$, $B$, $C$ дар давраи марказаш $O$ ҷойгиранд ва $\\angle {given} = {known}^\\circ$. "
        f"$\\angle {wanted}$-ро ёбед.{geometry(points, sides=sides, angles=labels, circle=('O', RADIUS))}",
        (
            "Ҳар ду кунҷ ба як камони $AB$ такя мекунанд.",
            "Кунҷи дарункашидашуда ба нисфи кунҷи марказии ҳамон камон баробар аст.",
        ),
        (
            (f"$\\angle ACB = {central}^\\circ : 2 = {half}^\\circ$.",)
            if is_central
            else (f"$\\angle AOB = 2 \\cdot {half}^\\circ = {central}^\\circ$.",)
        ),
    )
    slips = (
        (known, "Шояд шумо кунҷи марказӣ ва дарункашидашударо баробар пиндоштед."),
        (180 - known, "Шояд шумо ҳосили ҷамъи ин кунҷҳоро ба кунҷи кушода баробар гирифтед."),
        (360 - known, "Шояд шумо кунҷро то гардиши пурра илова кардед."),
        (2 * known if is_central else Fraction(known, 2), "Шояд шумо зарб ва тақсимро иваз кардед."),
    )
    return valued(asked, right, slips, "degree")


def _pi(factor: int) -> str:
    return f"${factor}\\pi$ см²"


def _on(angle: int) -> Point:
    return RADIUS * cos(radians(angle)), RADIUS * sin(radians(angle))


GENERATORS = (
    Generator("math-circle-length", "mathematics.6.circle", 6, 2, by_answer(length)),
    Generator("math-circle-area", "mathematics.6.circle", 6, 2, by_choice(area)),
    Generator("math-inscribed-angle", "mathematics.8.circle", 8, 3, by_choice(inscribed)),
)
