"""Bringing a model to this computer from a folder, a file, a stick, a package and the hub."""

import hashlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.unit.kit import fake_hub
from tests.unit.kit.fake_hub import REPOSITORY, REVISION, FakeHub

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import catalog, delivery, installed, lock, place
from soro_tutor.kit.catalog import Model
from soro_tutor.kit.delivery import Sources
from soro_tutor.kit.progress import Progress, Watch

ONE, TWO = b"one" * 1000, b"two" * 500
FILES = {"Soro-1B-00001-of-00002.gguf": ONE, "Soro-1B-00002-of-00002.gguf": TWO}
PACKAGE = "tiny_model_gguf"
CATALOG = """
[[model]]
name = "{name}"
is_trial = false
licence = "Gemma Terms of Use"
notice = "Gemma is provided under its terms"
base = ""
languages = []
parameters = 1000
quantization = "Q4_K_M"
vocabulary = 10
context = 10
bytes = {bytes}
least_program = "{least}"
corpus_sha256 = ""
commit = ""
memory = [{{context = 2048, bytes = 1, least_bytes = 1}}]
"""


def text_of(files: dict[str, bytes], name: str = "Soro-1B", sources: str = "", least: str = "0.1") -> str:
    text = CATALOG.format(name=name, bytes=sum(map(len, files.values())), least=least) + sources
    for file, content in files.items():
        sha256 = hashlib.sha256(content).hexdigest()
        text += f'[[model.shard]]\nfile = "{file}"\nbytes = {len(content)}\nsha256 = "{sha256}"\n'
    return text


def a_model(files: dict[str, bytes] = FILES, sources: str = "", least: str = "0.1") -> Model:
    (model,) = catalog.models_of(catalog.tomllib.loads(text_of(files, sources=sources, least=least)))
    return model


