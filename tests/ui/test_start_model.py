"""The model's step of the first start, and choosing who is learning."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.session import models
from soro_tutor.session.models import ModelChoice
from soro_tutor.ui.about.view import AboutView
from soro_tutor.ui.model_picker import ModelPicker
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.recovery.view import RecoveryView
from soro_tutor.ui.start.view import Beginning, StartView
from soro_tutor.ui.tasks import DatabaseLane

Words = Callable[[QWidget], str]


@pytest.fixture
def at_model_step(qtbot: QtBot, preferences: Preferences, lane: DatabaseLane) -> Callable[[], StartView]:
    """Walk to the third step."""

    def walk() -> StartView:
        view = StartView(preferences, lane)
        qtbot.addWidget(view)
        view.show()
        view.next.click()
        view.learner.form.name_field.setText("  Фирӯза   Каримова ")
        view.learner.form.grade_choice.focus()
        view.learner.form.grade_choice.choose(7)
        view.learner.changed.emit()
        view.next.click()
        return view

    return walk


def test_the_computer_is_told_in_words(at_model_step: Callable[[], StartView], words_on: Words) -> None:
    words = words_on(at_model_step())
    assert "Processor: " in words
    assert "core" in words
    assert "Memory: " in words
    assert "Disk: " in words


@pytest.mark.usefixtures("model_file")
def test_a_model_in_the_data_folder_is_found_and_used(
    qtbot: QtBot, at_model_step: Callable[[], StartView], data_dir: Path
) -> None:
    view = at_model_step()
    view.next.click()
    qtbot.waitUntil(view.ready.isVisible)
    with qtbot.waitSignal(view.finished) as told:
        view.next.click()
    assert told.args == [Beginning("Фирӯза Каримова", 7, str(data_dir / "models" / "echo.gguf"))]


def test_the_development_model_is_labelled_plainly_and_prepared(
    qtbot: QtBot,
    at_model_step: Callable[[], StartView],
    monkeypatch: pytest.MonkeyPatch,
    data_dir: Path,
    words_on: Words,
) -> None:
    monkeypatch.setattr(models, "_has_development_package", lambda: True)
    monkeypatch.setattr(models, "prepare", lambda choice, folder: str(folder / choice.title))
    view = at_model_step()
    assert "A small base model for development. Its Tajik is poor." in words_on(view)
    view.next.click()
    assert "The model is being prepared. This takes some seconds." in words_on(view)
    qtbot.waitUntil(view.ready.isVisible)
    with qtbot.waitSignal(view.finished) as told:
        view.next.click()
    assert told.args[0].model == str(data_dir / models.DEVELOPMENT_FILE)


def test_a_full_disk_while_the_model_is_prepared_is_said_and_one_may_go_without(
    qtbot: QtBot, at_model_step: Callable[[], StartView], monkeypatch: pytest.MonkeyPatch, words_on: Words
) -> None:
    def full(_choice: ModelChoice, folder: Path) -> str:
        raise TutorError(ErrorCode.DISK_FULL, path=str(folder))

    monkeypatch.setattr(models, "_has_development_package", lambda: True)
    monkeypatch.setattr(models, "prepare", full)
    view = at_model_step()
    view.next.click()
    qtbot.waitUntil(lambda: "There is no room left to save" in words_on(view))
    view.model.picker.cards.choose("without")
    view.next.click()
    assert "There is no model yet" in words_on(view)


def test_a_file_of_one_s_own_is_offered_and_marked(
    qtbot: QtBot, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "омӯзгор.gguf"
    file.write_bytes(b"GGUF" * 1024)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    picker = ModelPicker(preferences)
    qtbot.addWidget(picker)
    picker.look()
    assert picker.choice is None
    with qtbot.waitSignal(picker.picked):
        picker.file_button.click()
    assert picker.choice == ModelChoice(str(file), "омӯзгор.gguf", 4096)


def test_a_newer_database_is_refused_with_a_way_on(
    qtbot: QtBot, preferences: Preferences, words_on: Words
) -> None:
    view = RecoveryView(preferences.appearance, TutorError(ErrorCode.DATABASE_NEWER, path="/x/soro.db"))
    qtbot.addWidget(view)
    words = words_on(view)
    assert "It was not changed." in words
    assert [one.text() for one in view.shown_buttons()] == ["Work without saving", "Close the program"]


@pytest.mark.parametrize("code", [ErrorCode.DATA_READ_ONLY, ErrorCode.DISK_FULL, ErrorCode.DATABASE_BUSY])
def test_what_may_pass_can_be_tried_again(qtbot: QtBot, preferences: Preferences, code: ErrorCode) -> None:
    view = RecoveryView(preferences.appearance, TutorError(code, path="/x"))
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.again_chosen):
        view.shown_buttons()[0].click()


def test_about_names_version_licences_and_that_no_internet_is_used(
    qtbot: QtBot, qapp: QApplication, preferences: Preferences, words_on: Words
) -> None:
    view = AboutView(preferences)
    qtbot.addWidget(view)
    words = words_on(view)
    assert "No internet is used." in words
    assert "Apache License 2.0" in words
    assert "Gemma Terms of Use" in words
    assert "PySide6-Essentials 6." in words
    assert str(preferences.data_dir) in words
    preferences.change(language="tg")
    qapp.processEvents()
    assert "Gemma Terms of Use" not in words_on(view)
