"""The settings: everything applies at once and is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from soro_tutor import paths, settings
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.session.events import ModelFailed, ModelReady
from soro_tutor.store import learners
from soro_tutor.store.database import Database
from soro_tutor.ui.program import Program
from soro_tutor.ui.settings.learners import LearnerDialog
from soro_tutor.ui.settings.view import SettingsView
from soro_tutor.ui.shell import Shell

Start = Callable[..., Program]
Words = Callable[[QWidget], str]
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def program(qtbot: QtBot, start: Start, data_dir: Path) -> Program:
    """The program on its settings screen, with one learner."""
    return started(qtbot, start, data_dir)


def started(qtbot: QtBot, start: Start, data_dir: Path) -> Program:
    """Start the program with one learner, and open the settings."""
    db = Database.open(paths.database_file(data_dir), paths.backups(data_dir), NOW)
    learners.add_learner(db, "Фирӯза", 7, NOW)
    db.close()
    made = start(is_started=True)
    qtbot.waitUntil(lambda: isinstance(made.window.page, Shell))
    shell_of(made).open_settings()
    qtbot.wait(20)
    return made


def shell_of(program: Program) -> Shell:
    """The shell of a program that is past its start."""
    page = program.window.page
    assert isinstance(page, Shell)
    return page


def view_of(program: Program) -> SettingsView:
    """The settings screen that is shown."""
    view = shell_of(program).current
    assert isinstance(view, SettingsView)
    return view


def press(page: QWidget, words: str, kind: type[QAbstractButton] = QAbstractButton) -> None:
    """Press the first button in sight with these words or this name."""
    for button in page.findChildren(kind):
        if words in {button.text(), button.accessibleName()} and button.isVisible():
            button.click()
            return
    raise AssertionError(words)


def test_the_language_changes_everywhere_without_a_restart(
    qtbot: QtBot, program: Program, words_on: Words, data_dir: Path
) -> None:
    press(view_of(program), "Тоҷикӣ")
    qtbot.waitUntil(lambda: view_of(program).title.text() == "Танзимот")
    press(view_of(program), "English")
    qtbot.waitUntil(lambda: "Settings" in words_on(program.window))
    assert settings.load(data_dir)[0].language == "en"


def test_the_tutor_s_language_is_apart_from_the_interface_s(program: Program, words_on: Words) -> None:
    chips = view_of(program).language.tutor.findChildren(QRadioButton)
    next(chip for chip in chips if chip.text() == "Русский").click()
    assert program.tutor.tutor_language == "ru"
    assert "Settings" in words_on(program.window)


def test_the_theme_and_both_sizes_change_at_once(program: Program, data_dir: Path) -> None:
    view = view_of(program)
    press(view.looks, "Dark")
    press(view.looks.text_scale, "150%")
    press(view.looks.interface_scale, "125%")
    theme = program.preferences.appearance.theme
    assert (theme.is_dark, theme.text_scale, theme.interface_scale) == (True, 150, 125)
    kept = settings.load(data_dir)[0]
    assert (kept.theme, kept.text_scale, kept.interface_scale) == ("dark", 150, 125)


def test_settings_that_cannot_be_saved_are_said(
    program: Program, words_on: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "save", full)
    press(view_of(program).looks, "Dark")
    assert "There is no room left to save" in words_on(program.window.banners)
    assert program.preferences.appearance.theme.is_dark


def test_a_learner_is_renamed(qtbot: QtBot, program: Program, words_on: Words) -> None:
    press(view_of(program), "Change Фирӯза")
    dialog = program.window.findChild(LearnerDialog)
    dialog.form.name_field.setText("Фирӯзаҷон")
    press(dialog, "8")
    press(dialog, "Save")
    qtbot.waitUntil(lambda: "Фирӯзаҷон" in words_on(view_of(program)))
    assert program.people.current.grade == 8


def test_a_learner_is_added_and_listed_in_dictionary_order(
    qtbot: QtBot, program: Program, words_on: Words
) -> None:
    press(view_of(program), "Add somebody")
    dialog = program.window.findChild(LearnerDialog)
    dialog.form.name_field.setText("Анӯшервон")
    press(dialog, "Teacher")
    press(dialog, "Save")
    qtbot.waitUntil(lambda: "Анӯшервон" in words_on(view_of(program)))
    lines = words_on(view_of(program)).splitlines()
    assert lines.index("Анӯшервон") < lines.index("Фирӯза")


def test_a_learner_needs_a_name_and_a_grade(program: Program) -> None:
    press(view_of(program), "Add somebody")
    dialog = program.window.findChild(LearnerDialog)
    dialog.form.name_field.setText("   ")
    press(dialog, "5")
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_removing_a_learner_asks_and_may_be_refused(qtbot: QtBot, program: Program, words_on: Words) -> None:
    press(view_of(program), "Remove Фирӯза")
    question = program.window.findChild(QMessageBox)
    assert "All conversations of this learner are deleted." in question.informativeText()
    press(question, "Cancel")
    qtbot.wait(50)
    assert "Фирӯза" in words_on(view_of(program))


def test_a_removed_learner_is_gone_and_somebody_else_is_asked_for(qtbot: QtBot, program: Program) -> None:
    press(view_of(program), "Remove Фирӯза")
    press(program.window.findChild(QMessageBox), "Remove")
    qtbot.waitUntil(lambda: not isinstance(program.window.page, Shell))
    assert program.people.learners == []


def test_a_backup_is_made_and_brought_back(qtbot: QtBot, program: Program, words_on: Words) -> None:
    view = view_of(program)
    qtbot.waitUntil(lambda: "The program makes backups by itself." in words_on(view))  # the first of the day
    program.people.edit(replace(program.people.learners[0], name="Нав"))
    qtbot.waitUntil(lambda: program.people.learners[0].name == "Нав")
    section = next(one for one in view.sections if one.heading.text() == "Backups")
    section.findChildren(QRadioButton)[-1].click()
    press(section, "Restore…")
    press(program.window.findChild(QMessageBox), "Restore")
    qtbot.waitUntil(lambda: program.people.learners[0].name == "Фирӯза")
    assert "The backup was restored." in words_on(program.window)


def test_a_damaged_backup_is_refused_and_nothing_is_lost(
    qtbot: QtBot, program: Program, data_dir: Path, words_on: Words
) -> None:
    view = view_of(program)
    section = next(one for one in view.sections if one.heading.text() == "Backups")
    qtbot.waitUntil(lambda: bool(section.findChildren(QRadioButton)))
    next(paths.backups(data_dir).glob("*.db")).write_bytes(b"nothing")
    section.findChildren(QRadioButton)[-1].click()
    press(section, "Restore…")
    press(program.window.findChild(QMessageBox), "Restore")
    qtbot.waitUntil(lambda: "cannot be read" in words_on(section))
    press(view, "Add somebody")  # the database is still open
    dialog = program.window.findChild(LearnerDialog)
    dialog.form.name_field.setText("Нав")
    press(dialog, "6")
    press(dialog, "Save")
    qtbot.waitUntil(lambda: len(program.people.learners) == 2)


def test_a_model_of_one_s_own_is_loaded_at_once(
    qtbot: QtBot, program: Program, tmp_path: Path, words_on: Words
) -> None:
    file = tmp_path / "модели ман.gguf"
    file.write_bytes(b"GGUF")
    view = view_of(program)
    assert "No model is in use" in words_on(view.model)
    view.model.picker.add_file(str(file))
    qtbot.waitUntil(lambda: "модели ман" in view.model.name.text(), timeout=20_000)
    assert program.preferences.settings.model == str(file)


def test_a_model_that_failed_is_loaded_again_when_it_is_picked_again(
    qtbot: QtBot, model_file: Path, start: Start, data_dir: Path, words_on: Words
) -> None:
    program = started(qtbot, start, data_dir)
    qtbot.waitUntil(lambda: program.tutor.card is not None, timeout=20_000)
    failure = ModelFailed(TutorError(ErrorCode.MODEL_REFUSED, path=str(model_file)))
    program.bridge.tell(failure)
    assert "The engine could not open" in words_on(view_of(program))
    with qtbot.waitSignal(program.bridge.happened, check_params_cb=lambda e: isinstance(e, ModelReady)):
        press(view_of(program), "echo.gguf", QRadioButton)
    told: list[object] = []
    program.bridge.happened.connect(told.append)
    press(view_of(program), "echo.gguf", QRadioButton)  # now it is in use: nothing is to be done
    qtbot.wait(50)
    assert not told


def test_a_failure_of_the_model_is_told_to_the_next_learner_too(
    qtbot: QtBot, model_file: Path, start: Start, data_dir: Path, words_on: Words
) -> None:
    program = started(qtbot, start, data_dir)
    qtbot.waitUntil(lambda: program.tutor.card is not None, timeout=20_000)
    program.bridge.tell(ModelFailed(TutorError(ErrorCode.MODEL_REFUSED, path=str(model_file))))
    before = shell_of(program)
    before.rail.learner_chosen.emit(program.people.learners[0])
    qtbot.waitUntil(lambda: program.window.page is not before)
    shell_of(program).open_named("tutor")
    qtbot.waitUntil(lambda: "The model could not be opened" in words_on(shell_of(program)))


def test_the_path_of_the_data_is_copied_and_opened(
    program: Program, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    press(view_of(program), "Copy the path")
    press(view_of(program), "Open the folder")
    assert QGuiApplication.clipboard().text() == str(data_dir)
    assert Path(opened[0].toLocalFile()) == data_dir


def test_a_guest_sees_no_learners_and_no_backups(qtbot: QtBot, program: Program, words_on: Words) -> None:
    shell_of(program).rail.guest_chosen.emit()
    qtbot.waitUntil(lambda: program.tutor.learner.is_guest)
    shell_of(program).open_settings()
    words = words_on(view_of(program))
    assert "Learners on this computer" not in words
    assert "Backups" not in words


def test_every_control_has_a_name_for_screen_readers(program: Program) -> None:
    for control in program.window.findChildren(QWidget):
        if control.isVisible() and control.focusPolicy() and isinstance(control, QAbstractButton):
            assert control.accessibleName() or control.text(), control


def test_the_settings_can_be_read_at_double_size(qtbot: QtBot, program: Program) -> None:
    program.window.resize(1366, 768)
    program.preferences.change(interface_scale=200, text_scale=200)
    qtbot.wait(50)
    view = view_of(program)
    for control in view.findChildren(QAbstractButton):
        if control.isVisible():
            right = control.mapTo(view, control.rect().topRight()).x()
            assert right <= view.width(), control.text()
