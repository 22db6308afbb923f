"""The whole program with its window, used as a pupil uses it, on the real small model."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit
from tests.e2e.pupil import Pupil

from soro_tutor.settings import Settings, save

LONG = "Дар бораи қувва муфассал нақл кунед."

pytestmark = pytest.mark.usefixtures("same_draw")


def test_from_the_first_start_to_an_answer_that_is_kept(
    opened: Callable[..., Pupil], small_model: Path, data_dir: Path
) -> None:
    pupil = opened(small_model)
    pupil.starts()
    pupil.opens_the_tutor()
    pupil.presses("Физика")
    pupil.asks("Қувва чист?")
    pupil.waits_for("Қувва чист?")
    pupil.waits_for_the_answers_end()
    said = pupil.answer()
    assert said.strip()
    pupil.program.window.close()

    again = opened(small_model, is_started=True)
    conversation_id = 1
    again.waits_for("Салом, Зарина!")
    again.opens_the_tutor()
    again.program.tutor.open(conversation_id)
    again.waits_until(lambda: len(again.visible(QTextEdit)) > 1)
    assert again.answer() == said


def test_a_stopped_answer_is_kept_and_goes_on(opened: Callable[..., Pupil], small_model: Path) -> None:
    pupil = opened(small_model)
    pupil.starts()
    pupil.opens_the_tutor()
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
    pupil.starts()
    pupil.opens_the_tutor()
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
    pupil.starts()
    pupil.opens_the_tutor()
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
    pupil.opens_the_tutor()
    pupil.presses("Физика")
    pupil.asks("Қувва чист?")
    pupil.waits_for("Модел интихоб нашудааст")
    assert pupil.visible(QPlainTextEdit)[-1].toPlainText() == "Қувва чист?"


def test_the_language_changes_while_the_program_runs(opened: Callable[..., Pupil], small_model: Path) -> None:
    pupil = opened(small_model)
    pupil.starts()
    pupil.opens_the_tutor()
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
