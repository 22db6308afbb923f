"""The configs for several GPUs and machines, as accelerate reads them."""

from pathlib import Path

import pytest

pytest.importorskip("accelerate", reason="the training's libraries are not installed")

from accelerate.commands.config.config_args import load_config_from_file
from transformers.models.gemma3 import modeling_gemma3

FILES = sorted((Path(__file__).parents[2] / "training" / "launch").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_accelerate_knows_every_key(file: Path) -> None:
    found = load_config_from_file(str(file))
    assert found.num_processes >= found.num_machines
    assert found.mixed_precision == "bf16"


def test_fsdp_wraps_a_layer_that_gemma_has() -> None:
    wrapped = [load_config_from_file(str(file)).fsdp_config for file in FILES if "fsdp" in file.stem]
    assert len(wrapped) == 2
    for one in wrapped:
        assert one["fsdp_version"] == 2
        assert hasattr(modeling_gemma3, one["fsdp_transformer_layer_cls_to_wrap"])
