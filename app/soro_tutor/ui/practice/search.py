"""The search in the bank: a field, and below it the exercises that hold its words."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import language, translate, translate_plural
from soro_tutor.session import labels
from soro_tutor.session.bank import SAMPLE_SEED, Bank
from soro_tutor.store.database import Database
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.lesson.passage import spoken
from soro_tutor.ui.tasks import while_alive
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label

_WAIT_MILLISECONDS = 250  # after the last key
_SHOWN = 20
_LONGEST_QUERY = 200  # characters
_LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Exercise:
    """An item that was found, as the list shows it; `statement` is one plain line."""

    subject: Subject
    topic: str
    grade: int
    statement: str


class BankSearch(Screen):
    """Choosing an exercise begins its topic."""

    topic_chosen = Signal(object, str)  # Subject, the topic's id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0  # the newest search: what an older one finds comes too late
        self._found: list[Exercise] | None = None
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST_QUERY)
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label("muted")
        self._timer = QTimer(self, interval=_WAIT_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _: self._timer.start())
        self.field.returnPressed.connect(self._search)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.field, LetterBar(self.field), self._count, self.list):
            column.addWidget(part)
        self.list.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Search in the exercises"))
        self.field.setAccessibleName(translate("Search in the exercises"))
        self.list.setAccessibleName(translate("Exercises that were found"))
        self._show()

    def _search(self) -> None:
        self._timer.stop()
        text, bank = self.field.text().strip(), self._desk.bank
        self._asked += 1
        asked = self._asked

        def found(exercises: list[Exercise]) -> None:
            if asked == self._asked:
                self._found = exercises
                self._show()

        if text:
            self._desk.lane.run(lambda db: _find(db, bank, text), while_alive(self, found))
        else:
            self._found = None
            self._show()

    def _show(self) -> None:
        found = self._found
        self.list.clear()
        self._count.setVisible(found is not None)
        self.list.setVisible(bool(found))
        if found is None:
            return
        if found:
            self._count.setText(
                translate_plural(
                    "{count} exercise: choose it to practise its topic",
                    "{count} exercises: choose one to practise its topic",
                    len(found),
                )
            )
        else:
            self._count.setText(translate("Nothing was found. Try another word, or a shorter one."))
        for exercise in found:
            entry = QListWidgetItem(f"{exercise.statement}\n{self._place(exercise)}")
            entry.setData(Qt.ItemDataRole.UserRole, exercise)
            self.list.addItem(entry)
        self.list.setFixedHeight(min(len(found), 4) * (self.list.fontMetrics().lineSpacing() * 3 + 8) + 8)

    def _place(self, exercise: Exercise) -> str:
        topic = self._desk.curriculum.topics.get(exercise.topic)
        parts = [labels.subject(exercise.subject), labels.grade(exercise.grade)]
        return " · ".join([*parts, *([topic.titles[language()]] if topic else [])])

    def _on_activated(self, entry: QListWidgetItem) -> None:
        exercise: Exercise = entry.data(Qt.ItemDataRole.UserRole)
        self.topic_chosen.emit(exercise.subject, exercise.topic)


def _find(db: Database, bank: Bank, text: str) -> list[Exercise]:
    """The items that hold the words; of a generator, one of its variants stands for all."""
    exercises = []
    for found in bank.search(db, text, limit=_SHOWN):
        try:
            item = bank.item(db, f"{found.uid}:{SAMPLE_SEED}" if found.is_generator else found.uid)
        except TutorError:  # a generator that fails, or an item that has just gone: the others are shown
            continue
        line = spoken(item.statement)
        shown = line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rstrip() + "…"
        exercises.append(Exercise(found.subject, found.topic, found.grade, shown))
    return exercises
