"""The interface's font: the system's own where it can write Tajik, else the one of the program."""

from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from soro_tutor import paths

TAJIK_LETTERS = "ғӣқӯҳҷҒӢҚӮҲҶ"
FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def choose_font(application: QApplication) -> None:
    """Give the application a font that has all Tajik letters."""
    if not can_write_tajik(application.font()):
        application.setFont(bundled_font())


def can_write_tajik(font: QFont) -> bool:
    """Whether the font itself has the letters, without borrowing them from another one."""
    raw = QRawFont.fromFont(font)
    return raw.isValid() and all(raw.supportsCharacter(ord(letter)) for letter in TAJIK_LETTERS)


def bundled_font() -> QFont:
    """The open font of resources/fonts."""
    families = []
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))
        families += QFontDatabase.applicationFontFamilies(number)
    return QFont(families[0])
