"""Divisibility: its signs, primes, prime factors, the greatest divisor and the least multiple of two."""

import math
from collections.abc import Mapping
from itertools import combinations

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.mathematics.asked import Asked, by_answer, by_choice, told, valued
from soro_tutor.domain.generators.worked import Worked
from soro_tutor.domain.item import Option, Several, TrueFalse

LARGEST = 8000  # that is taken to pieces
# What a number is divided by: its sign, and what may have been taken for it (any of the last digits or sums).
SIGNS = {
    3: ("ҳосили ҷамъи рақамҳояш ба се тақсим шавад", "Шояд шумо танҳо ба рақами охирини адад нигоҳ кардед."),
    4: (
        "ду рақами охиринаш ададе ташкил кунанд, ки ба чор тақсим мешавад",
        "Шояд шумо танҳо ба як рақами охирин нигоҳ кардед.",
    ),
    6: (
        "ҷуфт бошад ва ҳосили ҷамъи рақамҳояш ба се тақсим шавад",
        "Шояд шумо танҳо яке аз ду шарти тақсимшавиро санҷидед.",
    ),
    9: (
        "ҳосили ҷамъи рақамҳояш ба нӯҳ тақсим шавад",
        "Шояд шумо аломати тақсимшавӣ ба адади дигарро татбиқ кардед.",
    ),
}


def signs(chance: Chance) -> Worked:
    """Which of five numbers are divisible by 3, 4, 6 or 9."""
    divisor = chance.choice(tuple(SIGNS))
    rule, said = SIGNS[divisor]
    count = chance.choice((2, 3))
    right = [divisor * factor for factor in chance.sample(range(20, 110), count)]
    wrong = chance.sample([number for number in range(82, 990) if _deceives(number, divisor)], 5 - count)
    numbers = right + wrong
    chance.shuffle(numbers)
    options = tuple(Option(f"${n}$", n in right, "" if n in right else said) for n in numbers)
    answer = "; ".join(f"${number}$" for number in numbers if number in right)
    return Worked(
        {"numbers": tuple(numbers), "divisor": divisor},
        f"Кадоми ин ададҳо ба ${divisor}$ бе бақия тақсим мешаванд: {', '.join(f'${n}$' for n in numbers)}? "
        "Ҳамаи ададҳои дурустро интихоб кунед.",
        ("Аломати тақсимшавии ададҳоро ба ёд оред.", f"Адад тақсим мешавад, агар {rule}."),
        (
            f"Адад ба ${divisor}$ тақсим мешавад, агар {rule}.",
            "; ".join(f"${n} = {divisor} \\cdot {n // divisor}{_rest(n % divisor)}$" for n in numbers) + ".",
        ),
        answer,
        response=Several(options),
    )


def is_prime(chance: Chance) -> Worked:
    """Whether an odd number is prime."""
    pool = [n for n in range(31, 900) if n % 2 and n % 5 and (n % 3 or n % 9 == 0)]
    wants_prime = chance.random() < 0.5
    number = chance.choice([n for n in pool if (len(_factors(n)) == 1) == wants_prime])
    least = _factors(number)[0]
    tried = [p for p in range(2, math.isqrt(number) + 1) if len(_factors(p)) == 1]
    step = (
        f"${number}$ ба ададҳои содаи аз ${tried[0]}$ то ${tried[-1]}$ тақсим намешавад; квадрати адади "
        f"содаи навбатӣ аз ${number}$ калон аст."
        if wants_prime
        else f"${number} = {least} \\cdot {number // least}$, яъне адад тақсимкунандаи дигар низ дорад."
    )
    return Worked(
        {"number": number},
        f"Адади ${number}$ сода аст. Ин дуруст аст ё нодуруст?",
        (
            "Санҷед, ки оё адад ғайр аз як ва худаш тақсимкунандаи дигар дорад.",
            "Ададро пай дар пай ба ададҳои содае тақсим кунед, ки квадраташон аз он калон нест.",
        ),
        (step,),
        "дуруст" if wants_prime else "нодуруст",
        response=TrueFalse(wants_prime, "Шояд шумо тақсимшавиро ба ҳамаи ададҳои содаи лозимӣ насанҷидед."),
    )


def prime_factors(chance: Chance) -> Worked:
    """A number as a product of powers of primes."""
    (first, a), (second, b), (third, _) = chance.choice(_decomposable())
    powers = {first: a, second: b, third: 1}
    number = math.prod(base**power for base, power in powers.items())
    factors = _factors(number)
    steps = tuple(
        f"${math.prod(factors[place:])} : {factor} = {math.prod(factors[place + 1 :])}$."
        for place, factor in enumerate(factors)
    )
    asked = Asked(
        {"number": number},
        f"Адади ${number}$-ро ба зарбкунандаҳои сода ҷудо кунед.",
        (
            "Аз хурдтарин адади содае оғоз кунед, ки адад ба он тақсим мешавад.",
            "Ададро ба ададҳои сода тақсим мекунанд, то ҳосили тақсим ба як баробар шавад; зарбкунандаҳои "
            "такрориро ба намуди дараҷа менависанд.",
        ),
        steps,
    )
    slips = (
        (_powers({first: b, second: a, third: 1}), "Шояд шумо нишондиҳандаҳои дараҷаҳоро иваз кардед."),
        (_powers(dict.fromkeys(powers, 1)), "Шояд шумо такрори зарбкунандаҳоро ба ҳисоб нагирифтед."),
        (_powers({first: a, second: b}), "Шояд шумо зарбкунандаи охиринро гум кардед."),
        (_powers({**powers, first: a + 1}), "Шояд шумо ба адади якум як бор зиёд тақсим кардед."),
    )
    return told(asked, _powers(powers), slips)


