"""Folding, finding and dictionary order of Tajik text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.text import ALPHABET, INVISIBLE, dictionary_key, find_folded, fold, normalize

# Letters that make trouble, among all others: marked, composed, look-alike, invisible, odd to case-fold.
TROUBLE = "иӣйЙӢѐЀёЁғқҳҷӯњљќўїѓцAaCcKkeoў\u0300\u0301\u0304\u0306\u0308\u0345\u200b\u00adßİıΣς \n-_"
any_text = st.text(st.one_of(st.sampled_from(TROUBLE), st.characters(exclude_categories=["Cs"])))


@given(any_text)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_folding_does_not_see_how_letters_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("хукук", "Ҳуқуқ"),
        ("чумхурии точикистон", "Ҷумҳурии Тоҷикистон"),
        ("тоҷикй", "тоҷикӣ"),
        ("тоҷикйро", "тоҷикиро"),
        ("мавзуъ", "мавзӯъ"),
        ("гурба", "ғурба"),
        ("енот", "Ёнот"),
        ("сѐнздаҳ", "сёнздаҳ"),
        ("cард", "сард"),
        ("САP", "сар"),
        ("ҳу\u00adқуқ", "ҳуқуқ"),
        ("па\u200bём", "паём"),
        ("тоҷики\u0304", "тоҷикӣ"),
        ("њуќуќ", "ҳуқуқ"),
        ("тољикї", "тоҷикӣ"),
        ("за\u0301мок", "замок"),
    ],
)
def test_spellings_of_one_word_fold_alike(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize(
    ("one", "other"), [("чой", "чои"), ("май", "маи"), ("дарйо", "дариё"), ("сард", "шард"), ("cat", "сат")]
)
def test_words_of_other_letters_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_normal_form_composes_tajik_letters_and_keeps_foreign_marks() -> None:
    assert normalize("тоҷики\u0304 у\u0304 и\u0306") == "тоҷикӣ ӯ й"
    assert normalize("كِتَاب שָׁלוֹם हिन्दी") == unicodedata.normalize("NFC", "كِتَاب שָׁלוֹם हिन्दी")


def test_words_are_found_by_their_folded_beginning() -> None:
    text = "Ҳуқуқи инсон ва ху\u00adқуқшинос: ноҳуқуқӣ, ҲУҚУҚ!"
    found = [text[start:end] for start, end in find_folded(text, "хукук")]
    assert found == ["Ҳуқуқи", "ху\u00adқуқшинос", "ҲУҚУҚ"]


def test_each_word_of_a_query_is_found() -> None:
    text = "Масоҳати секунҷа ва давра"
    assert [text[a:b] for a, b in find_folded(text, "давра, масохат")] == ["Масоҳати", "давра"]


@pytest.mark.parametrize("query", ["", " ", "?!", "\u200b", "_"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    assert find_folded("Масоҳати секунҷа", query) == ()


@given(any_text)
def test_found_places_lie_in_the_text_in_order(text: str) -> None:
    edges = [edge for span in find_folded(text, text) for edge in span]
    assert edges == sorted(edges)
    assert not edges or 0 <= edges[0] < edges[-1] <= len(text)


def test_the_alphabet_sorts_into_its_own_order() -> None:
    assert len(ALPHABET) == 35
    assert sorted(set(ALPHABET), key=dictionary_key) == list(ALPHABET)


def test_names_sort_as_in_a_tajik_dictionary() -> None:
    names = ["Ҷамила", "Эраҷ", "ҳасан", "Юсуф", "Қодир", "Умед", "Ӯктам", "Цой", "Чингиз", "Хуршед", "Карим"]
    wanted = ["Карим", "Қодир", "Умед", "Ӯктам", "Хуршед", "ҳасан", "Цой", "Чингиз", "Ҷамила", "Эраҷ", "Юсуф"]
    assert sorted(names, key=dictionary_key) == wanted


def test_digits_and_latin_letters_come_before_cyrillic_and_other_scripts_after() -> None:
    assert sorted(["علی", "Анвар", "Zoe", "é", "7а", "ab"], key=dictionary_key) == [
        "7а",
        "ab",
        "é",
        "Zoe",
        "Анвар",
        "علی",
    ]


def test_case_only_decides_between_equal_words_the_small_one_first() -> None:
    assert sorted(["Сино", "сино", "СИНО", "синоӣ"], key=dictionary_key) == ["сино", "Сино", "СИНО", "синоӣ"]


def test_invisible_characters_do_not_change_the_order() -> None:
    assert dictionary_key(f"Си{INVISIBLE}но") == dictionary_key("Сино")


@given(any_text, any_text)
def test_only_equal_names_share_a_place(one: str, other: str) -> None:
    if dictionary_key(one) == dictionary_key(other):
        visible = dict.fromkeys(map(ord, INVISIBLE))
        assert normalize(one.translate(visible)) == normalize(other.translate(visible))
