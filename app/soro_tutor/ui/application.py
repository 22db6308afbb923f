"""The window's outermost layer: one QApplication with its looks, its words and its except hook."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from soro_tutor.ui.crash import CrashReport
from soro_tutor.ui.font import choose_font
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.program import Program, WindowContext
from soro_tutor.ui.qt_translation import QtTranslation
from soro_tutor.ui.theme import Appearance

__all__ = ["WindowContext", "run_window"]


def run_window(context: WindowContext) -> int:
    """Show the program's window until it is closed; the exit code."""
    application = make_application()
    program = Program(context, make_preferences(application, context))
    crash = CrashReport(program.window)
    crash.install()
    program.start()
    try:
        return application.exec()
    finally:
        program.close()  # where it was not the window that was closed, as after Ctrl+C
        crash.remove()


def make_application() -> QApplication:
    """The one QApplication, in a style that looks alike on every system."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Soro Tutor")
    application.setDesktopFileName("soro-tutor")
    application.setStyle("Fusion")
    choose_font(application)
    return application


def make_preferences(application: QApplication, context: WindowContext) -> Preferences:
    """The settings, already applied to the application's looks and words."""
    translation = QtTranslation(application)
    application.installTranslator(translation)
    appearance = Appearance(application)
    preferences = Preferences(context.settings, context.data_dir, appearance, translation)
    preferences.apply()
    return preferences
