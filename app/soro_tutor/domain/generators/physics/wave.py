"""Oscillations, waves, light and the nucleus."""

from math import pi

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import about, measure, measured, number, over, shown, times
from soro_tutor.domain.generators.physics.motion import INVERTED, PRODUCT
from soro_tutor.domain.generators.worked import Worked

NUCLEI = (
    ("гелий", 4, 2), ("литий", 7, 3), ("бериллий", 9, 4), ("карбон", 12, 6), ("карбон", 14, 6),
    ("нитроген", 14, 7), ("оксиген", 16, 8), ("фтор", 19, 9), ("натрий", 23, 11), ("алюминий", 27, 13),
    ("фосфор", 31, 15),
    ("калий", 39, 19), ("калсий", 40, 20), ("оҳан", 56, 26), ("мис", 63, 29), ("нуқра", 107, 47),
    ("йод", 127, 53), ("тилло", 197, 79), ("сурб", 207, 82), ("уран", 235, 92), ("уран", 238, 92),
)  # fmt: skip


def wave(chance: Chance) -> Worked:
    """The length of a wave from its speed and frequency."""
    f, length = chance.choice((2, 4, 5, 10, 20, 25, 50, 100, 170, 200, 340, 500)), chance.randint(1, 40) / 4
    v = f * length
    text = (
        f"Мавҷ бо суръати {shown(v, 'm/s')} паҳн мешавад, басомадаш {shown(f, 'Hz')} аст. Дарозии мавҷ "
        f"чанд метр аст?"
    )
    hints = (
        "Дар як лаппиш мавҷ маҳз ба дарозии як мавҷ пеш меравад.",
        r"$v = \lambda f$, пас $\lambda = \frac{v}{f}$.",
    )
    steps = (rf"$\lambda = \frac{{v}}{{f}} = {over(v, f)} = {number(length)}$ м.",)
    slips = (
        (v * f, PRODUCT),
        (f / v, INVERTED),
        (v / 2 / f, "Шояд шумо натиҷаро бесабаб ба ду тақсим кардед: нисфи мавҷро ёфтед."),
        (1 / f, "Шояд шумо дарозии мавҷро не, балки даври лаппишро ёфтед."),
    )
    answer = measure(v, "m/s") / measure(f, "Hz")
    return measured({"v": v, "f": f}, (text, hints, steps), answer, "m", slips)


def echo(chance: Chance) -> Worked:
    """The distance to a cliff from the time after which the echo comes."""
    t, v = chance.randint(2, 60) / 5, chance.choice((320, 325, 330, 335, 340, 345))
    text = (
        f"Овози шумо аз кӯҳ баргашт ва акси садо пас аз {shown(t, 's')} шунида шуд. То кӯҳ чанд метр аст? "
        f"Суръати садо дар ҳаво {shown(v, 'm/s')}."
    )
    hints = (
        "Фикр кунед, ки садо дар ин вақт кадом роҳро тай мекунад: танҳо то кӯҳ ё боз ба қафо ҳам.",
        r"Садо роҳи $2 s$-ро тай мекунад: $s = \frac{v t}{2}$.",
    )
    steps = (rf"$s = \frac{{v t}}{{2}} = {over(times(v, t), 2)} = {number(v * t / 2)}$ м.",)
    slips = (
        (v * t, "Шояд шумо ба назар нагирифтед, ки садо ҳам меравад ва ҳам бармегардад."),
        (v / t, "Шояд шумо ба ҷойи зарб ба вақт тақсим кардед."),
        (2 * v * t, "Шояд шумо ба ҷойи тақсим ба ду зарб кардед."),
    )
    answer = measure(v, "m/s") * measure(t, "s") / 2
    return measured({"t": t, "v": v}, (text, hints, steps), answer, "m", slips)


def pendulum(chance: Chance) -> Worked:
    """The period of a pendulum of some centimetres, with g = 9.8 m/s²."""
    cm = chance.randint(10, 400)
    period = 2 * pi * (cm / 980) ** 0.5
    text = (
        f"Дарозии рақосаки математикӣ {shown(cm, 'cm')} аст. Даври лаппиши онро бо дақиқии то садяк ёбед "
        "($g = 9{,}8$ м/с², $\\pi = 3{,}14$)."
    )
    hints = (
        "Даври рақосак аз масса вобаста нест. Дарозиро бо метр нависед.",
        r"$T = 2 \pi \sqrt{\frac{l}{g}}$.",
    )
    steps = (
        f"$l = {number(cm / 100)}$ м.",
        rf"$T = 2 \cdot 3{{,}}14 \cdot \sqrt{{{over(cm / 100, 9.8)}}} \approx {number(round(period, 2))}$ с.",
    )
    slips = (
        (round(2 * pi * (cm / 9.8) ** 0.5, 2), "Шояд шумо сантиметрро ба метр нагардонидед."),
        (round((cm / 980) ** 0.5, 2), "Шояд шумо зарбкунандаи назди решаро фаромӯш кардед."),
        (round(2 * pi * (980 / cm) ** 0.5, 2), "Шояд шумо дар зери реша сурату махраҷро иваз кардед."),
        (round(2 * pi * cm / 980, 2), "Шояд шумо решаи квадратӣ нагирифтед."),
    )
    exact = 2 * pi * (measure(cm, "cm") / measure(9.8, "m/s^2")) ** 0.5
    answer = measure(round(float(exact.to("s").magnitude), 2), "s")
    return measured({"cm": cm}, (text, hints, steps), answer, "s", slips, 0.02)


