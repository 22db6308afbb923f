"""Electricity: charges, Ohm's law, circuits, power and the transformer."""

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.measured import about, measure, measured, number, over, shown, times
from soro_tutor.domain.generators.physics.force import MINUTES
from soro_tutor.domain.generators.physics.motion import INVERTED, PRODUCT, SQUARE
from soro_tutor.domain.generators.worked import Worked


def ohm(chance: Chance) -> Worked:
    """The resistance of a wire from a voltage and a current in milliamperes."""
    r, milli = (
        chance.choice((15, 20, 24, 30, 40, 45, 60, 80, 120, 150)),
        chance.choice((50, 100, 150, 200, 250, 300, 400, 500)),
    )
    u = r * milli / 1000
    text = (
        f"Дар нӯгҳои ноқил шиддат {shown(u, 'V')} ва қувваи ҷараён дар он {shown(milli, 'mA')} аст. "
        "Муқовимати ноқил чанд ом аст?"
    )
    hints = (
        "Ба воҳиди қувваи ҷараён диққат диҳед: онро ба ампер гардонед.",
        r"Қонуни Ом: $I = \frac{U}{R}$, пас $R = \frac{U}{I}$.",
    )
    steps = (
        f"$I = {milli}$ мА $= {number(milli / 1000)}$ А.",
        rf"$R = \frac{{U}}{{I}} = {over(u, milli / 1000)} = {r}$ Ом.",
    )
    slips = (
        (u / milli, "Шояд шумо миллиамперро ба ампер нагардонидед."),
        (u * milli / 1000, PRODUCT),
        (milli / 1000 / u, INVERTED),
        (u * milli, "Шояд шумо зарб кардед ва миллиамперро ба ампер нагардонидед."),
    )
    answer = measure(u, "V") / measure(milli, "mA")
    return measured({"u": u, "milli": milli}, (text, hints, steps), answer, "ohm", slips)


def series(chance: Chance) -> Worked:
    """The current through two resistors in series."""
    r1, r2 = chance.sample(range(2, 40), 2)
    i = chance.choice((0.2, 0.4, 0.5, 1.5, 2, 3))
    u = i * (r1 + r2)
    text = (
        f"Ду ноқили {shown(r1, 'ohm')} ва {shown(r2, 'ohm')} пайдарпай пайваст шудаанд. Шиддати умумӣ "
        f"{shown(u, 'V')} аст. "
        "Қувваи ҷараён чанд ампер аст?"
    )
    hints = (
        "Дар пайвасти пайдарпай ҷараён дар ҳама ноқилҳо якхела аст. Аввал муқовимати умумиро ёбед.",
        r"$R = R_1 + R_2$, баъд қонуни Ом: $I = \frac{U}{R}$.",
    )
    steps = (
        f"$R = {r1} + {r2} = {r1 + r2}$ Ом.",
        rf"$I = \frac{{U}}{{R}} = {over(u, r1 + r2)} = {number(i)}$ А.",
    )
    slips = (
        (u / (r1 * r2 / (r1 + r2)), "Шояд шумо муқовиматро мисли пайвасти параллелӣ ҳисоб кардед."),
        (u / r1, "Шояд шумо танҳо ноқили якумро ба ҳисоб гирифтед."),
        ((r1 + r2) / u, INVERTED),
    )
    answer = measure(u, "V") / (measure(r1, "ohm") + measure(r2, "ohm"))
    return measured({"r1": r1, "r2": r2, "u": u}, (text, hints, steps), answer, "A", slips)


PAIRS = tuple((a, b) for a in range(2, 61) for b in range(a + 1, 61) if a * b % (a + b) == 0)


