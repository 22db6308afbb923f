"""A model of six layers from scratch, through every stage, to an answer in the application."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "training" / "configs" / "miniature.toml"
STAGES = ("corpus", "tokenizer", "pretrain", "sft", "export", "evaluate", "release")


def run(*words: str | Path) -> str:
    """Run one of the project's programs as a person does; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT / "training")]),
            "PYTHONWARNINGS": "ignore",  # of the libraries; their own tests hold them
            "OMP_NUM_THREADS": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.mark.timeout(1800)  # a busy machine; on two quiet cores it took 78 seconds
def test_every_stage_leads_to_an_answer_in_the_application(tmp_path: Path) -> None:
    text = CONFIG.read_text("utf-8")
    assert 'folder = "runs/miniature"' in text
    config = tmp_path / "miniature.toml"
    config.write_text(text.replace("runs/miniature", str(tmp_path / "Озмоиш")), "utf-8")
    for stage in STAGES:
        run("soro_training", stage, config)
    release = tmp_path / "Озмоиш" / "release"
    (model,) = release.rglob("*.gguf")
    (card,) = release.rglob("README.md")
    assert "trial" in card.read_text("utf-8").lower()
    places = ("--data-dir", tmp_path / "data", "--model", model)
    answer = run("soro_tutor", "ask", *places, "--subject", "physics", "Қувва чист?")
    assert re.search(r"\w", answer)
