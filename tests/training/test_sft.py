"""Instruction tuning: dialogues are made, learnt and held out, and the checkpoint carries its template."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import study

from soro_training import checkpoint, heldout, run, sft
from soro_training.run import Run

TABLES = """[sft]
start = "tokenizer"
items = 8
variants = 0
evaluation_tokens = 1500
steps = 2
batch_size = 1
sequence_length = 1536
"""


@pytest.fixture(autouse=True)
def many_held_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of eight items, one in twenty would be none."""
    monkeypatch.setattr(heldout, "SHARE", 0.3)


def test_a_checkpoint_is_taught_with_the_dialogues_that_it_made(tmp_path: Path) -> None:
    with Run(study.a_study(tmp_path, TABLES), "sft", say=study.quiet) as at:
        sft.run(at)
    folder = tmp_path / "sft"
    summary = run.read_record(folder)["summary"]
    assert summary["bits_per_byte"] < summary["bits_per_byte_before"]
    lines = (folder / "conversations/train.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == summary["conversations"]["train"] > 20
    assert {one["role"] for one in json.loads(lines[0])["messages"]} == {"system", "user", "assistant"}
    made = checkpoint.load(folder / "checkpoint")
    assert made.tokenizer.eos_token == "<end_of_turn>"
    assert made.tokenizer.chat_template


def test_dialogues_that_were_made_before_a_stop_are_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = study.a_study(tmp_path, TABLES)
    folder = tmp_path / "sft/conversations"
    with monkeypatch.context() as patch:
        patch.setattr(sft.loop, "train", stopped)
        with pytest.raises(KeyboardInterrupt), Run(config, "sft", say=study.quiet) as at:
            sft.run(at)
    before = (folder / "train.jsonl").stat().st_mtime_ns
    with Run(config, "sft", say=study.quiet) as at:
        sft.run(at)
    assert (folder / "train.jsonl").stat().st_mtime_ns == before


def stopped(*_arguments: object) -> None:
    raise KeyboardInterrupt
