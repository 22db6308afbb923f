"""Forces: Newton's law, springs, friction, momentum, the lever, work, power and energy."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import measure, measured, number, over, shown, times
from soro_tutor.domain.generators.physics.motion import HALF, INVERTED, KMH, PRODUCT, SQUARE
from soro_tutor.domain.generators.worked import Worked

GRAMS = "Шояд шумо граммро ба килограмм нагардонидед."
CENTIMETRES = "Шояд шумо сантиметрро ба метр нагардонидед."
NO_GRAVITY = "Шояд шумо шитоби афтиши озодро ба ҳисоб нагирифтед."
MINUTES = "Шояд шумо дақиқаро ба сония нагардонидед."


def hooke(chance: Chance) -> Worked:
    """The stiffness of a spring that a force stretches by some centimetres."""
    k, cm = (
        chance.choice((20, 40, 50, 80, 100, 150, 200, 250, 300, 400)),
        chance.choice((2, 3, 4, 5, 6, 8, 12, 15)),
    )
    force = k * cm / 100
    text = (
        f"Қувваи {shown(force, 'N')} пружинаро ба {shown(cm, 'cm')} дароз кард. Сахтии пружина чанд Н/м аст?"
    )
    hints = (
        "Дарозшавиро бо метр нависед, зеро ҷавоб бо нютон бар метр лозим аст.",
        r"Қонуни Гук: $F = k x$, пас $k = \frac{F}{x}$.",
    )
    steps = (
        f"$x = {cm}$ см $= {number(cm / 100)}$ м.",
        rf"$k = \frac{{F}}{{x}} = {over(force, cm / 100)} = {k}$ Н/м.",
    )
    slips = (
        (force / cm, CENTIMETRES),
        (force * cm / 100, PRODUCT),
        (cm / 100 / force, INVERTED),
        (force * cm, "Шояд шумо зарб кардед ва сантиметрро ба метр нагардонидед."),
    )
    answer = measure(force, "N") / measure(cm, "cm")
    return measured({"force": force, "cm": cm}, (text, hints, steps), answer, "N/m", slips)


def friction(chance: Chance) -> Worked:
    """The force of sliding friction on a level floor."""
    mu, m = chance.choice((0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)), chance.randint(2, 40) * 2
    text = (
        f"Қуттии массааш {shown(m, 'kg')} аз рӯйи фарши уфуқӣ мелағжад. Коэффитсиенти соиш ${number(mu)}$ "
        f"аст, "
        "$g = 10$ м/с². Қувваи соиш чанд нютон аст?"
    )
    hints = (
        "Аввал қуввае ёбед, ки бо он қуттӣ ба фарш фишор меорад.",
        r"Қувваи соиши лағжиш: $F = \mu N$, дар фарши уфуқӣ $N = m g$.",
    )
    steps = (
        rf"$N = m g = {m} \cdot 10 = {m * 10}$ Н.",
        rf"$F = \mu N = {number(mu)} \cdot {m * 10} = {number(mu * m * 10)}$ Н.",
    )
    slips = (
        (mu * m, NO_GRAVITY),
        (m * 10, "Шояд шумо қувваи вазниниро ёфтед ва коэффитсиенти соишро ба ҳисоб нагирифтед."),
        (m * 10 / mu, "Шояд шумо ба ҷойи зарб ба коэффитсиенти соиш тақсим кардед."),
    )
    answer = mu * measure(m, "kg") * measure(10, "m/s^2")
    return measured({"mu": mu, "m": m}, (text, hints, steps), answer, "N", slips)


def newton_second(chance: Chance) -> Worked:
    """The acceleration that a force gives to a mass in grams."""
    a, grams = (
        chance.choice((0.5, 1.5, 2, 2.5, 3, 4, 5, 6, 8)),
        chance.choice((100, 200, 250, 400, 500, 800, 1500)),
    )
    force = a * grams / 1000
    text = (
        f"Ба аробачаи массааш {shown(grams, 'g')} қувваи {shown(force, 'N')} таъсир мекунад (соишро ба "
        f"ҳисоб нагиред). "
        "Шитоби аробача чанд м/с² аст?"
    )
    hints = (
        "Массаро бо воҳиди асосии СИ нависед.",
        r"Қонуни дуюми Нютон: $F = m a$, пас $a = \frac{F}{m}$.",
    )
    steps = (
        f"$m = {grams}$ г $= {number(grams / 1000)}$ кг.",
        rf"$a = \frac{{F}}{{m}} = {over(force, grams / 1000)} = {number(a)}$ м/с².",
    )
    slips = (
        (force / grams, GRAMS),
        (force * grams / 1000, PRODUCT),
        (grams / 1000 / force, INVERTED),
        (force * grams, "Шояд шумо зарб кардед ва граммро ба килограмм нагардонидед."),
    )
    answer = measure(force, "N") / measure(grams, "g")
    return measured({"force": force, "grams": grams}, (text, hints, steps), answer, "m/s^2", slips)


def momentum(chance: Chance) -> Worked:
    """The momentum of a ball whose mass is in grams and speed in km/h."""
    grams, v = chance.choice((50, 150, 200, 250, 400, 600, 800)), chance.randint(2, 30)
    kmh, p = v * 3.6, grams * v / 1000
    text = (
        f"Тӯби массааш {shown(grams, 'g')} бо суръати {shown(kmh, 'km/h')} парвоз мекунад. Импулси он "
        f"чанд кг·м/с аст?"
    )
    hints = (
        "Ҳам массаро ва ҳам суръатро бо воҳидҳои СИ нависед.",
        "Импулс ҳосили зарби масса ва суръат аст: $p = m v$.",
    )
    steps = (
        f"$m = {number(grams / 1000)}$ кг, $v = {over(kmh, 3.6)} = {v}$ м/с.",
        rf"$p = m v = {number(grams / 1000)} \cdot {v} = {number(p)}$ кг·м/с.",
    )
    slips = (
        (grams / 1000 * kmh, KMH),
        (grams * v, GRAMS),
        (grams / 1000 * v * v / 2, "Шояд шумо импулсро не, балки энергияи кинетикиро ёфтед."),
        (grams / 1000 / v, "Шояд шумо ба ҷойи зарб тақсим кардед."),
    )
    answer = measure(grams, "g") * measure(kmh, "km/h")
    return measured({"grams": grams, "kmh": kmh}, (text, hints, steps), answer, "kg*m/s", slips)


def collision(chance: Chance) -> Worked:
    """The common speed of two carts after they have stuck together; the second stood still."""
    m1, m2, u = chance.randint(1, 12), chance.randint(1, 12), chance.randint(1, 8) / 2
    v = u * (m1 + m2) / m1
    while plainly_long(v):
        m1, m2, u = chance.randint(1, 12), chance.randint(1, 12), chance.randint(1, 8) / 2
        v = u * (m1 + m2) / m1
    text = (
        f"Аробачаи массааш {shown(m1, 'kg')} бо суръати {shown(v, 'm/s')} ба аробачаи ороми массааш "
        f"{shown(m2, 'kg')} "
        "бархӯрд ва онҳо пайваст шуданд. Суръати умумии онҳо чанд м/с шуд?"
    )
    hints = (
        "Пеш аз бархӯрд танҳо як аробача импулс дошт; баъди бархӯрд ҳарду якҷоя ҳаракат мекунанд.",
        "Қонуни бақои импулс: $m_1 v_1 = (m_1 + m_2) u$.",
    )
    steps = (
        rf"${m1} \cdot {number(v)} = ({m1} + {m2}) \cdot u$.",
        f"$u = {over(m1 * v, m1 + m2)} = {number(u)}$ м/с.",
    )
    slips = (
        (v / 2, "Шояд шумо суръатро танҳо ба ду тақсим кардед ва массаҳоро ба ҳисоб нагирифтед."),
        (m1 * v / m2, "Шояд шумо гумон кардед, ки аробачаи якум меистад."),
        (m2 * v / (m1 + m2), "Шояд шумо массаҳоро иваз кардед."),
    )
    answer = measure(m1, "kg") * measure(v, "m/s") / (measure(m1, "kg") + measure(m2, "kg"))
    return measured({"m1": m1, "m2": m2, "v": v}, (text, hints, steps), answer, "m/s", slips)


def plainly_long(value: float) -> bool:
    """Whether a value has more than two decimals."""
    return abs(value * 100 - round(value * 100)) > 1e-9


def lever(chance: Chance) -> Worked:
    """The force on the long arm that balances a load on the short one."""
    short, ratio, force = (
        chance.choice((10, 15, 20, 25, 30)),
        chance.choice((2, 3, 4, 5, 6)),
        chance.randint(4, 60) * 5,
    )
    long, load = short * ratio, force * ratio
    text = (
        f"Дар китфи фишанг, ки дарозиаш {shown(short, 'cm')} аст, бори вазнаш {shown(load, 'N')} овезон аст. "
        f"Ба китфи дуюми дарозиаш {shown(long, 'cm')} бо кадом қувва таъсир кардан лозим аст, то ки фишанг "
        "дар мувозинат бошад?"
    )
    hints = (
        "Китфи дуюм дарозтар аст. Қувваи он бояд аз вазни бор калонтар бошад ё хурдтар?",
        "Шарти мувозинати фишанг: $F_1 l_1 = F_2 l_2$.",
    )
    steps = (
        rf"${load} \cdot {short} = F_2 \cdot {long}$.",
        f"$F_2 = {over(times(load, short), long)} = {force}$ Н.",
    )
    slips = (
        (load * ratio, "Шояд шумо китфҳоро иваз кардед."),
        (load, "Шояд шумо гумон кардед, ки қувваҳо баробаранд, ҳол он ки моментҳо баробаранд."),
        (load / (ratio + 1), "Шояд шумо борро ба дарозии тамоми фишанг тақсим кардед."),
        (load - (long - short), "Шояд шумо дарозиҳоро тарҳ кардед, ҳол он ки нисбат лозим аст."),
    )
    answer = measure(load, "N") * measure(short, "cm") / measure(long, "cm")
    return measured({"load": load, "short": short, "long": long}, (text, hints, steps), answer, "N", slips)


def work(chance: Chance) -> Worked:
    """The work of lifting a mass, in kilojoules."""
    m, h = chance.randint(2, 60) * 10, chance.choice((2, 3, 4, 5, 6, 8, 12, 15, 20))
    text = (
        f"Кран бори массааш {shown(m, 'kg')}-ро ба баландии {shown(h, 'm')} мунтазам бардошт. "
        "Кран чанд кҶ кор иҷро кард? $g = 10$ м/с²."
    )
    hints = (
        "Ҳангоми бардоштани мунтазам қувваи кран ба қувваи вазнинии бор баробар аст.",
        "Кор: $A = F h$, дар ин ҷо $F = m g$. Ҷоулро ба килоҷоул гардонед.",
    )
    steps = (
        rf"$F = m g = {m} \cdot 10 = {m * 10}$ Н.",
        rf"$A = F h = {m * 10} \cdot {h} = {m * 10 * h}$ Ҷ $= {number(m * h / 100)}$ кҶ.",
    )
    slips = (
        (m * h * 10, "Шояд шумо ҷоулро ба килоҷоул нагардонидед."),
        (m * h / 1000, NO_GRAVITY),
        (m * 10 / h / 1000, "Шояд шумо ба ҷойи зарб ба баландӣ тақсим кардед."),
    )
    answer = measure(m, "kg") * measure(10, "m/s^2") * measure(h, "m")
    return measured({"m": m, "h": h}, (text, hints, steps), answer, "kJ", slips)


def power(chance: Chance) -> Worked:
    """The power in watts of an engine that does kilojoules of work in minutes."""
    watts, minutes = chance.randint(2, 40) * 50, chance.choice((2, 3, 4, 5, 8, 10, 12))
    kj = watts * minutes * 60 / 1000
    text = (
        f"Муҳаррик дар {shown(minutes, 'min')} кори {shown(kj, 'kJ')}-ро иҷро кард. Тавоноии он чанд "
        f"ватт аст?"
    )
    hints = (
        "Корро бо ҷоул ва вақтро бо сония нависед.",
        r"Тавоноӣ кори дар воҳиди вақт иҷрошуда аст: $N = \frac{A}{t}$.",
    )
    steps = (
        f"$A = {number(kj * 1000)}$ Ҷ, $t = {minutes * 60}$ с.",
        rf"$N = \frac{{A}}{{t}} = {over(kj * 1000, minutes * 60)} = {watts}$ Вт.",
    )
    slips = (
        (kj * 1000 / minutes, MINUTES),
        (kj / (minutes * 60), "Шояд шумо килоҷоулро ба ҷоул нагардонидед."),
        (kj / minutes, "Шояд шумо воҳидҳои кор ва вақтро нагардонидед."),
        (kj * minutes * 60, PRODUCT),
    )
    answer = measure(kj, "kJ") / measure(minutes, "min")
    return measured({"kj": kj, "minutes": minutes}, (text, hints, steps), answer, "W", slips)


def efficiency(chance: Chance) -> Worked:
    """The efficiency in per cent of an inclined plane."""
    eta, spent = chance.randint(55, 96), chance.randint(2, 25) * 100
    useful = spent * eta / 100
    text = (
        f"Ҳангоми бардоштани бор бо ҳамвории моил кори пурра {shown(spent, 'J')} ва кори фоиданок "
        f"{shown(useful, 'J')} "
        "буд. Коэффитсиенти кори фоиданок чанд фоиз аст?"
    )
    hints = (
        "Кори фоиданок ҳамеша аз кори пурра хурдтар аст, бинобар ин ҷавоб аз сад фоиз кам мешавад.",
        r"$\eta = \frac{A_1}{A_2}$: $A_1$ кори фоиданок, $A_2$ кори пурра. Натиҷаро бо фоиз нависед.",
    )
    steps = (
        rf"$\eta = {over(useful, spent)} = {number(eta / 100)}$.",
        rf"${number(eta / 100)} \cdot 100 = {eta}$, яъне {eta}%.",
    )
    slips = (
        (spent / useful * 100, INVERTED),
        ((spent - useful) / spent * 100, "Шояд шумо ҳиссаи кори талафшударо ёфтед."),
        (eta / 100, "Шояд шумо натиҷаро ба фоиз нагардонидед."),
    )
    answer = measure(useful, "J") / measure(spent, "J")
    return measured({"useful": useful, "spent": spent}, (text, hints, steps), answer, "percent", slips)


def kinetic(chance: Chance) -> Worked:
    """The kinetic energy in kilojoules of a car of tonnes with a speed in km/h."""
    tonnes, v = chance.choice((0.8, 1, 1.2, 1.5, 2, 3, 4)), chance.choice((5, 10, 15, 20, 25, 30))
    kmh, m = v * 3.6, tonnes * 1000
    text = (
        f"Автомобили массааш {shown(tonnes, 't')} бо суръати {shown(kmh, 'km/h')} ҳаракат мекунад. "
        "Энергияи кинетикии он чанд кҶ аст?"
    )
    hints = (
        "Массаро бо килограмм ва суръатро бо м/с нависед.",
        r"Энергияи кинетикӣ: $E = \frac{m v^2}{2}$.",
    )
    steps = (
        f"$m = {number(m)}$ кг, $v = {v}$ м/с.",
        rf"$E = \frac{{m v^2}}{{2}} = {over(times(number(m), f'{v}^2'), 2)} = {number(m * v * v / 2)}$ Ҷ "
        f"$= {number(m * v * v / 2000)}$ кҶ.",
    )
    slips = (
        (m * kmh * kmh / 2000, KMH),
        (m * v * v / 1000, HALF),
        (m * v / 2000, SQUARE),
        (m * v / 1000, "Шояд шумо энергияро не, балки импулсро ёфтед."),
    )
    answer = measure(tonnes, "t") * measure(kmh, "km/h") ** 2 / 2
    return measured({"tonnes": tonnes, "kmh": kmh}, (text, hints, steps), answer, "kJ", slips)


def potential(chance: Chance) -> Worked:
    """The potential energy of a body of grams at some height."""
    grams, h = chance.choice((100, 200, 250, 300, 500, 600, 750, 1500)), chance.randint(2, 25)
    energy = grams * 10 * h / 1000
    text = (
        f"Ҷисми массааш {shown(grams, 'g')} дар баландии {shown(h, 'm')} аз сатҳи Замин аст. "
        "Энергияи потенсиалии он чанд ҷоул аст? $g = 10$ м/с²."
    )
    hints = (
        "Аввал массаро ба килограмм гардонед.",
        "Энергияи потенсиалии ҷисми бардошташуда: $E = m g h$.",
    )
    steps = (
        f"$m = {number(grams / 1000)}$ кг.",
        rf"$E = m g h = {number(grams / 1000)} \cdot 10 \cdot {h} = {number(energy)}$ Ҷ.",
    )
    slips = (
        (grams * 10 * h, GRAMS),
        (grams * h / 1000, NO_GRAVITY),
        (energy / 2, "Шояд шумо формулаи энергияи потенсиалиро бо формулаи энергияи кинетикӣ омехтед."),
    )
    answer = measure(grams, "g") * measure(10, "m/s^2") * measure(h, "m")
    return measured({"grams": grams, "h": h}, (text, hints, steps), answer, "J", slips)
