"""Which model files are found: whole ones, in the folder of models and in those below it."""

from pathlib import Path

import pytest

from soro_tutor.session import models


@pytest.fixture(autouse=True)
def only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models.paths, "program_folder", lambda: tmp_path / "program")
    monkeypatch.setattr(models, "_has_development_package", lambda: False)


def put(tmp_path: Path, *files: str) -> list[str]:
    for name in files:
        file = tmp_path / "models" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"GGUF")
    return [Path(one.path).name for one in models.find_models(tmp_path)]


def test_a_model_in_shards_is_one_model_once_all_are_there(tmp_path: Path) -> None:
    assert not put(tmp_path, "Soro-4B/a-00001-of-00002.gguf", "Soro-4B/a-00002-of-00002.gguf.part")
    assert put(tmp_path, "Soro-4B/a-00002-of-00002.gguf") == ["a-00001-of-00002.gguf"]
    assert models.find_models(tmp_path)[0].size == 8


def test_models_lie_in_the_folder_or_in_one_of_their_own(tmp_path: Path) -> None:
    found = put(tmp_path, "one.gguf", "Соро/two.gguf", "half.gguf.part")
    assert sorted(found) == ["one.gguf", "two.gguf"]
