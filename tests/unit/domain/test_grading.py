"""Answers are graded by what they mean, not by how they were typed."""

from dataclasses import replace

import pytest

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.grading import Answer, NoteKind, Verdict, grade
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
    WrongAnswer,
)  # fmt: skip

WATER = Option("об", is_right=True)
AIR = Option("ҳаво", misconception="Шояд ҳаво.")


def graded(
    response: Response, text: str = "", chosen: tuple[int, ...] = (), texts: tuple[str, ...] = ()
) -> Verdict:
    item = Item("item", Subject.PHYSICS, "topic", 7, "?", response, ("", "", ""), (), 1)
    return grade(item, Answer(text, chosen, texts), DirectAlgebra())


@pytest.mark.parametrize("text", ["хукук", "Ҳуқуқ.", "«хуқук»", "xyкyк", "ҳуқ\u00adуқ", "\u200fҳуқуқ"])
def test_the_keyboard_is_forgiven(text: str) -> None:
    assert graded(Short(("ҳуқуқ",)), text).is_right


def test_a_typed_spelling_gets_a_gentle_note() -> None:
    note = graded(Short(("тоҷикӣ",)), "точикй").note
    assert note is not None
    assert (note.kind, note.text) == (NoteKind.SPELLING, "тоҷикӣ")
    assert graded(Short(("тоҷикӣ",)), "Тоҷикӣ").note is None


UNITS = [
    "20 м/с",
    "72 км/соат",
    "72 км/ч",
    "20 m/s",
    "бист м/с",
    "20,0 М/С",
    "$20\\,\\text{м/с}$",
    "v = 20 м/с",
]


@pytest.mark.parametrize("text", UNITS)
def test_a_unit_may_be_written_in_many_ways(text: str) -> None:
    assert graded(Number("20", "m/s"), text).is_right


@pytest.mark.parametrize(
    ("unit", "text"), [("J", "5 Ж"), ("cm^3", "5 см³"), ("mol", "5 мол"), ("degC", "5 °С")]
)
def test_school_units_are_known(unit: str, text: str) -> None:
    assert graded(Number("5", unit), text).is_right


def test_a_forgotten_unit_is_noted_and_a_wrong_one_is_wrong() -> None:
    verdict = graded(Number("20", "m/s"), "20")
    assert verdict.note is not None
    assert (verdict.is_right, verdict.note.text) == (True, "м/с")
    assert not graded(Number("20", "m/s"), "20 кг").is_right


def test_only_a_tolerance_lets_a_rounded_number_pass() -> None:
    assert not graded(Number("1/3"), "0.333").is_right
    assert graded(Number("1/3", tolerance=0.01), "0.333").is_right


@pytest.mark.parametrize("text", ["(x+1)^2", "(х+1)²", "x*x + 2x + 1"])
def test_an_equal_expression_is_right(text: str) -> None:
    assert graded(Short(("x^2+2x+1",), is_expression=True), text).is_right


def test_another_expression_is_wrong_with_its_misconception() -> None:
    short = Short(("x^2+2x+1",), is_expression=True, wrong=(WrongAnswer("x^2+1", "Шояд."),))
    assert graded(short, "1+x²") == Verdict(is_right=False, misconception="Шояд.")


@pytest.mark.parametrize(
    "text", ["10^10^10", "__import__('os')", "😀", "1/0", "nan", "inf", "9!!!!", "()" * 900]
)
def test_an_unreadable_number_is_no_attempt(text: str) -> None:
    assert not graded(Number("5"), text).is_readable


def test_a_huge_or_empty_answer_is_refused() -> None:
    with pytest.raises(TutorError) as refused:
        graded(Number("5"), "1" * 100_000)
    assert refused.value.code is ErrorCode.ANSWER_TOO_LONG
    with pytest.raises(TutorError) as refused:
        graded(Number("5"), " ")
    assert refused.value.code is ErrorCode.ANSWER_EMPTY


