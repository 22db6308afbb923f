"""The command soro-train."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from soro_training.__main__ import STAGES, run

TRAINING = Path(__file__).parents[2] / "training"


def test_the_stages_are_listed_and_called_unbuilt(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    said = capsys.readouterr().out
    assert "None is built yet" in said
    named = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    assert named == ["corpus", "tokenizer", "pretrain", "sft", "export", "evaluate", "release"]


def test_an_unknown_stage_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["бозӣ"]) == 2
    assert capsys.readouterr().err.startswith("There is no stage “бозӣ”. The stages are: corpus, ")


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_never_pretends_to_run(stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([stage.name]) == 2
    said = capsys.readouterr()
    assert "not built yet" in said.err
    assert not said.out


@pytest.mark.parametrize("encoding", ["utf-8", "cp866"])
def test_the_program_takes_cyrillic_paths_on_any_console(encoding: str, tmp_path: Path) -> None:
    folder = tmp_path / "Ҳуҷҷатҳои ман"
    folder.mkdir()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "soro_training",
            "--data-dir",
            str(folder),
            "--model",
            str(folder / "модели.gguf"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TRAINING), "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"The data folder given is: {folder}\n" in done.stdout
    assert "модели.gguf" in done.stdout
    assert list(folder.iterdir()) == []


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert "--data-dir" in said
    assert "--model" in said
