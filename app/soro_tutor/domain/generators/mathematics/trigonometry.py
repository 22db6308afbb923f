"""Trigonometry: ratios in a right triangle, values of the functions, simple equations."""

from fractions import Fraction
from math import isqrt

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.sketch import geometry
from soro_tutor.domain.generators.mathematics.triangles import LEGS
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Option, Several

HALF, ROOT_2, ROOT_3 = r"\frac{1}{2}", r"\frac{\sqrt{2}}{2}", r"\frac{\sqrt{3}}{2}"
SINES = {0: "0", 30: HALF, 45: ROOT_2, 60: ROOT_3, 90: "1"}
TANGENTS = {0: "0", 30: r"\frac{\sqrt{3}}{3}", 45: "1", 60: r"\sqrt{3}"}
SIGNS = {"sin": r"\sin", "cos": r"\cos", "tan": r"\operatorname{tg}"}
NAMES = {"sin": "Синуси", "cos": "Косинуси", "tan": "Тангенси"}
WHOLE = 360


def ratio(chance: Chance) -> Worked:
    """The sine, cosine or tangent of an acute angle of a drawn right triangle."""
    a, b = chance.choice(LEGS)
    c, name = isqrt(a * a + b * b), chance.choice(tuple(NAMES))
    ratios = {"sin": Fraction(b, c), "cos": Fraction(a, c), "tan": Fraction(b, a)}
    right = ratios[name]
    figure = geometry(
        {"A": (0, 0), "B": (a, b), "C": (a, 0)},
        ["ABC"],
        {"AC": f"{a} см", "BC": f"{b} см", "AB": f"{c} см"},
        {"ACB": "right"},
    )
    asked = Asked(
        {"a": a, "b": b, "name": name},
        f"Дар секунҷаи росткунҷа $\\angle C = 90^\\circ$, $AC = {a}$ см, $BC = {b}$ см, $AB = {c}$ см. "
        f"{NAMES[name]} кунҷи $A$-ро ёбед.{figure}",
        (
            "Нисбат ба кунҷи $A$ катети муқобил, катети ҳамсоя ва гипотенузаро ҷудо кунед.",
            "Синус — муқобил ба гипотенуза, косинус — ҳамсоя ба гипотенуза, тангенс — муқобил ба ҳамсоя.",
        ),
        (
            f"Нисбат ба кунҷи $A$: катети муқобил ${b}$, катети ҳамсоя ${a}$, гипотенуза ${c}$.",
            f"${SIGNS[name]} A = {_fraction(right)}$.",
        ),
    )
    slips = (
        (
            ratios["cos" if name == "sin" else "sin"],
            "Шояд шумо катети муқобил ва катети ҳамсояро иваз кардед.",
        ),
        (
            ratios["sin" if name == "tan" else "tan"],
            "Шояд шумо ба ҷойи гипотенуза катетро гирифтед ё баръакс.",
        ),
        (1 / right, "Шояд шумо сурат ва махраҷро иваз кардед."),
        (ratios["cos" if name == "tan" else name] ** 2, "Шояд шумо квадрати нисбатро ёфтед."),
    )
    return valued(asked, right, slips)


def value(chance: Chance) -> Worked:
    """The value of a function at a table angle of any quarter."""
    name = chance.choice(tuple(NAMES))
    angles = [angle for angle in range(0, WHOLE, 15) if _value(name, angle)]
    angle, turns = chance.choice(angles), chance.choice((-1, 0, 0, 1, 2))
    given, right = angle + turns * WHOLE, _value(name, angle)
    acute = _acute(angle)
    other = "cos" if name == "sin" else "sin"
    asked = Asked(
        {"name": name, "angle": given},
        f"Қимати ${SIGNS[name]} {_bracketed(given)}$-ро ёбед.",
        (
            "Агар лозим бошад, даврҳои пурраро тарҳ ё илова кунед ва чоряки кунҷро муайян намоед.",
            "Қимати функсияро барои кунҷи мувофиқи аз $0^\\circ$ то $90^\\circ$ ёбед ва аломати онро дар ин "
            "чоряк ба назар гиред.",
        ),
        (
            *(
                (f"Даври пурраи $360^\\circ$-ро тарҳ ё илова мекунем: ${SIGNS[name]} {angle}^\\circ$.",)
                if turns
                else ()
            ),
            f"Кунҷи мувофиқ ${acute}^\\circ$ аст; бо назардошти аломат ${SIGNS[name]} {angle}^\\circ = "
            f"{right}$.",
        ),
    )
    slips = [
        (_negative(right), "Шояд шумо аломати функсияро дар ин чоряк нодуруст гирифтед."),
        (_value(other, angle), "Шояд шумо синус ва косинусро иваз кардед."),
        (_negative(_value(other, angle)), "Шояд шумо ҳам функсияро иваз кардед ва ҳам аломатро."),
        (_value(name, 90 - acute), "Шояд шумо кунҷҳои ҷадвалро иваз кардед."),
        (_negative(_value(name, 90 - acute)), "Шояд шумо кунҷҳои ҷадвал ва аломатро иваз кардед."),
    ]
    return told(asked, f"${right}$", ((f"${text}$", said) for text, said in slips if text))


