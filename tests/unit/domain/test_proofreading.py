"""What the proofreader finds in an item, and what it leaves alone."""

from dataclasses import replace

import pytest

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import (
    Choice,
    Cloze,
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
    WrongAnswer,
)
from soro_tutor.domain.proofreading import FlawKind, check, twins

HINTS = ("Ба шарт нигоҳ кунед.", "Қоидаро ба ёд оред.", "Масалан, $2 + 3 = 5$.")
MISTAKEN = "Шояд шумо шартро нодуруст хондед."


def item(response: Response, statement: str = "Ҷавобро ёбед.", hints: tuple[str, str, str] = HINTS) -> Item:
    return Item(
        id="a",
        subject=Subject.PHYSICS,
        topic="physics.7.force",
        grade=7,
        statement=statement,
        response=response,
        hints=hints,
        solution=("Ҷавоб дар шарт аст.",),
        difficulty=2,
        source="ҳисоб",
    )


def choice(right: str, *wrong: str, misconception: str = MISTAKEN) -> Choice:
    return Choice((Option(right, is_right=True), *(Option(text, False, misconception) for text in wrong)))


def found(checked: Item) -> list[tuple[FlawKind, str]]:
    return [(flaw.kind, flaw.field) for flaw in check(checked)]


CLEAN = item(choice("нютон", "ҷоул", "ватт", "паскал"))
PAIRED = Matching(("а", "б", "в", "г"), ("1", "2", "3", "4", "5"), (1, 0, 4, 2))


@pytest.mark.parametrize(
    "response",
    [
        choice("нютон", "ҷоул", "ватт", "паскал"),
        choice("$1{,}5$ м", "$1{,}5$ см", r"$\frac{1}{2}$ м", "15 м"),
        choice("$x^2 - 4$", "$x^2 + 4$", "$(x - 2)^2$", "$x - 4$"),
        Several((Option("як", True), Option("ду", True), Option("се", False, "Шояд."), Option("чор", True))),
        TrueFalse(is_true=False, misconception=MISTAKEN),
        Short(("нютон", "Н"), wrong=(WrongAnswer("ҷоул", MISTAKEN),)),
        Number("3/4", wrong=(WrongAnswer("0,5", MISTAKEN),)),
        PAIRED,
        Order(("як", "ду", "се")),
    ],
)
def test_a_sound_item_has_no_flaws(response: Response) -> None:
    assert check(item(response)) == ()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Ҷавобро ёбед: cард ё гарм?", FlawKind.LOOKALIKE),
        ("Ҷавобро дар тоҷикй нависед.", FlawKind.DAMAGE),
        ("Ҷавобро бо ҳамон њарф нависед.", FlawKind.DAMAGE),
        ("Конуни Ҷоулро нависед.", FlawKind.MISSING_LETTERS),
        ("Ҷавобро дар китобхо ёбед.", FlawKind.MISSING_LETTERS),
        ("Ҷавобро ёбед: $x + 1.", FlawKind.LATEX),
        (r"Ҷавобро ёбед: $\frac{1}{2$.", FlawKind.LATEX),
        (r"Ҷавобро ёбед: $}x{$.", FlawKind.LATEX),
        (r"Ҷавобро ёбед: $\frac{1}$.", FlawKind.LATEX),
        (r"Ҷавобро ёбед: $\fraction{1}{2}$.", FlawKind.LATEX),
        (r"Ҷавобро ёбед: $\left(x$.", FlawKind.LATEX),
        ("Ҷавобро ёбед: $x^$.", FlawKind.LATEX),
        ("Ҷавобро ёбед: $$.", FlawKind.LATEX),
        ("Ҷавобро ёбед: $х + 1$.", FlawKind.LOOKALIKE),  # a Cyrillic х
        ("Ҷавобро ёбед.\n```figure\nkind = 'graph'", FlawKind.FIGURE),
        ("  ", FlawKind.EMPTY),
        ("Ҷавобро ёбед. " * 61, FlawKind.TOO_LONG),
    ],
)
def test_a_damaged_text_is_found(statement: str, kind: FlawKind) -> None:
    assert (kind, "statement") in found(item(CLEAN.response, statement))


