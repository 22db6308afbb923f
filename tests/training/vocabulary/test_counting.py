"""The words of a corpus are counted in a memory that has a bound."""

import json
from pathlib import Path

import pytest

pytest.importorskip("tokenizers", reason="the training's libraries are not installed")
pytest.importorskip("gguf", reason="the training's libraries are not installed")

from soro_training import pieces
from soro_training.vocabulary import counting
from soro_training.vocabulary.counting import Counts


def files(folder: Path, *texts: str) -> list[Path]:
    found = []
    for number, text in enumerate(texts):
        found.append(folder / f"{number:05d}.jsonl")
        row = {"language": "tg", "text": text}
        found[-1].write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    return found


def count(some: list[Path], kept: Path) -> Counts:
    return counting.count_files(some, kept, pieces.to_tokenizers(pieces.first_pieces()), lambda _done: None)


def test_of_too_many_words_the_most_frequent_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_WORDS", 4)
    some = files(tmp_path, "-об-об-об-роҳ-роҳ", "-гул-замин-барг", "-об-гул")
    counts = count(some, tmp_path / "counts")
    assert counts.words["tg"] == {"об": 4, "роҳ": 2, "гул": 1}
    assert counts.characters["г"] == 3  # there are few characters: of those none is forgotten
    assert count(some, tmp_path / "counts").words == counts.words  # gone on from what is kept


def test_as_many_words_as_there_is_room_for_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_WORDS", 5)
    counts = count(files(tmp_path, "-об-роҳ", "-гул-замин-барг"), tmp_path / "counts")
    assert len(counts.words["tg"]) == 5
