"""Logic: values of expressions, truth tables, addresses of networks."""

from collections.abc import Callable
from itertools import product

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.informatics.numeral import short
from soro_tutor.domain.generators.informatics.size import counted
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import TrueFalse

Formula = tuple[str, Callable[[bool, bool, bool], bool]]
FORMULAS: tuple[Formula, ...] = (
    ("(A ВА B) Ё C", lambda a, b, c: (a and b) or c),
    ("A ВА (B Ё C)", lambda a, b, c: a and (b or c)),
    ("НЕ (A ВА B) Ё C", lambda a, b, c: not (a and b) or c),
    ("НЕ A ВА (B Ё C)", lambda a, b, c: not a and (b or c)),
    ("(A Ё B) ВА НЕ C", lambda a, b, c: (a or b) and not c),
    ("НЕ (A Ё B) Ё НЕ C", lambda a, b, c: not (a or b) or not c),
    ("(A Ё НЕ B) ВА C", lambda a, b, c: (a or not b) and c),
    ("A Ё НЕ (B ВА C)", lambda a, b, c: a or not (b and c)),
    ("НЕ A Ё (B ВА НЕ C)", lambda a, b, c: not a or (b and not c)),
    ("(A Ё B) ВА (A Ё C)", lambda a, b, c: (a or b) and (a or c)),
    ("(A ВА B) Ё НЕ C", lambda a, b, c: (a and b) or not c),
    ("НЕ A Ё B Ё C", lambda a, b, c: not a or b or c),
    # The last two are true in one row only, which its list of rows could not show without saying it.
    ("A ВА НЕ B ВА C", lambda a, b, c: a and not b and c),
    ("НЕ (A Ё B Ё C)", lambda a, b, c: not (a or b or c)),
)
LAWS = "Аввал амали дохили қавс, баъд НЕ, сипас ВА ва дар охир Ё иҷро мешавад."


def truth(value: bool) -> str:
    """What a logical value is called."""
    return "ҳақиқӣ" if value else "бардурӯғ"


def expression_value(chance: Chance) -> Variant:
    """Whether an expression of three comparisons of a number is true."""
    (formula, holds), x = chance.choice(FORMULAS), chance.randint(1, 30)
    low, high = chance.sample(range(1, 30), 2)
    values = (x > low, x < high, x % 2 == 0)
    is_true = bool(holds(*values))
    letters = f"A: $x > {low}$; B: $x < {high}$; C: $x$ адади ҷуфт аст"
    found = "; ".join(f"{letter} {truth(value)}" for letter, value in zip("ABC", values, strict=True))
    return Variant(
        statement=f"Бигузор $x = {x}$. {letters}. Оё ифодаи мантиқии `{formula}` ҳақиқӣ аст?",
        response=TrueFalse(is_true, "Шояд шумо тартиби амалҳои мантиқӣ ё инкорро ба ҳисоб нагирифтед."),
        hints=(
            "Аввал барои ҳар яке аз се ҳарф муайян кунед, ки он ҳақиқӣ аст ё бардурӯғ.",
            LAWS,
            "Супориши монанд: агар A ҳақиқӣ ва B бардурӯғ бошад, дар `НЕ A Ё B` ҳарду қисм бардурӯғанд, "
            "пас ифода бардурӯғ аст.",
        ),
        solution=(f"{found}.", LAWS, f"Ҷавоб: ифода {truth(is_true)} аст."),
        given={"x": x, "low": low, "high": high, "formula": formula},
    )


def true_rows(chance: Chance) -> Worked:
    """In how many of the eight rows of its truth table an expression is true, its letters renamed."""
    formula, holds = chance.choice(FORMULAS[:-2])
    names = chance.sample("ABCDEFKMPXYZ", 3)
    for letter, name in zip("ABC", names, strict=True):
        formula = formula.replace(letter, name.lower())
    formula = formula.upper()
    rows = [row for row in product((False, True), repeat=3) if holds(*row)]
    listed = "; ".join("".join("1" if value else "0" for value in row) for row in rows)
    text = f"Ҷадвали ҳақиқати ифодаи `{formula}` аз ҳашт сатр иборат аст. Дар чанд сатр ифода ҳақиқӣ аст?"
    hints = (
        "Ҷадвал созед: ҳамаи гурӯҳҳои қиматҳои тағйирёбандаҳоро нависед.",
        LAWS,
    )
    steps = (f"Сатрҳои ҳақиқӣ (бо тартиби {', '.join(names)}): {listed}.",)
    slips = (
        (8 - len(rows), "Шояд шумо сатрҳои бардурӯғро шумурдед."),
        (len(rows) + 1, "Шояд шумо як сатри зиёдатиро ҳақиқӣ шумурдед."),
        (len(rows) - 1, "Шояд шумо як сатри ҳақиқиро нашумурдед."),
    )
    return counted({"formula": formula, "names": tuple(names)}, (text, hints, steps), len(rows), "", slips)


def network(chance: Chance) -> Worked:
    """The network's address of a computer, from its address and mask."""
    host = [chance.choice((10, 172, 192, 195)), *(chance.randint(1, 250) for _ in range(3))]
    bits = chance.randint(1, 6)
    last = 256 - 2 ** (8 - bits)
    address = ".".join(map(str, host))
    right = ".".join(map(str, [*host[:3], host[3] & last]))
    slips = {
        ".".join(map(str, [*host[:3], 0])): "Шояд шумо қисми охирро сифр кардед, вале ниқоби он сифр нест.",
        address: "Шояд шумо ниқобро ба ҳисоб нагирифтед.",
        ".".join(map(str, [*host[:3], host[3] | last])): "Шояд шумо ба ҷойи ВА амали Ё-ро иҷро кардед.",
        ".".join(map(str, [*host[:3], host[3] & ~last & 255])): "Шояд шумо рақами компютерро ёфтед, на "
        "шабакаро.",
    }
    return Worked(
        {"address": address, "mask": last},
        f"Суроғаи компютер `{address}`, ниқоби шабака `255.255.255.{last}` аст. Суроғаи шабакаро нависед.",
        (
            "Ба он қисми суроға диққат диҳед, ки ниқобаш 255 нест.",
            "Байни қисми суроға ва қисми ниқоб амали мантиқии ВА бит ба бит иҷро мешавад.",
        ),
        (
            "Се қисми аввал бе тағйир мемонанд, чунки ниқобашон 255 аст.",
            f"${host[3]} = {host[3]:08b}_2$, ${last} = {last:08b}_2$.",
            f"Амали ВА: ${host[3] & last:08b}_2 = {host[3] & last}$.",
        ),
        f"`{right}`",
        response=short(right, slips),
    )
