"""A later start: who is learning today."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

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
        self.guest, self.add, self.cancel = button(), button(), button()
        keep_icon(self.add, "learner_new", preferences.appearance)
        self._is_adding = False
        self._lay_out()
        self._connect()
        self.retranslate()
        self.cards.choose(preferences.settings.last_learner)
        if self.cards.value is None and people.learners:
            self.cards.choose(people.learners[0].id)
        self._show_form(not people.learners)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_form(self._is_adding)  # the focus goes to what is in sight

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
        page.content.addWidget(self.cards)
        page.content.addWidget(self.form)
        page.content.addSpacing(8)
        page.content.addLayout(button_row(self.begin, self.save, self.add, self.cancel, self.guest))
        page.content.addStretch(1)
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
        """Show the form for somebody new, or the cards; a guest may come in either way."""
        self._is_adding = is_adding
        for added in (self.form, self.save):
            added.setVisible(is_adding)
        for chosen in (self.cards, self.begin, self.add):
            chosen.setVisible(not is_adding)
        has_learners = bool(self._people.learners)
        self.cancel.setVisible(is_adding and has_learners)
        self.guest.setVisible(not (is_adding and has_learners))
        self._on_form_changed()
        if is_adding:
            self.form.name_field.setFocus()
        else:
            self.cards.focus()

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        usual = self.save if self._is_adding else self.begin
        (focused if isinstance(focused, QPushButton) else usual).click()

    def _on_form_changed(self) -> None:
        self.save.setEnabled(self.form.is_complete)

    def _on_begin(self) -> None:
        for learner in self._people.learners:
            if learner.id == self.cards.value:
                self.learner_chosen.emit(learner)

    def _on_save(self) -> None:
        self._people.add(self.form.name, self.form.grade, self.learner_chosen.emit)
