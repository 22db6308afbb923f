"""The states of a training, from which it goes on after a stop: each is whole, or not taken for one."""

import contextlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from accelerate import Accelerator

from soro_training.disk import room
from soro_training.run import whole_folder, write_whole

PLACE = "place.json"
_STATE = "state"


class States:
    """The folders state-<step> in a stage's folder; `size` is about how many bytes one has."""

    def __init__(self, folder: Path, accelerator: Accelerator, size: int) -> None:
        self._folder, self._accelerator, self._size = folder, accelerator, size

    def keep(self, step: int, place: Mapping[str, Any]) -> None:
        """Write all that is needed to go on; the one before is thrown away only when this one is whole.

        Raises TrainingError DISK_FULL.
        """
        folder = self._folder / f"{_STATE}-{step}"
        with room(self._folder, self._size), self._shared(folder) as part:
            self._accelerator.save_state(str(part))
            if self._accelerator.is_main_process:
                write_whole(part / PLACE, json.dumps(place))
        self.clear(but=folder)

    def load(self) -> dict[str, Any]:
        """Take up the last whole state; returns its place, empty where there is none."""
        states = [one for one in self._folder.glob(f"{_STATE}-*") if _step(one) >= 0]
        if not states:
            return {}
        newest = max(states, key=_step)
        self._accelerator.load_state(str(newest))
        found: dict[str, Any] = json.loads((newest / PLACE).read_text(encoding="utf-8"))
        return found

    def clear(self, but: Path | None = None) -> None:
        """Throw the states away, and what was begun of one, once all processes are here."""
        self._accelerator.wait_for_everyone()
        if self._accelerator.is_main_process:
            for folder in self._folder.glob(f"{_STATE}-*"):
                if folder != but:
                    shutil.rmtree(folder)

    @contextlib.contextmanager
    def _shared(self, folder: Path) -> Iterator[Path]:
        """A whole_folder that all processes write into."""
        wait = self._accelerator.wait_for_everyone
        if not self._accelerator.is_main_process:
            wait()
            yield folder.with_name(f"{folder.name}.part")
            wait()
            return
        with whole_folder(folder) as part:
            wait()
            yield part
            wait()


def _step(folder: Path) -> int:
    """The step of a state, -1 for what is not whole."""
    number = folder.name[len(_STATE) + 1 :]
    return int(number) if number.isdigit() else -1
