"""The rail and the screens that it leads to."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from soro_tutor.i18n import translate
from soro_tutor.session.practice import Plan
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.rail import Destination, Rail

FOLD_BELOW = 1100  # pixels: a narrower window keeps icons alone


def _make_today(desk: Desk) -> QWidget:
    from soro_tutor.ui.today.view import TodayView

    return TodayView(desk)


def _make_practice(desk: Desk) -> QWidget:
    from soro_tutor.ui.practice.view import PracticeView

    return PracticeView(desk)


def _make_progress(desk: Desk) -> QWidget:
    from soro_tutor.ui.progress.view import ProgressView

    return ProgressView(desk)


def _make_tutor(desk: Desk) -> QWidget:
    from soro_tutor.ui.tutor.view import TutorView

    view = TutorView(desk.tutor, desk.conversations, desk.preferences.appearance)
    view.set_learner(desk.people.current)
    view.model_wanted.connect(desk.wishes.settings_wanted)
    view.anyway_wanted.connect(desk.wishes.anyway_wanted)
    desk.bridge.happened.connect(view.show_event)
    QTimer.singleShot(0, view, desk.wishes.model_state_wanted.emit)  # the model was told of before
    return view


def _make_settings(desk: Desk) -> QWidget:
    from soro_tutor.ui.settings.view import SettingsView

    return SettingsView(desk)


def _make_about(desk: Desk) -> QWidget:
    from soro_tutor.ui.about.view import AboutView

    return AboutView(desk.preferences)


# One line adds a screen. Each is imported and made when it is first opened.
DESTINATIONS = (
    Destination("today", lambda: translate("Today"), "Ctrl+1", _make_today),
    Destination("tutor", lambda: translate("Tutor"), "Ctrl+2", _make_tutor),
    Destination("practice", lambda: translate("Practice"), "Ctrl+3", _make_practice),
    Destination("progress", lambda: translate("Progress"), "Ctrl+4", _make_progress),
    Destination("settings", lambda: translate("Settings"), "Ctrl+,", _make_settings, is_below=True),
    Destination("about", lambda: translate("About"), "F1", _make_about, is_below=True),
)


class Shell(QWidget):
    """What a learner works in."""

    def __init__(self, desk: Desk, destinations: Sequence[Destination] = DESTINATIONS) -> None:
        super().__init__()
        self._desk = desk
        self._destinations = destinations
        self._screens: dict[int, QWidget] = {}
        self._index = 0
        self.rail = Rail(desk, destinations)
        self.rail.chosen.connect(self.open)
        desk.wishes.settings_wanted.connect(self.open_settings)
        desk.wishes.screen_wanted.connect(self.open_named)
        desk.wishes.lesson_wanted.connect(self.open_lesson)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.open(0)

    def open(self, index: int) -> None:
        """Show a destination's screen, made now if it was not yet."""
        if index not in self._screens:
            self._screens[index] = self._destinations[index].make(self._desk)
            self._stack.addWidget(self._screens[index])
        self._index = index
        self._stack.setCurrentWidget(self._screens[index])
        self.rail.mark(index)

    @property
    def current(self) -> QWidget:
        """The screen that is in sight."""
        return self._screens[self._index]

    def open_named(self, icon: str) -> None:
        """Show the destination that has this icon."""
        self.open([destination.icon for destination in self._destinations].index(icon))

    def open_settings(self) -> None:
        """Show the settings."""
        self.open_named("settings")

    def open_lesson(self, plan: Plan | None) -> None:
        """Begin a lesson, or with None go on with the one that was left."""
        from soro_tutor.ui.practice.view import PracticeView

        self.open_named("practice")
        practice = self.current
        if isinstance(practice, PracticeView):
            practice.begin(plan)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(event.size().width() < FOLD_BELOW)
