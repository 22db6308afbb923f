"""Progress: what to do next and why, the map of topics, and work with and without help."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from soro_tutor.domain.curriculum import Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.i18n import language, translate
from soro_tutor.session import reasons
from soro_tutor.session.help_picture import HelpPicture, help_picture
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.topic_map import Suggestion, TopicState, suggestion, topic_map
from soro_tutor.store.database import Database
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.progress.help_section import HelpSection
from soro_tutor.ui.progress.topic_map import TopicMap
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.widgets.subject_chips import SubjectChips
from soro_tutor.ui.words import button, label


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for one subject."""

    subject: Subject
    states: tuple[TopicState, ...]
    suggestion: Suggestion | None
    picture: HelpPicture


class ProgressView(Screen):
    """Read anew whenever it comes into sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: _Found | None = None
        appearance = desk.preferences.appearance
        self._title, self._next_title, self._next = label("title"), label("heading"), label()
        self.begin = button("primary")
        keep_icon(self.begin, "start", appearance, "on_accent")
        self.subjects = SubjectChips(appearance)
        self.subjects.choose(Subject.MATHEMATICS)
        self.map, self.help = TopicMap(appearance), HelpSection(appearance)
        self._map_title = label("heading")
        self.subjects.chosen.connect(lambda _: self.refresh())
        self.begin.clicked.connect(self._on_begun)
        self.map.practice_wanted.connect(self._practise)
        self._lay_out()
        self.retranslate()

    def refresh(self) -> None:
        """Read the chosen subject anew."""
        desk, learner, subject = self._desk, self._desk.people.current, self.subjects.value
        now = datetime.now(UTC)

        def read(db: Database) -> _Found:
            return _Found(
                subject,
                topic_map(db, learner, subject, desk.curriculum),
                suggestion(db, learner, desk.curriculum, now, subject),
                help_picture(db, learner, now),
            )

        desk.lane.run(read, self._show_found)

    def retranslate(self) -> None:
        self._title.setText(translate("Progress"))
        self._map_title.setText(translate("Map of topics"))
        self._next_title.setText(translate("What to do next"))
        self._show_next()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.subjects.focus()
        self.refresh()

    def _show_found(self, found: _Found) -> None:
        if found.subject is not self.subjects.value:
            return  # another was chosen meanwhile
        self._found = found
        self.map.show_states(found.states, self._desk.people.current.grade)
        self.help.show_picture(found.picture)
        self._show_next()

    def _show_next(self) -> None:
        found = self._found.suggestion if self._found else None
        self.begin.setVisible(found is not None)
        if found is None:
            self._next.setText(
                translate("Nothing is waiting in this subject. Choose what you like on the map.")
            )
            return
        title = found.topic.titles[language()]
        self._next.setText(reasons.words(found, language()))
        self.begin.setText(translate("Start"))
        self.begin.setAccessibleName(translate("Practise “{topic}”", topic=title))

    def _on_begun(self) -> None:
        if self._found is not None and self._found.suggestion is not None:
            self._practise(self._found.suggestion.topic)

    def _practise(self, topic: Topic) -> None:
        self._desk.wishes.lesson_wanted.emit(Plan(PlanKind.TOPIC, topic.subject, topic.id))

    def _lay_out(self) -> None:
        page = Column(self._desk.preferences.appearance)
        first = QHBoxLayout()
        first.addWidget(self.begin)
        first.addStretch()
        for above in (self._title, self.subjects, self._next_title, self._next):
            page.content.addWidget(above)
        page.content.addLayout(first)
        for below in (self._map_title, self.map, self.help):
            page.content.addWidget(below)
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
