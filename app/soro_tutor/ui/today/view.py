"""Today: what is due, what to do next and why, and one button that begins."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from soro_tutor.domain.curriculum import Topic
from soro_tutor.i18n import language, translate, translate_plural
from soro_tutor.session import reasons
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.today import Today, today
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.tasks import while_alive
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, label, mark


class TodayView(Screen):
    """Read anew whenever it comes into sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._today: Today | None = None
        self._kept: Topic | None = None
        appearance = desk.preferences.appearance
        self._title, self._reason, self._done = label("title"), label(), label("muted")
        self.begin = button("primary")
        keep_icon(self.begin, "start", appearance, "on_accent")
        self.begin.clicked.connect(self._on_begun)
        self.other = _Task(appearance, "start")
        self.due, self.probe, self.tutor = (_Task(appearance, name) for name in ("due", "probe", "tutor"))
        self.other.button.clicked.connect(self._on_suggestion_taken)
        self.due.button.clicked.connect(lambda: self._practise(Plan(PlanKind.REVIEW)))
        self.probe.button.clicked.connect(lambda: self._practise(Plan(PlanKind.PROBE)))
        self.tutor.button.clicked.connect(lambda: desk.wishes.screen_wanted.emit("tutor"))
        self._lay_out(appearance)
        self.retranslate()

    def refresh(self) -> None:
        """Read the day anew."""
        desk, learner = self._desk, self._desk.people.current
        desk.lesson.find_kept(while_alive(self, self._show_kept))
        desk.lane.run(lambda db: today(db, learner, desk.curriculum, datetime.now(UTC)), self._show_today)

    def retranslate(self) -> None:
        self._title.setText(self._greeting())
        self._show_first()
        self._show_tasks()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    # What is shown

    def _show_kept(self, topic: Topic | None) -> None:
        self._kept = topic
        self.retranslate()

    def _show_today(self, now: Today) -> None:
        self._today = now
        self.retranslate()

    def _show_first(self) -> None:
        """The one thing to do: go on, else what is suggested, else what is due, else one's own choice."""
        suggestion = self._today.suggestion if self._today else None
        self._reason.setVisible(True)
        if self._kept is not None:
            self.begin.setText(translate("Go on with the lesson"))
            title = self._kept.titles[language()]
            self._reason.setText(translate("You stopped in the middle of “{topic}”.", topic=title))
        elif suggestion is not None:
            self.begin.setText(translate("Start"))
            self._reason.setText(reasons.words(suggestion, language()))
        elif self._today is not None and self._today.due:
            self.begin.setText(translate("Review"))
            self._reason.setText(translate("First go over what you have learnt."))
        else:
            self.begin.setText(translate("Choose a topic"))
            self._reason.setText(translate("Practise what you like: choose a subject and a topic."))

    def _show_tasks(self) -> None:
        found = self._today
        suggestion = found.suggestion if found else None
        self.other.setVisible(
            self._kept is not None and suggestion is not None and suggestion.topic != self._kept
        )
        if suggestion is not None:
            title = suggestion.topic.titles[language()]
            self.other.show_words(title, reasons.words(suggestion, language()), translate("Start"))
        due = found.due if found else 0
        self.due.show_words(
            _due_words(due), translate("What is gone over in time is not forgotten."), translate("Review")
        )
        self.due.button.setEnabled(due > 0)
        self.probe.setVisible(found is not None and found.is_probe_due)
        self.probe.show_words(
            translate("The weekly probe is due"),
            translate("A few exercises without help show what you know alone."),
            translate("Begin the probe"),
        )
        self.tutor.show_words(
            translate("A question of your own"),
            translate("The tutor explains, asks and answers."),
            translate("Ask the tutor"),
        )
        count = found.answered_today if found else 0
        self._done.setVisible(count > 0)
        self._done.setText(
            translate_plural("You answered {count} time today.", "You answered {count} times today.", count)
        )

    def _greeting(self) -> str:
        name = self._desk.people.current.name
        return translate("Hello, {name}!", name=name) if name else translate("Hello!")

    # What the learner does

    def _on_begun(self) -> None:
        if self._kept is not None:
            self._desk.wishes.lesson_wanted.emit(None)
        elif self._today is not None and self._today.suggestion is not None:
            self._on_suggestion_taken()
        elif self._today is not None and self._today.due:
            self._practise(Plan(PlanKind.REVIEW))
        else:
            self._desk.wishes.screen_wanted.emit("practice")

    def _on_suggestion_taken(self) -> None:
        if self._today is not None and self._today.suggestion is not None:
            topic = self._today.suggestion.topic
            self._practise(Plan(PlanKind.TOPIC, topic.subject, topic.id))

    def _practise(self, plan: Plan) -> None:
        self._desk.wishes.lesson_wanted.emit(plan)

    def _lay_out(self, appearance: Appearance) -> None:
        page = Column(appearance)
        first = QHBoxLayout()
        first.addWidget(self.begin)
        first.addStretch()
        for part in (self._title, self._reason):
            page.content.addWidget(part)
        page.content.addLayout(first)
        page.content.addSpacing(8)
        for task in (self.other, self.due, self.probe, self.tutor):
            page.content.addWidget(task)
        page.content.addWidget(self._done)
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


class _Task(QFrame):
    """A card with something that can be done, and why."""

    def __init__(self, appearance: Appearance, icon_name: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self._help = label("strong"), label("muted")
        self.button: QPushButton = button()
        sign = mark()
        keep_icon(sign, icon_name, appearance, "accent", 24)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._help)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_words(self, title: str, help_text: str, action: str) -> None:
        """Say what it is, why, and what the button does."""
        self._title.setText(title)
        self._help.setText(help_text)
        self.button.setText(action)
        self.button.setAccessibleDescription(title)


def _due_words(count: int) -> str:
    if not count:
        return translate("Nothing is due for review")
    return translate_plural(
        "{count} exercise is due for review", "{count} exercises are due for review", count
    )