def equation(chance: Chance) -> Worked:
    """Which of the angles from 0 to 360 degrees solve sin x = c or cos x = c."""
    name, sign = chance.choice(("sin", "cos")), chance.choice(("", "-"))
    constant = sign + chance.choice((HALF, ROOT_2, ROOT_3))
    solutions = [angle for angle in range(0, WHOLE, 15) if _value(name, angle) == constant]
    shift = chance.choice((0, WHOLE, -WHOLE))
    others = [angle for angle in range(15, WHOLE, 15) if _value(name, angle) not in {"", constant}]
    said = "Шояд шумо чоряк ё қимати ҷадвалиро нодуруст гирифтед."
    right = [f"${solution + shift}^\\circ$" for solution in solutions]
    options = [Option(text, True) for text in right]
    options += [
        Option(f"${angle + shift}^\\circ$", misconception=said)
        for angle in chance.sample(others, chance.choice((2, 3)))
    ]
    chance.shuffle(options)
    return Worked(
        {"name": name, "constant": constant, "shift": shift},
        f"Кадом кунҷҳо решаи муодилаи ${SIGNS[name]} x = {constant}$ мебошанд? "
        "Ҳамаи ҷавобҳои дурустро интихоб кунед.",
        (
            "Аввал кунҷи тезеро ёбед, ки қимати функсияаш ба модули тарафи рост баробар аст.",
            "Дар як даври пурра ин муодила дар ду чоряки гуногун ҳал дорад; аломати функсияро ба назар "
            "гиред.",
        ),
        (
            f"Дар давраи воҳидӣ ${SIGNS[name]} x = {constant}$ ҳангоми "
            f"$x = {solutions[0]}^\\circ$ ва $x = {solutions[1]}^\\circ$ аст.",
            *(
                (f"Аз илова ё тарҳ кардани ${WHOLE}^\\circ$ қимати функсия тағйир намеёбад.",)
                if shift
                else ()
            ),
        ),
        "; ".join(right),
        response=Several(tuple(options)),
    )


def _value(name: str, angle: int) -> str:
    r"""LaTeX of a function at a whole number of degrees: '-\frac{1}{2}'; '' where the table has none."""
    if name == "tan":
        text = TANGENTS.get(_acute(angle), "")
        return _negative(text) if angle % 180 > 90 else text
    text = SINES.get(_acute(angle) if name == "sin" else 90 - _acute(angle), "")
    is_below = angle % WHOLE > 180 if name == "sin" else 90 < angle % WHOLE < 270
    return _negative(text) if is_below else text


def _acute(angle: int) -> int:
    """The angle with the horizontal, from 0 to 90."""
    return min(angle % 180, 180 - angle % 180)


def _negative(text: str) -> str:
    return text if text in {"", "0"} else text[1:] if text.startswith("-") else f"-{text}"


def _bracketed(angle: int) -> str:
    return f"({angle}^\\circ)" if angle < 0 else f"{angle}^\\circ"


def _fraction(number: Fraction) -> str:
    return rf"\frac{{{number.numerator}}}{{{number.denominator}}}"


GENERATORS = (
    Generator("math-trig-ratio", "mathematics.8.trigonometry", 8, 2, by_choice(ratio)),
    Generator("math-trig-value", "mathematics.10.trigonometry", 10, 3, by_choice(value)),
    Generator("math-trig-equation", "mathematics.10.trig_equations", 10, 4, by_answer(equation)),
)