def parallel(chance: Chance) -> Worked:
    """The resistance of two resistors in parallel; the pairs give whole answers."""
    r1, r2 = chance.choice(PAIRS)
    r = r1 * r2 // (r1 + r2)
    text = (
        f"Ноқилҳои {shown(r1, 'ohm')} ва {shown(r2, 'ohm')} параллел пайваст шудаанд. Муқовимати "
        f"умумии онҳо чанд ом аст?"
    )
    hints = (
        "Муқовимати умумӣ дар пайвасти параллелӣ аз хурдтарини ин ду муқовимат ҳам хурдтар аст.",
        r"Барои ду ноқили параллел: $R = \frac{R_1 \cdot R_2}{R_1 + R_2}$.",
    )
    steps = (rf"$R = {over(times(r1, r2), f'{r1} + {r2}')} = {over(r1 * r2, r1 + r2)} = {r}$ Ом.",)
    slips = (
        (r1 + r2, "Шояд шумо муқовиматро мисли пайвасти пайдарпай ҳисоб кардед."),
        (1 / r1 + 1 / r2, "Шояд шумо баръакси муқовиматро ёфтед: дар охир онро чаппа кардан лозим буд."),
        ((r1 + r2) / 2, "Шояд шумо миёнаи ду муқовиматро гирифтед."),
        (r1 * r2, "Шояд шумо ба ҳосили ҷамъи муқовиматҳо тақсим накардед."),
    )
    answer = 1 / (1 / measure(r1, "ohm") + 1 / measure(r2, "ohm"))
    return measured({"r1": r1, "r2": r2}, (text, hints, steps), answer, "ohm", slips)


def electric_power(chance: Chance) -> Worked:
    """The power of a heater from its voltage and resistance."""
    u, r = (
        chance.choice((6, 12, 24, 36, 110, 220)),
        chance.choice((4, 5, 8, 10, 16, 20, 22, 25, 40, 44, 50, 55, 88, 100)),
    )
    text = (
        f"Гармкунаки муқовиматаш {shown(r, 'ohm')} ба шиддати {shown(u, 'V')} пайваст аст. Тавоноии он "
        f"чанд ватт аст?"
    )
    hints = (
        "Қувваи ҷараён дода нашудааст, вале онро аз шиддат ва муқовимат ёфтан мумкин аст.",
        r"$P = U I$ ва $I = \frac{U}{R}$, пас $P = \frac{U^2}{R}$.",
    )
    steps = (rf"$P = \frac{{U^2}}{{R}} = {over(f'{u}^2', r)} = {over(u * u, r)} {about(u * u / r)}$ Вт.",)
    slips = (
        (u / r, SQUARE),
        (u * r, "Шояд шумо шиддатро ба муқовимат зарб кардед."),
        (u * u * r, "Шояд шумо ба ҷойи тақсим ба муқовимат зарб кардед."),
        (u / r * u / r, "Шояд шумо квадрати қувваи ҷараёнро ёфтед."),
        (r / u, INVERTED),
    )
    answer = measure(u, "V") ** 2 / measure(r, "ohm")
    return measured({"u": u, "r": r}, (text, hints, steps), answer, "W", slips)


def electric_energy(chance: Chance) -> Worked:
    """The energy in kWh that a device takes in a month."""
    watts, hours, days = (
        chance.choice((40, 60, 75, 100, 150, 500, 800, 1500, 2000)),
        chance.randint(2, 8),
        chance.choice((10, 20, 30)),
    )
    kwh = watts * hours * days / 1000
    text = (
        f"Асбоби тавоноиаш {shown(watts, 'W')} ҳар рӯз {shown(hours, 'h')} кор мекунад. "
        f"Вай дар ${days}$ рӯз чанд кВт·соат энергия сарф мекунад?"
    )
    hints = (
        "Тавоноиро бо киловатт ва вақти умумиро бо соат нависед.",
        "Энергияи сарфшуда: $A = P t$.",
    )
    steps = (
        rf"$P = {number(watts / 1000)}$ кВт, $t = {hours} \cdot {days} = {hours * days}$ соат.",
        rf"$A = P t = {number(watts / 1000)} \cdot {hours * days} = {number(kwh)}$ кВт·соат.",
    )
    slips = (
        (watts * hours * days, "Шояд шумо ваттро ба киловатт нагардонидед."),
        (watts * hours / 1000, "Шояд шумо шумораи рӯзҳоро ба ҳисоб нагирифтед."),
        (watts / 1000 * days, "Шояд шумо шумораи соатҳоро ба ҳисоб нагирифтед."),
        (watts / (hours * days), "Шояд шумо ба ҷойи зарб тақсим кардед."),
    )
    answer = measure(watts, "W") * measure(hours * days, "h")
    return measured(
        {"watts": watts, "hours": hours, "days": days}, (text, hints, steps), answer, "kW*h", slips
    )


