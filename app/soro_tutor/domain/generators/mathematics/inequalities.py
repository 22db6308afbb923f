"""Inequalities and absolute values, with their solutions as intervals."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.answers import both, inside, signed, signed_x
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.mathematics.polynomial import written
from soro_tutor.domain.generators.worked import Worked

NONZERO = tuple(number for number in range(-9, 10) if number)
TURNED = {"<": ">", ">": "<", "\\le": "\\ge", "\\ge": "\\le"}
STRICT = {"<": "\\le", ">": "\\ge", "\\le": "<", "\\ge": ">"}  # the same relation, with or without the edge
RELATIONS = tuple(TURNED)


def linear(chance: Chance) -> Worked:
    """A linear inequality with the unknown on both sides."""
    a, c = chance.sample(NONZERO, 2)
    edge, b, relation = chance.choice(NONZERO), chance.choice(NONZERO), chance.choice(RELATIONS)
    d = (a - c) * edge + b
    final = relation if a > c else TURNED[relation]
    asked = Asked(
        {"a": a, "b": b, "relation": relation, "c": c, "d": d},
        f"Нобаробариро ҳал кунед: ${written([b, a])} {relation} {written([d, c])}$.",
        (
            "Аъзоҳои номаълумдорро ба як тараф, ададҳоро ба тарафи дигар гузаронед.",
            "Агар ҳар ду тарафи нобаробариро ба адади манфӣ тақсим кунед, аломати нобаробарӣ ба муқобил "
            "иваз мешавад.",
        ),
        (
            f"${written([0, a])}{signed_x(-c)} {relation} {d}{signed(-b)}$.",
            f"${written([0, a - c])} {relation} {d - b}$.",
            f"Ба ${a - c}$ тақсим мекунем: $x {final} {edge}$.",
        ),
    )
    slips = (
        (_half(TURNED[final], edge), "Шояд шумо ҳангоми тақсим аломати нобаробариро нодуруст гирифтед."),
        (_half(final, -edge), "Шояд шумо аломати адади сарҳадиро нодуруст ёфтед."),
        (_half(STRICT[final], edge), "Шояд шумо нуқтаи сарҳадиро нодуруст баррасӣ кардед."),
        (
            _half(TURNED[final], -edge),
            "Шояд шумо ҳам аломати нобаробарӣ ва ҳам аломати ададро нодуруст гирифтед.",
        ),
    )
    return told(asked, _half(final, edge), slips)


def whole_solutions(chance: Chance) -> Worked:
    """How many whole numbers solve a double inequality."""
    k, b = chance.randint(2, 5), chance.choice(NONZERO)
    low, high = chance.randint(-9, 2), chance.randint(4, 12)
    left, right_side = k * low + b, k * high + b
    count = high - low
    asked = Asked(
        {"left": left, "k": k, "b": b, "right": right_side},
        f"Нобаробарии ${left} < {written([b, k])} \\le {right_side}$ чанд ҳалли бутун дорад?",
        (
            "Аввал нобаробарии дучандаро нисбат ба $x$ ҳал кунед, баъд ададҳои бутунро шуморед.",
            "Канори нобаробарии қатъӣ ба ҳалҳо дохил намешавад, канори ғайриқатъӣ дохил мешавад.",
        ),
        (
            f"${left - b} < {k}x \\le {right_side - b}$, яъне ${low} < x \\le {high}$.",
            f"Ададҳои бутун аз ${low + 1}$ то ${high}$: онҳо ${count}$-то.",
        ),
    )
    slips = (
        (count + 1, "Шояд шумо ҳар ду канорро ба ҳалҳо дохил кардед."),
        (count - 1, "Шояд шумо ҳеҷ як канорро ба ҳалҳо дохил накардед."),
        (right_side - left, "Шояд шумо ба коэффитсиенти $x$ тақсим накардед."),
    )
    return valued(asked, count, slips)


def quadratic(chance: Chance) -> Worked:
    """A quadratic inequality with two whole edges."""
    p, q = sorted(chance.sample(range(-9, 10), 2))
    a, relation = chance.choice((1, 1, -1, 2)), chance.choice(RELATIONS)
    row = (a * p * q, -a * (p + q), a)
    monic = relation if a > 0 else TURNED[relation]
    is_outside = monic in (">", "\\ge")
    asked = Asked(
        {"row": row, "relation": relation},
        f"Нобаробариро ҳал кунед: ${written(row)} {relation} 0$.",
        (
            "Аввал решаҳои сеаъзогии квадратиро ёбед ва параболаро тасаввур кунед.",
            "Агар шохаҳои парабола ба боло бошанд, функсия дар байни решаҳо манфӣ ва берун аз онҳо мусбат "
            "аст; агар ба поён бошанд, баръакс.",
        ),
        (
            f"Решаҳо: {both(p, q)}.",
            f"Шохаҳои парабола ба {'боло' if a > 0 else 'поён'} нигаронидаанд: {_span(p, q, monic)}.",
        ),
    )
    slips = (
        (_span(p, q, TURNED[monic]), "Шояд шумо фосилаи байни решаҳо ва берун аз онҳоро иваз кардед."),
        (_span(-q, -p, monic), "Шояд шумо аломатҳои решаҳоро нодуруст ёфтед."),
        (_span(p, q, STRICT[monic]), "Шояд шумо нуқтаҳои сарҳадиро нодуруст баррасӣ кардед."),
        (_half(monic, q if is_outside else p), "Шояд шумо танҳо яке аз решаҳоро ба ҳисоб гирифтед."),
    )
    return told(asked, _span(p, q, monic), slips)


def absolute_equation(chance: Chance) -> Worked:
    """An equation |ax + b| = c with whole roots."""
    a, middle, reach = chance.choice((1, 1, 2, 3)), chance.choice(NONZERO), chance.randint(1, 12)
    b, c = -a * middle, a * reach
    p, q = middle - reach, middle + reach
    asked = Asked(
        {"a": a, "b": b, "c": c},
        f"Муодиларо ҳал кунед: $|{written([b, a])}| = {c}$.",
        (
            "Ду адади муқобил модули якхела доранд.",
            "Ифодаи зери модул метавонад ба адади тарафи рост ё ба адади муқобили он баробар бошад: ду "
            "муодиларо ҳал кунед.",
        ),
        (
            f"${written([b, a])} = {c}$, аз ин ҷо $x = {q}$.",
            f"${written([b, a])} = {-c}$, аз ин ҷо $x = {p}$.",
        ),
    )
    slips = (
        (f"${q}$", "Шояд шумо танҳо яке аз ду муодиларо ҳал кардед."),
        (both(-q, q), "Шояд шумо решаи якумро ёфта, ба ҷойи муодилаи дуюм аломаташро иваз кардед."),
        (both(-q, -p), "Шояд шумо ададро ба тарафи дигар бе иваз кардани аломат гузаронидед."),
        (f"${p}$", "Шояд шумо танҳо яке аз ду муодиларо ҳал кардед."),
    )
    return told(asked, both(p, q), slips)


def absolute_inequality(chance: Chance) -> Worked:
    """An inequality |x + b| ⋚ c."""
    middle, reach, relation = chance.choice(NONZERO), chance.randint(1, 12), chance.choice(RELATIONS)
    low, high = middle - reach, middle + reach
    asked = Asked(
        {"b": -middle, "c": reach, "relation": relation},
        f"Нобаробариро ҳал кунед: $|{written([-middle, 1])}| {relation} {reach}$.",
        (
            "Модулро ҳамчун масофа дар тири ададӣ тасаввур кунед.",
            "Модули фарқ масофаи байни ду нуқтаи тири ададист: нуқтаҳои наздиктар дар байни ду канор ва "
            "нуқтаҳои дуртар берун аз онҳо ҷойгиранд.",
        ),
        (
            f"Канорҳо: ${inside(middle)} - {reach} = {low}$ ва ${inside(middle)} + {reach} = {high}$.",
            f"{_span(low, high, relation)}.",
        ),
    )
    slips = (
        (_span(low, high, TURNED[relation]), "Шояд шумо ҳолатҳои «хурд аз» ва «калон аз»-ро иваз кардед."),
        (_half(relation, high), "Шояд шумо модулро танҳо партофтед ва як ҳолатро гум кардед."),
        (_span(-high, -low, relation), "Шояд шумо аломати адади зери модулро нодуруст гирифтед."),
        (_span(low, high, STRICT[relation]), "Шояд шумо нуқтаҳои сарҳадиро нодуруст баррасӣ кардед."),
    )
    return told(asked, _span(low, high, relation), slips)


def _half(relation: str, edge: int) -> str:
    return f"$x {relation} {edge}$"


def _span(low: int, high: int, relation: str) -> str:
    """Between the edges for 'less', outside of them for 'greater'."""
    if relation in ("<", "\\le"):
        return f"${low} {relation} x {relation} {high}$"
    return f"$x {TURNED[relation]} {low}$ ё $x {relation} {high}$"


GENERATORS = (
    Generator("math-linear-inequality", "mathematics.8.inequalities", 8, 2, by_choice(linear)),
    Generator("math-whole-solutions", "mathematics.8.inequalities", 8, 3, by_answer(whole_solutions)),
    Generator("math-absolute-equation", "mathematics.8.absolute", 8, 3, by_choice(absolute_equation)),
    Generator("math-absolute-inequality", "mathematics.8.absolute", 8, 4, by_choice(absolute_inequality)),
    Generator(
        "math-quadratic-inequality", "mathematics.9.quadratic_inequalities", 9, 3, by_choice(quadratic)
    ),
)
