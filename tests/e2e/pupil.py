"""A pupil before the whole program with its window."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from soro_tutor.ui.program import Program

WAIT = 600_000  # milliseconds: how long a busy machine may take; no test measures time

TURN = 50  # milliseconds: nobody is quicker than the window's next turn, in which it loads the model

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

    def presses(self, words: str, place: int = -1) -> None:
        """Press what is called so; of several the one at `place`, in the order in which they were made."""

        def found() -> list[QAbstractButton]:
            named = [one for one in self.visible(QAbstractButton) if one.isEnabled()]
            return [one for one in named if words in (one.text(), one.accessibleName())]

        self.waits_until(lambda: bool(found()))
        self._qtbot.mouseClick(found()[place], Qt.MouseButton.LeftButton)
        self._qtbot.wait(TURN)

    def names_herself(self, name: str) -> None:
        self.waits_until(lambda: bool(self.visible(QLineEdit)))
        self.visible(QLineEdit)[0].insert(name)  # QTest has keys for Latin letters only

    def asks(self, question: str) -> None:
        field = self.visible(QPlainTextEdit)[-1]
        field.setPlainText(question)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def answer(self) -> str:
        """The last answer on the screen."""
        seen = self.visible(QTextEdit)
        return seen[-1].toPlainText() if len(seen) > 1 else ""

    def waits_for_the_answers_end(self) -> None:
        self.waits_until(lambda: not self.program.tutor.is_busy)

    def _texts(self) -> list[str]:
        labels = [one.text() for kind in (QLabel, QAbstractButton) for one in self.visible(kind)]
        return labels + [one.toPlainText() for one in self.visible(QTextEdit)]

    def visible(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.program.window.findChildren(kind) if one.isVisible()]

    def starts(self) -> None:
        """Walk through the first start, to the screen of today."""
        self.waits_for("Хуш омадед ба Soro Tutor")
        self.presses("Идома диҳед")
        self.names_herself("Зарина")
        self.presses("8")
        self.presses("Идома диҳед")
        self.waits_for("Ин компютер ва модели он")
        self.presses("Идома диҳед")
        self.waits_for("Зарина")
        self.presses("Омӯзишро оғоз кунед")
        self.waits_for("Салом, Зарина!")

    def opens_the_tutor(self) -> None:
        """Go from today's screen to the subjects of the tutor."""
        self.presses("Омӯзгор")
        self.waits_for("Физика")