def charge(chance: Chance) -> Worked:
    """The charge that a current carries in some minutes."""
    i, minutes = chance.randint(2, 40) / 10, chance.randint(2, 15)
    text = (
        f"Қувваи ҷараён дар ноқил {shown(i, 'A')} аст. "
        f"Дар {shown(minutes, 'min')} аз буриши ноқил кадом заряд мегузарад (бо кулон)?"
    )
    hints = ("Вақтро ба сония гардонед.", r"$I = \frac{q}{t}$, пас $q = I t$.")
    steps = (
        rf"$t = {minutes} \cdot 60 = {minutes * 60}$ с.",
        rf"$q = I t = {number(i)} \cdot {minutes * 60} = {number(i * minutes * 60)}$ Кл.",
    )
    slips = (
        (i * minutes, MINUTES),
        (minutes * 60 / i, "Шояд шумо ба ҷойи зарб тақсим кардед."),
        (i / (minutes * 60), "Шояд шумо қувваи ҷараёнро ба вақт тақсим кардед."),
        (i * minutes * 100, "Шояд шумо як дақиқаро 100 сония ҳисоб кардед."),
    )
    answer = measure(i, "A") * measure(minutes, "min")
    return measured({"i": i, "minutes": minutes}, (text, hints, steps), answer, "C", slips)


def coulomb(chance: Chance) -> Worked:
    """The force between two charges in microcoulombs at some centimetres; k = 9·10⁹ N·m²/C²."""
    q1, q2, cm = chance.randint(1, 9), chance.randint(1, 9), chance.choice((10, 30, 60, 90))
    force = 9 * q1 * q2 / cm / cm * 10
    text = (
        f"Ду заряди нуқтагии {shown(q1, 'uC')} ва {shown(q2, 'uC')} аз ҳам дар масофаи {shown(cm, 'cm')} "
        f"ҷойгиранд. "
        r"Қувваи таъсири байни онҳо чанд нютон аст? $k = 9 \cdot 10^9$ Н·м²/Кл²."
    )
    hints = (
        "Зарядҳоро бо кулон ва масофаро бо метр нависед. Масофа дар махраҷ ду бор зарб мешавад.",
        r"Қонуни Кулон: $F = k \frac{q_1 q_2}{r^2}$.",
    )
    steps = (
        rf"$q_1 = {q1} \cdot 10^{{-6}}$ Кл, $q_2 = {q2} \cdot 10^{{-6}}$ Кл, $r = {number(cm / 100)}$ м.",
        rf"$k q_1 q_2 = 9 \cdot 10^9 \cdot {q1} \cdot 10^{{-6}} \cdot {q2} \cdot 10^{{-6}} = "
        rf"{number(9 * q1 * q2 / 1000)}$.",
        rf"$F = {over(9 * q1 * q2 / 1000, f'{number(cm / 100)}^2')} = {number(force)}$ Н.",
    )
    slips = (
        (9 * q1 * q2 / 1000 / (cm / 100), "Шояд шумо масофаро ба квадрат набардоштед."),
        (9 * q1 * q2 / 1000 * (cm / 100) ** 2, "Шояд шумо ба ҷойи тақсим зарб кардед."),
        (9 * (q1 + q2) / 1000 / (cm / 100) ** 2, "Шояд шумо зарядҳоро ба ҳам зарб накарда, ҷамъ кардед."),
        (force / 10000, "Шояд шумо сантиметрро ба метр нагардонидед."),
    )
    answer = measure(9e9, "N*m^2/C^2") * measure(q1, "uC") * measure(q2, "uC") / measure(cm, "cm") ** 2
    return measured({"q1": q1, "q2": q2, "cm": cm}, (text, hints, steps), answer, "N", slips)


