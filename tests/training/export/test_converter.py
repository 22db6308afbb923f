"""llama.cpp's converter where it fails: a full disk is told apart from a checkpoint that it refuses."""

import errno
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import tiny

from soro_training import checkpoint
from soro_training.errors import Fault, TrainingError
from soro_training.export import converter


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_conversion_that_had_no_room_says_so_and_leaves_no_half(tmp_path: Path) -> None:
    checkpoint.save(tiny.tiny(), tmp_path / "checkpoint")
    (tmp_path / "x.gguf.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as raised:
        converter.convert(tmp_path / "checkpoint", tmp_path / "x.gguf", "F32")
    assert raised.value.errno == errno.ENOSPC
    assert [one.name for one in tmp_path.iterdir()] == ["checkpoint"]


def test_a_checkpoint_that_is_refused_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(TrainingError) as refused:
        converter.convert(tmp_path, tmp_path / "x.gguf", "F32")
    assert refused.value.fault is Fault.CONVERTER_REFUSED
