"""The command soro-train."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from soro_training.__main__ import run

ROOT = Path(__file__).parents[2]
CONFIG = '[run]\nname = "озмоиш"\nfolder = "{folder}"\n'


def test_the_stages_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    said = capsys.readouterr().out
    named = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    assert named == ["corpus", "tokenizer", "pretrain", "sft", "export", "evaluate", "release"]


def test_an_unknown_stage_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["бозӣ", "x.toml"]) == 2
    assert capsys.readouterr().err.startswith("There is no stage “бозӣ”. The stages are: corpus, ")


def test_a_stage_without_a_config_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("The stage “corpus” needs a config.")
    (named,) = re.findall(r"\S+\.toml", said)
    assert Path(named).is_file()


@pytest.mark.parametrize("folders", [[], ["runs/a/evaluate/base"]])
def test_a_comparison_without_two_folders_asks_for_them(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", *folders]) == 2
    assert capsys.readouterr().err.startswith("To compare, name the folders of two models' scores")


@pytest.mark.parametrize("encoding", ["utf-8", "cp866"])
def test_the_program_takes_cyrillic_paths_on_any_console(encoding: str, tmp_path: Path) -> None:
    folder = tmp_path / "Ҳуҷҷатҳои ман"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "soro_training", "corpus", str(folder / "озмоиш.toml")],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT / "training")]),
            "PYTHONIOENCODING": encoding,
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "озмоиш.toml" in done.stderr or "is not installed" in done.stderr
    assert list(folder.iterdir()) == []


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["--help"])
    assert stopped.value.code == 0
    assert "CONFIG.toml" in capsys.readouterr().out
