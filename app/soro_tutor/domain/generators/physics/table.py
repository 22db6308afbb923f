"""Questions of more than one answer: speeds to match and to order, bodies that float, a claim to judge."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.measured import measure, number, shown
from soro_tutor.domain.generators.physics.matter import LIQUIDS, SOLIDS
from soro_tutor.domain.item import Matching, Option, Order, Several, TrueFalse

RUNNERS = tuple(f"Автомобили {colour}" for colour in ("сурх", "сафед", "кабуд", "сабз", "зард", "сиёҳ"))
# Things whose density is below that of water, in g/cm³.
LIGHT = (("чӯби санавбар", 0.4), ("пӯки дарахт", 0.24), ("чӯби булут", 0.7), ("ях", 0.9), ("парафин", 0.9))
CONVERT = (
    "Барои аз км/соат ба м/с гузаштан ба 3,6 тақсим мекунем, барои аз м/с ба км/соат гузаштан ба "
    "3,6 зарб мекунем."
)


def speed_pairs(chance: Chance) -> Variant:
    """Four speeds in km/h that belong to four of five speeds in m/s."""
    metres = [v * 5 for v in chance.sample(range(1, 17), 5)]
    left = tuple(shown(v * 3.6, "km/h") for v in metres[:4])
    order = chance.sample(range(5), 5)
    right = tuple(shown(float(measure(metres[i] * 3.6, "km/h").to("m/s").magnitude), "m/s") for i in order)
    twin = next(v for v in (45, 55, 65, 70, 85, 90) if v not in metres)
    return Variant(
        statement="Ба ҳар суръат қимати баробари онро ёбед.",
        response=Matching(left, right, tuple(order.index(i) for i in range(4))),
        hints=(
            "Суръатҳои сутуни якумро ба м/с гардонед ва баъд муқоиса кунед.",
            "Дар як километр ҳазор метр ва дар як соат 3600 сония ҳаст.",
            f"Супориши монанд: {shown(twin * 3.6, 'km/h')} чанд м/с аст? "
            f"$\\frac{{{number(twin * 3.6)}}}{{3{{,}}6}} = {twin}$.",
        ),
        solution=(CONVERT, *(f"{shown(v * 3.6, 'km/h')} $=$ {shown(v, 'm/s')}." for v in metres[:4])),
        given={"left": tuple(v * 3.6 for v in metres[:4]), "right": tuple(metres[i] for i in order)},
    )


def speed_order(chance: Chance) -> Variant:
    """Four bodies whose speeds, in two units, have to be put in order, the slowest first."""
    metres = sorted(chance.sample(range(8, 41), 4))
    names, is_metres = chance.sample(RUNNERS, 4), [chance.random() < 0.5 for _ in metres]
    is_metres[0] = not is_metres[1]
    texts = [
        shown(v, "m/s") if plain else shown(v * 3.6, "km/h")
        for v, plain in zip(metres, is_metres, strict=True)
    ]
    parts = tuple(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return Variant(
        statement="Автомобилҳоро аз сусттарин то тезтарин ба тартиб гузоред.",
        response=Order(parts),
        hints=(
            "Суръатҳо бо воҳидҳои гуногун дода шудаанд; аввал ҳамаро бо як воҳид нависед.",
            "Барои аз км/соат ба м/с гузаштан суръатро ба 3,6 тақсим кунед.",
            "Супориши монанд: кадомаш тезтар аст, $41$ м/с ё $151{,}2$ км/соат? $151{,}2 : 3{,}6 = 42$ "
            "м/с, пас дуюмаш.",
        ),
        solution=(
            CONVERT,
            *(f"{name}: {shown(v, 'm/s')}." for name, v in zip(names, metres, strict=True)),
            f"Ҷавоб: {', '.join(names)}.",
        ),
        given={"parts": parts},
    )


def floating(chance: Chance) -> Variant:
    """Which of five bodies float in a liquid."""
    liquid, rho = chance.choice((*LIQUIDS[:3], LIQUIDS[4], LIQUIDS[5]))
    bodies = chance.sample((*LIGHT, *SOLIDS), 5)
    while all(d * 1000 > rho for _name, d in bodies):
        bodies = chance.sample((*LIGHT, *SOLIDS), 5)
    sinks = "Шояд шумо зичиҳоро баръакс муқоиса кардед: зичии ин ҷисмро боз бо зичии моеъ муқоиса кунед."
    options = tuple(
        Option(f"{name}, {shown(d, 'g/cm^3')}", d * 1000 < rho, "" if d * 1000 < rho else sinks)
        for name, d in bodies
    )
    afloat = ", ".join(name for name, d in bodies if d * 1000 < rho)
    return Variant(
        statement=(
            f"Кадоме аз ин ҷисмҳои яклухт дар моеъ шино мекунанд? Моеъ: {liquid}, "
            f"зичиаш {shown(rho, 'kg/m^3')}."
        ),
        response=Several(options),
        hints=(
            "На масса, балки зичии ҷисм муҳим аст. Зичиҳоро бо як воҳид нависед.",
            "Агар зичии ҷисм аз зичии моеъ кам бошад, ҷисм шино мекунад.",
            "Супориши монанд: нафталин ($1150$ кг/м³) дар глитсерин ($1260$ кг/м³) шино мекунад, чунки "
            "$1150 < 1260$.",
        ),
        solution=(
            "$1$ г/см³ $= 1000$ кг/м³: зичии ҳар ҷисмро бо зичии моеъ муқоиса мекунем.",
            f"Ҷавоб: {afloat}.",
        ),
        given={"rho": rho, "bodies": tuple(d for _name, d in bodies)},
    )


def weight_claim(chance: Chance) -> Variant:
    """A claim on the force of gravity, right or made by a slip."""
    grams = chance.choice((*range(150, 1000, 50), *range(1100, 5000, 100)))
    force = float((measure(grams, "g") * measure(10, "m/s^2")).to("N").magnitude)
    claimed, said = chance.choice(
        (
            (force, "Боз як бор ҳисоб кунед: шояд шумо граммро ба килограмм нагардонидед."),
            (force, "Боз як бор ҳисоб кунед: шояд шумо шитоби афтиши озодро ба ҳисоб нагирифтед."),
            (
                force / 10,
                "Шояд шумо масса ва қувваро як чиз ҳисоб кардед: шитоби афтиши озодро ба назар гиред.",
            ),
            (force * 10, "Шояд шумо шитоби афтиши озодро ду бор зарб кардед."),
        )
    )
    return Variant(
        statement=(
            f"Массаи ҷисм {shown(grams, 'g')} аст. Қувваи вазнинии он {shown(claimed, 'N')} аст ($g = 10$ "
            f"м/с²). "
            "Ин гуфта дуруст аст?"
        ),
        response=TrueFalse(claimed == force, said),
        hints=(
            "Массаро ба килограмм гардонед ва худатон қувваро ҳисоб кунед.",
            "Қувваи вазнинӣ: $F = m g$.",
            r"Супориши монанд: барои $5500$ г: $m = 5{,}5$ кг, $F = 5{,}5 \cdot 10 = 55$ Н.",
        ),
        solution=(
            f"$m = {number(grams / 1000)}$ кг.",
            rf"$F = m g = {number(grams / 1000)} \cdot 10 = {number(force)}$ Н.",
            "Ҷавоб: гуфта дуруст аст." if claimed == force else "Ҷавоб: гуфта нодуруст аст.",
        ),
        given={"grams": grams, "claimed": claimed},
    )