def put(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def refusal(model: Model, folder: Path, sources: Sources) -> TutorError:
    with pytest.raises(TutorError) as caught:
        delivery.deliver(model, folder, sources, Watch())
    assert not installed.is_there(model, folder)
    return caught.value


@pytest.mark.parametrize("below", ["", "Soro-1B", "models/Soro-1B", "Soro/models/Soro-1B"])
def test_a_model_is_brought_from_a_folder_with_what_lies_beside_it(tmp_path: Path, below: str) -> None:
    beside = {"README.md": b"card", "catalog.toml": text_of(FILES).encode(), "other.exe": b"x"}
    put(tmp_path / "флешка" / below, FILES | beside)
    told: list[Progress] = []
    first = delivery.deliver(a_model(), tmp_path / "models", Sources(tmp_path / "флешка"), Watch(told.append))
    assert first == tmp_path / "models" / "Soro-1B" / "Soro-1B-00001-of-00002.gguf"
    assert {file.name for file in first.parent.iterdir()} == {*FILES, "README.md", "catalog.toml", "Notice"}
    assert told[-1].done == told[-1].total == 4500
    assert not installed.flawed(a_model(), tmp_path / "models", Watch())


def test_a_single_file_may_have_any_name(tmp_path: Path) -> None:
    put(tmp_path, {"модел (1).gguf": ONE})
    model = a_model({"Soro-1B.gguf": ONE})
    sources = Sources(tmp_path / "модел (1).gguf")
    assert delivery.deliver(model, tmp_path / "models", sources, Watch()).read_bytes() == ONE


def test_the_first_of_several_files_stands_for_all(tmp_path: Path) -> None:
    source = put(tmp_path / "downloads", FILES)
    sources = Sources(source / "Soro-1B-00001-of-00002.gguf")
    delivery.deliver(a_model(), tmp_path / "models", sources, Watch())
    assert installed.is_there(a_model(), tmp_path / "models")


def test_what_is_there_and_right_is_not_brought_again(tmp_path: Path) -> None:
    put(tmp_path / "models" / "Soro-1B", FILES)
    assert delivery.deliver(a_model(), tmp_path / "models", Sources(), Watch())


def test_files_that_were_put_straight_into_the_folder_of_models_stay_there(tmp_path: Path) -> None:
    put(tmp_path / "models", FILES)
    first = delivery.deliver(a_model(), tmp_path / "models", Sources(), Watch())
    assert first.parent == tmp_path / "models"


def test_only_the_bad_file_is_brought_again(tmp_path: Path) -> None:
    home = put(tmp_path / "models" / "Soro-1B", FILES | {"Soro-1B-00002-of-00002.gguf": b"twi" * 500})
    good = home / "Soro-1B-00001-of-00002.gguf"
    before = good.stat().st_ino
    (bad,) = installed.flawed(a_model(), tmp_path / "models", Watch())
    assert bad.file == "Soro-1B-00002-of-00002.gguf"
    delivery.deliver(a_model(), tmp_path / "models", Sources(put(tmp_path / "b", FILES)), Watch())
    assert (home / bad.file).read_bytes() == TWO
    assert good.stat().st_ino == before


@pytest.mark.parametrize("wrong", [{"Soro-1B-00002-of-00002.gguf": b"twi" * 500}, {}])
def test_a_damaged_or_incomplete_source_is_refused(tmp_path: Path, wrong: dict[str, bytes]) -> None:
    first = "Soro-1B-00001-of-00002.gguf"
    source = put(tmp_path / "stick", {first: ONE} | wrong)
    error = refusal(a_model(), tmp_path / "models", Sources(source))
    assert error.code is (ErrorCode.KIT_FILE_CHANGED if wrong else ErrorCode.MODEL_NOT_THERE)


def test_a_model_for_a_newer_program_is_refused(tmp_path: Path) -> None:
    error = refusal(a_model(least="99.10"), tmp_path / "models", Sources(put(tmp_path / "s", FILES)))
    assert error.code is ErrorCode.KIT_NEEDS_NEWER


def test_without_any_source_the_stick_is_asked_for(tmp_path: Path) -> None:
    missing = '[[model.source]]\nkind = "package"\nname = "nowhere_to_be_found_gguf"\n'
    for sources in ("", missing):
        error = refusal(a_model(sources=sources), tmp_path / "models", Sources(sticks=(tmp_path,)))
        assert error.code is ErrorCode.MODEL_NO_SOURCE


def test_a_stick_comes_before_the_hub(tmp_path: Path) -> None:
    put(tmp_path / "stick" / "Soro" / "models" / "Soro-1B", FILES)
    hub = f'[[model.source]]\nkind = "hub"\nrepository = "a/b"\nrevision = "{REVISION}"\n'
    sources = Sources(sticks=(tmp_path, tmp_path / "stick"))
    delivery.deliver(a_model(sources=hub), tmp_path / "models", sources, Watch())
    assert installed.is_there(a_model(), tmp_path / "models")


def test_two_at_once_do_not_write_one_file(tmp_path: Path) -> None:
    with lock.held(tmp_path / "models" / "Soro-1B"):
        error = refusal(a_model(), tmp_path / "models", Sources(put(tmp_path / "s", FILES)))
    assert error.code is ErrorCode.KIT_BUSY


def test_a_model_comes_from_the_hub_on_from_where_it_broke_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    hub = f'[[model.source]]\nkind = "hub"\nrepository = "{REPOSITORY}"\nrevision = "{REVISION}"\n'
    with FakeHub(FILES).running() as server:
        server.script["GET"].append(fake_hub.break_off(1000))
        told: list[Progress] = []
        first = delivery.deliver(
            a_model(sources=hub), tmp_path / "models", Sources(endpoint=server.endpoint), Watch(told.append)
        )
    assert {file.name for file in first.parent.iterdir()} == {*FILES, "Notice"}
    assert server.asked("GET") == ["", "bytes=1000-", ""]
    assert told[-1].done == 4500


@pytest.mark.parametrize("content", [ONE, b"eno" * 1000, ValueError()])
def test_a_package_is_joined_and_held_against_the_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | ValueError
) -> None:
    def assemble(target: Path, overwrite: bool) -> None:
        if isinstance(content, ValueError):
            raise content
        target.write_bytes(content)

    module = ModuleType(PACKAGE)
    module.__spec__ = os.__spec__  # found, as an installed one is
    module.assemble = assemble  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, PACKAGE, module)
    source = f'[[model.source]]\nkind = "package"\nname = "{PACKAGE}"\n'
    model = a_model({"Soro-1B.gguf": ONE}, sources=source)
    if content is ONE:
        assert delivery.deliver(model, tmp_path, Sources(), Watch()).read_bytes() == ONE
    else:
        assert refusal(model, tmp_path, Sources()).code in {
            ErrorCode.KIT_FILE_CHANGED,
            ErrorCode.KIT_FILE_MISSING,
        }
        assert not list((tmp_path / "Soro-1B").iterdir())


def test_a_stick_brings_the_catalog_of_a_model_that_is_not_known_yet(tmp_path: Path) -> None:
    home = put(tmp_path / "stick" / "Soro" / "models" / "Soro-4B", {"Soro-4B.gguf": ONE})
    text = text_of({"Soro-4B.gguf": ONE}, name="Soro-4B") + text_of(FILES, name="GEMMA-3-270M")
    (home / "catalog.toml").write_text(text, "utf-8")
    known = catalog.load(tmp_path)
    found = place.with_catalogs_at(known, tmp_path / "stick")
    assert found.find("soro-4b").bytes == len(ONE)
    assert found.find("gemma-3-270m") == known.find("gemma-3-270m"), "a stranger's word changes nothing"
    # Once it has been brought with a catalog of its own, the program knows it.
    (home / "catalog.toml").write_text(text_of({"Soro-4B.gguf": ONE}, name="Soro-4B"), "utf-8")
    delivery.deliver(found.find("soro-4b"), tmp_path / "models", Sources(tmp_path / "stick"), Watch())
    assert catalog.load(tmp_path).find("soro-4b").bytes == len(ONE)


def test_sticks_are_looked_for_without_an_error() -> None:
    assert isinstance(place.sticks(), tuple)
