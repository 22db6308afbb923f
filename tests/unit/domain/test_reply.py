"""The gate: what it lets through, what it holds, and how it does on the written test set."""

import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import replies

from soro_tutor import paths
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Item, Short
from soro_tutor.domain.leak import Secrets, secrets_of
from soro_tutor.domain.reply import MAX_WORDS, Gate, Reason, whole_sentences

ENOUGH_REPLIES = 320
MOST_FALSE_HOLDS = 0.05
SAMPLES = list(replies.samples())


def reasons(gate: Gate) -> list[Reason]:
    return [held.reason for held in gate.held]


def test_the_test_set_is_large_enough() -> None:
    assert len(SAMPLES) >= ENOUGH_REPLIES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.text[:40])
def test_no_sentence_that_must_be_held_is_shown(sample: replies.Sample) -> None:
    assert not replies.leaked(sample)


def test_few_sentences_are_held_for_nothing() -> None:
    good = sum(not is_bad for sample in SAMPLES for _, is_bad in sample.sentences)
    held = [sentence for sample in SAMPLES for sentence in replies.held_for_nothing(sample)]
    assert len(held) < MOST_FALSE_HOLDS * good, held


@given(st.text(max_size=200), st.integers(1, 20))
def test_how_the_text_comes_in_pieces_is_no_matter(text: str, size: int) -> None:
    whole, pieces = Gate(None), Gate(None)
    at_once = whole.feed(text) + whole.close()
    by_pieces = (
        "".join(pieces.feed(text[at : at + size]) for at in range(0, len(text), size)) + pieces.close()
    )
    assert by_pieces == at_once


def test_a_sentence_waits_for_its_end() -> None:
    gate = Gate(None)
    assert gate.feed("Аввал 6-ро ба тарафи") == ""
    assert gate.feed(" рост гузаронед. Баъд") == "Аввал 6-ро ба тарафи рост гузаронед. "
    assert gate.close() == "Баъд"


def test_a_point_in_a_number_or_a_formula_ends_nothing() -> None:
    assert whole_sentences("Дар $a. b$ ва 3.5 ҳаст") == ([], "Дар $a. b$ ва 3.5 ҳаст")


def test_a_figure_comes_whole() -> None:
    block = "```figure\nkind = 'graph'\ncurves = ['x']\n```\n"
    gate = Gate(None)
    assert gate.feed(block[:20]) == ""
    assert gate.feed(block[20:] + "Чӣ мебинед?") == block


def test_an_answer_that_is_nothing_shows_nothing() -> None:
    gate = Gate(None)
    assert gate.feed("") + gate.feed("  \n") + gate.close() == "  \n"
    assert gate.held == ()


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_a_line_that_begins_with_a_label_of_the_prompt_is_held(language: str) -> None:
    file = paths.resources() / "prompts" / f"{language}.toml"
    lesson = tomllib.loads(file.read_text(encoding="utf-8"))["lesson"]
    for key in ("item", "solution", "answer", "misconception", "hint"):
        gate = Gate(None, language)
        label = lesson[key].partition("{")[0]
        assert gate.feed(f"**{label}** 2 + 2 = 4\n") + gate.close() == "", label
        assert reasons(gate) == [Reason.LEAK]


def test_the_same_word_a_hundred_times_is_held_and_ends_the_reply() -> None:
    gate = Gate(None)
    assert gate.feed("савол " * 100) + gate.close() == ""
    assert reasons(gate) == [Reason.REPEAT]
    assert gate.is_full


def test_the_same_sentence_again_ends_the_reply() -> None:
    gate = Gate(None)
    assert gate.feed("Аввал ҷамъ кунед. Аввал ҷамъ кунед. Баъд ") == "Аввал ҷамъ кунед. "
    assert gate.is_full


@pytest.mark.parametrize(
    "text",
    [
        "Давайте сначала подумаем, что здесь нужно сделать.",
        "Let us first think about what is to be done here.",
        "ابتدا باید دو طرف معادله را ساده کنیم و بعد حل کنیم.",
        "Аввал иккала томонни қисқартириш керак, кейин эса ечиш учун бўлинг.",
    ],
)
def test_another_language_is_held(text: str) -> None:
    gate = Gate(None)
    gate.feed(text)
    gate.close()
    assert reasons(gate) == [Reason.LANGUAGE]


def test_a_foreign_word_in_a_tajik_sentence_is_no_matter() -> None:
    gate = Gate(None)
    text = "Феъли «go» дар замони гузашта шакли дигар мегирад, онро дар ҷумла мебинед."
    assert gate.feed(text) + gate.close() == text


QUOTING = [
    "Калимаҳои “always”, “often” ва “never”.",
    "Дар ҷумлаи «She goes to school every day» феълро ёбед.",
    '"She goes to school." ',
    'Бинед: "They usually play football on Sundays."',
    "Мукаммал кунед: „We live in Dushanbe“.",
]


@pytest.mark.parametrize("text", QUOTING)
def test_a_quotation_in_the_language_that_is_taught_is_no_matter(text: str) -> None:
    gate = Gate(None, subject=Subject.ENGLISH)
    assert gate.feed(text) + gate.close() == text
    assert gate.held == ()


