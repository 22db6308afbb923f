"""The texts of an export: Tajik only, and a damaged line is told."""

import json
from pathlib import Path

import pytest

from soro_training.errors import Fault, TrainingError
from soro_training.export import texts


def corpus(folder: Path, *rows: object) -> Path:
    for name in ("train", "heldout"):
        (folder / name).mkdir()
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (folder / name / "00000.jsonl").write_text("".join(lines), "utf-8")
    return folder


def test_tajik_of_the_corpus_is_taken_until_it_is_enough(tmp_path: Path) -> None:
    rows = [
        {"language": language, "text": f"{language} {number}"}
        for number in range(5)
        for language in ("tg", "en")
    ]
    assert texts.calibration(corpus(tmp_path, *rows), 8) == "tg 0\n\ntg 1"
    assert texts.measured(tmp_path)["tg"].count("tg") == 5


def test_a_line_that_is_no_document_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        texts.measured(corpus(tmp_path, {"language": "tg", "text": "Об"}, {"language": "tg"}))
    assert (refused.value.fault, refused.value.data["line"]) == (Fault.FILE_DAMAGED, 2)