def lens_distances() -> tuple[tuple[int, int, int], ...]:
    """Distances in cm to an object and to its real image, with the focal length, all whole."""
    pairs = ((d, f) for d in range(12, 121) for f in range(12, 121) if d != f)
    return tuple((d, f, d * f // (d + f)) for d, f in pairs if d * f % (d + f) == 0)


LENSES = lens_distances()


def lens(chance: Chance) -> Worked:
    """The focal length of a lens from the distances to the object and to its image."""
    d, f, focus = chance.choice(LENSES)
    text = (
        f"Ҷисм аз линзаи ҷамъкунанда {shown(d, 'cm')} дур аст ва тасвири ҳақиқии он дар масофаи "
        f"{shown(f, 'cm')} аз линза "
        "пайдо шуд. Масофаи фокусии линза чанд сантиметр аст?"
    )
    hints = (
        "Бузургиҳои баръаксро ҷамъ кардан лозим аст, на худи масофаҳоро.",
        r"Формулаи линзаи борик: $\frac{1}{F} = \frac{1}{d} + \frac{1}{f}$, пас $F = \frac{d f}{d + f}$.",
    )
    steps = (rf"$F = {over(times(d, f), f'{d} + {f}')} = {over(d * f, d + f)} = {focus}$ см.",)
    slips = (
        (d + f, "Шояд шумо масофаҳоро бевосита ҷамъ кардед."),
        ((d + f) / 2, "Шояд шумо миёнаи ду масофаро гирифтед."),
        (1 / d + 1 / f, "Шояд шумо баръакси масофаи фокусиро ёфтед: дар охир онро чаппа кардан лозим буд."),
        (abs(d - f), "Шояд шумо масофаҳоро аз ҳам тарҳ кардед."),
    )
    answer = 1 / (1 / measure(d, "cm") + 1 / measure(f, "cm"))
    return measured({"d": d, "f": f}, (text, hints, steps), answer, "cm", slips)


def light_speed(chance: Chance) -> Worked:
    """The refractive index from the speed of light in a medium, in thousands of km/s."""
    n = (
        chance.choice((1.2, 1.25, 1.5, 1.6, 2, 2.4, 2.5))
        if chance.random() < 0.3
        else chance.randint(110, 260) / 100
    )
    v = round(300 / n)
    text = (
        f"Суръати рӯшноӣ дар муҳит ${v} \\cdot 10^3$ км/с аст. Нишондиҳандаи шикасти муҳитро бо дақиқии "
        f"то садяк ёбед. "
        r"Суръати рӯшноӣ дар вакуум $300 \cdot 10^3$ км/с аст."
    )
    hints = (
        "Нишондиҳандаи шикаст нишон медиҳад, ки рӯшноӣ дар муҳит чанд маротиба сусттар паҳн мешавад.",
        r"$n = \frac{c}{v}$, ки $c$ суръати рӯшноӣ дар вакуум аст.",
    )
    steps = (rf"$n = \frac{{c}}{{v}} = {over(300, v)} {about(300 / v)}$.",)
    slips = (
        (round(v / 300, 2), INVERTED),
        (round((300 - v) / 300, 2), "Шояд шумо ба ҷойи нисбат фарқи суръатҳоро гирифтед."),
        (round((300 + v) / 300, 2), "Шояд шумо суръатҳоро ҷамъ кардед."),
        (round(2 * 300 / v, 2), "Шояд шумо натиҷаро бесабаб ба ду зарб кардед."),
    )
    index = (measure(300e3, "km/s") / measure(v * 1e6, "m/s")).to("")
    answer = measure(round(float(index.magnitude), 2), "")
    return measured({"v": v}, (text, hints, steps), answer, "1", slips, 0.01)


def photon(chance: Chance) -> Worked:
    """The energy in eV of a photon of some frequency, with h = 4.14·10⁻¹⁵ eV·s."""
    f = chance.randint(30, 300) / 10
    energy = round(0.414 * f, 2)
    text = (
        f"Басомади нур ${number(f)} \\cdot 10^{{14}}$ Гс аст. Энергияи як фотони он чанд электронволт "
        f"аст? "
        r"Доимии Планк $h = 4{,}14 \cdot 10^{-15}$ эВ·с; ҷавобро то садяк яклухт кунед."
    )
    hints = (
        "Энергияи фотон ба басомад мутаносиби роста аст. Бо дараҷаҳои даҳ эҳтиёт бошед.",
        "Формулаи Планк: $E = h f$.",
    )
    steps = (
        rf"$E = h f = 4{{,}}14 \cdot 10^{{-15}} \cdot {number(f)} \cdot 10^{{14}} \approx "
        rf"{number(energy)}$ эВ.",
    )
    slips = (
        (round(4.14 * f, 2), "Шояд шумо дараҷаҳои даҳро нодуруст ҷамъ кардед."),
        (round(0.0414 * f, 2), "Шояд шумо дар дараҷаҳои даҳ як дараҷа хато кардед."),
        (round(f / 4.14, 2), "Шояд шумо басомадро ба доимии Планк тақсим кардед."),
        (round(4.14 / f, 2), "Шояд шумо доимии Планкро ба басомад тақсим кардед."),
    )
    exact = measure(4.14e-15, "eV*s") * measure(f * 1e14, "Hz")
    answer = measure(round(float(exact.to("eV").magnitude), 2), "eV")
    return measured({"f": f}, (text, hints, steps), answer, "eV", slips, 0.01)


def half_life(chance: Chance) -> Worked:
    """The mass in grams of a radioactive substance that is left after some half-lives."""
    days, count, left = (
        chance.choice((3, 5, 8, 10, 14, 20, 30)),
        chance.randint(2, 5),
        chance.randint(1, 12) * 5,
    )
    start = left * 2**count
    text = (
        f"Даври нимтаҷзияи моддаи радиоактивӣ ${days}$ рӯз аст. Дар аввал {shown(start, 'g')} модда буд. "
        f"Пас аз ${days * count}$ рӯз чанд грамми он боқӣ мемонад?"
    )
    hints = (
        "Аввал ёбед, ки дар ин муддат чанд даври нимтаҷзия гузаштааст.",
        r"Дар ҳар давр нисфи модда таҷзия мешавад: $m = \frac{m_0}{2^n}$.",
    )
    steps = (
        f"$n = {over(days * count, days)} = {count}$.",
        rf"$m = {over(start, f'2^{count}')} = {over(start, 2**count)} = {left}$ г.",
    )
    slips = (
        (start / (2 * count), "Шояд шумо ба ҳосили зарби дуву шумораи даврҳо тақсим кардед."),
        (start - left, "Шояд шумо массаи моддаи таҷзияшударо ёфтед."),
        (start / count, "Шояд шумо массаро ба шумораи даврҳо тақсим кардед."),
        (start / 2, "Шояд шумо танҳо як даврро ба ҳисоб гирифтед."),
    )
    answer = measure(start, "g") * 0.5 ** float(
        (measure(days * count, "day") / measure(days, "day")).to("").magnitude
    )
    return measured(
        {"days": days, "total": days * count, "start": start}, (text, hints, steps), answer, "g", slips
    )


def neutrons(chance: Chance) -> Worked:
    """How many neutrons some nuclei of one kind hold together."""
    (name, a, z), nuclei = chance.choice(NUCLEI), chance.randint(1, 12)
    answer = (a - z) * nuclei
    text = (
        f"Адади массавии изотопи {name} ${a}$ ва рақами тартибии он ${z}$ аст. "
        f"Дар ${nuclei}$ ҳастаи чунин изотоп ҳамагӣ чанд нейтрон ҳаст?"
    )
    hints = (
        "Рақами тартибӣ шумораи протонҳоро нишон медиҳад.",
        "Дар як ҳаста $N = A - Z$ нейтрон ҳаст; баъд шумораи ҳастаҳоро ба ҳисоб гиред.",
    )
    steps = (f"$N = {a} - {z} = {a - z}$.", rf"${nuclei} \cdot {a - z} = {answer}$.")
    slips = (
        (a * nuclei, "Шояд шумо адади массавиро ба ҷойи шумораи нейтронҳо гирифтед."),
        (z * nuclei, "Шояд шумо протонҳоро шумурдед."),
        ((a + z) * nuclei, "Шояд шумо адади массавӣ ва рақами тартибиро ҷамъ кардед."),
    )
    return measured({"a": a, "z": z, "nuclei": nuclei}, (text, hints, steps), measure(answer, ""), "1", slips)
