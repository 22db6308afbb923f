"""New pieces learned on words: the most frequent first, the older ones always joined before them."""

import itertools
from collections import Counter

import pytest

pytest.importorskip("tokenizers", reason="the training's libraries are not installed")
pytest.importorskip("gguf", reason="the training's libraries are not installed")

from hypothesis import given
from hypothesis import strategies as st
from tests.training.vocabulary.gemma import TEXTS, texts_of

from soro_training import pieces
from soro_training.pieces import Piece
from soro_training.vocabulary.joining import join, path, scores_of
from soro_training.vocabulary.learning import Learned, Learner, as_cut
from soro_training.vocabulary.trimming import extended

LETTERS = {"а": 0.0, "б": 0.0, "в": 0.0}


def learned(words: dict[str, int], limit: int = 10, least: int = 1, **others: int) -> list[Learned]:
    cut = {tuple(word): count for word, count in words.items()}
    elsewhere = {tuple(word): count for word, count in others.items()}
    return list(Learner(cut, LETTERS, elsewhere).learn(limit, least, share=0.5))


def slowly(words: dict[str, int], limit: int, least: int) -> list[tuple[str, int]]:
    """The same without any shortcut: count all, take the best, cut all words anew."""
    scores, found = dict(LETTERS), []
    for number in range(1, limit + 1):
        counts: Counter[str] = Counter()
        for word, count in words.items():
            parts = join(list(word), scores)
            for left, right in itertools.pairwise(parts):
                counts[left + right] += count
        best = min(counts, key=lambda text: (-counts[text], text), default="")
        if counts[best] < least or not best:
            break
        scores[best] = float(-number)
        found.append((best, counts[best]))
    return found


@given(st.dictionaries(st.text("абв", min_size=1, max_size=9), st.integers(1, 9), max_size=12))
def test_the_learner_finds_what_a_slow_count_finds(words: dict[str, int]) -> None:
    assert [(one.text, one.count) for one in learned(words, 12, 2)] == slowly(words, 12, 2)


def test_a_piece_must_be_found_often_enough() -> None:
    assert [one.text for one in learned({"аб": 3, "бв": 2}, least=3)] == ["аб"]
    assert learned({}) == []


def test_a_piece_names_the_older_pieces_it_consists_of() -> None:
    (first, second) = learned({"абв": 3}, limit=2)
    assert (first.text, first.parts) == ("аб", ("а", "б"))
    assert (second.text, second.parts) == ("абв", ("а", "б", "в"))


def test_a_piece_that_other_languages_have_as_often_is_passed_over() -> None:
    assert [one.text for one in learned({"аб": 9, "бв": 8}, аб=9)] == ["бв"]
    assert [one.text for one in learned({"аб": 9, "бв": 8}, аб=1, ва=9)] == ["аб", "бв"]


def test_a_few_words_of_another_language_do_not_stop_a_frequent_piece() -> None:
    assert [one.text for one in learned({"аб": 90}, аб=1)] == ["аб"]


def test_a_joined_piece_lets_an_older_one_come_about() -> None:
    scores = {"а": 0.0, "б": 0.0, "в": 0.0, "абв": -1.0}
    (only,) = Learner({("а", "б", "в"): 5}, scores).learn(9, 1, share=1.0)
    assert only.text == "аб"
    assert join("абв", {**scores, "аб": -2.0}) == ["абв"]


def test_neighbours_are_joined_from_the_left() -> None:
    assert join("ааа", {"аа": -1.0}) == ["аа", "а"]


def test_a_piece_that_others_always_forestall_has_no_path() -> None:
    scores = {"бв": -1.0, "аб": -2.0, "вг": -3.0, "абвг": -4.0, "абв": -5.0}
    assert path("абв", scores) == {"а", "б", "в", "бв", "абв"}
    assert path("абвг", {name: scores[name] for name in ("бв", "аб", "вг", "абвг")}) == set()


def test_text_without_new_pieces_is_cut_as_before(gemma: list[Piece]) -> None:
    words = dict.fromkeys(("▁қувваи", "▁вазнинӣ", "▁ҷисмҳоро", "▁мекашад", "Қувваи"), 5)
    cutter = pieces.to_tokenizers(gemma)

    def tokens(some: list[str]) -> list[list[str]]:
        return [one.tokens for one in cutter.encode_batch(some, add_special_tokens=False)]

    cut = as_cut(words, tokens)
    found = [one.text for one in Learner(cut, scores_of(gemma)).learn(20, 3, share=1.0)]
    larger = pieces.to_tokenizers(extended(gemma, found))
    assert "▁ҷисмҳоро" in found
    assert len(texts_of(larger, TEXTS["tg"])) < len(texts_of(cutter, TEXTS["tg"]))
    for name in ("ru", "en", "mathematics", "code"):
        assert texts_of(larger, TEXTS[name]) == texts_of(cutter, TEXTS[name]), name
