"""The practice screen: the choice of what to practise, and in its place the lesson once it is chosen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from soro_tutor.i18n import translate
from soro_tutor.session import events
from soro_tutor.session.events import SessionEvent
from soro_tutor.session.practice import Plan
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.lesson.finished import FinishedView
from soro_tutor.ui.lesson.view import LessonView
from soro_tutor.ui.lesson.work import WorkPage
from soro_tutor.ui.practice.home import PracticeHome
from soro_tutor.ui.widgets.banner import Banner
from soro_tutor.ui.widgets.screen import Screen


class PracticeView(Screen):
    """Hands the lesson's events to the page that shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        appearance = desk.preferences.appearance
        self._banner = Banner(appearance, self)
        self.home = PracticeHome(desk)
        self.lesson = LessonView(desk.lesson, appearance)
        self.finished = FinishedView(appearance)
        self.work = WorkPage(desk.lesson, appearance)
        self._stack = QStackedWidget()
        for page in (self.home, self.lesson, self.finished, self.work):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        self._shown_by: dict[type[SessionEvent], Callable[[Any], None]] = {
            events.LessonChanged: self._show_changed,
            events.LessonWords: self.lesson.add_words,
            events.LessonRefused: self._show_refused,
            events.LessonFinished: self._show_finished,
            events.NotSaved: self._show_not_saved,
        }
        self._connect()
        if desk.lesson.picture is not None:
            self._show_changed(events.LessonChanged(desk.lesson.picture))

    def begin(self, plan: Plan | None) -> None:
        """Begin a plan, or with None go on with the lesson that was left."""
        self._banner.hide()
        if plan is None and self._desk.lesson.picture is not None:
            self._stack.setCurrentWidget(self.lesson)
            return
        self.home.show_wait(translate("Choosing an exercise…"))
        self._stack.setCurrentWidget(self.home)
        self.lesson.forget()
        if plan is None:
            self._desk.lesson.resume()
        else:
            self._desk.lesson.start(plan)

    def show_event(self, event: SessionEvent) -> None:
        """Show what the lesson tells; what others tell is not for this screen."""
        show = self._shown_by.get(type(event))
        if show is not None:
            show(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Leave the page of a lesson that was ended from elsewhere: a backup was to be restored."""
        super().showEvent(event)
        if self._desk.lesson.picture is None and self._stack.currentWidget() is self.lesson:
            self._stack.setCurrentWidget(self.home)

    def retranslate(self) -> None:
        if not self._banner.isHidden() and self._banner.error is not None:
            self._banner.show_error(self._banner.error, [])

    # What happened

    def _show_changed(self, event: events.LessonChanged) -> None:
        self.home.show_wait("")
        self._banner.hide()
        self.lesson.show_picture(event.picture)
        if self._stack.currentWidget() is self.home:
            self._stack.setCurrentWidget(self.lesson)

    def _show_refused(self, event: events.LessonRefused) -> None:
        self.home.show_wait("")
        self.work.end_wait()
        if self._desk.lesson.picture is None and self._stack.currentWidget() is self.lesson:
            self._stack.setCurrentWidget(self.home)
        self._banner.show_error(event.error, [])

    def _show_finished(self, event: events.LessonFinished) -> None:
        self._banner.hide()
        self.finished.show_finished(event)
        self._stack.setCurrentWidget(self.finished)

    def _show_not_saved(self, event: events.NotSaved) -> None:
        if self._desk.lesson.picture is not None:
            self._banner.show_error(event.error, [])

    # What the learner does

    def _on_left(self) -> None:
        self._banner.hide()
        self._desk.lesson.leave()
        self._stack.setCurrentWidget(self.home)

    def _on_work_wanted(self) -> None:
        self._stack.setCurrentWidget(self.work)

    def _on_work_left(self) -> None:
        """Back to where it was opened."""
        self._banner.hide()
        page: QWidget = self.home if self._desk.lesson.picture is None else self.lesson
        self._stack.setCurrentWidget(page)

    def _connect(self) -> None:
        self._desk.bridge.happened.connect(self.show_event)
        self.home.wanted.connect(self.begin)
        self.home.work_wanted.connect(self._on_work_wanted)
        self.lesson.work_wanted.connect(self._on_work_wanted)
        self.lesson.left.connect(self._on_left)
        self.work.left.connect(self._on_work_left)
        self.finished.left.connect(self._on_left)
        self.finished.progress_wanted.connect(lambda: self._desk.wishes.screen_wanted.emit("progress"))
