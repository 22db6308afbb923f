"""A run that was exported once for all tests of this folder."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own tasks are one small one here."""
    pytest.importorskip("torch", reason="the training's libraries are not installed")
    from tests.training.release import runs

    from soro_training.release import scores

    monkeypatch.setattr(scores, "own_tasks", lambda: (runs.TASK,))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run with a tiny model, exported as F32 and Q8_0."""
    pytest.importorskip("torch", reason="the training's libraries are not installed")
    from tests.training.release import runs

    return runs.export_once(tmp_path_factory.mktemp("Нашр"))
