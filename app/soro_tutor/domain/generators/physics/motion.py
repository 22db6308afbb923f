"""Motion: speed, average speed, acceleration, free fall and the circle."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import about, measure, measured, number, over, shown, times
from soro_tutor.domain.generators.worked import Worked

BODIES = ("Автомобил", "Автобус", "Қатора", "Мотосикл")
PRODUCT = "Шояд шумо ба ҷойи тақсим зарб кардед."
INVERTED = "Шояд шумо тақсимшаванда ва тақсимкунандаро иваз кардед."
KMH = "Шояд шумо км/соат-ро ба м/с нагардонидед."
SQUARE = "Шояд шумо квадратро фаромӯш кардед."
HALF = "Шояд шумо ба ду тақсим карданро фаромӯш кардед."
SPEED_HINTS = (
    "Бинед, ки масофа ва вақт бо кадом воҳидҳо дода шудаанд ва ҷавоб бо кадом воҳид лозим аст.",
    r"Суръат масофаест, ки дар воҳиди вақт тай мешавад: $v = \frac{s}{t}$.",
)


def speed(chance: Chance) -> Worked:
    """The speed in km/h from a distance in km and a time in minutes."""
    body, minutes, v = chance.choice(BODIES), chance.randint(1, 24) * 5, chance.randint(2, 10) * 12
    s = v * minutes / 60
    text = (
        f"{body} масофаи {shown(s, 'km')}-ро дар {shown(minutes, 'min')} тай кард. Суръати он чанд "
        f"км/соат аст?"
    )
    steps = (
        f"Вақтро ба соат мегардонем: $t = {over(minutes, 60)}$ соат.",
        rf"$v = \frac{{s}}{{t}} = {over(times(s, 60), minutes)} = {number(v)}$ км/соат.",
    )
    slips = (
        (s / minutes, "Шояд шумо дақиқаро ба соат нагардонидед."),
        (s * minutes / 60, PRODUCT),
        (s / (minutes / 100), "Шояд шумо як соатро 100 дақиқа ҳисоб кардед."),
        (s * minutes, "Шояд шумо зарб кардед ва дақиқаро ба соат нагардонидед."),
    )
    answer = measure(s, "km") / measure(minutes, "min")
    return measured({"s": s, "minutes": minutes}, (text, SPEED_HINTS, steps), answer, "km/h", slips)


def time(chance: Chance) -> Worked:
    """The time in minutes from a distance in km and a speed in m/s."""
    v, minutes = chance.choice((5, 10, 15, 20, 25, 30)), chance.randint(2, 25) * 2
    km = v * minutes * 60 / 1000
    text = (
        f"{chance.choice(BODIES)} бо суръати {shown(v, 'm/s')} ҳаракат мекунад. "
        f"Вай масофаи {shown(km, 'km')}-ро дар чанд дақиқа тай мекунад?"
    )
    hints = (
        "Аввал масофаро бо метр нависед, то ки бо воҳиди суръат мувофиқ ояд.",
        r"Аз $v = \frac{s}{t}$ бармеояд: $t = \frac{s}{v}$. Дар охир сонияро ба дақиқа гардонед.",
    )
    steps = (
        f"$s = {number(km * 1000)}$ м.",
        rf"$t = \frac{{s}}{{v}} = {over(km * 1000, v)} = {number(minutes * 60)}$ с.",
        f"${over(minutes * 60, 60)} = {number(minutes)}$ дақ.",
    )
    slips = (
        (minutes * 60, "Шояд шумо сонияро ба дақиқа нагардонидед."),
        (km * v, PRODUCT),
        (km / v, "Шояд шумо километрро ба метр нагардонидед."),
    )
    answer = measure(km, "km") / measure(v, "m/s")
    return measured({"km": km, "v": v}, (text, hints, steps), answer, "min", slips)


def conversion(chance: Chance) -> Worked:
    """A speed in km/h turned into m/s."""
    kmh = chance.randint(1, 150) * 1.8
    text = f"{shown(kmh, 'km/h')} чанд метр дар сония аст?"
    hints = (
        "Ба ёд оред, ки дар як километр чанд метр ва дар як соат чанд сония ҳаст.",
        "Километрро ба метр ва соатро ба сония гардонед, баъд метрро ба сония тақсим кунед.",
    )
    steps = (
        f"${number(kmh)}$ км $= {number(kmh * 1000)}$ м, $1$ соат $= 3600$ с.",
        f"$v = {over(kmh * 1000, 3600)} = {number(kmh / 3.6)}$ м/с.",
    )
    slips = (
        (kmh * 3.6, "Шояд шумо ба ҷойи тақсим ба 3,6 зарб кардед."),
        (kmh * 1000 / 60, "Шояд шумо як соатро 60 сония ҳисоб кардед."),
        (kmh * 100 / 3600, "Шояд шумо як километрро 100 метр ҳисоб кардед."),
        (kmh / 60, "Шояд шумо танҳо соатро ба дақиқа гардонидед."),
    )
    return measured({"kmh": kmh}, (text, hints, steps), measure(kmh, "km/h"), "m/s", slips)


def average_speed(chance: Chance) -> Worked:
    """The average speed over two parts of a way that took different times."""
    t1, t2 = chance.sample((1, 2, 3, 4), 2)
    v1, v2 = chance.sample(range(20, 95, 5), 2)
    s1, s2 = v1 * t1, v2 * t2
    text = (
        f"{chance.choice(BODIES)} {shown(t1, 'h')} бо суръати {shown(v1, 'km/h')} ва баъд "
        f"{shown(t2, 'h')} бо суръати "
        f"{shown(v2, 'km/h')} ҳаракат кард. Суръати миёна дар тамоми роҳ чанд км/соат аст?"
    )
    hints = (
        "Тамоми роҳ ва тамоми вақтро ёбед: вақтҳои ду қисми роҳ гуногунанд.",
        r"Суръати миёна: $v = \frac{s_1 + s_2}{t_1 + t_2}$.",
    )
    steps = (
        rf"$s_1 = {v1} \cdot {t1} = {s1}$ км, $s_2 = {v2} \cdot {t2} = {s2}$ км.",
        f"$v = {over(f'{s1} + {s2}', f'{t1} + {t2}')} = {over(s1 + s2, t1 + t2)} "
        f"{about((s1 + s2) / (t1 + t2))}$ км/соат.",
    )
    slips = (
        ((v1 + v2) / 2, "Шояд шумо миёнаи арифметикии ду суръатро гирифтед, вале вақтҳо баробар нестанд."),
        ((s1 + s2) / 2, "Шояд шумо тамоми роҳро ба шумораи қисмҳо тақсим кардед."),
        (abs(s1 - s2) / (t1 + t2), "Шояд шумо роҳҳоро аз ҳам тарҳ кардед."),
    )
    way = measure(v1, "km/h") * measure(t1, "h") + measure(v2, "km/h") * measure(t2, "h")
    answer = round((way / measure(t1 + t2, "h")).to("km/h"), 2)
    return measured(
        {"v1": v1, "t1": t1, "v2": v2, "t2": t2}, (text, hints, steps), answer, "km/h", slips, 0.01
    )


def acceleration(chance: Chance) -> Worked:
    """The acceleration of a car whose speed is given in km/h."""
    v0, t, a = (
        chance.choice((0, 18, 36)),
        chance.choice((2, 4, 5, 8, 10)),
        chance.choice((0.5, 1, 1.5, 2, 2.5, 3)),
    )
    v = v0 + a * t * 3.6
    text = (
        f"Суръати автомобил дар {shown(t, 's')} аз {shown(v0, 'km/h')} то {shown(v, 'km/h')} афзуд. "
        "Шитоби он чанд м/с² аст?"
    )
    hints = (
        "Ҳар ду суръатро бо м/с нависед ва тағйири суръатро ёбед.",
        r"Шитоб тағйири суръат дар воҳиди вақт аст: $a = \frac{v - v_0}{t}$.",
    )
    steps = (
        f"$v_0 = {number(v0 / 3.6)}$ м/с, $v = {number(v / 3.6)}$ м/с.",
        rf"$a = \frac{{v - v_0}}{{t}} = {over(f'{number(v / 3.6)} - {number(v0 / 3.6)}', t)} = "
        rf"{number(a)}$ м/с².",
    )
    slips = (
        ((v - v0) / t, KMH),
        ((v + v0) / 3.6 / t, "Шояд шумо суръатҳоро ҷамъ кардед."),
        ((v - v0) / 3.6 * t, PRODUCT),
        (t / ((v - v0) / 3.6), INVERTED),
        ((v - v0) * 3.6 / t, "Шояд шумо ҳангоми гузаштан ба м/с ба 3,6 зарб кардед."),
    )
    answer = (measure(v, "km/h") - measure(v0, "km/h")) / measure(t, "s")
    return measured({"v0": v0, "v": v, "t": t}, (text, hints, steps), answer, "m/s^2", slips)


def accelerated_way(chance: Chance) -> Worked:
    """The way of a body that speeds up evenly."""
    v0, a, t = chance.randint(1, 12), chance.choice((1, 2, 3, 4, 0.5)), chance.choice((2, 4, 6, 8, 10))
    s = v0 * t + a * t * t / 2
    text = (
        f"Ҷисм бо суръати ибтидоии {shown(v0, 'm/s')} ва шитоби {shown(a, 'm/s^2')} ҳаракат мекунад "
        f"(суръаташ меафзояд). "
        f"Вай дар {shown(t, 's')} чанд метр роҳ тай мекунад?"
    )
    hints = (
        "Роҳ аз ду қисм иборат аст: қисми суръати ибтидоӣ ва қисми шитоб.",
        r"Барои ҳаракати мунтазамшитобнок: $s = v_0 t + \frac{a t^2}{2}$.",
    )
    steps = (
        rf"$s = v_0 t + \frac{{a t^2}}{{2}} = {v0} \cdot {t} + {over(times(number(a), f'{t}^2'), 2)}$.",
        f"$s = {v0 * t} + {number(a * t * t / 2)} = {number(s)}$ м.",
    )
    slips = (
        (v0 * t + a * t * t, HALF),
        (v0 * t + a * t / 2, SQUARE),
        (a * t * t / 2, "Шояд шумо суръати ибтидоиро ба ҳисоб нагирифтед."),
        (v0 * t, "Шояд шумо шитобро ба ҳисоб нагирифтед."),
    )
    moment = measure(t, "s")
    answer = measure(v0, "m/s") * moment + measure(a, "m/s^2") * moment**2 / 2
    return measured({"v0": v0, "a": a, "t": t}, (text, hints, steps), answer, "m", slips)


def fall_height(chance: Chance) -> Worked:
    """The height from which a body fell for some seconds."""
    t, g = chance.randint(10, 80) / 10, chance.choice((10, 9.8))
    h = g * t * t / 2
    text = (
        f"Санг аз қуллаи ҷарӣ бе суръати ибтидоӣ {shown(t, 's')} афтид. Баландии ҷарӣ чанд метр аст? "
        f"Муқовимати ҳаворо ба ҳисоб нагиред, $g = {number(g)}$ м/с²."
    )
    hints = (
        "Суръати ибтидоӣ сифр аст, бинобар ин роҳ танҳо аз шитоби афтиши озод ва вақт вобаста аст.",
        r"Ҳангоми афтиши озод: $h = \frac{g t^2}{2}$.",
    )
    steps = (rf"$h = \frac{{g t^2}}{{2}} = {over(times(number(g), f'{number(t)}^2'), 2)} = {number(h)}$ м.",)
    slips = (
        (g * t * t, HALF),
        (g * t / 2, SQUARE),
        (g * t, "Шояд шумо баландиро не, балки суръати охиринро ёфтед."),
    )
    answer = measure(g, "m/s^2") * measure(t, "s") ** 2 / 2
    return measured({"t": t, "g": g}, (text, hints, steps), answer, "m", slips, 0.005)


def fall_speed(chance: Chance) -> Worked:
    """The speed with which a body that fell from a height meets the ground."""
    v = chance.choice([speed for speed in range(4, 61) if speed != 10])
    h = v * v / 20
    text = (
        f"Ҷисм аз баландии {shown(h, 'm')} озодона меафтад. Вай бо кадом суръат ба замин мерасад? "
        "$g = 10$ м/с², муқовимати ҳаво ба ҳисоб гирифта намешавад."
    )
    hints = (
        "Вақт дода нашудааст: формулае лозим аст, ки суръатро бо баландӣ мепайвандад.",
        r"Ҳангоми афтиши озод $v^2 = 2 g h$, пас $v = \sqrt{2 g h}$.",
    )
    steps = (
        rf"$v = \sqrt{{2 g h}} = \sqrt{{2 \cdot 10 \cdot {number(h)}}} = \sqrt{{{number(v * v)}}} = {v}$ "
        rf"м/с.",
    )
    slips = (
        (v * v, "Шояд шумо решаи квадратӣ нагирифтед."),
        ((10 * h) ** 0.5, "Шояд шумо зарби дуро дар зери реша фаромӯш кардед."),
        (10 * h, "Шояд шумо шитобро ба баландӣ зарб кардед."),
        ((2 * h / 10) ** 0.5, "Шояд шумо суръатро не, балки вақти афтишро ёфтед."),
    )
    answer = (2 * measure(10, "m/s^2") * measure(h, "m")) ** 0.5
    return measured({"h": h, "g": 10}, (text, hints, steps), answer, "m/s", slips)


def circular(chance: Chance) -> Worked:
    """The acceleration towards the centre of a circle."""
    v, r = chance.randint(2, 30), chance.choice((2, 4, 5, 8, 10, 20, 25, 40, 50, 100))
    text = (
        f"Ҷисм бо суръати {shown(v, 'm/s')} аз рӯйи давраи радиусаш {shown(r, 'm')} мунтазам ҳаракат "
        "мекунад. Шитоби марказшитобандаи он чанд м/с² аст?"
    )
    hints = (
        "Самти суръат пайваста тағйир меёбад, бинобар ин шитоб ҳаст. Он аз суръат ва радиус вобаста аст.",
        r"Шитоби марказшитобанда: $a = \frac{v^2}{R}$.",
    )
    steps = (rf"$a = \frac{{v^2}}{{R}} = {over(f'{v}^2', r)} = {number(v * v / r)}$ м/с².",)
    slips = (
        (v / r, SQUARE),
        (v * v * r, "Шояд шумо ба ҷойи тақсим ба радиус зарб кардед."),
        (v * r, "Шояд шумо суръатро ба радиус зарб кардед."),
        (v * v / (2 * r), "Шояд шумо ба ҷойи радиус диаметрро гирифтед."),
        (r / v, INVERTED),
    )
    answer = measure(v, "m/s") ** 2 / measure(r, "m")
    return measured({"v": v, "r": r}, (text, hints, steps), answer, "m/s^2", slips)
