"""A later start: who is learning today."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.people import People
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.start.learner_form import LearnerForm
from soro_tutor.ui.widgets.choice import Cards, Option
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label

WIDTH = 640


class WhoView(Screen):
    """All learners to choose from; a guest; somebody new."""

    learner_chosen = Signal(object)  # a Learner
    guest_chosen = Signal()

    def __init__(self, people: People, preferences: Preferences) -> None:
        super().__init__()
        self._people = people
        self._preferences = preferences
        self.title = label("title")
        self.cards = Cards()
        self.form = LearnerForm()
        self.form.changed.connect(self._on_form_changed)
        self.begin, self.save = button("primary"), button("primary")
        self.guest, self.add, self.cancel = button("quiet"), button("quiet"), button("quiet")
        keep_icon(self.add, "learner_new", preferences.appearance)
        self._parts = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.cards.choose(preferences.settings.last_learner)
        if self.cards.value is None and people.learners:
            self.cards.choose(people.learners[0].id)
        self._show_form(not people.learners)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_form(bool(self._parts.currentIndex()))  # the focus goes to what is in sight

    def retranslate(self) -> None:
        self.title.setText(translate("Who is learning today?"))
        self.cards.setAccessibleName(self.title.text())
        people = self._people
        self.cards.offer(
            [Option(one.id, people.name_of(one), labels.grade(one.grade)) for one in people.learners]
        )
        self.begin.setText(translate("Start learning"))
        self.save.setText(translate("Add and start"))
        self.add.setText(translate("Add somebody"))
        self.cancel.setText(translate("Cancel"))
        self.guest.setText(translate("Guest: nothing is kept"))

    def _lay_out(self) -> None:
        page = Column(self._preferences.appearance, WIDTH)
        page.content.addWidget(self.title)
        page.content.addWidget(self._parts)
        page.content.addStretch(1)
        self._parts.addWidget(_part(self.cards, (self.begin, self.add, self.guest)))
        self._parts.addWidget(_part(self.form, (self.save, self.cancel)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_begin)
        self.save.clicked.connect(self._on_save)
        self.guest.clicked.connect(self.guest_chosen)
        self.add.clicked.connect(lambda: self._show_form(True))
        self.cancel.clicked.connect(lambda: self._show_form(False))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_enter)

    def _show_form(self, is_adding: bool) -> None:
        self._parts.setCurrentIndex(int(is_adding))
        self.cancel.setVisible(bool(self._people.learners))
        self._on_form_changed()
        if is_adding:
            self.form.name_field.setFocus()
        else:
            self.cards.focus()

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        usual = self.save if self._parts.currentIndex() else self.begin
        (focused if isinstance(focused, QPushButton) else usual).click()

    def _on_form_changed(self) -> None:
        self.save.setEnabled(self.form.is_complete)

    def _on_begin(self) -> None:
        for learner in self._people.learners:
            if learner.id == self.cards.value:
                self.learner_chosen.emit(learner)

    def _on_save(self) -> None:
        self._people.add(self.form.name, self.form.grade, self.learner_chosen.emit)


def _part(content: QWidget, buttons: tuple[QPushButton, ...]) -> QWidget:
    """The content with its buttons beneath."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(24)
    column.addWidget(content)
    column.addLayout(button_row(*buttons))
    column.addStretch(1)
    return part