@pytest.mark.parametrize(
    "statement",
    [
        r"Ҷавобро дар $5\,\text{см}$ ёбед.",
        r"Нархаш \$5 аст.",
        "PCҳо ва xро ёбед.",
        "Ин чой гарм аст.",
        "Хари деҳқон хам шуд.",
        "Ҳалқи одам чист?",
        "Илми физика чист?",
        r"$\begin{cases} x + y = 3 \\ x - y = 1 \end{cases}$ -ро ҳал кунед.",
    ],
)
def test_what_only_looks_damaged_is_left_alone(statement: str) -> None:
    assert check(item(CLEAN.response, statement)) == ()


def test_every_field_is_read() -> None:
    broken = choice("нютон", "cард", "ватт", "паскал")
    assert found(item(broken)) == [(FlawKind.LOOKALIKE, "options.2.text")]
    assert found(replace(CLEAN, solution=("Ҷавоб.", "cард"))) == [(FlawKind.LOOKALIKE, "solution.2")]


def test_a_russian_text_is_no_damaged_tajik() -> None:
    russian = replace(CLEAN, subject=Subject.RUSSIAN, statement="Какой это конун? Хорошо, плохо.")
    assert check(russian) == ()


def test_a_spelling_exercise_may_show_wrong_words() -> None:
    spelt = replace(item(choice("қонун", "конун", "қонунн", "ғонун")), subject=Subject.TAJIK_LANGUAGE)
    assert check(spelt) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("ватт", "Ватт"), ("ватт", " ватт "), ("0,5", r"$\frac{1}{2}$"), ("2 м", "2,0 м"), ("$1{,}50$", "1,5")],
)
def test_options_that_mean_the_same_are_found(one: str, other: str) -> None:
    assert found(item(choice("нютон", one, "паскал", other))) == [(FlawKind.EQUAL, "options.4.text")]


def test_a_choice_has_one_right_option() -> None:
    none = Choice(tuple(Option(text, False, MISTAKEN) for text in "абвг"))
    assert found(item(none)) == [(FlawKind.NO_RIGHT, "options")]
    two = Choice((*choice("нютон", "ватт", "паскал").options, Option("ҷоул", is_right=True)))
    assert found(item(two)) == [(FlawKind.SEVERAL_RIGHT, "options")]


def test_a_wrong_option_names_its_misconception() -> None:
    silent = Choice((*choice("нютон", "ватт", "паскал").options, Option("ҷоул")))
    assert (FlawKind.NO_MISCONCEPTION, "options.4") in found(item(silent))


@pytest.mark.parametrize("pairs", [(1, 0, 4, 5), (1, 1, 2, 3), (0, 1, 2), (0, 1, 2, -1)])
def test_pairs_fit_the_lists(pairs: tuple[int, ...]) -> None:
    assert (FlawKind.PAIRS, "pairs") in found(item(replace(PAIRED, pairs=pairs)))


@pytest.mark.parametrize("statement", ["Дар ҷумла холигӣ нест.", "Ин [[2]] аст.", "Ин [[1]] ва [[1]] аст."])
def test_gaps_fit_their_marks(statement: str) -> None:
    assert found(item(Cloze((Gap(("нютон",)),)), statement)) == [(FlawKind.GAPS, "gaps")]


def test_a_gap_with_its_mark_is_sound() -> None:
    assert check(item(Cloze((Gap(("нютон",)), Gap(("ватт",)))), "Ин [[1]] ва он [[2]] аст.")) == ()


