"""Which pieces stay: the texts that were counted are cut as before, and nothing is out of reach."""

from collections import Counter

import pytest

pytest.importorskip("tokenizers", reason="the training's libraries are not installed")
pytest.importorskip("gguf", reason="the training's libraries are not installed")

from tests.training.vocabulary.gemma import TEXTS, texts_of

from soro_training import pieces
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_training.pieces import Kind, Piece
from soro_training.vocabulary.counting import count
from soro_training.vocabulary.trimming import is_ours, is_tajik_or_russian, trim

SIZE = 9000


@pytest.fixture(scope="module")
def used(gemma: list[Piece]) -> Counter[int]:
    return count(iter(TEXTS.items()), pieces.to_tokenizers(gemma)).tokens


@pytest.fixture(scope="module")
def kept(gemma: list[Piece], used: Counter[int]) -> list[int]:
    return trim(gemma, used, SIZE)


def test_counted_texts_are_cut_as_before(gemma: list[Piece], kept: list[int]) -> None:
    before, after = pieces.to_tokenizers(gemma), pieces.to_tokenizers([gemma[old] for old in kept])
    for name, text in TEXTS.items():
        assert texts_of(after, text) == texts_of(before, text), name


def test_every_piece_that_stays_can_still_be_reached(gemma: list[Piece], kept: list[int]) -> None:
    smaller = [gemma[old] for old in kept]
    cutter = pieces.to_tokenizers(smaller)
    normal = [piece.text for piece in smaller if piece.kind is Kind.NORMAL]
    cut = cutter.encode_batch([text.replace("▁", " ") for text in normal], add_special_tokens=False)
    assert [one.tokens for one in cut if len(one.tokens) > 1] == []


def test_the_vocabulary_becomes_as_large_as_asked(kept: list[int]) -> None:
    assert len(kept) == SIZE
    assert kept == sorted(set(kept))


def test_what_every_prompt_needs_keeps_its_number(gemma: list[Piece], kept: list[int]) -> None:
    assert kept[:494] == list(range(494))
    texts = {gemma[old].text for old in kept}
    assert {
        *"0123456789",
        *"абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюяцщьы",
        "▁",
        "∑",
        "≤",
        "\t\t",
        "{",
        "\\",
    } <= texts
    assert "<unused200>" not in texts


def test_room_that_is_left_goes_to_our_languages(
    gemma: list[Piece], used: Counter[int], kept: list[int]
) -> None:
    filled = [gemma[old].text for old in kept if not used[old] and len(gemma[old].text) > 2 and old > 494]
    assert sum(is_tajik_or_russian(text.strip("▁")) for text in filled) > 0.9 * len(filled)


def test_scripts_are_told_apart() -> None:
    assert is_ours("▁ab12x²")
    assert not is_ours("漢")
    assert not is_ours("২০")
    assert is_tajik_or_russian("▁Ҷаҳон")
    assert not is_tajik_or_russian("ў")
    assert not is_tajik_or_russian("12")


def test_too_small_a_vocabulary_is_refused(gemma: list[Piece], used: Counter[int]) -> None:
    with pytest.raises(TrainingError) as refused:
        trim(gemma, used, 1000)
    assert refused.value.fault is Fault.VOCABULARY_TOO_SMALL
    assert "1000" in sentence_for(refused.value)


def test_where_room_is_short_the_most_frequent_pieces_stay(gemma: list[Piece], used: Counter[int]) -> None:
    bare = refused_least(gemma)
    frequent = used + Counter({at: 1000 for at, piece in enumerate(gemma) if piece.text == "▁Россия"})
    kept = trim(gemma, frequent, bare + 20)
    assert "▁Россия" in {gemma[old].text for old in kept}
    assert len(kept) <= bare + 20


def refused_least(gemma: list[Piece]) -> int:
    """How many pieces stay whatever the texts are."""
    with pytest.raises(TrainingError) as refused:
        trim(gemma, Counter(), 1)
    return int(refused.value.data["least"])