def greatest_divisor(chance: Chance) -> Worked:
    """The greatest common divisor of two numbers."""
    a, b = _two(chance, (4, 6, 8, 9, 10, 12, 14, 15, 18))
    right = math.gcd(a, b)
    asked = Asked(
        {"a": a, "b": b},
        f"Калонтарин тақсимкунандаи умумии ададҳои ${a}$ ва ${b}$-ро ёбед.",
        (
            "Ҳар ду ададро ба зарбкунандаҳои сода ҷудо кунед.",
            "Калонтарин тақсимкунандаи умумӣ ҳосили зарби ҳамаи зарбкунандаҳои содаи умумист.",
        ),
        (*_decomposed(a, b), f"Зарбкунандаҳои умумӣ: ${_row(_factors(right))} = {right}$."),
    )
    slips = (
        (math.lcm(a, b), "Шояд шумо ба ҷойи тақсимкунандаи умумӣ каратии умумиро ёфтед."),
        (_factors(right)[0], "Шояд шумо на ҳамаи зарбкунандаҳои умумиро ба ҳисоб гирифтед."),
        (right // _factors(right)[0], "Шояд шумо як зарбкунандаи умумиро гум кардед."),
        (min(a, b), "Шояд шумо хурдтарини ду ададро навиштед."),
        (abs(a - b), "Шояд шумо фарқи ададҳоро ёфтед."),
    )
    return valued(asked, right, slips)


def least_multiple(chance: Chance) -> Worked:
    """The least common multiple of two numbers."""
    a, b = _two(chance, (2, 3, 4, 5, 6, 7, 8, 10))
    common, right = math.gcd(a, b), math.lcm(a, b)
    asked = Asked(
        {"a": a, "b": b},
        f"Хурдтарин каратии умумии ададҳои ${a}$ ва ${b}$-ро ёбед.",
        (
            "Ададро ҷӯед, ки ба ҳар ду адад бе бақия тақсим мешавад.",
            "Зарбкунандаҳои содаи адади якумро гиред ва зарбкунандаҳои намерасидагиро аз адади дуюм илова "
            "кунед.",
        ),
        (*_decomposed(a, b), f"${a} \\cdot {b // common} = {right}$."),
    )
    slips = (
        (a * b, "Шояд шумо ададҳоро танҳо ба ҳам зарб кардед."),
        (common, "Шояд шумо ба ҷойи каратии умумӣ тақсимкунандаи умумиро ёфтед."),
        (a + b, "Шояд шумо ададҳоро ҷамъ кардед."),
    )
    return valued(asked, right, slips)


def _two(chance: Chance, commons: tuple[int, ...]) -> tuple[int, int]:
    """Two numbers with a drawn greatest common divisor, neither a multiple of the other."""
    common = chance.choice(commons)
    first = chance.randint(2, 9)
    second = chance.choice([number for number in range(2, 12) if math.gcd(number, first) == 1])
    return common * first, common * second


def _decomposable() -> list[tuple[tuple[int, int], ...]]:
    """Three primes with their powers, of numbers that are small enough for paper."""
    return [
        ((first, a), (second, b), (third, 1))
        for first, second, third in combinations((2, 3, 5, 7, 11, 13), 3)
        for a, b in ((1, 2), (1, 3), (2, 1), (3, 1), (2, 3), (3, 2), (4, 1), (5, 1), (4, 2))
        if first**a * second**b * third < LARGEST
    ]


def _deceives(number: int, divisor: int) -> bool:
    """Whether a number that is not divisible looks so to who knows half of the sign."""
    digits = sum(map(int, str(number)))
    looks = {3: number % 10 % 3 == 0, 4: number % 10 % 4 == 0, 6: number % 2 == 0 or digits % 3 == 0}
    return number % divisor != 0 and looks.get(divisor, digits % 3 == 0)


def _rest(rest: int) -> str:
    return f" + {rest}" if rest else ""


def _factors(number: int) -> list[int]:
    """The prime factors of a number from 2 on, the smallest first."""
    for factor in range(2, math.isqrt(number) + 1):
        if number % factor == 0:
            return [factor, *_factors(number // factor)]
    return [number] if number > 1 else []


def _row(factors: list[int]) -> str:
    return " \\cdot ".join(map(str, factors))


def _decomposed(a: int, b: int) -> tuple[str, str]:
    return f"${a} = {_row(_factors(a))}$.", f"${b} = {_row(_factors(b))}$."


def _powers(powers: Mapping[int, int]) -> str:
    product = " \\cdot ".join(f"{base}^{n}" if n > 1 else str(base) for base, n in powers.items())
    return f"${product}$"


GENERATORS = (
    Generator("math-divisibility-signs", "mathematics.6.divisibility", 6, 2, by_answer(signs)),
    Generator("math-is-prime", "mathematics.6.primes", 6, 2, by_answer(is_prime)),
    Generator("math-prime-factors", "mathematics.6.primes", 6, 2, by_choice(prime_factors)),
    Generator("math-gcd", "mathematics.6.gcd_lcm", 6, 2, by_choice(greatest_divisor)),
    Generator("math-lcm", "mathematics.6.gcd_lcm", 6, 2, by_answer(least_multiple)),
)
