"""What the training's tests share: a tiny checkpoint as a GGUF file, converted once."""

import contextlib
from pathlib import Path

import pytest

with contextlib.suppress(ModuleNotFoundError):  # where the training's libraries are not installed
    import tqdm

    tqdm.tqdm.monitor_interval = 0  # a bar's monitor is a thread that would outlive its test


@pytest.fixture(scope="session")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model (tiny.tiny) as F32, beside it its folder `checkpoint`; not to be changed."""
    from tests.training import tiny

    from soro_training import checkpoint
    from soro_training.export.converter import convert

    folder = tmp_path_factory.mktemp("gguf")
    checkpoint.save(tiny.tiny(), folder / "checkpoint")
    convert(folder / "checkpoint", folder / "tiny.gguf", "F32")
    return folder / "tiny.gguf"
