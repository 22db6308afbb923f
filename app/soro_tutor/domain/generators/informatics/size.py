"""Sizes: units of information, texts, pictures, files on their way, passwords."""

from collections.abc import Iterable, Mapping

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Number, WrongAnswer

THOUSAND = "Шояд шумо ба ҷойи 1024 адади 1000-ро гирифтед."
NO_EIGHT = "Шояд шумо байт ва битро як чиз ҳисоб кардед."


def counted(
    given: Mapping[str, object],
    asked: tuple[str, tuple[str, str], tuple[str, ...]],
    right: int,
    unit: str,
    slips: Iterable[tuple[float, str]],
    named: str = "",
) -> Worked:
    """A draw whose answer is a whole number of `unit`, which the text says: the learner writes the number.

    `named` is pint's name of the unit where it has the school's; its kilobyte is another.
    """
    wrong: dict[int, str] = {}
    for slip, said in slips:
        if slip == int(slip) and slip > 0 and slip != right:
            wrong.setdefault(int(slip), said)
    text, hints, steps = asked
    return Worked(
        given,
        text,
        hints,
        steps,
        f"${right}$ {unit}".strip(),
        tuple((f"${slip}$ {unit}".strip(), said) for slip, said in wrong.items()),
        Number(str(right), named, wrong=tuple(WrongAnswer(str(slip), said) for slip, said in wrong.items())),
    )


UNITS = (("МБ", "КБ", 1024), ("ГБ", "МБ", 1024), ("КБ", "байт", 1024), ("ТБ", "ГБ", 1024))


def units(chance: Chance) -> Worked:
    """A size in a unit of information turned into a smaller one."""
    (big, small, factor), n = chance.choice(UNITS), chance.randint(2, 64)
    text = f"${n}$ {big} чанд {small} аст?"
    hints = (
        f"Фикр кунед, ки {small} аз {big} хурдтар аст ё калонтар: зарб кардан лозим аст ё тақсим кардан?",
        "Ҳар воҳиди ахборот аз воҳиди пештара ба дараҷаи даҳуми ду маротиба калонтар аст.",
    )
    steps = (f"$1$ {big} $= {factor}$ {small}.", f"${n} \\cdot {factor} = {n * factor}$.")
    slips = (
        (n * 1000, THOUSAND),
        (n * factor * 8, "Шояд шумо натиҷаро ба бит гардонидед."),
        (n * 100, "Шояд шумо як воҳидро сад воҳиди хурдтар ҳисоб кардед."),
        (n * factor * factor, "Шояд шумо аз ду зина якбора гузаштед."),
    )
    return counted({"n": n, "factor": factor}, (text, hints, steps), n * factor, small, slips)


