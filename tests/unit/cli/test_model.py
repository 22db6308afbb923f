"""`soro-tutor model`, from the command line to what is printed."""

import json
from pathlib import Path

import pytest
from tests.unit.kit.fake_hub import REPOSITORY, REVISION, FakeHub
from tests.unit.kit.test_delivery import FILES, put, text_of

from soro_tutor import bootstrap, settings
from soro_tutor.cli import terminal
from soro_tutor.kit import probe
from soro_tutor.settings import Settings


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in English whose catalog has Soro-1B, which is on the hub."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(probe, "SIZE", 2**20)
    source = f'[[model.source]]\nkind = "hub"\nrepository = "{REPOSITORY}"\nrevision = "{REVISION}"\n'
    put(tmp_path / "data" / "catalog", {"soro.toml": text_of(FILES, sources=source).encode()})
    settings.save(tmp_path / "data", Settings(language="en"))
    return tmp_path / "data"


def run(data_dir: Path, *arguments: str) -> int:
    return bootstrap.run(["--data-dir", str(data_dir), "model", *arguments])


def test_a_model_is_fetched_listed_and_verified(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with FakeHub(FILES).running() as server:
        assert run(data_dir, "get", "soro-1b", "--endpoint", server.endpoint) == 0
        assert {token for *_, token in server.requests} == {""}
    first = data_dir / "models" / "Soro-1B" / "Soro-1B-00001-of-00002.gguf"
    assert capsys.readouterr().out == f"{first}\n"
    assert run(data_dir, "list") == 0
    assert "Soro-1B  4.4\u00a0KB  Q4_K_M  on this computer" in capsys.readouterr().out
    assert run(data_dir, "verify") == 0
    assert capsys.readouterr().out == "Soro-1B: whole\n"
    first.write_bytes(b"eno" * 1000)
    assert run(data_dir, "verify", "Soro-1B") == terminal.FLAWED
    assert capsys.readouterr().out == "Soro-1B: missing or damaged: Soro-1B-00001-of-00002.gguf\n"


@pytest.mark.parametrize(("is_mirror", "token"), [(False, "Bearer kept"), (True, "")])
def test_a_token_that_is_kept_goes_to_the_endpoint_beside_it(
    data_dir: Path, is_mirror: bool, token: str
) -> None:
    with FakeHub(FILES).running() as server:
        kept = "https://kept.invalid" if is_mirror else server.endpoint
        settings.save(data_dir, Settings(language="en", hub_endpoint=kept, hub_token="kept"))
        mirror = ["--endpoint", server.endpoint] if is_mirror else []
        assert run(data_dir, "get", "soro-1b", *mirror) == 0
        assert {found for *_, found in server.requests} == {token}


def test_what_is_wrong_is_a_sentence(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(data_dir / "catalog", {"broken.toml": b"["})
    assert run(data_dir, "get", "soro-9b") == terminal.FAILED
    told = capsys.readouterr().err
    assert "The list of models is damaged" in told
    assert "This model is not known" in told
    assert run(data_dir, "get", "soro-1b", "--from", str(data_dir)) == terminal.FAILED
    assert "The model is not there" in capsys.readouterr().err


def test_a_stop_from_the_keyboard_is_no_error(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("soro_tutor.kit.delivery.deliver", stopped)
    assert run(data_dir, "get", "soro-1b") == terminal.INTERRUPTED


def test_advice_is_given_in_words_and_as_json(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data_dir, "advise") == 0
    assert "Soro-1B is right for this computer.\n" in capsys.readouterr().out
    assert run(data_dir, "advise", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["models"]["Soro-1B"] == {"fit": "right", "is_best": True}
    assert found["computer"]["disk"]["writing"] > 0
