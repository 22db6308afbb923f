"""The stage `release`, killed for good while the files are written: the same command goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import tiny
from tests.training.release import runs

from soro_training.release import stage
from soro_training.run import Run, read_record

ROOT = Path(__file__).parents[3]
# The stage, which stands still when the shards are written and all else of the folder is missing.
CHILD = """
import sys, time
from pathlib import Path
from tests.training import tiny
from tests.training.release import runs
from soro_training import config
from soro_training.release import content, scores, stage
from soro_training.run import Run

def stand_still(first):
    print("ready", flush=True)
    time.sleep(600)

content.loaded = stand_still
scores.own_tasks = lambda: (runs.TASK,)
with Run(config.load(Path(sys.argv[1]), tiny.STAGES), "release", say=tiny.quiet) as at:
    stage.run(at)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_a_killed_release_is_made_by_the_same_command(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path, "shard_bytes = 200_000")
    places = os.pathsep.join(str(ROOT / name) for name in (".", "app", "training"))
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(made.path)],
        env=os.environ | {"PYTHONPATH": places},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    with child.stdout:
        assert child.stdout.readline() == "ready\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    folder = made.run.folder / "release"
    assert list((folder / "tiny.part").glob("*.gguf"))
    assert not (folder / "tiny").exists()
    assert read_record(folder)["state"] == "running"
    with Run(made, "release", say=tiny.quiet) as at:
        stage.run(at)
    assert read_record(folder)["state"] == "done"
    assert (folder / "tiny" / "SHA256SUMS").exists()
    assert not (folder / "tiny.part").exists()
