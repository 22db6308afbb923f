"""The four screens of learning on a real lesson and a database in memory, and what a person does there."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.lesson_example import CURRICULUM, add_school
from tests.ui.fake_tutor import FakeTutor

from soro_tutor.domain.item import Item
from soro_tutor.domain.lesson import Effort
from soro_tutor.session.bank import Bank
from soro_tutor.session.conversations import Conversations
from soro_tutor.session.lesson import Lesson
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.sitting import Sitting
from soro_tutor.session.steps import Means
from soro_tutor.store.database import Database
from soro_tutor.ui.desk import Desk, Wishes
from soro_tutor.ui.engine_bridge import EngineBridge
from soro_tutor.ui.people import People
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.reading.view import ReadingView
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.tasks import DatabaseLane

W = TypeVar("W", bound=QWidget)


class Silent(FakeTutor):
    """A tutor without a model: the lesson stands on its curated texts."""

    card = None
    tutor_language = "tg"

    def stop_aside(self, request: int) -> None:
        """Nothing is being said."""


class NoAlgebra:
    """Compares nothing: the items of the tests need no algebra."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


class School:
    """The window's shell with one learner of grade 7 who has practised for some weeks."""

    def __init__(self, qtbot: QtBot, preferences: Preferences, lane: DatabaseLane, folder: Path) -> None:
        self.bot, self.lane, self.preferences = qtbot, lane, preferences
        self.tutor, self.bridge = Silent(), EngineBridge()
        people = People(lane)
        people.current = self.learner = self.run(add_school)
        bank = Bank(folder)
        means = Means(self.learner, bank, NoAlgebra(), random.Random(1))  # type: ignore[arg-type]
        self.lesson = Lesson(self.tutor, lane, means, CURRICULUM, self.bridge.tell)  # type: ignore[arg-type]
        self.desk = Desk(
            self.tutor,  # type: ignore[arg-type]
            self.bridge,
            lane,
            Conversations(lane),
            preferences,
            people,
            None,  # type: ignore[arg-type]  # no screen of learning makes backups
            Wishes(),
            self.lesson,
            CURRICULUM,
            bank,
        )
        self.shell = Shell(self.desk)
        qtbot.addWidget(self.shell)
        self.shell.resize(1366, 768)
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitActive(self.shell)
        self.settle()

    def run(self, job: Callable[[Database], Any]) -> Any:
        """Run a job on the database and wait for its result."""
        found: list[Any] = []
        self.lane.run(job, found.append)
        self.bot.waitUntil(lambda: bool(found))
        return found[0]

    def settle(self) -> None:
        """Let all jobs that are under way come to their end."""
        self.run(lambda _db: None)
        for _ in range(5):
            QApplication.processEvents()
        self.run(lambda _db: None)

    def open(self, name: str) -> QWidget:
        """Open a destination of the rail."""
        self.shell.open_named(name)
        self.settle()
        return self.shell.current

    def put(self, item: Item, *, waited: int = 0, plan: Plan | None = None, **effort: Any) -> None:
        """Put an item before the learner, who has thought for `waited` seconds."""
        self.lesson.leave()
        practice: Any = self.open("practice")
        practice.lesson.forget()
        since = datetime.now(UTC) - timedelta(seconds=waited)
        plan = plan or Plan(PlanKind.TOPIC, item.subject, item.topic)
        self.lesson._sitting = Sitting(plan, item, Effort(since, **effort), total=plan.total)
        self.lesson._tell_picture()
        self.settle()

    def press(self, words: str) -> None:
        """Press the button of these words, and wait for what follows."""
        self.bot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        self.settle()

    def keys(self, *keys: Qt.Key | str) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            if isinstance(key, Qt.Key):
                self.bot.keyClick(focused, key)
                continue
            for letter in key:  # keyClicks knows no Cyrillic
                pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focused, pressed)
        self.settle()

    def button(self, words: str) -> QPushButton:
        """The button of these words that is in sight."""
        found = [
            one
            for one in self.shell.current.findChildren(QPushButton)
            if one.isVisible() and words in {one.text(), one.accessibleName()}
        ]
        assert found, words
        return found[0]

    def has_button(self, words: str) -> bool:
        """Whether a button of these words is in sight."""
        buttons = self.shell.current.findChildren(QPushButton)
        return any(one.isVisible() and words == one.text() for one in buttons)

    def words(self) -> str:
        """All words in sight on the open screen."""
        screen = self.shell.current
        labels = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
        buttons = [one.text() for one in screen.findChildren(QPushButton) if one.isVisible()]
        texts = [one.toPlainText() for one in screen.findChildren(ReadingView) if one.isVisible()]
        return "\n".join([*labels, *buttons, *texts])

    def one(self, kind: type[W]) -> W:
        """The widget of a kind that is in sight."""
        found = [widget for widget in self.shell.current.findChildren(kind) if widget.isVisible()]
        assert found, kind
        return found[0]

    def windows(self) -> list[QWidget]:
        """Every window in sight: there is to be one."""
        return [one for one in QApplication.topLevelWidgets() if one.isVisible()]
