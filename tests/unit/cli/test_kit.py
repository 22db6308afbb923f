"""`soro-tutor kit`, from a new key to an installed model."""

from pathlib import Path

import pytest
from tests.kit_example import FIRST, PACK, files, flip, lay, release, trust

from soro_tutor import bootstrap, paths
from soro_tutor.cli import terminal
from soro_tutor.kit import installation
from soro_tutor.kit.manifest import PartKind
from soro_tutor.session import models


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setattr(paths, "keys", lambda: folder)
    return folder


def _run(tmp_path: Path, *words: str) -> int:
    return bootstrap.run(["kit", *words, "--data-dir", str(tmp_path / "data")])


def test_from_a_key_to_an_installed_model_and_the_next_stick(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "release" / "Soro", files())
    made, first, second = (str(tmp_path / name) for name in ("release", "Якум", "Дуюм"))
    assert _run(tmp_path, "keys", "new", str(tmp_path / "soro.key"), "--open") == 0
    keys.mkdir()
    (tmp_path / "soro.pub").rename(keys / "soro.pub")
    assert _run(tmp_path, "sign", made, "--key", str(tmp_path / "soro.key"), "--number", "1") == 0
    assert _run(tmp_path, "make", first, second, "--from", made, "--model", "soro-1b") == 0
    assert "2 нусхаи дуруст." in capsys.readouterr().out
    assert _run(tmp_path, "verify", second) == 0
    assert _run(tmp_path, "install", first, "--keep") == 0
    assert _run(tmp_path, "verify") == 0
    third = tmp_path / "Сеюм"
    assert _run(tmp_path, "make", str(third)) == 0  # of what is installed, without any stick
    assert (third / "Soro" / FIRST).read_bytes() == files()[FIRST]
    assert (third / "Soro" / "installer" / "Soro.exe").exists()
    assert _run(tmp_path, "clone", str(third), str(tmp_path / "Чорум")) == 0
    assert not list(third.rglob("soro.key"))


def test_what_a_kit_has_installed_is_found_by_the_program(tmp_path: Path, keys: Path) -> None:
    trust(keys)
    release(tmp_path / "stick")
    assert _run(tmp_path, "install", str(tmp_path / "stick")) == 0
    data = tmp_path / "data"
    found = [choice.title for choice in models.find_models(data) if not choice.is_development]
    assert found == ["soro-1b-00001-of-00002.gguf", "soro-270m.gguf"]
    pack = installation.find(data, PartKind.PACK, "physics")
    assert pack
    assert [file.name for file in pack.files] == [Path(PACK).name]


def test_a_bad_stick_is_named_file_by_file_and_repaired(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trust(keys)
    good = release(tmp_path / "good")
    bad = release(tmp_path / "bad")
    flip(bad.root / FIRST)
    assert _run(tmp_path, "verify", str(tmp_path / "bad")) == terminal.FLAWED
    assert f"{FIRST}: вайрон аст" in capsys.readouterr().out
    assert _run(tmp_path, "repair", str(tmp_path / "bad"), "--from", str(good.root.parent)) == 0
    assert _run(tmp_path, "verify", str(tmp_path / "bad")) == 0


def test_a_stick_with_a_damaged_manifest_gets_that_of_the_other(tmp_path: Path, keys: Path) -> None:
    trust(keys)
    release(tmp_path / "good")
    bad = release(tmp_path / "bad")
    flip(bad.root / "manifest.json", 30)
    assert _run(tmp_path, "repair", str(tmp_path / "bad"), "--from", str(tmp_path / "good")) == 0
    assert _run(tmp_path, "verify", str(tmp_path / "bad")) == 0


def test_a_kit_of_which_nothing_is_left_is_not_called_whole(tmp_path: Path, keys: Path) -> None:
    trust(keys)
    kit = release(tmp_path / "stick")
    for file in kit.manifest.files():
        (kit.root / file.path).unlink()
    assert _run(tmp_path, "verify", str(tmp_path / "stick")) == terminal.FAILED


def test_a_folder_that_is_no_kit_is_not_made_one_by_a_repair(tmp_path: Path, keys: Path) -> None:
    trust(keys)
    release(tmp_path / "good")
    (tmp_path / "photos").mkdir()
    good = str(tmp_path / "good")
    assert _run(tmp_path, "repair", str(tmp_path / "photos"), "--from", good) == terminal.FAILED
    assert not list((tmp_path / "photos").iterdir())


def test_without_a_key_of_its_makers_no_kit_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(tmp_path / "stick")
    assert _run(tmp_path, "install", str(tmp_path / "stick")) == terminal.FAILED
    assert "Маҷмӯаҳоро санҷидан имконнопазир аст" in capsys.readouterr().err
    assert not installation.installed(tmp_path / "data")


def test_one_stick_that_fails_does_not_keep_the_next_from_being_made(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trust(keys)
    release(tmp_path / "release")
    (tmp_path / "file").write_bytes(b"no stick")
    done = _run(
        tmp_path, "make", str(tmp_path / "file"), str(tmp_path / "good"), "--from", str(tmp_path / "release")
    )
    assert done == terminal.FAILED
    assert "1 нусхаи дуруст." in capsys.readouterr().out
