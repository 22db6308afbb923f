"""The choice of what to practise: what is due, a mixed set, the probe, or a topic."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.learner import GRADES
from soro_tutor.i18n import translate, translate_plural
from soro_tutor.session import labels
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.today import Today, today
from soro_tutor.session.topic_map import TopicState, topic_map
from soro_tutor.store.database import Database
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.practice.search import BankSearch
from soro_tutor.ui.practice.topic_row import TopicRow
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.widgets.subject_chips import SubjectChips
from soro_tutor.ui.words import button, button_row, label


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for one subject."""

    subject: Subject
    states: tuple[TopicState, ...]
    today: Today


class PracticeHome(Screen):
    """Read anew whenever it comes into sight."""

    wanted = Signal(object)  # a Plan
    work_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: _Found | None = None
        appearance = desk.preferences.appearance
        self._title, self._empty, self._wait = label("title"), label("muted"), label("muted")
        self._topics_title = label("heading")
        self.due, self.mixed, self.probe, self.work = (button(), button(), button(), button())
        for one, icon_name in ((self.due, "due"), (self.mixed, "mixed"), (self.probe, "probe")):
            keep_icon(one, icon_name, appearance, "accent")
        keep_icon(self.work, "check_work", appearance, "accent")
        self.subjects, self.grades = SubjectChips(appearance), Chips()
        self.search = BankSearch(desk)
        self._rows: list[TopicRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.subjects.choose(Subject.MATHEMATICS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Read the chosen subject and what is due anew."""
        desk, learner, subject = self._desk, self._desk.people.current, self.subjects.value
        now = datetime.now(UTC)

        def read(db: Database) -> _Found:
            states = topic_map(db, learner, subject, desk.curriculum)
            return _Found(subject, states, today(db, learner, desk.curriculum, now))

        desk.lane.run(read, self._show_found)

    def show_wait(self, words: str) -> None:
        """Say that an exercise is being looked for; nothing can be begun meanwhile."""
        self._wait.setText(words)
        self._wait.setVisible(bool(words))

    def show_subject(self, subject: Subject) -> None:
        """Choose a subject for the learner."""
        self.subjects.choose(subject)
        self.refresh()

    def retranslate(self) -> None:
        self._title.setText(translate("Practice"))
        self._topics_title.setText(translate("Topics"))
        self.mixed.setText(translate("Mixed set"))
        self.mixed.setToolTip(translate("Ten exercises from what you have begun"))
        self.probe.setText(translate("Weekly probe"))
        self.work.setText(translate("Check my work"))
        self.work.setToolTip(translate("Write your steps, and the first mistake is found."))
        self.grades.setAccessibleName(translate("Grade"))
        self._offer_grades()
        self._show_due()
        self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.subjects.focus()
        self.refresh()

    # What is shown

    def _show_found(self, found: _Found) -> None:
        if found.subject is not self.subjects.value:
            return  # another was chosen meanwhile
        is_new = self._found is None or self._found.subject is not found.subject
        self._found = found
        self._offer_grades()
        if is_new or self.grades.value is None:
            self._choose_grade()
        self._show_topics()
        self._show_due()

    def _offer_grades(self) -> None:
        states = self._found.states if self._found else ()
        taught = [grade for grade in GRADES if any(state.topic.grade == grade for state in states)]
        self.grades.offer([Option(grade, str(grade), labels.grade(grade)) for grade in taught])

    def _choose_grade(self) -> None:
        """The learner's own grade, else the nearest in which the subject is taught."""
        grades = sorted({state.topic.grade for state in self._found.states}) if self._found else []
        wished = self._desk.people.current.grade or GRADES.start
        if grades:
            self.grades.choose(min(grades, key=lambda grade: abs(grade - wished)))

    def _show_topics(self) -> None:
        found = self._found.states if self._found else ()
        states = [state for state in found if state.topic.grade == self.grades.value]
        if states and states == [row.state for row in self._rows]:
            return  # nothing is new, and the focus stays where it is
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [TopicRow(state) for state in states]
        for row in self._rows:
            row.button.clicked.connect(
                lambda _=False, topic=row.state.topic: self._on_topic(topic.subject, topic.id)
            )
            self._list.addWidget(row)
        self._show_empty()

    def _show_empty(self) -> None:
        self._empty.setVisible(self._found is not None and not self._rows)
        self._empty.setText(translate("There are no topics here yet. Choose another subject."))

    def _show_due(self) -> None:
        count = self._found.today.due if self._found else 0
        self.due.setText(
            translate_plural("Review: {count} exercise", "Review: {count} exercises", count)
            if count
            else translate("Review")
        )
        self.due.setEnabled(count > 0)
        self.due.setToolTip("" if count else translate("Nothing is due for review"))
        is_probe_due = self._found is not None and self._found.today.is_probe_due
        self.probe.setEnabled(is_probe_due)
        self.probe.setToolTip(
            translate("A few exercises without help show what you know alone.")
            if is_probe_due
            else translate("The next probe comes when you have practised some topics.")
        )

    # What the learner does

    def _on_topic(self, subject: Subject, topic: str) -> None:
        self.wanted.emit(Plan(PlanKind.TOPIC, subject, topic))

    def _connect(self) -> None:
        self.due.clicked.connect(lambda: self.wanted.emit(Plan(PlanKind.REVIEW)))
        self.mixed.clicked.connect(lambda: self.wanted.emit(Plan(PlanKind.MIXED)))
        self.probe.clicked.connect(lambda: self.wanted.emit(Plan(PlanKind.PROBE)))
        self.work.clicked.connect(self.work_wanted)
        self.subjects.chosen.connect(lambda _: self.refresh())
        self.grades.chosen.connect(lambda _: self._show_topics())
        self.search.topic_chosen.connect(self._on_topic)

    def _lay_out(self) -> None:
        page = Column(self._desk.preferences.appearance)
        page.content.addWidget(self._title)
        page.content.addLayout(button_row(self.due, self.mixed, self.probe, self.work))
        for part in (self._wait, self.search, self._topics_title, self.subjects, self.grades, self._empty):
            page.content.addWidget(part)
        page.content.addLayout(self._list)
        page.content.addStretch(1)
        self._wait.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
