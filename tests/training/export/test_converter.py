"""llama.cpp's converter where it fails: a full disk is told apart from a checkpoint that it refuses."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
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


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_the_converter_of_a_killed_export_ends_too(tmp_path: Path) -> None:
    script, started = tmp_path / "script.py", tmp_path / "started"
    script.write_text(
        f"import os, time\nopen({str(started)!r}, 'w').write(f'{{os.getpid()}} ')\ntime.sleep(600)\n", "utf-8"
    )
    begin = (
        "import subprocess, sys; from pathlib import Path; from soro_training.export import converter; "
        "subprocess.run(converter.watched(Path(sys.argv[1])))"
    )
    child = subprocess.Popen([sys.executable, "-c", begin, str(script)])
    while not started.exists() or not started.read_text().endswith(" "):
        assert child.poll() is None
        time.sleep(0.01)
    orphan = int(started.read_text())
    assert psutil.pid_exists(orphan)
    child.kill()
    child.wait()
    while psutil.pid_exists(orphan):
        time.sleep(0.01)


def test_a_checkpoint_that_is_refused_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(TrainingError) as refused:
        converter.convert(tmp_path, tmp_path / "x.gguf", "F32")
    assert refused.value.fault is Fault.CONVERTER_REFUSED