def test_a_wrong_answer_is_not_the_right_one() -> None:
    number = Number("0.5", wrong=(WrongAnswer("1/2", MISTAKEN),))
    assert found(item(number)) == [(FlawKind.WRONG_IS_RIGHT, "wrong.1.text")]
    short = Short(("нютон",), wrong=(WrongAnswer("Нютон", MISTAKEN),))
    assert found(item(short)) == [(FlawKind.WRONG_IS_RIGHT, "wrong.1.text")]


def test_the_value_of_a_number_is_one() -> None:
    assert found(item(Number("бисёр"))) == [(FlawKind.VALUE, "value")]


@pytest.mark.parametrize(
    ("response", "hint"),
    [
        (choice("нютон", "ҷоул", "ватт", "паскал"), "Ин нютон аст."),
        (choice("нютон", "ҷоул", "ватт", "паскал"), "Нютонро ба ёд оред."),
        (choice("қувваи вазнинӣ", "ҷоул", "ватт", "паскал"), "Ин қувва вазнинӣ дорад: қувваи вазнини ҷисм."),
        (Number("12"), "Ҷавоб 12 аст."),
        (Number("0.5"), "Ҷавоб 0,5 аст."),
        (Number("1/2"), r"Ҷавоб $\frac{1}{2}$ аст."),
        (Short(("x^2-4",), is_expression=True), "Ин $x^2 - 4$ аст."),
        (Short(("нютон", "Н")), "Нютон гӯед."),
        (Order(("тухм", "кирм", "шапалак")), "Аввал тухм, баъд кирм ва шапалак."),
        (
            Matching(
                ("олма", "гандум", "лола", "арча"), ("мева", "ғалла", "гул", "дарахт", "сабза"), (0, 1, 2, 3)
            ),
            "Дар хотир доред: олма мева аст.",
        ),
    ],
)
def test_a_hint_that_says_the_answer_is_found(response: Response, hint: str) -> None:
    assert found(item(response, hints=(hint, *HINTS[1:]))) == [(FlawKind.SAYS_ANSWER, "hints.1")]


@pytest.mark.parametrize(
    ("response", "hint"),
    [
        (Number("12"), "Адади 112 ё 1,2 ё 12,5 ҷавоб нест."),
        (choice("ва", "ё", "ки", "то"), "Ҷумла ва пайвандакро ёбед."),
        (choice("исм", "феъл", "сифат", "шумора"), "Исмоил чӣ кард?"),
        (PAIRED, "а ва б-ро фикр кунед."),
    ],
)
def test_a_hint_that_only_comes_near_is_none(response: Response, hint: str) -> None:
    assert check(item(response, hints=(hint, *HINTS[1:]))) == ()


def test_what_the_statement_says_is_no_secret() -> None:
    assert check(item(Number("12"), "Дар 12 моҳ чанд моҳ аст?", ("Фикр кунед: 12.", *HINTS[1:]))) == ()


def test_the_worked_twin_may_hold_the_same_number() -> None:
    assert check(item(Number("5"))) == ()


def test_a_misconception_does_not_say_the_answer() -> None:
    telling = choice("нютон", "ҷоул", "ватт", "паскал", misconception="Ҷавоб нютон аст.")
    assert {kind for kind, _ in found(item(telling))} == {FlawKind.SAYS_ANSWER}


def test_two_items_that_ask_the_same_are_twins() -> None:
    other = replace(CLEAN, id="b", statement=" ҷавобро  ёбед.")
    asks_else = replace(item(choice("нютон", "ҷоул", "ватт", "герс")), id="c")
    ((twin, flaw),) = twins([CLEAN, other, asks_else])
    assert (twin.id, flaw.kind, flaw.detail) == ("b", FlawKind.TWIN, "a")


def test_a_number_in_words_says_the_answer_too() -> None:
    telling = item(Number("25"), hints=("Ҷавоб бисту панҷ аст.", *HINTS[1:]))
    assert found(telling) == [(FlawKind.SAYS_ANSWER, "hints.1")]
    assert check(item(Number("2"), hints=("Ҳар ду тарафро тақсим кунед.", *HINTS[1:]))) == ()
