"""The program from the first start to the end, as a person meets it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from soro_tutor import paths, settings
from soro_tutor.domain.dialogue import MessageState, Mode, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store import backup, conversations, learners, messages
from soro_tutor.store.database import Database
from soro_tutor.store.lock import Lock, lock
from soro_tutor.ui import program as program_module
from soro_tutor.ui.program import Program
from soro_tutor.ui.recovery.view import RecoveryView
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.start.view import StartView
from soro_tutor.ui.start.who import WhoView

Start = Callable[..., Program]
Words = Callable[[QWidget], str]
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def open_data(data_dir: Path) -> Database:
    """The database of a data folder, for a look from outside."""
    return Database.open(paths.database_file(data_dir), paths.backups(data_dir), NOW)


def add_learners(data_dir: Path, *names: str) -> None:
    """Somebody has learned here before."""
    db = open_data(data_dir)
    for name in names:
        learners.add_learner(db, name, 7, NOW)
    db.close()


def wait_for(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    """The page of this kind, once it is shown."""
    qtbot.waitUntil(lambda: isinstance(program.window.page, kind))
    page = program.window.page
    assert page is not None
    qtbot.wait(20)  # until it is laid out
    return page


def click(page: QWidget, words: str) -> None:
    """Click the visible button with these words."""
    buttons = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert len(buttons) == 1, [one.text() for one in page.findChildren(QPushButton)]
    buttons[0].click()


def test_the_first_start_leads_to_the_tutor_with_the_keyboard_alone(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    program = start()
    page = wait_for(qtbot, program, StartView)
    assert "Step 1 of 4" in words_on(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(page.focusWidget(), "Firuza")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "Step 2 of 4" in words_on(page)  # the grade is still missing
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "Step 3 of 4" in words_on(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "All is ready, Firuza" in words_on(page))
    assert "There is no model yet" in words_on(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    wait_for(qtbot, program, Shell)
    assert program.people.current.name == "Firuza"
    assert program.people.current.grade == 5
    assert settings.load(data_dir)[0].is_started


def test_the_window_opens_in_tajik(qtbot: QtBot, start: Start, words_on: Words) -> None:
    page = wait_for(qtbot, start(language="tg"), StartView)
    assert "Step" not in words_on(page)
    assert "Тоҷикӣ" in words_on(page)


def test_the_language_changes_at_once_in_the_first_step(qtbot: QtBot, start: Start, words_on: Words) -> None:
    program = start()
    page = wait_for(qtbot, program, StartView)
    assert "Step 1 of 4" in words_on(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "Step 1 of 4" not in words_on(page))
    assert program.tutor.tutor_language == "tg"


def test_one_can_go_back_in_the_first_start(qtbot: QtBot, start: Start, words_on: Words) -> None:
    page = wait_for(qtbot, start(), StartView)
    click(page, "Continue")
    click(page, "Back")
    assert "Step 1 of 4" in words_on(page)


def test_the_only_learner_goes_straight_in(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=True)
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.name == "Фирӯза"


def test_damaged_settings_do_not_hide_a_learners_work(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=False)
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.name == "Фирӯза"


def test_several_learners_are_asked_who_they_are_in_dictionary_order(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    add_learners(data_dir, "Ҷамшед", "Хуршед", "Ҳасан", "Чаман")
    program = start(is_started=True)
    page = wait_for(qtbot, program, WhoView)
    names = [line for line in words_on(page).splitlines() if line in {"Ҷамшед", "Хуршед", "Ҳасан", "Чаман"}]
    assert names == ["Хуршед", "Ҳасан", "Чаман", "Ҷамшед"]
    click(page, "Start learning")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.name == "Хуршед"


def test_a_guest_leaves_no_trace(qtbot: QtBot, start: Start, data_dir: Path, words_on: Words) -> None:
    add_learners(data_dir, "Фирӯза", "Ҳасан")
    program = start(is_started=True)
    click(wait_for(qtbot, program, WhoView), "Guest: nothing is kept")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.is_guest
    assert "You work as a guest: nothing is kept." in words_on(program.window)
    program.window.close()
    db = open_data(data_dir)
    assert [one.name for one in learners.list_learners(db)] == ["Фирӯза", "Ҳасан"]
    db.close()


def test_a_learner_can_be_chosen_after_a_guest(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    add_learners(data_dir, "Фирӯза", "Ҳасан")
    program = start(is_started=True)
    click(wait_for(qtbot, program, WhoView), "Guest: nothing is kept")
    shell = wait_for(qtbot, program, Shell)
    assert isinstance(shell, Shell)
    shell.rail.learner_chosen.emit(program.people.learners[1])
    qtbot.waitUntil(lambda: program.tutor.learner.name == "Ҳасан")
    assert not program.tutor.learner.is_guest
    assert "You work as a guest" not in words_on(program.window)


def test_a_damaged_database_is_restored_from_a_backup(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    add_learners(data_dir, "Фирӯза")
    backup.back_up(paths.database_file(data_dir), paths.backups(data_dir), NOW)
    damage(paths.database_file(data_dir))
    program = start(is_started=True)
    page = wait_for(qtbot, program, RecoveryView)
    assert "The data is damaged" in words_on(page)
    click(page, "Restore this backup")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.name == "Фирӯза"
    assert "The backup was restored." in words_on(program.window)


def test_a_damaged_database_is_kept_when_one_starts_anew(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    add_learners(data_dir, "Фирӯза")
    damage(paths.database_file(data_dir))
    program = start(is_started=True)
    click(wait_for(qtbot, program, RecoveryView), "Start anew")
    wait_for(qtbot, program, WhoView)
    assert list(data_dir.glob("*damaged*"))


def test_a_guest_may_come_in_where_nobody_has_learned_yet(qtbot: QtBot, start: Start) -> None:
    program = start(is_started=True)
    page = wait_for(qtbot, program, WhoView)
    assert page.focusWidget().accessibleName() == "Your name"
    click(page, "Guest: nothing is kept")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.is_guest


def test_the_data_may_be_kept_in_another_folder(
    qtbot: QtBot, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "Дигар"
    other.mkdir()
    add_learners(other, "Фирӯза")

    def refuse(folder: Path) -> Lock:
        if folder != other:
            raise TutorError(ErrorCode.DATA_READ_ONLY, path=str(folder))
        return lock(folder)

    monkeypatch.setattr(program_module, "lock", refuse)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    program = start(is_started=True)
    click(wait_for(qtbot, program, RecoveryView), "Choose another folder…")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.name == "Фирӯза"
    program.preferences.change(theme="dark")
    assert settings.load(other)[0].theme == "dark"


def test_a_second_window_is_told_that_the_first_is_open(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    held = lock(data_dir)
    program = start(is_started=True)
    page = wait_for(qtbot, program, RecoveryView)
    assert "The program is already open" in words_on(page)
    assert "Work without saving" not in words_on(page)
    click(page, "Close the program")
    assert program.is_closed
    held.release()


def test_a_folder_that_cannot_be_written_allows_work_without_saving(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise TutorError(ErrorCode.DATA_READ_ONLY, path=str(folder))

    monkeypatch.setattr(program_module, "lock", refuse)
    program = start(is_started=True)
    page = wait_for(qtbot, program, RecoveryView)
    assert "Nothing can be saved" in words_on(page)
    click(page, "Work without saving")
    wait_for(qtbot, program, Shell)
    assert program.tutor.learner.is_guest
    assert not settings.settings_file(data_dir).exists()


def test_one_may_try_again_when_the_obstacle_is_gone(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise TutorError(ErrorCode.DISK_FULL, path=str(folder))

    monkeypatch.setattr(program_module, "lock", refuse)
    program = start()
    page = wait_for(qtbot, program, RecoveryView)
    monkeypatch.setattr(program_module, "lock", lock)
    click(page, "Try again")
    wait_for(qtbot, program, StartView)


@pytest.mark.usefixtures("model_file")
def test_an_answer_that_is_being_written_is_kept_when_the_window_closes(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=True)
    wait_for(qtbot, program, Shell)
    qtbot.waitUntil(lambda: program.tutor.card is not None, timeout=20_000)
    program.tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
    texts: list[object] = []
    program.bridge.happened.connect(texts.append)
    program.tutor.ask("Answer slowly, and say all of this again, please")
    qtbot.waitUntil(lambda: sum(type(one).__name__ == "TextArrived" for one in texts) > 5, timeout=20_000)
    began = time.monotonic()
    program.window.close()
    assert time.monotonic() - began < 20  # the answer alone would take longer
    db = open_data(data_dir)
    shelf = conversations.list_conversations(db, 1, None, 10)
    answer = messages.newest(db, shelf[0].id, 10)[-1]
    db.close()
    assert answer.state is MessageState.STOPPED
    assert "Answer slowly, and say all of this again".startswith(answer.text.strip()[:10])
    assert len(answer.text) > 5


def test_a_program_without_a_model_says_so_and_goes_on(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=True)
    shell = wait_for(qtbot, program, Shell)
    assert isinstance(shell, Shell)
    shell.open_named("tutor")
    qtbot.wait(100)
    assert program.tutor.card is None
    assert "No model is chosen" in words_on(program.window)
    program.tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
    with pytest.raises(TutorError) as refused:
        program.tutor.ask("What is a force?")
    assert refused.value.code is ErrorCode.MODEL_NOT_CHOSEN


def test_the_rail_folds_in_a_narrow_window_and_keeps_its_names(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=True)
    shell = wait_for(qtbot, program, Shell)
    assert isinstance(shell, Shell)
    program.window.resize(1366, 768)
    qtbot.wait(20)
    wide = shell.rail.width()
    program.window.resize(1024, 600)
    qtbot.wait(20)
    assert shell.rail.width() < wide
    named = [one.accessibleName() for one in shell.rail.findChildren(QWidget) if one.focusPolicy()]
    assert "Settings" in named
    assert "Who is learning: Фирӯза" in named


def test_the_shortcuts_of_the_rail_open_its_screens(
    qtbot: QtBot, start: Start, data_dir: Path, words_on: Words
) -> None:
    add_learners(data_dir, "Фирӯза")
    program = start(is_started=True)
    shell = wait_for(qtbot, program, Shell)
    assert isinstance(shell, Shell)
    program.window.activateWindow()
    qtbot.waitActive(program.window)
    qtbot.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert "Appearance" in words_on(shell.current)
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    assert "No internet is used" in words_on(shell.current)


def test_the_window_stands_where_it_stood(qtbot: QtBot, start: Start) -> None:
    first = start()
    first.window.setGeometry(0, 0, 800, 620)
    qtbot.wait(20)
    first.window.close()
    second = start()
    assert second.window.size().toTuple() == (800, 620)


def test_damaged_settings_are_told_above_the_page(start: Start, data_dir: Path, words_on: Words) -> None:
    program = start(damaged=data_dir / "settings.json.damaged")
    assert "settings.json.damaged" in words_on(program.window.banners)


def test_the_same_trouble_is_said_once(start: Start, words_on: Words) -> None:
    program = start()
    for _ in range(3):
        program.lane.job_failed.emit(TutorError(ErrorCode.DISK_FULL, path="/data"))
    assert words_on(program.window.banners).count("/data") == 1


def damage(file: Path) -> None:
    """Overwrite the middle of a database file."""
    content = bytearray(file.read_bytes())
    content[100 : len(content) // 2] = b"\xff" * (len(content) // 2 - 100)
    file.write_bytes(content)


class OpenLesson:
    """A lesson in the middle of which something happens to the data; it counts how often it was dropped."""

    def __init__(self) -> None:
        self.dropped = 0

    def drop(self) -> None:
        """Keep nothing more."""
        self.dropped += 1

    def leave(self) -> None:
        """Put away."""


def test_a_lesson_is_dropped_before_the_data_under_it_changes(
    qtbot: QtBot, start: Start, data_dir: Path, tmp_path: Path
) -> None:
    add_learners(data_dir, "Фирӯза", "Сино")
    kept = backup.back_up(paths.database_file(data_dir), paths.backups(data_dir), NOW)
    program = start(is_started=True)
    wait_for(qtbot, program, WhoView)
    program.people.current = program.people.learners[0]
    open_lesson = OpenLesson()
    program.lesson = open_lesson  # type: ignore[assignment]
    program.backups.restore(kept, lambda _error: None)
    assert open_lesson.dropped == 1  # at once: the job that replaces the database comes later
    program.people.remove(program.people.learners[1])
    assert open_lesson.dropped == 1  # another's lesson goes on
    program.people.remove(program.people.learners[0])
    assert open_lesson.dropped == 2
    other = tmp_path / "Дигар"
    other.mkdir()
    program._on_folder_chosen(other)
    assert open_lesson.dropped == 3
    qtbot.waitUntil(lambda: program.preferences.data_dir == other)
