"""Goes through stages with a tiny model for the tests: one run whole, one killed in the middle of each stage.

Called with a folder that holds both runs; it imports the libraries once, and forks a child for each start. A
child is killed with SIGKILL when it would give a file or folder its name; what it has written of it is then
cut in half, as a kill a moment earlier would have left it.
"""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import torch

from soro_training import __main__ as entry
from soro_training import heldout, run

DONE = "done"  # the moment when a stage would be recorded as done
MOMENTS = {
    "tokenizer": ("counts/*/00001.json", "checkpoint", DONE),
    "sft": ("conversations", "state-3", "best/trained.safetensors", "checkpoint", DONE),
    "export": ("tiny-F32.gguf", "tiny-Q8_0.gguf", DONE),
    "evaluate": ("whole/reading.jsonl", "whole/scores.json", "eight/tutoring.jsonl", "comparison.json", DONE),
}


def main(folder: Path) -> None:
    for one in entry.STAGES:
        if one.name in MOMENTS:
            entry._module(one.module)
    torch.set_num_threads(1)
    run._git = lambda *_words: ""  # somebody may commit in between
    heldout.SHARE = 0.1  # of six, one
    for stage, moments in MOMENTS.items():
        start(folder / "whole", stage)
        for moment in moments:
            start(folder / "cut", stage, moment)
            halve(folder / "cut" / "run" / stage)
        start(folder / "cut", stage)


def start(folder: Path, stage: str, moment: str = "") -> None:
    """Start a stage as a person does, in a child that lives until `moment`, if one is given."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if moment:
                sys.addaudithook(lambda event, values: die(event, values, stage, moment))
            code = entry.run([stage, str(folder / "run.toml")])
        except Exception:  # noqa: BLE001 - a child may not go on as its parent would
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    ended = f"{stage} ended with {status}, which was to be killed at: {moment or 'never'}"
    assert status == (signal.SIGKILL if moment else 0), ended


def die(event: str, values: tuple[Any, ...], stage: str, moment: str) -> None:
    """Be killed before a rename that `moment` names."""
    if event != "os.rename":
        return
    old, new = (Path(os.fsdecode(value)) for value in values[:2])
    name = run.RECORD if moment == DONE else moment
    if new.match(f"{stage}/{name}") and (moment != DONE or '"state": "done"' in old.read_text("utf-8")):
        os.kill(os.getpid(), signal.SIGKILL)


def halve(folder: Path) -> None:
    for part in folder.rglob("*.part"):
        for file in (part, *part.rglob("*")):
            if file.is_file():
                os.truncate(file, file.stat().st_size // 2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
