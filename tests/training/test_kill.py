"""kill -9 in the middle of the stages: the same command goes on, and what comes out is the same.

The corpus, the pretraining and the release are killed in tests of their own.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import study, tiny

from soro_training import run

ROOT = Path(__file__).parents[2]
STAGES = ("tokenizer", "sft", "export", "evaluate")
BASE = 'kind = "scratch"\nlayers = 6\nembedding = 64\nheads = 2\nfeed_forward = 128\ncontext = 2048'
TABLES = """
[tokenizer]
vocabulary = 900
least = 2

[sft]
start = "tokenizer"
items = 6
variants = 0
russian = 0.0
english = 0.0
steps = 6
batch_size = 1
sequence_length = 2048
learning_rate = 1e-3
evaluate_every = 2
evaluation_tokens = 2000
checkpoint_every = 3

[export]
quantizations = ["Q8_0"]
calibration_tokens = 100
measured_tokens = 60

[evaluate]
tasks = ["reading", "tutoring"]
limit = 2
context = 2048
threads = 1
tutoring_tokens = 8
resamples = 100

[evaluate.models.whole]
path = "export:F32"

[evaluate.models.eight]
path = "export:Q8_0"
"""
OF_TIME = {run.RECORD, run.METRICS, "place.json", "scores.json", "report.html"}  # hold a time, or a path


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run that was never killed, and the one that was (killing.py)."""
    if not hasattr(os, "fork"):
        pytest.skip("the children of killing.py are forked")
    folder = tmp_path_factory.mktemp("Қатъ")
    for name in ("whole", "cut"):
        (folder / name).mkdir()
        train = tiny.a_corpus(tiny.a_config(folder / name, TABLES, BASE)) / "train"
        (train / "00001.jsonl").write_bytes((train / "00000.jsonl").read_bytes())
    paths = os.pathsep.join(str(ROOT / part) for part in ("", "app", "training"))
    environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, str(Path(__file__).with_name("killing.py")), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_stage_ends_as_one_that_never_was(runs: Path, stage: str) -> None:
    cut, whole = runs / "cut/run" / stage, runs / "whole/run" / stage
    assert hashes(cut) == hashes(whole)
    assert summary(cut) == summary(whole)
    assert not list(cut.rglob("*.part*"))


def test_killed_stages_are_known_by_one_id(runs: Path) -> None:
    records = {stage: run.read_record(runs / "cut/run" / stage) for stage in ("corpus", *STAGES)}
    for stage in STAGES:
        found = records[stage]["inputs"]
        assert found == {name: records[name]["id"] for name in found}


def test_a_killed_sft_has_learnt_each_step_once(runs: Path) -> None:
    losses = study.losses(runs / "cut/run/sft")
    assert losses == study.losses(runs / "whole/run/sft")
    assert list(losses) == [1, 2, 3, 4, 5, 6]
    assert summary(runs / "cut/run/sft")["bits_per_byte"] > 0


def test_a_killed_evaluate_has_the_same_scores(runs: Path) -> None:
    for label in ("whole", "eight"):
        found = scores(runs / "cut/run/evaluate" / label)
        assert found == scores(runs / "whole/run/evaluate" / label)
        assert {name: task["n"] for name, task in found.items()} == {"reading": 2, "tutoring": 2}


def hashes(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file() and file.name not in OF_TIME]
    assert files
    return {str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def summary(folder: Path) -> dict[str, Any]:
    found = run.read_record(folder)
    assert found["state"] == "done"
    return {name: value for name, value in found["summary"].items() if name != "training_seconds"}


def scores(folder: Path) -> dict[str, dict[str, Any]]:
    tasks = json.loads((folder / "scores.json").read_text("utf-8"))["tasks"]
    return {name: {key: task[key] for key in task if key != "seconds"} for name, task in tasks.items()}
