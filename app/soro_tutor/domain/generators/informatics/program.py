"""Programs: tracing loops and branches, and sorting step by step."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.informatics.size import counted
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Order

ASKED = "Барнома чӣ чоп мекунад?"
LINE_BY_LINE = "Қиматҳои тағйирёбандаҳоро дар ҷадвал нависед ва барномаро сатр ба сатр иҷро кунед."
ADDED_FIRST = "Шояд шумо аввал ҷамъ кардед: зарб пеш аз ҷамъ иҷро мешавад."


def code(*lines: str) -> str:
    """A program as a block of Markdown."""
    return "\n".join(("\n\n```python", *lines, "```"))


def for_loop(chance: Chance) -> Worked:
    """What a loop over a range adds up."""
    start, step, factor = chance.randint(1, 6), chance.randint(1, 4), chance.randint(1, 5)
    stop, total = start + chance.randint(3, 6) * step, chance.randint(0, 9)
    text = ASKED + code(
        f"s = {total}", f"for i in range({start}, {stop}, {step}):", f"    s = s + {factor} * i", "print(s)"
    )
    seen = list(range(start, stop, step))
    added = [factor * i for i in seen]
    right = total + sum(added)
    hints = (
        LINE_BY_LINE,
        "Дар `range(a, b, c)` қимати `a` дохил мешавад, вале `b` дохил намешавад; `c` қадам аст.",
    )
    steps = (
        f"Қиматҳои i: {', '.join(map(str, seen))}.",
        f"$s = {' + '.join(map(str, [total, *added]))} = {right}$.",
    )
    slips = (
        (right + factor * (seen[-1] + step), "Шояд шумо ҳадди охири давраро ҳам ба ҳисоб гирифтед."),
        (sum(added), "Шояд шумо қимати ибтидоии s-ро фаромӯш кардед."),
        (total + sum(seen), "Шояд шумо зарбкунандаро фаромӯш кардед."),
        (total + added[-1], "Шояд шумо танҳо қадами охирро иҷро кардед."),
        (right - added[0], "Шояд шумо қадами якуми даврро ба ҳисоб нагирифтед."),
    )
    given = {"start": start, "stop": stop, "step": step, "factor": factor, "total": total}
    return counted(given, (text, hints, steps), right, "", slips)


def while_loop(chance: Chance) -> Worked:
    """What a loop with a condition prints: how often it ran, or where the variable ended."""
    x, limit = chance.randint(1, 9), chance.randint(40, 300)
    factor, extra = chance.choice((2, 3)), chance.randint(1, 6)
    printed = chance.choice(("n", "x"))
    text = ASKED + code(
        f"x = {x}",
        "n = 0",
        f"while x < {limit}:",
        f"    x = {factor} * x + {extra}",
        "    n = n + 1",
        f"print({printed})",
    )
    passed = [x]
    while passed[-1] < limit:
        passed.append(factor * passed[-1] + extra)
    turns = len(passed) - 1
    right, other = (turns, passed[-1]) if printed == "n" else (passed[-1], turns)
    hints = (LINE_BY_LINE, "Шарт пеш аз ҳар қадам санҷида мешавад; баъди қадами охирин шарт иҷро намешавад.")
    steps = (f"Қиматҳои x: {', '.join(map(str, passed))}.", f"Шумораи қадамҳо: $n = {turns}$.")
    slips = (
        (passed[-2] if printed == "x" else turns - 1, "Шояд шумо қадами охиринро иҷро накардед."),
        (
            factor * passed[-1] + extra if printed == "x" else turns + 1,
            "Шояд шумо як қадами зиёдатӣ иҷро кардед.",
        ),
        (other, "Шояд шумо қимати тағйирёбандаи дигарро навиштед."),
        (limit, "Шояд шумо гумон кардед, ки x маҳз ба ҳад баробар мешавад."),
    )
    given = {"x": x, "limit": limit, "factor": factor, "extra": extra, "printed": printed}
    return counted(given, (text, hints, steps), right, "", slips)


def branch(chance: Chance) -> Worked:
    """What a program with a branch prints."""
    a, b = chance.sample(range(2, 40), 2)
    plus, minus = chance.sample(range(2, 12), 2)
    text = ASKED + code(
        f"a = {a}",
        f"b = {b}",
        "if a > b:",
        f"    a = a + {plus} * b",
        "else:",
        f"    a = b + {minus} * a",
        "print(a)",
    )
    first, second = a + plus * b, b + minus * a
    right, other = (first, second) if a > b else (second, first)
    hints = (
        "Аввал шартро санҷед: танҳо яке аз ду шоха иҷро мешавад.",
        "Агар шарт иҷро шавад, сатри зери `if`, вагарна сатри зери `else` иҷро мешавад.",
    )
    sign, said = (">", "иҷро мешавад") if a > b else ("<", "иҷро намешавад")
    sum_of = f"{a} + {plus} \\cdot {b}" if a > b else f"{b} + {minus} \\cdot {a}"
    steps = (f"${a} {sign} {b}$, пас шарти `a > b` {said}.", f"$a = {sum_of} = {right}$.")
    slips = (
        (other, "Шояд шумо шохаи дигарро иҷро кардед."),
        ((a + plus) * b if a > b else (b + minus) * a, ADDED_FIRST),
        (b, "Шояд шумо қимати тағйирёбандаи дигарро навиштед."),
        (a, "Шояд шумо гумон кардед, ки қимати a тағйир намеёбад."),
    )
    return counted({"a": a, "b": b, "plus": plus, "minus": minus}, (text, hints, steps), right, "", slips)


def remainders(chance: Chance) -> Worked:
    """What division without and with a remainder gives."""
    by, factor = chance.randint(3, 12), chance.randint(2, 9)
    n = by * chance.randint(10, 40) + chance.randint(1, by - 1)
    text = ASKED + code(f"n = {n}", f"print(n // {by} + {factor} * (n % {by}))")
    whole, rest = divmod(n, by)
    right = whole + factor * rest
    hints = (
        "Ин ҷо ду амали гуногуни тақсим истифода шудааст.",
        "`//` қисми бутуни ҳосили тақсим ва `%` бақияро медиҳад.",
    )
    steps = (
        f"${n} = {by} \\cdot {whole} + {rest}$.",
        f"${whole} + {factor} \\cdot {rest} = {right}$.",
    )
    slips = (
        (rest + factor * whole, "Шояд шумо амалҳои `//` ва `%`-ро иваз кардед."),
        ((whole + factor) * rest, ADDED_FIRST),
        (whole + rest, "Шояд шумо зарбкунандаро фаромӯш кардед."),
        (whole + factor, "Шояд шумо бақияро ба ҳисоб нагирифтед."),
    )
    return counted({"n": n, "by": by, "factor": factor}, (text, hints, steps), right, "", slips)


def passes(numbers: list[int]) -> list[list[int]]:
    """The list before sorting by choosing the least, and after every swap."""
    now = list(numbers)
    states = [list(now)]
    for place in range(len(now) - 1):
        least = now.index(min(now[place:]))
        if least != place:
            now[place], now[least] = now[least], now[place]
            states.append(list(now))
    return states


def sorting(chance: Chance) -> Variant:
    """The states of a list while it is sorted, to be put in order."""
    states = passes(chance.sample(range(1, 60), 5))
    while len(states) < 4:
        states = passes(chance.sample(range(1, 60), 5))
    parts = tuple(", ".join(map(str, state)) for state in states)
    return Variant(
        statement=(
            f"Рӯйхати {parts[0]} бо усули интихоби хурдтарин аз хурд ба калон тартиб дода мешавад. "
            "Ҳолатҳои рӯйхатро аз аввал то охир ба тартиб гузоред."
        ),
        response=Order(parts),
        hints=(
            "Аз рӯйхати аввала сар кунед ва хурдтарин ададро ёбед.",
            "Дар ҳар қадам хурдтарин адади қисми тартибнадодашуда бо адади якуми ҳамин қисм ҷой иваз "
            "мекунад.",
            "Супориши монанд: 70, 62, 65. Хурдтарин 62 бо 70 ҷой иваз мекунад: 62, 70, 65; баъд 65 бо 70: "
            "62, 65, 70.",
        ),
        solution=(
            *(f"Қадами {number}: {part}." for number, part in enumerate(parts[1:], 1)),
            f"Ҷавоб: {' → '.join(parts)}.",
        ),
        given={"numbers": tuple(states[0])},
    )
