"""The settings file: kept whole, and survived when it is damaged."""

import json
from pathlib import Path

import pytest

from soro_tutor import settings
from soro_tutor.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(language="ru", text_scale=150, model="/Хуҷанд/модел.gguf", is_started=True)
    settings.save(tmp_path, chosen)
    assert settings.load(tmp_path) == (chosen, None)
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == (Settings(), None)
    assert Settings().language == "tg"


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[1, 2]", b"", b"null", b"[" * 200_000])
def test_a_damaged_file_is_set_aside_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    loaded, kept = settings.load(tmp_path)
    assert loaded == Settings()
    assert kept is not None
    assert kept.read_bytes() == content


def test_a_wrong_value_falls_back_alone(tmp_path: Path) -> None:
    stored = {"language": "en", "theme": "pink", "text_scale": "big", "context": True, "unknown": 1}
    (tmp_path / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    assert settings.load(tmp_path) == (Settings(language="en"), None)


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for content in (b"{1", b"{2"):
        (tmp_path / "settings.json").write_bytes(content)
        settings.load(tmp_path)
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [b"{1", b"{2"]


def test_a_path_that_is_no_proper_text_is_kept_too(tmp_path: Path) -> None:
    chosen = Settings(model="/модел\udcff.gguf")
    settings.save(tmp_path, chosen)
    assert settings.load(tmp_path) == (chosen, None)
