"""Qt's own words, and what a bug looks like."""

import logging
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.ui.crash import CrashReport
from soro_tutor.ui.preferences import Preferences


class Listener(QWidget):
    """Counts how often the language changed."""

    changes = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.changes += 1


def button_words(button: QMessageBox.StandardButton) -> str:
    """What Qt writes on one of its own buttons."""
    dialog = QMessageBox()
    words = dialog.addButton(button).text().replace("&", "")
    dialog.deleteLater()
    return words


@pytest.mark.usefixtures("qtbot")
def test_qt_s_own_buttons_speak_all_three_languages(preferences: Preferences) -> None:
    seen = {}
    for language in ("en", "ru", "tg", "en"):
        preferences.change(language=language)
        seen[language] = button_words(QMessageBox.StandardButton.Cancel)
    assert seen == {"en": "Cancel", "ru": "Отмена", "tg": "Бекор кардан"}


def test_a_switch_tells_every_widget_once(qtbot: QtBot, preferences: Preferences) -> None:
    listener = Listener()
    qtbot.addWidget(listener)
    for number, language in enumerate(("tg", "ru", "en"), start=1):
        preferences.change(language=language)
        QCoreApplication.sendPostedEvents()
        assert listener.changes == number


def test_a_bug_is_told_and_its_details_can_be_copied(
    qtbot: QtBot, words_on: Callable[[QWidget], str], caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    crash = CrashReport(window)
    with caplog.at_level(logging.ERROR, "soro_tutor"):
        report(crash, ZeroDivisionError("division by zero"))
        report(crash, ZeroDivisionError("again"))
    dialogs = window.findChildren(QMessageBox)
    assert len(dialogs) == 1  # one at a time
    assert "Something went wrong in the program" in words_on(dialogs[0])
    next(one for one in dialogs[0].buttons() if one.text() == "Copy details").click()
    assert "ZeroDivisionError: division by zero" in QGuiApplication.clipboard().text()
    assert dialogs[0].isVisible()
    dialogs[0].close()
    assert "uncaught" in caplog.text


@pytest.mark.usefixtures("preferences")
def test_an_expected_error_that_nobody_caught_is_told_in_its_own_words(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    crash = CrashReport(window)
    report(crash, TutorError(ErrorCode.DISK_FULL, path="/data"))
    dialog = window.findChild(QMessageBox)
    assert "There is no room left to save" in dialog.text()
    dialog.close()


def test_the_except_hook_is_given_back() -> None:
    before = sys.excepthook
    crash = CrashReport(None)
    crash.install()
    assert sys.excepthook == crash.report
    crash.remove()
    assert sys.excepthook is before


def report(crash: CrashReport, error: Exception) -> None:
    """What Python does with an error that nobody caught."""
    crash.report(type(error), error, None)
