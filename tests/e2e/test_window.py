"""The whole program with its window, used as a pupil uses it, on the real small model."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from soro_tutor.settings import Settings, save
from soro_tutor.ui.application import make_preferences
from soro_tutor.ui.program import Program, WindowContext

WAIT = 60_000  # milliseconds: how long a busy machine may take; no test measures time
LONG = "Дар бораи қувва муфассал нақл кунед."

Kind = TypeVar("Kind", bound=QWidget)


class Pupil:
    """Looks at the window and uses it, knowing only what can be seen."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self._qtbot = qtbot

    def sees(self, words: str) -> bool:
        """Whether these words stand on the screen."""
        return any(words in text for text in self._texts())

    def waits_for(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: self.sees(words), timeout=WAIT)

    def waits_until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=WAIT)

    def presses(self, words: str) -> None:
        def found() -> list[QAbstractButton]:
            named = [one for one in self._visible(QAbstractButton) if one.isEnabled()]
            return [one for one in named if words in (one.text(), one.accessibleName())]

        self.waits_until(lambda: bool(found()))
        self._qtbot.mouseClick(found()[-1], Qt.MouseButton.LeftButton)

    def names_herself(self, name: str) -> None:
        self.waits_until(lambda: bool(self._visible(QLineEdit)))
        self._visible(QLineEdit)[0].insert(name)  # QTest has keys for Latin letters only

    def asks(self, question: str) -> None:
        field = self._visible(QPlainTextEdit)[-1]
        field.setPlainText(question)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def answer(self) -> str:
        """The last answer on the screen."""
        seen = self._visible(QTextEdit)
        return seen[-1].toPlainText() if len(seen) > 1 else ""

    def waits_for_the_answers_end(self) -> None:
        self.waits_until(lambda: not self.program.tutor.is_busy)

    def _texts(self) -> list[str]:
        labels = [one.text() for kind in (QLabel, QAbstractButton) for one in self._visible(kind)]
        return labels + [one.toPlainText() for one in self._visible(QTextEdit)]

    def _visible(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.program.window.findChildren(kind) if one.isVisible()]


@pytest.fixture(autouse=True)
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


def _start(pupil: Pupil) -> None:
    """Walk through the first start."""
    pupil.waits_for("Хуш омадед ба Soro Tutor")
    pupil.presses("Идома диҳед")
    pupil.names_herself("Зарина")
    pupil.presses("8")
    pupil.presses("Идома диҳед")
    pupil.waits_for("Ин компютер ва модели он")
    pupil.presses("Идома диҳед")
    pupil.waits_for("Зарина")
    pupil.presses("Омӯзишро оғоз кунед")


def test_from_the_first_start_to_an_answer_that_is_kept(
    opened: Callable[..., Pupil], small_model: Path, data_dir: Path
) -> None:
    pupil = opened(small_model)
    _start(pupil)
    pupil.presses("Физика")
    pupil.asks("Қувва чист?")
    pupil.waits_for("Қувва чист?")
    pupil.waits_for_the_answers_end()
    said = pupil.answer()
    assert said.strip()
    pupil.program.window.close()

    again = opened(small_model, is_started=True)
    conversation_id = 1
    again.waits_for("Физика")
    again.program.tutor.open(conversation_id)
    again.waits_until(lambda: len(again._visible(QTextEdit)) > 1)
    assert again.answer() == said


def test_a_stopped_answer_is_kept_and_goes_on(opened: Callable[..., Pupil], small_model: Path) -> None:
    pupil = opened(small_model)
    _start(pupil)
    pupil.presses("Физика")
    pupil.asks(LONG)
    pupil.waits_until(lambda: len(pupil.answer()) > 10)
    pupil.presses("Қатъ кунед")
    pupil.waits_for("Ин ҷавоб пеш аз анҷомаш қатъ карда шуд.")
    stopped = pupil.answer()
    pupil.presses("Идома диҳед")
    pupil.waits_for_the_answers_end()
    assert pupil.answer().startswith(stopped.strip()[:10])


def test_a_killed_engine_is_told_and_the_next_question_is_answered(
    opened: Callable[..., Pupil], small_model: Path
) -> None:
    pupil = opened(small_model)
    _start(pupil)
    pupil.presses("Физика")
    pupil.asks(LONG)
    pupil.waits_until(lambda: len(pupil.answer()) > 10)
    arrived = pupil.answer()
    engine = next(
        child for child in psutil.Process().children() if "resource_tracker" not in " ".join(child.cmdline())
    )
    os.kill(engine.pid, signal.SIGKILL)
    pupil.waits_for("Муҳаррик ногаҳон қатъ шуд")
    assert pupil.answer().startswith(arrived[:10])
    pupil.asks("Дар бораи масса муфассал нақл кунед.")
    pupil.waits_for("Дар бораи масса муфассал нақл кунед.")
    pupil.waits_for_the_answers_end()
    assert pupil.answer().strip()
    assert pupil.answer() != arrived


def test_a_text_file_under_a_models_name_is_told(opened: Callable[..., Pupil], data_dir: Path) -> None:
    fake = data_dir / "матн.gguf"
    fake.write_text("Ин матн аст. " * 50, encoding="utf-8")
    pupil = opened(fake)
    _start(pupil)
    pupil.waits_for("Ин файли модел нест")


def test_without_a_model_all_else_works(
    opened: Callable[..., Pupil], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soro_tutor.session.models._has_development_package", lambda: False)
    pupil = opened("")
    pupil.waits_for("Хуш омадед")
    pupil.presses("Идома диҳед")
    pupil.names_herself("Зарина")
    pupil.presses("8")
    pupil.presses("Идома диҳед")
    pupil.presses("Идома диҳед")
    pupil.waits_for("Ҳоло модел нест")
    pupil.presses("Омӯзишро оғоз кунед")
    pupil.presses("Физика")
    pupil.asks("Қувва чист?")
    pupil.waits_for("Модел интихоб нашудааст")
    assert pupil._visible(QPlainTextEdit)[-1].toPlainText() == "Қувва чист?"


def test_the_language_changes_while_the_program_runs(opened: Callable[..., Pupil], small_model: Path) -> None:
    pupil = opened(small_model)
    _start(pupil)
    pupil.waits_for("Адабиёти тоҷик")
    pupil.program.preferences.change(language="ru")
    pupil.waits_for("Таджикская литература")
    assert not pupil.sees("Адабиёти тоҷик")
    pupil.program.preferences.change(language="en")
    pupil.waits_for("Tajik literature")


def test_the_command_opens_a_window_and_makes_the_data(data_dir: Path, small_model: Path) -> None:
    save(data_dir, Settings(is_started=True))
    command = [sys.executable, "-m", "soro_tutor", "--data-dir", str(data_dir), "--model", str(small_model)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while not (data_dir / "soro.db").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        assert process.poll() is None
        assert (data_dir / "soro.db").exists()
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=30)
    assert b"Traceback" not in errors
