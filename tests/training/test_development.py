"""The development model, found and joined in one place for every stage."""

import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training import development
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for


def test_any_other_source_is_a_path() -> None:
    assert development.gguf("models/gemma.gguf") == Path("models/gemma.gguf")


def test_the_development_model_is_joined_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[Path] = []

    def assemble(target: Path, *, overwrite: bool) -> None:
        assert overwrite
        joined.append(target)
        target.write_bytes(b"GGUF")

    package = SimpleNamespace(MODEL_NAME="small.gguf", assemble=assemble)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(development.importlib, "import_module", lambda _name: package)
    found = {development.gguf(development.SOURCE) for _ in range(2)}
    assert found == {tmp_path / "soro-training" / "small.gguf"}
    assert len(joined) == 1
    assert [file.name for file in (tmp_path / "soro-training").iterdir()] == ["small.gguf"]


def test_a_start_that_is_killed_leaves_no_half_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def assemble(target: Path, *, overwrite: bool) -> None:
        target.write_bytes(b"GG")
        raise KeyboardInterrupt

    package = SimpleNamespace(MODEL_NAME="small.gguf", assemble=assemble)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(development.importlib, "import_module", lambda _name: package)
    with pytest.raises(KeyboardInterrupt):
        development.gguf(development.SOURCE)
    assert not (tmp_path / "soro-training" / "small.gguf").exists()


def test_without_the_package_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(development, "DEVELOPMENT_PACKAGE", "no_such_package_of_soro")
    with pytest.raises(TrainingError) as refused:
        development.gguf(development.SOURCE)
    assert refused.value.fault is Fault.PACKAGE_MISSING
    assert "no_such_package_of_soro" in sentence_for(refused.value)
