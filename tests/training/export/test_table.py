"""The table [export]: numbers out of their bounds."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import tiny

from soro_training.errors import Fault, TrainingError
from soro_training.export import stage


@pytest.mark.parametrize(
    "line",
    ["calibration_tokens = -1", "measured_tokens = 0", "most_perplexity = 0.9", "most_perplexity = nan"],
)
def test_a_number_out_of_its_bounds_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    made = tiny.a_config(tmp_path, f"[export]\n{line}\n")
    with pytest.raises(TrainingError) as refused:
        made.stage("export", stage.ExportTable)
    assert refused.value.fault is Fault.CONFIG_VALUE_WRONG
    assert refused.value.data["key"] == f"export.{line.split()[0]}"
