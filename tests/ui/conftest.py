"""What the window's tests stand on: no screen, an engine that echoes, a data folder of their own."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.model import load_echo
from soro_tutor.session import models
from soro_tutor.settings import Settings
from soro_tutor.store.database import Database
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.program import Program, WindowContext
from soro_tutor.ui.qt_translation import QtTranslation
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.theme import Appearance

Start = Callable[..., Program]


def echo_engine() -> EngineClient:
    """An engine that needs no real model: any file loads, and the question comes back."""
    return EngineClient(load_echo)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with Cyrillic letters and a space in its path."""
    folder = tmp_path / "Маълумоти Фирӯза"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is found by itself; a test that wants one puts it into its data folder."""
    monkeypatch.setattr(models, "_has_development_package", lambda: False)


@pytest.fixture
def preferences(qapp: QApplication, data_dir: Path) -> Iterator[Preferences]:
    """English settings, already applied."""
    yield from _preferences(qapp, data_dir, Settings(language="en"))


def _preferences(qapp: QApplication, data_dir: Path, settings: Settings) -> Iterator[Preferences]:
    translation = QtTranslation(qapp)
    qapp.installTranslator(translation)
    appearance = Appearance(qapp)
    made = Preferences(settings, data_dir, appearance, translation)
    made.apply()
    yield made
    appearance.set("light", 100, 100)
    qapp.removeTranslator(translation)
    translation.deleteLater()
    appearance.deleteLater()


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[DatabaseLane]:
    """The worker thread on a database in memory."""
    made = DatabaseLane(qapp)
    made.open(Database.in_memory)
    yield made
    made.close()


@pytest.fixture
def start(qapp: QApplication, data_dir: Path) -> Iterator[Start]:
    """Start the whole program with the echoing engine; settings by name."""
    programs: list[Program] = []
    made: list[Iterator[Preferences]] = []

    def run(damaged: Path | None = None, **settings: object) -> Program:
        made.append(_preferences(qapp, data_dir, Settings(**{"language": "en", **settings})))
        preferences = next(made[-1])
        context = WindowContext(data_dir, preferences.settings, damaged, make_engine=echo_engine)
        program = Program(context, preferences)
        programs.append(program)
        program.start()
        return program

    yield run
    for program in programs:
        if not program.is_closed:
            program.window.close()
        program.window.deleteLater()
    for preferences in made:
        next(preferences, None)
    qapp.processEvents()


@pytest.fixture
def words_on() -> Callable[[QWidget], str]:
    """All words that a person sees on a widget, a line each."""

    def collect(widget: QWidget) -> str:
        found = [one for one in widget.findChildren(QWidget) if isinstance(one, QLabel | QAbstractButton)]
        return "\n".join(one.text() for one in found if one.isVisibleTo(widget) and one.text())

    return collect


@pytest.fixture
def model_file(data_dir: Path) -> Path:
    """A file that the echoing engine takes for a model."""
    folder = data_dir / "models"
    folder.mkdir()
    file = folder / "echo.gguf"
    file.write_bytes(b"GGUF")
    return file
