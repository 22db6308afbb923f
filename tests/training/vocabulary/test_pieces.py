"""Gemma's pieces, in the forms in which files hold them: each form cuts a text alike."""

from pathlib import Path

import pytest

pytest.importorskip("tokenizers", reason="the training's libraries are not installed")
pytest.importorskip("gguf", reason="the training's libraries are not installed")

import sentencepiece
from gguf import GGUFWriter
from tests.training import tiny
from tests.training.vocabulary.gemma import TEXTS, by_llama

from soro_training import pieces
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_training.pieces import Kind, Piece


def test_gemma_begins_with_the_pieces_that_a_model_from_scratch_gets(gemma: list[Piece]) -> None:
    assert gemma[:494] == pieces.first_pieces()[:494]
    assert [gemma[105].text, gemma[106].text] == ["<start_of_turn>", "<end_of_turn>"]


def test_gemmas_texts_are_cut_alike_by_three_libraries(gemma: list[Piece], gemma_file: Path) -> None:
    cutter = pieces.to_tokenizers(gemma)
    found = {name: cutter.encode(text, add_special_tokens=False).ids for name, text in TEXTS.items()}
    _, by_application = by_llama(gemma_file, list(TEXTS.values()))
    assert list(found.values()) == by_application
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces.to_sentencepiece(gemma))
    plain = [name for name in TEXTS if name != "rare"]  # it knows control tokens by number only
    assert [processor.encode(TEXTS[name]) for name in plain] == [found[name] for name in plain]


def test_a_text_comes_back_from_its_tokens() -> None:
    cutter = tiny.tiny().tokenizer.backend_tokenizer
    for text in TEXTS.values():
        read = cutter.decode(cutter.encode(text, add_special_tokens=False).ids, skip_special_tokens=False)
        assert read == text.replace("▁", " ")


def test_a_sentencepiece_model_holds_every_piece() -> None:
    vocabulary = tiny.tiny().pieces
    assert pieces.from_sentencepiece(pieces.to_sentencepiece(vocabulary)) == vocabulary


def test_every_pair_that_makes_a_piece_is_a_merge_the_highest_score_first() -> None:
    texts = [("a", 0.0), ("b", 0.0), ("ab", -1.0), ("aba", -3.0), ("ba", -2.0)]
    made = [Piece(text, score, Kind.NORMAL) for text, score in texts]
    assert list(pieces.merges(made)) == [("a", "b"), ("b", "a"), ("a", "ba"), ("ab", "a")]


@pytest.mark.parametrize("content", [b"\xff", b"\x0a\x05ab", b"\x0b", b"\xff" * 12])
def test_what_is_no_tokenizer_model_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        pieces.from_sentencepiece(content)


def test_a_tokenizer_model_without_pieces_is_none() -> None:
    with pytest.raises(ValueError, match="no pieces"):
        pieces.from_sentencepiece(b"")


def a_gguf(path: Path, architecture: str, tokens: list[str]) -> Path:
    writer = GGUFWriter(path, architecture)
    if tokens:
        writer.add_token_list(tokens)
        writer.add_token_scores([0.0] * len(tokens))
        writer.add_token_types([1] * len(tokens))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_a_gguf_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        pieces.from_gguf(a_gguf(tmp_path / "x.gguf", "llama", ["a"]))
    assert refused.value.fault is Fault.GGUF_NOT_GEMMA
    assert "“llama”" in sentence_for(refused.value)


def test_a_gguf_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        pieces.from_gguf(a_gguf(tmp_path / "x.gguf", "gemma3", []))
    assert refused.value.fault is Fault.GGUF_WITHOUT_TOKENIZER


@pytest.mark.parametrize("content", [b"", b"GGUF", b"not a model at all, but a text of some length"])
def test_what_is_no_gguf_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.gguf").write_bytes(content)
    with pytest.raises(TrainingError) as refused:
        pieces.from_gguf(tmp_path / "x.gguf")
    assert refused.value.fault is Fault.GGUF_DAMAGED


def test_a_gguf_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = a_gguf(tmp_path / "x.gguf", "gemma3", ["a", "b"]).read_bytes()
    (tmp_path / "y.gguf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TrainingError) as refused:
        pieces.from_gguf(tmp_path / "y.gguf")
    assert refused.value.fault is Fault.GGUF_DAMAGED