def text_size(chance: Chance) -> Worked:
    """The size in bytes of a text of pages, lines and signs, of one or two bytes a sign."""
    pages, lines, signs = (
        chance.randint(2, 20),
        chance.choice((20, 25, 30, 32, 40)),
        chance.choice((40, 50, 60, 64, 80)),
    )
    bits = chance.choice((8, 16))
    total = pages * lines * signs
    text = (
        f"Матн ${pages}$ саҳифа дорад, дар ҳар саҳифа ${lines}$ сатр ва дар ҳар сатр ${signs}$ аломат ҳаст. "
        f"Ҳар аломат бо ${bits}$ бит рамзгузорӣ шудааст. Матн чанд байт хотира мегирад?"
    )
    hints = (
        "Аввал ҳамаи аломатҳои матнро шуморед ва ба воҳиди ҷавоб диққат диҳед.",
        "Шумораи аломатҳоро ба миқдори бит зарб кунед; як байт аз ҳашт бит иборат аст.",
    )
    steps = (
        f"${pages} \\cdot {lines} \\cdot {signs} = {total}$ аломат.",
        f"${total} \\cdot {bits} = {total * bits}$ бит.",
        f"${total * bits} : 8 = {total * bits // 8}$ байт.",
    )
    slips = (
        (total * bits, NO_EIGHT),
        (total * (24 - bits) // 8, "Шояд шумо вазни аломатро (чанд бит) нодуруст гирифтед."),
        (lines * signs * bits // 8, "Шояд шумо танҳо як саҳифаро ҳисоб кардед."),
    )
    given = {"pages": pages, "lines": lines, "signs": signs, "bits": bits}
    return counted(given, (text, hints, steps), total * bits // 8, "байт", slips)


def picture_size(chance: Chance) -> Worked:
    """The size in KB of a picture from its sides and its number of colours."""
    width, height, bits = (
        chance.choice((64, 128, 256, 512)),
        chance.choice((32, 64, 96, 128, 192, 256)),
        chance.choice((4, 8, 16)),
    )
    colours, right = 2**bits, width * height * bits // 8192
    text = (
        f"Тасвири андозааш ${width} \\times {height}$ пиксел ${colours}$ ранг дорад. "
        "Барои нигоҳ доштани он чанд КБ хотира лозим аст (бе фишурдан)?"
    )
    hints = (
        "Аввал ёбед, ки барои рамзи як пиксел чанд бит лозим аст.",
        "Агар $N$ ранг бошад, $N = 2^i$, ки $i$ шумораи битҳои як пиксел аст. Ҳаҷм: $V = a \\cdot b "
        "\\cdot i$.",
    )
    steps = (
        f"${colours} = 2^{{{bits}}}$, пас як пиксел ${bits}$ бит мегирад.",
        f"${width} \\cdot {height} \\cdot {bits} = {width * height * bits}$ бит.",
        f"${width * height * bits} : 8 : 1024 = {right}$ КБ.",
    )
    slips = (
        (right * 8, "Шояд шумо битро ба байт нагардонидед."),
        (width * height / 1024, "Шояд шумо барои ҳар пиксел як байт гирифтед."),
        (width * height * colours // 8192, "Шояд шумо ба шумораи рангҳо зарб кардед, на ба шумораи битҳо."),
        (right * 1024, "Шояд шумо байтро ба килобайт нагардонидед."),
        (right * 2, "Шояд шумо дар шумораи битҳои як пиксел хато кардед."),
    )
    return counted(
        {"width": width, "height": height, "colours": colours}, (text, hints, steps), right, "КБ", slips
    )


def download(chance: Chance) -> Worked:
    """The seconds that a file of MB takes at a speed in Mbit/s."""
    speed, seconds = chance.choice((2, 4, 8, 10, 16, 20, 32, 40)), chance.randint(3, 60) * 2
    megabytes = speed * seconds / 8
    while not megabytes.is_integer():
        speed, seconds = chance.choice((2, 4, 8, 10, 16, 20, 32, 40)), chance.randint(3, 60) * 2
        megabytes = speed * seconds / 8
    size = int(megabytes)
    text = f"Суръати шабака ${speed}$ Мбит/с аст. Файли ${size}$ МБ дар чанд сония бор карда мешавад?"
    hints = (
        "Ба воҳидҳо диққат диҳед: файл бо мегабайт, вале суръат бо мегабит дар сония дода шудааст.",
        "Ҳаҷмро ба мегабит гардонед (дар як байт ҳашт бит) ва ба суръат тақсим кунед.",
    )
    steps = (f"${size} \\cdot 8 = {size * 8}$ Мбит.", f"${size * 8} : {speed} = {seconds}$ с.")
    slips = (
        (size / speed, NO_EIGHT),
        (size / 8 / speed, "Шояд шумо ба ҷойи зарб ба ҳашт тақсим кардед."),
        (size * speed, "Шояд шумо ба ҷойи тақсим ба суръат зарб кардед."),
        (size * 8 * speed, "Шояд шумо ҳаҷмро ба суръат зарб кардед."),
        (size * 8, "Шояд шумо ба суръат тақсим накардед."),
    )
    return counted({"size": size, "speed": speed}, (text, hints, steps), seconds, "с", slips, "s")


def passwords(chance: Chance) -> Worked:
    """How many passwords of a length an alphabet gives."""
    signs, length = chance.randint(3, 26), chance.randint(2, 4)
    right = signs**length
    text = (
        f"Гузарвожа аз ${length}$ аломат иборат аст. Ҳар аломат яке аз ${signs}$ ҳарф буда метавонад; "
        "такрори ҳарфҳо мумкин аст. Чанд гузарвожаи гуногун сохтан мумкин аст?"
    )
    hints = (
        "Барои ҳар ҷой интихоб аз нав мешавад: як ҳарф якчанд бор омада метавонад.",
        "Шумораи вариантҳо: $N = m^n$, ки $m$ шумораи ҳарфҳо ва $n$ шумораи ҷойҳост.",
    )
    steps = (f"$N = {signs}^{length} = {right}$.",)
    without_repeats = 1
    for place in range(length):
        without_repeats *= signs - place
    slips: tuple[tuple[int, str], ...] = (
        (signs * length, "Шояд шумо ба ҷойи дараҷа зарб кардед."),
        (length**signs, "Шояд шумо асос ва нишондиҳандаи дараҷаро иваз кардед."),
        (without_repeats, "Шояд шумо гумон кардед, ки ҳарфҳо такрор намешаванд."),
        (signs ** (length - 1), "Шояд шумо як ҷойро ба ҳисоб нагирифтед."),
    )
    small = tuple((slip, said) for slip, said in slips if slip < 10**9)
    return counted({"signs": signs, "length": length}, (text, hints, steps), right, "", small)