def test_chosen_answers_are_scored_in_parts() -> None:
    assert graded(Choice((WATER, AIR)), chosen=(1,)) == Verdict(is_right=False, misconception="Шояд ҳаво.")
    assert graded(Several((WATER, WATER, AIR)), chosen=(0,)).score == 0.5
    assert graded(Matching(("a",) * 4, ("b",) * 5, (0, 1, 2, 3)), chosen=(0, 1, 3, -1)).score == 0.5
    assert graded(Order(("a", "b", "c")), chosen=(1, 2, 0)).score == 0.5
    assert graded(Cloze((Gap(("об",)), Gap(("ҳаво",)))), texts=("об", "")).score == 0.5


def test_a_derivation_is_right_when_its_lines_follow_to_the_result() -> None:
    derivation = Derivation("2x + 6 = 14", "x = 4")
    assert graded(derivation, "2x = 8\nx=4").is_right
    assert graded(derivation, "2x = 14 + 6\nx = 10").misconception == "moved_sign"
    assert not graded(derivation, "2x = 8").is_right


VOTER = Item(
    "voter",
    Subject.LAW,
    "law.9.elections",
    9,
    "Шаҳрванд аз чандсолагӣ овоз медиҳад? Чанд сол бояд дошта бошад?",
    Number("18"),
    ("…", "…", "…"),
    ("…",),
    1,
)


@pytest.mark.parametrize("text", ["18 сол", "18 Сол.", "18сола", "18"])
def test_a_word_that_the_statement_counts_by_is_no_mistake(text: str) -> None:
    assert grade(VOTER, Answer(text), DirectAlgebra()).is_right


@pytest.mark.parametrize("text", ["18 кг", "81 сол", "18 сол ва 2 моҳ"])
def test_another_word_behind_a_number_is_one(text: str) -> None:
    assert not grade(VOTER, Answer(text), DirectAlgebra()).is_right


CENTURY = replace(VOTER, statement="Соли 999 ба кадом аср дохил мешавад?", response=Number("10"))


@pytest.mark.parametrize("text", ["асри 10 (X)", "10 (X)", "X (даҳ)", "асри X"])
def test_an_answer_may_say_itself_again_in_brackets(text: str) -> None:
    assert grade(CENTURY, Answer(text), DirectAlgebra()).is_right


@pytest.mark.parametrize("text", ["асри 9 (X)", "10 (IX)", "асри 10 (999)", "XI"])
def test_not_where_it_says_something_else_there(text: str) -> None:
    assert not grade(CENTURY, Answer(text), DirectAlgebra()).is_right


TERM = replace(
    VOTER,
    statement="Маҷлиси [[1]] ва муҳлати он [[2]] сол аст; «он стро[[3]]т».",
    response=Cloze((
        Gap(("миллӣ",)),
        Gap(("5", "панҷ"), (WrongAnswer("7", "Шояд."),)),
        Gap(("и",), (WrongAnswer("е", "Шояд."),)),
    )),
)  # fmt: skip


@pytest.mark.parametrize("texts", [("миллӣ", "5", "и"), ("Маҷлиси миллӣ", "панҷ сол", "строит")])
def test_what_stands_around_a_gap_may_be_typed_with_it(texts: tuple[str, ...]) -> None:
    assert grade(TERM, Answer(texts=texts), DirectAlgebra()).is_right


@pytest.mark.parametrize(("text", "misconception"), [("7 сол", "Шояд."), ("5 моҳ", ""), ("сол", "")])
def test_a_wrong_gap_stays_wrong_with_the_words_around_it(text: str, misconception: str) -> None:
    verdict = grade(TERM, Answer(texts=("миллӣ", text, "строит")), DirectAlgebra())
    assert (verdict.is_right, verdict.misconception) == (False, misconception)
    assert not grade(TERM, Answer(texts=("миллӣ", "5", "строет")), DirectAlgebra()).is_right


def test_a_unit_where_none_is_asked_for_is_no_attempt() -> None:
    assert not graded(Number("4"), "4 м").is_readable
    assert not graded(Number("4"), "5 м").is_readable
