"""What a bug looks like to a learner: noted in the log, told in one sentence, and the lesson goes on."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for

_log = logging.getLogger("soro_tutor.ui")


class CrashReport:
    """The except hook of the window's thread."""

    def __init__(self, window: QWidget | None) -> None:
        self._window = window
        self._before = sys.excepthook
        self._dialog: QMessageBox | None = None

    def install(self) -> None:
        """Catch what no code caught."""
        self._before = sys.excepthook
        sys.excepthook = self.report

    def remove(self) -> None:
        """Leave errors to whoever had them before."""
        sys.excepthook = self._before

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the error and show it; an expected one in its own words."""
        if isinstance(error, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        _log.error("uncaught", exc_info=(kind, error, trace))
        if self._dialog is not None:
            return  # one at a time: a bug in a timer would bury the window
        if isinstance(error, TutorError):
            self._dialog = self._expected(error)
        else:
            self._dialog = self._bug("".join(traceback.format_exception(kind, error, trace)))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _expected(self, error: TutorError) -> QMessageBox:
        words = words_for(error)
        dialog = QMessageBox(self._window)
        dialog.setWindowTitle(words.title)
        dialog.setText(words.text)
        dialog.setInformativeText(words.advice)
        dialog.addButton(QMessageBox.StandardButton.Close)
        return dialog

    def _bug(self, details: str) -> QMessageBox:
        dialog = QMessageBox(self._window)
        dialog.setWindowTitle(translate("Something went wrong in the program"))
        dialog.setText(translate("Something went wrong in the program"))
        dialog.setInformativeText(translate("Your work is kept. You can go on."))
        copy = dialog.addButton(translate("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # copying does not close the dialog
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        dialog.addButton(QMessageBox.StandardButton.Close)
        return dialog

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
