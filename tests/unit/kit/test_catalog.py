"""The catalog of models: read whole or refused by name, and never believed where it is impossible."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from soro_tutor import paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import catalog

ONE = tomllib.loads("""
[[model]]
name = "Soro-1B"
is_trial = false
licence = "Gemma Terms of Use"
notice = ""
base = "Gemma 3 1B"
languages = ["tg", "ru", "en"]
parameters = 1_000_000_000
quantization = "Q4_K_M"
vocabulary = 64000
context = 8192
bytes = 30
least_program = "0.4.0"
corpus_sha256 = ""
commit = ""
key_of_a_newer_program = 1

[[model.memory]]
context = 2048
bytes = 200
least_bytes = 150

[[model.memory]]
context = 4096
bytes = 300
least_bytes = 250

[[model.shard]]
file = "Soro-1B-00001-of-00002.gguf"
bytes = 20
sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

[[model.shard]]
file = "Soro-1B-00002-of-00002.gguf"
bytes = 10
sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
""")


def with_change(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    document = copy.deepcopy(ONE)
    place: Any = document["model"][0]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


def test_a_model_is_read_with_its_shards_and_the_keys_of_a_newer_program_are_left_out() -> None:
    (model,) = catalog.models_of(ONE)
    assert [shard.bytes for shard in model.shards] == [20, 10]
    assert model.memory_for(3000).bytes == 300
    assert model.memory_for(100_000).bytes == 300
    assert not model.is_base
    assert model.sources == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), "../soro"),
        (("name",), "Soro 1B\n"),
        (("name",), ""),
        (("name",), "Soro."),
        (("shard", 0, "file"), "con.gguf"),
        (("bytes",), 31),
        (("bytes",), -30),
        (("bytes",), True),
        (("shard", 0, "file"), "/etc/passwd.gguf"),
        (("shard", 0, "file"), "..\\soro.gguf"),
        (("shard", 0, "file"), "soro.gguf\n"),
        (("shard", 0, "file"), "SORO-1b-00002-of-00002.gguf"),
        (("shard", 0, "sha256"), "A" * 64),
        (("shard", 0, "sha256"), "a" * 63),
        (("shard",), []),
        (("memory",), []),
        (("least_program",), "new"),
        (("source",), [{"kind": "hub", "repository": "soro/soro-1b", "revision": "main"}]),
        (("source",), [{"kind": "hub", "repository": "../..", "revision": "0" * 40}]),
        (("source",), [{"kind": "package", "name": "os"}]),
        (("source",), [{"kind": "magic"}]),
    ],
)
def test_what_cannot_be_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    with pytest.raises(TutorError) as caught:
        catalog.models_of(with_change(path, value), "/а/catalog.toml")
    assert caught.value.code is ErrorCode.CATALOG_DAMAGED
    assert caught.value.data["path"] == "/а/catalog.toml"


def test_one_name_may_not_stand_twice_in_a_file() -> None:
    with pytest.raises(TutorError):
        catalog.models_of({"model": [*ONE["model"], *with_change(("name",), "SORO-1b")["model"]]})


@pytest.mark.parametrize("content", [b"", b"[[model]", b"\xff\xfe\x00", b"a = 1", b"#" * 2**21])
def test_a_damaged_file_hides_no_other_model(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "broken.toml").write_bytes(content)
    found = catalog.load(tmp_path)
    assert "gemma-3-270m" in found.models
    assert [error.code for error in found.damaged] == [ErrorCode.CATALOG_DAMAGED]


def test_a_file_in_the_data_folder_adds_a_model_and_says_one_anew(tmp_path: Path) -> None:
    shipped = (paths.model_catalog() / "catalog.toml").read_text("utf-8")
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "soro.toml").write_text(shipped.replace('"gemma-3-270m"', '"Соро-1B"'), "utf-8")
    (folder / "new.toml").write_text(shipped.replace('"Gemma 3 270M"', '"another"'), "utf-8")
    found = catalog.load(tmp_path)
    assert list(found.models) == ["gemma-3-270m", "Соро-1B"]
    assert found.find("GEMMA-3-270m").base == "another"
    with pytest.raises(TutorError, match="model_unknown"):
        found.find("soro-4b")