@pytest.mark.parametrize("text", QUOTING)
def test_in_another_subject_it_is(text: str) -> None:
    gate = Gate(None, subject=Subject.PHYSICS)
    gate.feed(text)
    gate.close()
    assert reasons(gate) == [Reason.LANGUAGE]


def test_a_quotation_of_several_sentences_is_shown_whole() -> None:
    text = "«She is my old friend. She likes to read books. Her name is Madina.» "
    gate = Gate(None, subject=Subject.ENGLISH)
    assert gate.feed(text) == text
    gate.feed("Let us see what is to be done. ")
    assert reasons(gate) == [Reason.LANGUAGE]


def test_a_quotation_that_never_ends_ends_with_its_line() -> None:
    gate = Gate(None, subject=Subject.ENGLISH)
    gate.feed("Бинед: «She is my old friend.\nLet us see what is to be done. ")
    assert reasons(gate) == [Reason.LANGUAGE]


def test_what_stands_around_a_quotation_is_judged() -> None:
    gate = Gate(None, subject=Subject.ENGLISH)
    gate.feed("Let us look at the word «always» and think. ")
    gate.feed("Бинед: «ابتدا باید دو طرف معادله را ساده کنیم». ")
    assert reasons(gate) == [Reason.LANGUAGE] * 2


def test_russian_is_quoted_in_its_own_lessons_only() -> None:
    text = "«Мальчик пишет письмо бабушке»."
    assert Gate(None, subject=Subject.RUSSIAN).feed(text + "\n") == text + "\n"
    assert Gate(None, subject=Subject.HISTORY).feed(text + "\n") == ""


def test_tajik_is_quoted_by_a_russian_tutor() -> None:
    text = "Вот предложение: «Ман ҳар рӯз ба мактаб меравам ва дарс мехонам»."
    assert Gate(None, "ru", subject=Subject.TAJIK_LANGUAGE).feed(text + "\n") == text + "\n"


def test_a_quotation_that_says_the_answer_is_held() -> None:
    item = Item("s", Subject.ENGLISH, "english.5.s", 5, "…", Short(("had",)), ("…",) * 3, ("…",), 1)
    gate = Gate(secrets_of(item), subject=Subject.ENGLISH)
    gate.feed("Намуна: «I had a dog». ")
    assert reasons(gate) == [Reason.LEAK]


def test_the_question_at_the_end_ends_the_reply() -> None:
    text = "Аломати ҳар ду тарафи муодиларо бодиққат нигоҳ кунед ва бо қадами худ муқоиса намоед. Чӣ дидед?"
    gate = Gate(None)
    gate.feed(text + " Ва боз чизи дигар.")
    assert gate.is_full


def test_a_reply_of_many_sentences_stops_at_about_eighty_words() -> None:
    gate = Gate(None)
    shown = "".join(
        gate.feed(f"Қадами {number} чунин аст, ки мо бояд онро нигоҳ кунем. ") for number in range(40)
    )
    assert gate.is_full
    assert MAX_WORDS / 2 < len(shown.split()) <= MAX_WORDS


def test_without_secrets_the_answer_may_be_said() -> None:
    gate = Gate(None, given="2x + 6 = 14")
    assert gate.feed("Пас $x = 4$ мешавад. ") == "Пас $x = 4$ мешавад. "


def test_a_wrong_solution_is_held_even_then() -> None:
    gate = Gate(None, given="2x + 6 = 14")
    gate.feed("Пас $x = 5$ мешавад. ")
    assert reasons(gate) == [Reason.FALSE]


def test_a_sentence_that_does_not_end_is_held_and_ends_the_reply() -> None:
    gate = Gate(None)
    assert gate.feed("Пас $x + " * 1_000) + gate.close() == ""
    assert reasons(gate) == [Reason.LENGTH]
    assert gate.is_full


def test_a_line_of_a_table_that_says_nothing_is_shown_without_the_one_that_does() -> None:
    gate = Gate(Secrets(groups=((Fraction(18),),)))
    assert gate.feed("| вақт | роҳ |\n| 2 | 18 |\n| 2 | 7 |\n") == "| вақт | роҳ |\n| 2 | 7 |\n"


def test_a_step_that_loses_the_root_is_held_but_not_in_another_example() -> None:
    given = "Муодилаи $5(x - 2) = 3x + 8$-ро ҳал кунед."
    assert Gate(None, given=given).feed("Пас $2x = 16$ мешавад. ") == ""
    gate = Gate(None, given=given)
    assert (
        gate.feed("Мисоли монандро бинед. Он ҷо $2x = 16$ буд. ")
        == "Мисоли монандро бинед. Он ҷо $2x = 16$ буд. "
    )


@pytest.mark.parametrize("text", ["$", "\\(", "{", "a. ", "а-", "12 ", "\u202e1", "```", "як ҳазор "])
def test_a_hostile_reply_in_small_pieces_neither_raises_nor_hangs(text: str) -> None:
    gate = Gate(Secrets(groups=((Fraction(18),),)), given="$2x = 4$")
    reply = text * (10_000 // len(text))
    shown = "".join(gate.feed(reply[at : at + replies.PIECE]) for at in range(0, len(reply), replies.PIECE))
    assert len(shown + gate.close()) < len(reply)
