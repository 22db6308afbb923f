"""Counting: the rule of products, permutations, arrangements, combinations."""

import math

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, valued
from soro_tutor.domain.generators.worked import Worked

IS_ORDER_KEPT = "Фикр кунед, ки оё тартиби интихоб аҳамият дорад."
THINGS = (
    "китобро дар раф",
    "расмро дар девор",
    "гулдонро дар тиреза",
    "парчамро дар майдон",
    "курсиро дар саҳна",
)


def digits(chance: Chance) -> Worked:
    """How many numbers of so many places some digits make, with or without repetition."""
    row = sorted(chance.sample(range(1, 10), chance.randint(3, 7)))
    count, may_repeat = len(row), chance.random() < 0.5
    places = chance.randint(2, 3)
    right = count**places if may_repeat else math.perm(count, places)
    said = "такрор шуда тавонанд" if may_repeat else "такрор нашаванд"
    row_text = ", ".join(map(str, row))
    factors = [count if may_repeat else count - place for place in range(places)]
    asked = Asked(
        {"row": tuple(row), "places": places, "may_repeat": may_repeat},
        f"Аз рақамҳои ${row_text}$ чанд адади ${places}$-рақама сохтан мумкин аст, агар рақамҳо дар адад "
        f"{said}?",
        (
            "Ҳисоб кунед, ки барои ҳар як ҷойи адад чанд имконият ҳаст.",
            "Қоидаи ҳосили зарб: шумораи имкониятҳои ҳамаи ҷойҳоро ба ҳам зарб мекунанд.",
        ),
        (
            f"Имкониятҳо барои ҷойҳо: ${', '.join(map(str, factors))}$.",
            f"${' * '.join(map(str, factors))} = {right}$.".replace(" * ", " \\cdot "),
        ),
    )
    slips = (
        (
            math.perm(count, places) if may_repeat else count**places,
            "Шояд шумо шарти такрори рақамҳоро ба ҳисоб нагирифтед.",
        ),
        (count * places, "Шояд шумо шумораи рақамҳоро ба шумораи ҷойҳо зарб кардед."),
        (math.comb(count, places), "Шояд шумо тартиби рақамҳоро ба ҳисоб нагирифтед."),
        (sum(factors), "Шояд шумо имкониятҳоро ба ҷойи зарб ҷамъ кардед."),
    )
    return valued(asked, right, slips)


def permutations(chance: Chance) -> Worked:
    """In how many ways some things stand in a row, one of them at a fixed place or not."""
    count, fixed, thing = chance.randint(4, 9), chance.randint(0, 2), chance.choice(THINGS)
    free = count - fixed
    right = math.factorial(free)
    condition = (
        "",
        " Яктои муайяни онҳо бояд дар аввал истад.",
        " Яктои муайяни онҳо бояд дар аввал ва яктои дигар дар охир истад.",
    )[fixed]
    row = " \\cdot ".join(map(str, range(1, free + 1)))
    asked = Asked(
        {"count": count, "fixed": fixed},
        f"${count}$ {thing} дар як қатор мегузоранд.{condition} Ин корро бо чанд тарз кардан мумкин аст?",
        (
            "Барои ҷойи аввали озод чанд имконият ҳаст ва барои ҷойи баъдӣ чанд?",
            "Шумораи ҷойивазкуниҳо ба ҳосили зарби ададҳои натуралӣ аз як то шумораи чизҳои озод баробар "
            "аст.",
        ),
        (f"Чизҳои озод: ${free}$.", f"${free}! = {row} = {right}$."),
    )
    slips = (
        (math.factorial(count), "Шояд шумо шартро дар бораи ҷойҳо ба ҳисоб нагирифтед."),
        (free**free, "Шояд шумо ба ҳар ҷой ҳамаи чизҳоро гузоштед, гӯё такрор мумкин бошад."),
        (free * (free + 1) // 2, "Шояд шумо ададҳоро ба ҷойи зарб ҷамъ кардед."),
        (math.factorial(free - 1), "Шояд шумо як чизро гум кардед."),
    )
    return valued(asked, right, slips)


def arrangements(chance: Chance) -> Worked:
    """A captain and a deputy of a team; also a third post."""
    count, posts = chance.randint(5, 40), chance.choice((2, 3))
    roles = "сардор ва муовин" if posts == 2 else "сардор, муовин ва котиб"
    right = math.perm(count, posts)
    row = " \\cdot ".join(str(count - place) for place in range(posts))
    asked = Asked(
        {"count": count, "posts": posts},
        f"Дар синф ${count}$ хонанда аст. Аз байни онҳо {roles} интихоб мекунанд; як кас ду вазифа гирифта "
        "наметавонад. Ин корро бо чанд тарз кардан мумкин аст?",
        (
            IS_ORDER_KEPT,
            "Вазифаҳо гуногунанд: барои ҳар вазифаи навбатӣ як номзад кам мемонад, имкониятҳо зарб мешаванд.",
        ),
        (f"${row} = {right}$.",),
    )
    slips = (
        (math.comb(count, posts), "Шояд шумо фарқи вазифаҳоро ба ҳисоб нагирифтед."),
        (count**posts, "Шояд шумо ба як кас якчанд вазифа додед."),
        (sum(count - place for place in range(posts)), "Шояд шумо имкониятҳоро ба ҷойи зарб ҷамъ кардед."),
        (count * posts, "Шояд шумо шумораи хонандагонро ба шумораи вазифаҳо зарб кардед."),
    )
    return valued(asked, right, slips)


def combinations(chance: Chance) -> Worked:
    """How many groups can be chosen, or handshakes be exchanged."""
    count, chosen = chance.randint(5, 40), chance.choice((2, 3))
    right = math.comb(count, chosen)
    row = " \\cdot ".join(str(count - place) for place in range(chosen))
    story = (
        f"${count}$ шоҳмотбоз дар мусобиқа иштирок карда, ҳар як ҷуфт як бозӣ мекунад. Ҳамагӣ чанд бозӣ "
        "мешавад?"
        if chosen == 2 and chance.random() < 0.5
        else f"Аз ${count}$ хонанда гурӯҳи ${chosen}$-нафараро бо чанд тарз интихоб кардан мумкин аст?"
    )
    asked = Asked(
        {"count": count, "chosen": chosen},
        story,
        (
            IS_ORDER_KEPT,
            "Гурӯҳҳое, ки танҳо бо тартиби интихоб фарқ мекунанд, якхелаанд: шумораи ҷойгиркуниҳоро ба "
            "шумораи ҷойивазкуниҳои гурӯҳ тақсим мекунанд.",
        ),
        (f"$C_{{{count}}}^{{{chosen}}} = \\frac{{{row}}}{{{math.factorial(chosen)}}} = {right}$.",),
    )
    slips = (
        (math.perm(count, chosen), "Шояд шумо тартиби интихобро ба ҳисоб гирифтед."),
        (count**chosen, "Шояд шумо як хонандаро якчанд бор интихоб кардед."),
        (count * chosen, "Шояд шумо танҳо ду ададро зарб кардед."),
        (math.comb(count + 1, chosen), "Шояд шумо як нафарро зиёд шумурдед."),
    )
    return valued(asked, right, slips)


GENERATORS = (
    Generator("math-digits", "mathematics.9.combinatorics", 9, 2, by_answer(digits)),
    Generator("math-permutations", "mathematics.11.combinatorics", 11, 2, by_answer(permutations)),
    Generator("math-arrangements", "mathematics.11.combinatorics", 11, 3, by_choice(arrangements)),
    Generator("math-combinations", "mathematics.11.combinatorics", 11, 3, by_choice(combinations)),
)
