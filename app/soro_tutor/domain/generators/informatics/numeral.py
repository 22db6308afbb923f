"""Number systems: binary, decimal and hexadecimal."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Variant
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Matching, Short, WrongAnswer

REVERSED = "Шояд шумо рақамҳоро аз охир ба аввал навиштед."
DIVISION = "Адад пай дар пай ба асоси система тақсим карда мешавад; бақияҳо аз охир ба аввал хонда мешаванд."


def based(digits: str, base: int) -> str:
    """Digits with their base, as in $1011_2$."""
    return rf"${digits}_{{{base}}}$" if digits.isdigit() else rf"$\text{{{digits}}}_{{{base}}}$"


def short(right: str, wrong: dict[str, str]) -> Short:
    """A written answer in binary, with its base or without, and the wrong ones that are known."""
    known = tuple(WrongAnswer(text, said) for text, said in wrong.items() if text != right)
    return Short((right, f"{right}_2"), wrong=known)


def to_binary(chance: Chance) -> Worked:
    """A decimal number in binary."""
    n = chance.randint(9, 255)
    right = f"{n:b}"
    places = [2**i for i in range(7, -1, -1) if n >> i & 1]
    steps = (
        f"Ададро ба дараҷаҳои ду ҷудо мекунем: ${n} = {' + '.join(map(str, places))}$.",
        "Дар ҷойи дараҷаҳои мавҷуд 1 ва дар ҷойи дараҷаҳои набуда 0 менависем.",
    )
    hints = (
        "Адади дуӣ танҳо аз ду рақам иборат аст; ҳар ҷой дараҷаи дуро нишон медиҳад.",
        DIVISION,
    )
    slips = {
        right[::-1]: REVERSED,
        f"{n:x}": "Шояд шумо ба системаи шонздаҳӣ гузаштед.",
        f"{n:o}": "Шояд шумо ба системаи ҳаштӣ гузаштед.",
    }
    text = f"Адади даҳии ${n}$-ро дар системаи ҳисоби дуӣ нависед."
    return Worked({"n": n}, text, hints, steps, based(right, 2), response=short(right, slips))


def from_binary(chance: Chance) -> Worked:
    """A binary number in decimal."""
    n = chance.randint(9, 127)
    digits = f"{n:b}"
    places = [2**i for i in range(7, -1, -1) if n >> i & 1]
    ones = digits.count("1")
    slips = (
        (
            f"${int(digits[::-1], 2)}$",
            "Шояд шумо рақамҳоро аз чап ба рост шумурдед: дараҷаҳо аз рост сар мешаванд.",
        ),
        (f"${n * 2}$", "Шояд шумо дараҷаҳоро на аз дараҷаи сифр, балки аз дараҷаи якум сар кардед."),
        (f"${ones * 2}$", "Шояд шумо шумораи рақамҳои якро ба ду зарб кардед."),
        (f"${n + 1}$", "Шояд шумо дар ҷамъ кардани дараҷаҳо хато кардед."),
        (f"${n - 2}$", "Шояд шумо дар ҷамъ кардани дараҷаҳо хато кардед."),
    )
    return Worked(
        {"digits": digits},
        f"Адади дуии {based(digits, 2)} дар системаи ҳисоби даҳӣ ба чанд баробар аст?",
        (
            "Ҳар ҷой аз рост ба чап дараҷаи дуро нишон медиҳад.",
            "Дараҷаҳоеро, ки дар ҷояшон як истодааст, ҷамъ кунед.",
        ),
        (f"${' + '.join(map(str, places))} = {n}$.",),
        f"${n}$",
        slips,
    )


def to_hexadecimal(chance: Chance) -> Worked:
    """A binary number of eight digits in hexadecimal."""
    n = chance.randint(160, 255)
    digits, right = f"{n:08b}", f"{n:X}"
    shown = based(right, 16)
    mixed = f"{n // 16}{n % 16}"
    slips = (
        (based(right[::-1], 16), "Шояд шумо ду гурӯҳро иваз кардед."),
        (based(mixed, 16), "Шояд шумо гурӯҳҳоро ба рақами даҳӣ гардонидед; аз нӯҳ зиёдаш ҳарф дорад."),
        (based(f"{n ^ 1:X}", 16), "Шояд шумо дар рақами охири дуӣ хато кардед."),
        (based(f"{n:o}", 16), "Шояд шумо рақамҳоро се-се гурӯҳ кардед: ин барои системаи ҳаштӣ аст."),
        (based(f"{n - 32:X}", 16), "Шояд шумо дар гурӯҳи якум як дараҷаи дуро фаромӯш кардед."),
    )
    return Worked(
        {"digits": digits},
        f"Адади {based(digits, 2)}-ро дар системаи ҳисоби шонздаҳӣ нависед.",
        (
            "Аз рост сар карда, рақамҳои дуиро чортоӣ гурӯҳ кунед.",
            "Ҳар гурӯҳ як рақами шонздаҳӣ медиҳад; аз даҳ то понздаҳро бо ҳарфҳо аз A то F менависанд.",
        ),
        (
            f"Гурӯҳҳо: ${digits[:4]}_2$ ва ${digits[4:]}_2$.",
            f"Қимати гурӯҳҳо дар системаи даҳӣ: ${n // 16}$ ва ${n % 16}$.",
        ),
        shown,
        slips,
    )


def binary_sum(chance: Chance) -> Worked:
    """The sum of two binary numbers."""
    a, b = chance.randint(5, 31), chance.randint(5, 31)
    right = f"{a + b:b}"
    plain = str(int(f"{a:b}") + int(f"{b:b}"))
    slips = {
        plain: "Шояд шумо мисли ададҳои даҳӣ ҷамъ кардед: дар системаи дуӣ рақами ду нест.",
        f"{a ^ b:b}": "Шояд шумо рақами ба дил гирифташударо фаромӯш кардед.",
        str(a + b): "Шояд шумо натиҷаро дар системаи даҳӣ навиштед.",
    }
    return Worked(
        {"a": f"{a:b}", "b": f"{b:b}"},
        f"Ҳосили ҷамъи ададҳои дуиро дар системаи дуӣ нависед: {based(f'{a:b}', 2)} + {based(f'{b:b}', 2)}.",
        (
            "Ҷамъро аз рост сар кунед ва рақами ба ҷойи навбатӣ гузарандаро фаромӯш накунед.",
            "Дар системаи дуӣ ду воҳид дар як ҷой сифр мешавад ва як воҳид ба ҷойи чап мегузарад.",
        ),
        (
            f"Бо системаи даҳӣ месанҷем: {based(f'{a:b}', 2)} $= {a}$, {based(f'{b:b}', 2)} $= {b}$.",
            f"${a} + {b} = {a + b}$.",
        ),
        based(right, 2),
        response=short(right, slips),
    )


def pairs(chance: Chance) -> Variant:
    """Four decimal numbers that belong to four of five hexadecimal ones."""
    numbers = chance.sample(range(17, 200), 5)
    order = chance.sample(range(5), 5)
    twin = next(n for n in (250, 251, 252, 253, 254) if n not in numbers)
    return Variant(
        statement="Ба ҳар адади даҳӣ навишти шонздаҳии онро ёбед.",
        response=Matching(
            tuple(f"${n}$" for n in numbers[:4]),
            tuple(based(f"{numbers[i]:X}", 16) for i in order),
            tuple(order.index(i) for i in range(4)),
        ),
        hints=(
            "Рақами якуми шонздаҳӣ нишон медиҳад, ки дар адад чанд бор шонздаҳ ҳаст.",
            "Ададро ба шонздаҳ тақсим кунед: қисми бутун рақами якум ва бақия рақами дуюм аст.",
            f"Супориши монанд: ${twin} = 15 \\cdot 16 + {twin - 240}$, пас навишти шонздаҳӣ "
            f"{based(f'{twin:X}', 16)} аст.",
        ),
        solution=tuple(
            f"${n} = {n // 16} \\cdot 16 + {n % 16}$, ҷавоб: {based(f'{n:X}', 16)}." for n in numbers[:4]
        ),
        given={"left": tuple(numbers[:4]), "right": tuple(numbers[i] for i in order)},
    )
