"""The best weights of a training so far, and what they were measured at, in one file: both are of one step.

A state is written more seldom than they, so that what it remembered of them could be of an earlier step.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import save_file

from soro_training.disk import room

_PLACE = Path("best", "trained.safetensors")
_FIGURES = "figures"  # in the file's header


@dataclass(frozen=True, slots=True)
class Best:
    """The step that the weights were measured after (-1: none), and bits a byte of held-out texts by name."""

    step: int = -1
    bits: Mapping[str, float] = field(default_factory=dict)


def weights(folder: Path) -> Path:
    """Where a stage's best weights are."""
    return folder / _PLACE


def load(folder: Path) -> Best:
    """What a stage's best weights were measured at."""
    if not weights(folder).exists():
        return Best()
    with safe_open(weights(folder), "pt") as file:
        return Best(**json.loads(file.metadata()[_FIGURES]))


def keep(folder: Path, trained: Mapping[str, Any], found: Best) -> None:
    """Put weights in the place of those before, which stay there until these are whole.

    Raises TrainingError DISK_FULL.
    """
    file = weights(folder)
    file.parent.mkdir(exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    with room(folder, sum(one.nbytes for one in trained.values())):
        try:
            save_file(dict(trained), part, {_FIGURES: json.dumps(asdict(found))})
            os.replace(part, file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
