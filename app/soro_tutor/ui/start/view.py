"""The first start: language, who you are, the model, ready."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session import models
from soro_tutor.session.messages import words_for
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.start.steps import Step, steps
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.widgets.column import Column, Middle
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, label

WIDTH = 640


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was answered: who learns, and the model's path ("" for none)."""

    name: str
    grade: int | None
    model: str


class StartView(Screen):
    """One step at a time; Enter goes on, Alt+Left goes back."""

    finished = Signal(object)  # a Beginning

    def __init__(self, preferences: Preferences, lane: DatabaseLane) -> None:
        super().__init__()
        self._preferences, self._lane = preferences, lane
        self._model = ""
        self.language, self.learner, self.model, self.ready = steps(preferences)
        self._steps: tuple[Step, ...] = (self.language, self.learner, self.model, self.ready)
        self._index = 0
        self._where, self._trouble = label("small"), label("wrong")
        self._wait_words = label("muted")
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self.back, self.next = button("quiet"), button("primary")
        keep_icon(self.back, "back", preferences.appearance)
        self._lay_out()
        self._connect()
        self._show(0)

    def retranslate(self) -> None:
        number = self._index + 1
        self._where.setText(translate("Step {number} of {total}", number=number, total=len(self._steps)))
        self.back.setText(translate("Back"))
        self.back.setToolTip(translate("Back") + " (Alt+←)")
        self._wait_words.setText(translate("The model is being prepared. This takes some seconds."))
        self._wait.setAccessibleName(self._wait_words.text())
        is_last = number == len(self._steps)
        self.next.setText(translate("Start learning") if is_last else translate("Continue"))
        self.next.setToolTip(self.next.text() + " (Enter)")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._steps[self._index].entered()

    def _lay_out(self) -> None:
        page = Column(self._preferences.appearance, WIDTH)
        page.content.addWidget(self._where)
        for step in self._steps:
            page.content.addWidget(step, 1)
        feet = Middle(self._preferences.appearance, WIDTH)
        feet.content.addWidget(self._trouble)
        feet.content.addWidget(self._wait_words)
        feet.content.addWidget(self._wait)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        feet.content.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page, 1)
        column.addWidget(feet)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        for step in self._steps:
            step.changed.connect(self._on_changed)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_enter)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.back.click)

    def _show(self, index: int) -> None:
        self._trouble.hide()
        self._wait.hide()
        self._wait_words.hide()
        self.back.setEnabled(True)
        self._index = index
        for number, step in enumerate(self._steps):
            step.setVisible(number == index)
        self.back.setVisible(index > 0)
        self.retranslate()
        self._on_changed()
        if self._steps[index] is self.ready:
            self.next.setFocus()
        self._steps[index].entered()

    def _on_changed(self) -> None:
        self.next.setEnabled(self._steps[self._index].is_complete)

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        (focused if isinstance(focused, QPushButton) else self.next).click()

    def _on_back(self) -> None:
        self._show(max(0, self._index - 1))

    def _on_next(self) -> None:
        step = self._steps[self._index]
        if step is self.model:
            self._prepare_model()
        elif step is self.ready:
            self.finished.emit(Beginning(self.learner.form.name, self.learner.form.grade, self._model))
        else:
            self._show(self._index + 1)

    def _prepare_model(self) -> None:
        choice = self.model.picker.choice
        if choice is None:
            self._on_prepared("")
            return
        self._trouble.hide()
        self._wait.setVisible(not choice.path)
        self._wait_words.setVisible(not choice.path)
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        data_dir = self._preferences.data_dir
        self._lane.run_apart(lambda: models.prepare(choice, data_dir), self._on_prepared, self._on_refused)

    def _on_prepared(self, path: str) -> None:
        self._model = path
        self.ready.tell(self.learner.form.name, has_model=bool(path))
        self._show(self._steps.index(self.ready))

    def _on_refused(self, error: TutorError) -> None:
        words = words_for(error)
        self._wait.hide()
        self._wait_words.hide()
        self.back.setEnabled(True)
        self._trouble.setText(f"{words.text} {words.advice}")
        self._trouble.show()
        self.next.setEnabled(True)