def full_circuit(chance: Chance) -> Worked:
    """The current of a source with an inner resistance."""
    i, outer, inner = (
        chance.choice((0.5, 1.5, 2, 3, 4)),
        chance.randint(3, 20),
        chance.choice((0.5, 1, 1.5, 2)),
    )
    emf = i * (outer + inner)
    text = (
        f"Қувваи электроҳаракатдиҳандаи манбаъ {shown(emf, 'V')}, муқовимати дохилии он "
        f"{shown(inner, 'ohm')} "
        f"ва муқовимати беруна {shown(outer, 'ohm')} аст. Қувваи ҷараён дар занҷир чанд ампер аст?"
    )
    hints = (
        "Ҷараён ҳам аз муқовимати беруна ва ҳам аз худи манбаъ мегузарад.",
        r"Қонуни Ом барои занҷири пурра: $I = \frac{E}{R + r}$.",
    )
    steps = (
        f"$R + r = {outer} + {number(inner)} = {number(outer + inner)}$ Ом.",
        rf"$I = \frac{{E}}{{R + r}} = {over(emf, outer + inner)} = {number(i)}$ А.",
    )
    slips = (
        (emf / outer, "Шояд шумо муқовимати дохилиро ба ҳисоб нагирифтед."),
        (emf / inner, "Шояд шумо муқовимати берунаро ба ҳисоб нагирифтед."),
        (emf / abs(outer - inner), "Шояд шумо муқовиматҳоро аз ҳам тарҳ кардед."),
        (emf * (outer + inner), PRODUCT),
    )
    answer = measure(emf, "V") / (measure(outer, "ohm") + measure(inner, "ohm"))
    return measured({"emf": emf, "outer": outer, "inner": inner}, (text, hints, steps), answer, "A", slips)


def capacitor(chance: Chance) -> Worked:
    """The charge in µC of a capacitor."""
    micro, u = (
        chance.choice((2, 4, 5, 8, 10, 15, 20, 25, 40, 50)),
        chance.choice((6, 9, 12, 24, 36, 50, 60, 100, 120, 200)),
    )
    text = (
        f"Конденсатори ғунҷоишаш {shown(micro, 'uF')} то шиддати {shown(u, 'V')} заряднок карда шуд. "
        "Заряди он чанд мкКл аст?"
    )
    hints = (
        "Ғунҷоиш нишон медиҳад, ки ба ҳар волти шиддат чӣ қадар заряд рост меояд.",
        r"$C = \frac{q}{U}$, пас $q = C U$.",
    )
    steps = (rf"$q = C U = {micro} \cdot {u} = {micro * u}$ мкКл.",)
    slips = (
        (u / micro, "Шояд шумо шиддатро ба ғунҷоиш тақсим кардед."),
        (micro / u, "Шояд шумо ғунҷоишро ба шиддат тақсим кардед."),
        (micro * u * u / 2, "Шояд шумо зарядро не, балки энергияи конденсаторро ёфтед."),
        (micro * u / 2, "Шояд шумо ду формуларо омехтед ва натиҷаро ба ду тақсим кардед."),
    )
    answer = measure(micro, "uF") * measure(u, "V")
    return measured({"micro": micro, "u": u}, (text, hints, steps), answer, "uC", slips)


def transformer(chance: Chance) -> Worked:
    """The voltage of a transformer's second winding."""
    u1, turns, k = chance.choice((110, 220, 380)), chance.randint(2, 12) * 100, chance.choice((2, 4, 5, 10))
    is_rising = chance.random() < 0.5
    n1, n2 = (turns, turns * k) if is_rising else (turns * k, turns)
    u2 = u1 * n2 / n1
    text = (
        f"Трансформатор дар печаки якум ${n1}$ ва дар печаки дуюм ${n2}$ печ дорад. Ба печаки якум шиддати "
        f"{shown(u1, 'V')} дода мешавад. Шиддат дар печаки дуюм чанд волт аст? Талафотро ба ҳисоб нагиред."
    )
    hints = (
        "Аввал бинед, ки печҳо дар кадом печак бештаранд: шиддат дар ҳамон печак зиёдтар аст.",
        r"Барои трансформатор: $\frac{U_1}{U_2} = \frac{N_1}{N_2}$.",
    )
    steps = (rf"$U_2 = \frac{{U_1 N_2}}{{N_1}} = {over(times(u1, n2), n1)} = {number(u2)}$ В.",)
    slips = (
        (u1 * n1 / n2, "Шояд шумо шумораи печҳои ду печакро иваз кардед."),
        (u1, "Шояд шумо гумон кардед, ки шиддат дар ҳарду печак якхела аст."),
        (u1 + n2 - n1, "Шояд шумо фарқи печҳоро ба шиддат ҷамъ кардед."),
        (u1 * n2 / (n1 + n2), "Шояд шумо ба шумораи умумии печҳо тақсим кардед."),
    )
    answer = measure(u1, "V") * n2 / n1
    return measured({"u1": u1, "n1": n1, "n2": n2}, (text, hints, steps), answer, "V", slips)
