"""Angles on a line, in triangles and at parallel lines, and which sides make a triangle."""

from math import cos, radians, sin

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.mathematics.sketch import Point, geometry
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Option, Several

STRAIGHT = 180
RIGHT = 90
SAME = "Шояд шумо кунҷҳоро баробар пиндоштед."
TO_RIGHT = "Шояд шумо ҳосили ҷамъи кунҷҳоро ба кунҷи рост баробар шумурдед."
TO_WHOLE = "Шояд шумо ҳосили ҷамъи кунҷҳоро ба гардиши пурра баробар шумурдед."


def on_a_line(chance: Chance) -> Worked:
    """The third of three drawn angles that make a straight one."""
    first, second = chance.randint(20, 75), chance.randint(20, 75)
    right = STRAIGHT - first - second
    points = {"A": (5.0, 0.0), "O": (0.0, 0.0), "B": (-5.0, 0.0), "C": _at(first), "D": _at(first + second)}
    figure = geometry(
        points,
        sides={"AB": "", "OC": "", "OD": ""},
        angles={"AOC": f"{first}°", "COD": f"{second}°", "DOB": "x"},
    )
    asked = Asked(
        {"first": first, "second": second},
        f"Нуқтаҳои $A$, $O$, $B$ дар як хати рост ҷойгиранд, $\\angle AOC = {first}^\\circ$, "
        f"$\\angle COD = {second}^\\circ$. $\\angle DOB$-ро ёбед.{figure}",
        (
            "Бинед, ки ҳамаи кунҷҳо якҷоя кадом кунҷро ташкил медиҳанд.",
            "Ҳосили ҷамъи кунҷҳое, ки дар як тарафи хати рост назди як нуқта меистанд, ба кунҷи кушода "
            "баробар аст.",
        ),
        (
            "Ин се кунҷ кунҷи кушодаи $180^\\circ$-ро ташкил медиҳанд.",
            f"$x = 180^\\circ - {first}^\\circ - {second}^\\circ = {right}^\\circ$.",
        ),
    )
    slips = (
        (first + second, "Шояд шумо танҳо ду кунҷи додашударо ҷамъ кардед."),
        (2 * STRAIGHT - first - second, TO_WHOLE),
        (STRAIGHT - first, "Шояд шумо яке аз кунҷҳоро тарҳ накардед."),
        (STRAIGHT - second, "Шояд шумо яке аз кунҷҳоро тарҳ накардед."),
    )
    return valued(asked, right, slips, "degree")


def in_a_triangle(chance: Chance) -> Worked:
    """The third angle of a drawn triangle."""
    first, second = chance.sample(range(25, 86), 2)
    right = STRAIGHT - first - second
    # The corner C lies where the rays from A and B meet, AB being 8.
    reach = 8 * sin(radians(second)) / sin(radians(right))
    corner = (reach * cos(radians(first)), reach * sin(radians(first)))
    figure = geometry(
        {"A": (0, 0), "B": (8, 0), "C": corner},
        ["ABC"],
        angles={"BAC": f"{first}°", "CBA": f"{second}°", "ACB": "x"},
    )
    asked = Asked(
        {"first": first, "second": second},
        f"Дар секунҷаи $ABC$ $\\angle A = {first}^\\circ$ ва $\\angle B = {second}^\\circ$. "
        f"$\\angle C$-ро ёбед.{figure}",
        (
            "Ду кунҷи секунҷа маълум аст, сеюмаш номаълум.",
            "Ҳосили ҷамъи кунҷҳои ҳар гуна секунҷа ба як кунҷи кушода баробар аст.",
        ),
        (f"$\\angle C = 180^\\circ - {first}^\\circ - {second}^\\circ = {right}^\\circ$.",),
    )
    slips = (
        (first + second, "Шояд шумо кунҷи берунии секунҷаро ёфтед."),
        (abs(RIGHT - first), TO_RIGHT),
        (2 * STRAIGHT - first - second, TO_WHOLE),
        (STRAIGHT - first, "Шояд шумо танҳо як кунҷро тарҳ кардед."),
        (STRAIGHT - second, "Шояд шумо танҳо як кунҷро тарҳ кардед."),
    )
    return valued(asked, right, slips, "degree")


