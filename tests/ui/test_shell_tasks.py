"""The database lane: order, errors, closing."""

import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store.database import Database
from soro_tutor.ui.tasks import DatabaseLane, while_alive

pytestmark = pytest.mark.usefixtures("qapp")


def test_jobs_run_in_order_in_one_other_thread(qtbot: QtBot, lane: DatabaseLane) -> None:
    threads: list[int] = []
    results: list[int] = []
    for number in range(50):
        lane.run(lambda _db, one=number: threads.append(threading.get_ident()) or one, results.append)
    qtbot.waitUntil(lambda: len(results) == 50)
    assert results == list(range(50))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_a_result_comes_back_in_the_window_s_thread(qtbot: QtBot, lane: DatabaseLane) -> None:
    seen: list[int] = []
    lane.run(lambda db: db.is_in_memory, lambda _: seen.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.get_ident()]


def test_an_expected_error_goes_to_who_asked(qtbot: QtBot, lane: DatabaseLane) -> None:
    errors: list[TutorError] = []
    lane.run(_full_disk, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code is ErrorCode.DISK_FULL


def test_an_error_that_nobody_asked_for_is_told_in_a_signal(qtbot: QtBot, lane: DatabaseLane) -> None:
    with qtbot.waitSignal(lane.job_failed) as told:
        lane.run(_full_disk)
    assert told.args[0].code is ErrorCode.DISK_FULL


def test_a_bug_in_a_job_reaches_the_except_hook_and_the_lane_goes_on(
    qtbot: QtBot, lane: DatabaseLane
) -> None:
    results: list[str] = []
    with qtbot.capture_exceptions() as caught:
        lane.run(lambda _db: 1 // 0)
        lane.run(lambda _db: "still here", results.append)
        qtbot.waitUntil(lambda: bool(results))
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_closing_finishes_what_was_asked_for() -> None:
    lane = DatabaseLane()
    lane.open(Database.in_memory)
    done: list[int] = []
    for number in range(100):
        lane.run(lambda _db, one=number: done.append(one))
    lane.close()
    assert done == list(range(100))


def test_a_failed_replacement_leaves_the_old_database_open(qtbot: QtBot, lane: DatabaseLane) -> None:
    errors: list[TutorError] = []
    answers: list[bool] = []
    lane.open(Database.in_memory, None, errors.append, before=lambda: _full_disk(None))
    lane.run(lambda db: db.is_in_memory, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert [error.code for error in errors] == [ErrorCode.DISK_FULL]


def _full_disk(_db: object) -> None:
    raise TutorError(ErrorCode.DISK_FULL, path="/")


def test_a_job_without_a_database_is_a_bug(qtbot: QtBot) -> None:
    lane = DatabaseLane()
    with qtbot.capture_exceptions() as caught:
        lane.run(lambda db: db.path)
        qtbot.waitUntil(lambda: bool(caught))
    lane.close()
    assert [kind for kind, _, _ in caught] == [RuntimeError]


def test_a_result_for_a_page_that_is_deleted_is_left_out(qtbot: QtBot, lane: DatabaseLane) -> None:
    page, other, done = QLabel(), QLabel(), []
    other.setText("here")
    with qtbot.capture_exceptions() as caught:
        lane.run(lambda _db: "late", page.setText)
        lane.run(lambda _db: "late", while_alive(page, lambda text: done.append(page.text() + text)))
        lane.run(lambda _db: "late", other.setText)
        shiboken6.delete(page)
        qtbot.waitUntil(lambda: other.text() == "late")
    assert not done
    assert not caught


def test_an_error_for_a_page_that_is_deleted_is_left_out(qtbot: QtBot, lane: DatabaseLane) -> None:
    page, done = _Page(), []
    with qtbot.capture_exceptions() as caught:
        lane.run(_full_disk, None, page.show_error)
        lane.run(lambda _db: True, done.append)
        shiboken6.delete(page)
        qtbot.waitUntil(lambda: bool(done))
    assert not caught


class _Page(QLabel):
    def show_error(self, error: TutorError) -> None:
        self.setText(str(error))
