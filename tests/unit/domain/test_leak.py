"""What a sentence may not say, form by form, and what it may; hostile text neither raises nor hangs."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Gap,
    Item,
    Matching,
    Number,
    Option,
    Order,
    Response,
    Several,
    Short,
    TrueFalse,
)
from soro_tutor.domain.leak import leaks, secrets_of


def item(response: Response, statement: str = "Ёбед.", subject: Subject = Subject.MATHEMATICS) -> Item:
    return Item("sample", subject, f"{subject}.5.sample", 5, statement, response, ("…",) * 3, ("…",), 1)


def says(
    sentence: str, response: Response, statement: str = "Ёбед.", subject: Subject = Subject.MATHEMATICS
) -> bool:
    return leaks(sentence, secrets_of(item(response, statement, subject)))


def options(*texts: str, right: tuple[int, ...] = (0,)) -> Any:
    return tuple(Option(text, index in right) for index, text in enumerate(texts))


RIVER = "Суръати қаиқ $12$ км/соат, ҷараён $3$ км/соат. Дар $2$ соат чанд километр?"
NUMBERS = [
    ("3/4", "$\\tfrac{3}{4}$ мешавад."),
    ("3/4", "Ҷавоб 0{,}75 аст."),
    ("3/4", "Он .75 аст."),
    ("3/4", "Ҳафтоду панҷ садяк."),
    ("3/4", "Аз чор се ҳисса."),
    ("3/4", "Се тақсими чор мешавад."),
    ("3/4", "75 % мешавад."),
    ("7.8", "Ҳафту ҳашт даҳяк."),
    ("7.8", "Ҳафт бутуну ҳашт даҳяк."),
    ("3/4", "**0**,**75**"),
    ("1000", "1.000 мешавад."),
    ("1000", "$1\\,000$"),
    ("1000", "$10^{3}$ аст."),
    ("1000", "Як ҳазор."),
    ("-3", "Манфии се."),
    ("-3", "ба −3,0 баробар"),
    ("sqrt(2)", "√2 см"),
    ("sqrt(2)", "решаи квадратии ду"),
    ("sqrt(2)", "тақрибан 1,41"),
    ("2/3", "0,67"),
    ("1/9", "нӯҳ маротиба кам мешавад"),
    ("24", "Ответ: двадцать четыре."),
    ("24", "It is twenty-four."),
    ("21", "Чавоб бисту як."),
    ("0.5", "Ним аст."),
    ("0.5", "Нисф аст ҷавоб."),
    ("0.5", "Ҷавоб сифру панҷ аст."),
    ("0.5", "Сифр бутуну панҷ аз даҳ."),
    ("0.5", "Панҷ аз даҳ."),
    ("0.5", "$2^{-1}$"),
    ("0.5", "$1 \\over 2$"),
    ("0.25", "Сифру бисту панҷ."),
    ("2.5", "Ду ва ним аст."),
    ("1.5", "Якуним аст."),
    ("1500", "Якуним ҳазор аст."),
    ("1500", "15 сад."),
    ("1500", "1'500"),
    ("1500", "$1{\\,}500$"),
    ("15", "$1{5}$"),
    ("15", "$1\\,5$"),
    ("15", "1&#53;"),
    ("15", "1&shy;5"),
    ("15", "1`5`"),
    ("15", "1\u2062\u200b5"),
    ("15", "pонздаҳ"),  # a Latin p
    ("4", "$x = 8:2$"),
]


@pytest.mark.parametrize(("value", "sentence"), NUMBERS)
def test_a_number_is_found_however_it_is_written(value: str, sentence: str) -> None:
    assert says(sentence, Number(value))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("2", "Ду тарафро ба назар гиред."),
        ("1", "Ба як савол ҷавоб диҳед."),
        ("3/4", "Касри $\\frac{1}{4}$-ро гиред."),
        ("15", "Дар саҳифаи 150 бинед."),
        ("0.75", "0,8 нест."),
        ("1000", "Дар $1$ м чанд дм?"),
    ],
)
def test_other_numbers_and_words_that_count_are_no_answer(value: str, sentence: str) -> None:
    assert not says(sentence, Number(value))


def test_a_number_that_the_item_gives_may_be_said_but_not_as_the_result() -> None:
    statement = "Решаи $5x - 2 = 3$-ро ёбед."
    assert not says("Аввал 5-ро бинед.", Number("5"), statement)
    assert says("Ҷавоб 5 аст.", Number("5"), statement)


def test_a_calculation_that_the_item_asks_may_be_named_but_its_value_may_not() -> None:
    statement = "Ҳисоб кунед: $8:2$."
    assert not says("Ба $8:2$ нигаред.", Number("4"), statement)
    assert says("Ин 4.", Number("4"), statement)


SOLVED = replace(
    item(Choice(options("Ҳа", "Не")), "Ҷисм мехобад?"),
    hints=("Ба суръат нигаред.", "Суръати ҷисм тағйир намеёбад, чаро?", "…"),
    solution=("Аввал қувваи вазнинро меёбем. Суръати ҷисм тағйир намеёбад.", "Пас вай мехобад."),
)


@pytest.mark.parametrize(
    "sentence",
    ["Аввал қувваи вазнинро меёбем.", "Гӯш кунед: **аввал** Қувваи вазнинро меёбем!", "Пас вай мехобад."],
)
def test_a_sentence_of_the_solution_may_not_be_copied(sentence: str) -> None:
    assert leaks(sentence, secrets_of(SOLVED))


@pytest.mark.parametrize("sentence", ["Суръати ҷисм тағйир намеёбад, чаро?", "Қувваро чӣ тавр меёбем?"])
def test_what_a_hint_says_too_or_other_words_are_no_copy(sentence: str) -> None:
    assert not leaks(sentence, secrets_of(SOLVED))


def test_the_answer_in_another_unit_is_the_answer_but_a_step_is_not() -> None:
    assert says("Ҷавоб 18000 м аст.", Number("18", "km"), RIVER)
    assert not says("Масофаро ба метр гардонед: 18000 м ва баъд вақтро ёбед.", Number("18", "km"), RIVER)


def test_a_number_within_the_tolerance_is_the_answer() -> None:
    assert says("Тақрибан 104 см.", Number("103.62", "cm", 0.01))
    assert says("$C = 33\\pi$ см.", Number("103.62", "cm", 0.01))
    assert not says("Аввал $3 \\cdot 33 = 99$ см.", Number("103.62", "cm", 0.01))


def test_per_cent_that_are_asked_may_not_come_as_a_fraction() -> None:
    assert says("$\\frac{3}{20}$ мешавад.", Number("15"), "Чанд фоиз аст?")
    assert not says("$\\frac{3}{20}$ мешавад.", Number("15"), "Чанд сомонӣ аст?")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ин митохондрия аст.",
        "МИТОХОНДРИЯҲО доранд.",
        "**мито**хондрия",
        "м-и-т-о-х-о-н-д-р-и-я",
        "М И Т О Х О Н Д Р И Я",
        "«мито» + «хондрия»",
        "мито\u200bхондрияро",
        "митoхoндрия",
        "миттохондрия",
    ],
)
def test_a_word_is_found_however_it_is_typed(sentence: str) -> None:
    assert says(sentence, Short(("митохондрия",)))


@pytest.mark.parametrize(
    "sentence", ["Он бо «м» сар мешавад.", "Хлоропласт нест.", "Айнан ҳамин.", "Хати каҷ."]
)
def test_a_part_of_a_word_is_not_the_word(sentence: str) -> None:
    assert not any(says(sentence, Short((word,))) for word in ("митохондрия", "Айнӣ", "хати рост"))


AM = Cloze((Gap(("'m", "am")),))


@pytest.mark.parametrize("sentence", ["Ин “my” аст.", "Калимаи “me”.", "Ба “many” нигаред."])
def test_a_letter_is_no_answer_with_what_would_be_an_ending_behind_a_word(sentence: str) -> None:
    assert not says(sentence, AM, "I [[1]] a pupil.", Subject.ENGLISH)


@pytest.mark.parametrize("sentence", ["“I'm”", "I’m a pupil.", "Ҷавоб: 'm.", "Ҷавоби “am”.", "“Am” ё “are”?"])
def test_a_letter_that_stands_alone_is(sentence: str) -> None:
    assert says(sentence, AM, "I [[1]] a pupil.", Subject.ENGLISH)


@pytest.mark.parametrize(("answer", "word"), [("on", "one"), ("the", "they"), ("her", "here")])
def test_an_english_word_has_no_tajik_ending_in_latin_letters(answer: str, word: str) -> None:
    assert not says(f"Калимаи “{word}” чӣ маъно дорад?", Short((answer,)), subject=Subject.ENGLISH)
    assert says(f"Калимаи “{answer}”-ро нависед.", Short((answer,)), subject=Subject.ENGLISH)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("had", "«I had a dog.»"), ("is", "There is a book."), ("since", "«since 2010»"), ("are", "Are you?")],
)
def test_a_short_word_of_a_language_is_no_product_of_unknowns(answer: str, sentence: str) -> None:
    assert says(sentence, Short((answer,)), subject=Subject.ENGLISH)


def test_a_letter_of_a_russian_word_is_not_the_preposition_that_begins_with_it() -> None:
    ending = Cloze((Gap(("б",)),))
    assert not says("Ба калима диққат диҳед.", ending, "«гри[[1]]»", Subject.RUSSIAN)
    assert says("Ҳарфи «б» лозим.", ending, "«гри[[1]]»", Subject.RUSSIAN)


def test_a_letter_is_not_one_that_looks_like_it() -> None:
    vowels = Several(options("«E»", "«R»", "«I»", right=(0, 2)))
    assert not says("«U» садонок аст ё ҳамсадо?", vowels, subject=Subject.ENGLISH)
    assert says("Ҳарфи «e» чӣ?", vowels, subject=Subject.ENGLISH)


def test_a_formula_is_found_in_letters_of_both_alphabets() -> None:
    salt = Short(("NaCl",))
    for sentence in ("$\\text{Na}\\text{Cl}$", "2NaCl", "NаСl", "Na-Cl"):
        assert says(sentence, salt)
    assert not says("Na ва HCl", salt)
    assert says("CO₂", Choice(options("$\\mathrm{CO_2}$", "$\\mathrm{CO}$")))
    assert not says("$\\mathrm{CO_2}$", Choice(options("$\\mathrm{CO}$", "$\\mathrm{CO_2}$")))


def test_an_equal_expression_is_found_and_a_longer_one_is_still_work() -> None:
    answer = Short(("x^2-9",), is_expression=True)
    assert says("Ҷавоб $-9 + x^{2}$.", answer)
    assert not says("Аввал $x^2 + 3x - 3x - 9$ нависед.", answer)


PRODUCT = "Қавсҳоро кушоед: $(5x + 3)(x - 6)$."
EXPANDED = Short(("5x^2-27x-18",), is_expression=True)


@pytest.mark.parametrize(
    "formula", ["(5x + 3)(x - 6)", "(5x+3) \\cdot (x-6)", "(x - 6)(3 + 5x)", "(-6 + x)(5x + 3)"]
)
def test_the_expression_of_the_statement_may_be_told_again_in_its_own_form(formula: str) -> None:
    assert not says(f"Ба ${formula}$ нигаред.", EXPANDED, PRODUCT)


@pytest.mark.parametrize(
    "formula", ["5x^2 - 27x - 18", "-18 - 27x + 5x^2", "(5x + 3)(x - 6) = 5x^2 - 27x - 18", "x(5x-27) - 18"]
)
def test_what_it_equals_in_another_form_may_not(formula: str) -> None:
    assert says(f"Ба ${formula}$ нигаред.", EXPANDED, PRODUCT)


def test_what_is_to_be_factored_may_be_told_again_and_its_factors_may_not() -> None:
    factors = Choice(options("$(x - 7)(x + 7)$", "$(x - 7)^2$"))
    assert not says("Дар $x^2 - 49$ чанд квадрат ҳаст?", factors, "Ба зарбкунандаҳо ҷудо кунед: $x^2 - 49$.")
    assert says("$(7 + x)(x - 7)$", factors, "Ба зарбкунандаҳо ҷудо кунед: $x^2 - 49$.")


def test_an_answer_that_stands_in_the_statement_is_secret_all_the_same() -> None:
    answer = Choice(options("$2(x + 3)$", "$2(x + 6)$"))
    statement = "Кадоме ба $2x + 6$ баробар аст: $2(x + 3)$ ё $2(x + 6)$?"
    assert says("Ба $(3 + x) \\cdot 2$ нигаред.", answer, statement)
    assert not says("Ба $2x + 6$ нигаред.", answer, statement)


def test_two_roots_are_found_together_also_as_factors() -> None:
    answer = Choice(options("$x_1 = 2$, $x_2 = -3$", "$x_1 = -2$, $x_2 = 3$"))
    for sentence in ("$x = 2$ ё $x = -3$", "ду ва манфии се.", "$(x - 2)(x + 3)$"):
        assert says(sentence, answer)
    assert not says("Агар $x = 2$ бошад, чӣ мешавад?", answer)


@pytest.mark.parametrize(
    "sentence",
    [
        "Варианти Б.",
        "Ҷавоб: B",
        "варианти дуюм",
        "Вариант 2",
        "Ответ В",
        "The second option.",
        "Б дуруст аст.",
    ],
)
def test_an_option_is_found_by_its_letter_or_place(sentence: str) -> None:
    assert says(sentence, Choice(options("ромб", "доира", "кура", "конус", right=(1,))))


def test_a_wrong_option_may_be_ruled_out() -> None:
    assert not says("Варианти чорум не.", Choice(options("ромб", "доира", "кура", "конус")))


def test_every_right_option_of_several_is_secret() -> None:
    atom = Several(options("протонҳо", "нейтронҳо", "электронҳо", "фотонҳо", right=(0, 1)))
    for sentence in ("протону дигараш", "Вариантҳои А ва В", "ду варианти аввал"):
        assert says(sentence, atom)
    assert not says("Электронҳо давр мезананд.", atom)


def test_a_long_answer_is_found_in_other_order() -> None:
    heat = options(
        "Дар ҳарорати баланд молекулаҳо тезтар ҳаракат мекунанд.",
        "Дар оби гарм молекулаҳо калонтар мешаванд.",
    )
    assert says("Молекулаҳо дар ҳарорати баланд тезтар ҳаракат мекунанд.", Choice(heat))
    assert not says("Молекулаҳо калонтар намешаванд.", Choice(heat))


@pytest.mark.parametrize("sentence", ["Ин дуруст аст.", "Ин хато нест.", "It is true."])
def test_a_true_statement_may_not_be_called_so(sentence: str) -> None:
    assert says(sentence, TrueFalse(True, "…"))
    assert not says(sentence, TrueFalse(False, "…"))


def test_a_statement_may_not_be_told_or_denied_in_its_own_words() -> None:
    statement = "Адади $1$ адади содда аст."
    assert says("Адади 1 содда нест.", TrueFalse(False, "…"), statement)
    assert says("Ҷавоб: не.", TrueFalse(False, "…"), statement)
    assert not says("Адади 2 чандто тақсимкунанда дорад?", TrueFalse(False, "…"), statement)


@pytest.mark.parametrize("sentence", ["Дуруст аст ё нодуруст?", "Қадами шумо дуруст аст.", "Боз фикр кунед."])
def test_what_else_is_right_says_nothing_about_the_statement(sentence: str) -> None:
    assert not says(sentence, TrueFalse(True, "…"))


def test_both_sides_of_a_pair_are_needed() -> None:
    units = Matching(("қувва", "кор"), ("ҷоул", "нютон"), (1, 0))
    for sentence in ("Қувва бо нютон.", "1 — 2, 2 — 1", "кор: рақами 1"):
        assert says(sentence, units)
    assert not says("Воҳиди қувва кадом аст?", units)


def test_a_pair_may_be_a_word_and_a_formula() -> None:
    areas = Matching(("Секунҷа", "Ромб"), ("$S = ah$", "$S = \\frac{ah}{2}$"), (1, 0))
    assert says("Барои секунҷа $S=\\dfrac{ah}{2}$.", areas)
    assert not says("Барои секунҷа $S = ah$ нест.", areas)


def test_all_parts_of_an_order_are_needed() -> None:
    sizes = Order(("бит", "байт", "килобайт"))
    assert says("бит < байт < килобайт", sizes)
    assert not says("Дар байт 8 бит ҳаст.", sizes)


def test_each_gap_of_a_cloze_is_secret_and_common_words_only_in_their_place() -> None:
    roots = Cloze((Gap(("ду", "2")), Gap(("надорад", "нест"))))
    statement = "Он [[1]] решаи ҳақиқӣ дорад; агар манфӣ бошад, решаи ҳақиқӣ [[2]]."
    assert says("Ду решаи ҳақиқӣ.", roots, statement)
    assert says("решаи ҳақиқӣ надорад", roots, statement)
    assert not says("Ҷавоби шумо дуруст нест.", roots, statement)
    assert not says("Аз ду тараф тарҳ кунед.", roots, statement)


def test_the_result_of_a_derivation_is_secret_and_its_lines_are_not() -> None:
    line = Derivation("5(x - 2) = 3x + 8", "x = 9")
    assert says("$x = 18/2$, яъне 9.", line)
    assert not says("$2x = 18$", line)


HOSTILE = [
    "савол " * 2_000,
    "$" * 5_000,
    "\\(" * 3_000,
    "{" * 5_000 + "}" * 5_000,
    "\\frac{" * 2_000,
    "$10^{10^{10}}$",
    "9" * 10_000,
    "9" * 10_000 + "/" + "0" * 10,
    "1/0 ва $\\frac{1}{0}$",
    "√" * 3_000,
    "-" * 10_000,
    "а-" * 5_000,
    "\u202e12\u202c\u200f3",
    "як ҳазор " * 1_000,
    "двадцать " * 1_000,
    "| " * 4_000,
    "* " * 4_000,
]
RESPONSES = [
    Number("4"),
    Number("18", "km", 0.01),
    Short(("x^2-9",), is_expression=True),
    Short(("хати рост",)),
    Choice(options("$x \\ne 9$", "2", "3", "4")),
    TrueFalse(True, "…"),
    Matching(("қувва", "кор"), ("ҷоул", "нютон"), (1, 0)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_neither_raises_nor_hangs(text: str) -> None:
    assert [says(text, response) for response in RESPONSES].count(None) == 0


@given(st.text(alphabet=st.sampled_from(list("0129-−+*/=^(){}$\\.,%√πxфрa ваҷ\u200e\n|")), max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    assert {says(text, response) for response in RESPONSES} <= {True, False}


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_no_answer_makes_it_raise(answer: str, text: str) -> None:
    assert says(text, Short((answer,))) in (True, False)
    assert says(text, Choice(options(answer, "2", "3", "4"))) in (True, False)


LETTERS = "Дар алифбои имрӯзаи тоҷикӣ чанд ҳарф ҳаст?"


@pytest.mark.parametrize(
    "sentence",
    ["Шумора $5 \\cdot 7$ аст.", "Он ба 5*7 баробар аст.", "Ҷавоб: $30 + 5$.", "Ҷавоби дуруст 40-5 аст."],
)
def test_a_calculation_that_is_called_the_answer_says_it(sentence: str) -> None:
    assert says(sentence, Number("35"), LETTERS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ҳисоб кунед: $5 \\cdot 7$.",
        "$5 \\cdot 7$ чанд аст?",
        "Зарби $5 \\cdot 7$ лозим аст.",
        "Шумора $5 \\cdot 6$ аст.",
        "Ҷавоб: $30 + 4$.",
    ],
)
def test_a_calculation_that_is_a_step_or_another_one_does_not(sentence: str) -> None:
    assert not says(sentence, Number("35"), LETTERS)


def test_the_calculation_of_the_statement_may_be_told_again() -> None:
    assert not says("Ифода $26 + 9$ аст.", Number("35"), "Ҳисоб кунед: $26 + 9$.")


PEAKS = Choice(
    options("Қуллаи Исмоили Сомонӣ", "Қуллаи Карл Маркс", "Қуллаи Абӯалӣ ибни Сино", "Қуллаи Истиқлол")
)
METHODS = Choice(options("ҳар рӯз шуста мешавад", "ҳеҷ гоҳ шуста намешавад", "танҳо хушк", "танҳо тар"))


@pytest.mark.parametrize(
    "sentence", ["Қуллаи Сомонӣ аз ҳама баланд аст.", "Қуллаи И. Сомонӣ.", "Ҷавоб Сомонӣ аст."]
)
def test_the_last_word_of_a_name_says_the_option(sentence: str) -> None:
    assert says(sentence, PEAKS, "Баландтарин қулла кадом аст?")


@pytest.mark.parametrize("sentence", ["Қуллаи Истиқлол аз он паст аст.", "Қуллаҳоро муқоиса кунед."])
def test_what_other_options_have_does_not(sentence: str) -> None:
    assert not says(sentence, PEAKS, "Баландтарин қулла кадом аст?")


def test_a_verb_at_the_end_of_an_option_is_said_everywhere() -> None:
    assert not says("Дар натиҷа чӣ мешавад?", METHODS, "Бо он чӣ мекунанд?")