def at_parallels(chance: Chance) -> Worked:
    """An inner angle on the same side of a line that cuts two drawn parallels."""
    known = chance.choice([angle for angle in range(30, 151) if angle not in {60, 90, 120}])
    right = STRAIGHT - known
    shift = 3 * cos(radians(known)) / sin(radians(known))
    points = {
        "A": (-6.0, 0.0),
        "B": (6.0, 0.0),
        "M": (0.0, 0.0),
        "N": (shift, 3.0),
        "C": (shift - 6, 3.0),
        "D": (shift + 6, 3.0),
    }
    figure = geometry(
        points,
        sides={"AB": "", "CD": "", "MN": ""},
        angles={"BMN": f"{known}°", "MND": "x"},
    )
    asked = Asked(
        {"known": known},
        f"Хатҳои рости $AB$ ва $CD$ параллеланд, $MN$ бурандаи онҳост ва $\\angle BMN = {known}^\\circ$. "
        f"$\\angle MND$-ро ёбед.{figure}",
        (
            "Бинед, ки ин ду кунҷ байни хатҳои параллел ва дар як тарафи буранда ҷойгиранд.",
            "Кунҷҳои дарунии яктарафа дар назди хатҳои параллел якҷоя кунҷи кушодаро медиҳанд.",
        ),
        (
            "$\\angle BMN$ ва $\\angle MND$ — кунҷҳои дарунии яктарафа, ҳосили ҷамъашон $180^\\circ$ аст.",
            f"$\\angle MND = 180^\\circ - {known}^\\circ = {right}^\\circ$.",
        ),
    )
    slips = (
        (known, SAME),
        (abs(RIGHT - known), TO_RIGHT),
        (2 * STRAIGHT - known, TO_WHOLE),
        (2 * known, "Шояд шумо кунҷро ду баробар гирифтед."),
    )
    return valued(asked, right, slips, "degree")


def sides_of_a_triangle(chance: Chance) -> Worked:
    """Which triples of lengths are the sides of a triangle."""
    triples: list[tuple[int, int, int]] = []
    wanted = chance.randint(1, 3)
    while len(triples) < 4:
        a, b = chance.randint(3, 15), chance.randint(3, 15)
        c = chance.randint(max(a, b), a + b - 1) if len(triples) < wanted else a + b + chance.randint(0, 4)
        if (a, b, c) not in triples:
            triples.append((a, b, c))
    right = [_triple(sides) for sides in triples[:wanted]]
    chance.shuffle(triples)
    said = "Шояд шумо ҳосили ҷамъи ду тарафи хурдро бо тарафи калонтарин муқоиса накардед."
    options = tuple(
        Option(_triple(sides), is_right=True)
        if _triple(sides) in right
        else Option(_triple(sides), misconception=said)
        for sides in triples
    )
    steps = tuple(
        f"${a} + {b} {'>' if a + b > c else '=' if a + b == c else '<'} {c}$ — "
        f"{'мешавад' if a + b > c else 'намешавад'}."
        for a, b, c in triples
    )
    return Worked(
        {"triples": tuple(triples)},
        "Кадом сегонаи порчаҳо тарафҳои як секунҷа шуда метавонанд? Ҳамаи ҷавобҳои дурустро интихоб кунед.",
        (
            "Дар ҳар сегона аввал порчаи дарозтаринро ҷудо кунед.",
            "Дар секунҷа ҳар як тараф аз ҳосили ҷамъи ду тарафи дигар хурдтар аст.",
        ),
        steps,
        "; ".join(right),
        response=Several(options),
    )


def _triple(sides: tuple[int, int, int]) -> str:
    return "{} см, {} см, {} см".format(*(f"${side}$" for side in sides))


def _at(angle: int) -> Point:
    return 5 * cos(radians(angle)), 5 * sin(radians(angle))


GENERATORS = (
    Generator("math-angles-line", "mathematics.7.angles", 7, 1, by_answer(on_a_line)),
    Generator("math-angles-triangle", "mathematics.7.triangles", 7, 1, by_choice(in_a_triangle)),
    Generator("math-angles-parallel", "mathematics.7.parallel_lines", 7, 3, by_choice(at_parallels)),
    Generator("math-triangle-sides", "mathematics.7.triangles", 7, 3, by_answer(sides_of_a_triangle)),
)
