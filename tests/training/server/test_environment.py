"""The environment of llmcompressor: made whole or not taken, and a sentence where it cannot be made."""

import os
from pathlib import Path

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.server import environment

UV = """#!/bin/sh
echo "$@" >> "$SORO_LOG"
case "$1" in
  venv) for folder in "$@"; do :; done; mkdir -p "$folder/bin"; echo made > "$folder/bin/python" ;;
  pip) [ -z "$SORO_FAILS" ] || { echo "error: no such package" >&2; exit 1; } ;;
esac
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a shell script")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for uv that writes down what it was asked, and a cache folder of its own."""
    uv = tmp_path / "programs" / "uv"
    uv.parent.mkdir()
    uv.write_text(UV, encoding="utf-8")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{uv.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "Кэш"))
    monkeypatch.setenv("SORO_LOG", str(tmp_path / "log"))
    return tmp_path / "log"


def test_it_is_made_once_from_pinned_requirements(log: Path) -> None:
    assert environment.python() is None
    program = environment.make()
    assert program.read_text("utf-8") == "made\n"
    assert environment.make() == environment.python() == program
    asked = log.read_text("utf-8").splitlines()
    assert [line.split()[0] for line in asked] == ["venv", "pip"]
    assert str(environment.REQUIREMENTS) in asked[1]


def test_every_package_of_it_is_pinned() -> None:
    lines = [line for line in environment.REQUIREMENTS.read_text("utf-8").splitlines() if line]
    packages = [line for line in lines if not line.startswith("#")]
    assert "llmcompressor==0.14.0.1" in packages
    assert all(line.count("==") == 1 for line in packages)


def test_half_of_one_is_thrown_away(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORO_FAILS", "1")
    with pytest.raises(TrainingError) as caught:
        environment.make()
    assert caught.value.fault is Fault.SERVER_ENVIRONMENT_MISSING
    assert caught.value.data["detail"] == "error: no such package"
    assert environment.python() is None
    monkeypatch.delenv("SORO_FAILS")
    assert environment.make() == environment.python()


def test_without_uv_a_sentence_says_so(log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(TrainingError) as caught:
        environment.make()
    assert caught.value.data == {"cause": Cause.PROGRAM_MISSING, "name": "uv"}
