"""A checkpoint on a disk that has no room: nothing is begun, or nothing is left."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from safetensors import SafetensorError
from tests.training import study

from soro_training import checkpoint
from soro_training.errors import Fault, TrainingError


def test_a_checkpoint_without_room_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = study.a_checkpoint()
    size = sum(weight.nbytes for weight in made.model.parameters())
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=size - 1))
    monkeypatch.setattr(made.model, "save_pretrained", lambda _folder: pytest.fail("it was begun"))
    with pytest.raises(TrainingError) as refused:
        checkpoint.save(made, tmp_path / "checkpoint")
    assert refused.value.fault is Fault.DISK_FULL


def test_a_disk_that_runs_full_leaves_the_checkpoint_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Any) -> None:
        raise SafetensorError("I/O error: No space left on device (os error 28)")

    checkpoint.save(study.a_checkpoint(1), tmp_path / "checkpoint")
    other = study.a_checkpoint(2)
    monkeypatch.setattr(other.model, "save_pretrained", full)
    with pytest.raises(TrainingError) as refused:
        checkpoint.save(other, tmp_path / "checkpoint")
    assert refused.value.fault is Fault.DISK_FULL
    assert [one.name for one in tmp_path.iterdir()] == ["checkpoint"]
    assert checkpoint.load(tmp_path / "checkpoint").pieces == other.pieces
