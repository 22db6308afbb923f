"""The rail at the left: where one can go, who is learning, and what stands below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from soro_tutor.domain.learner import Learner
from soro_tutor.i18n import translate
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Theme
from soro_tutor.ui.widgets.screen import Screen

WIDTH, FOLDED_WIDTH = 120, 60  # pixels at 100 %


@dataclass(frozen=True, slots=True)
class Destination:
    """A screen that the rail leads to: its icon, its name in words, its key, and how it is made at first."""

    icon: str
    name: Callable[[], str]
    shortcut: str
    make: Callable[[Desk], QWidget]
    is_below: bool = False  # stands at the lower end of the rail


class Rail(Screen):
    """Icons over words; icons alone where the window is narrow."""

    chosen = Signal(int)  # the index of a destination
    learner_chosen = Signal(object)  # a Learner
    guest_chosen = Signal()
    somebody_chosen = Signal()  # to choose among all, or to add somebody

    def __init__(self, desk: Desk, destinations: Sequence[Destination]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._destinations = destinations
        self._is_folded = False
        self._buttons = [self._make_button(destination.icon) for destination in destinations]
        for index, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, one=index: self.chosen.emit(one))
            shortcut = QShortcut(QKeySequence(destinations[index].shortcut), self)
            shortcut.activated.connect(button.click)
        self._learner = self._make_button("learner")
        self._learner.setCheckable(False)
        self._learner.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._learner)
        self._menu.aboutToShow.connect(self._on_menu_opened)
        self._learner.setMenu(self._menu)
        self._lay_out()
        desk.people.changed.connect(self.retranslate)
        desk.preferences.appearance.changed.connect(self._on_theme_changed)
        self._on_theme_changed(desk.preferences.appearance.theme)

    def mark(self, index: int) -> None:
        """Show which destination is open."""
        for number, button in enumerate(self._buttons):  # no group: Tab is to come to each of them
            button.setChecked(number == index)

    def fold(self, is_folded: bool) -> None:
        """Show icons alone, or icons over words."""
        self._is_folded = is_folded
        self._on_theme_changed(self._desk.preferences.appearance.theme)

    def retranslate(self) -> None:
        for button, destination in zip(self._buttons, self._destinations, strict=True):
            key = QKeySequence(destination.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(self._fitted(button, destination.name()))
            button.setAccessibleName(destination.name())
            button.setToolTip(f"{destination.name()} ({key})")
        name = self._desk.people.name_of(self._desk.people.current)
        self._learner.setText(self._fitted(self._learner, name))
        self._learner.setAccessibleName(translate("Who is learning: {name}", name=name))
        self._learner.setToolTip(translate("Who is learning: {name}", name=name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(6)
        places = list(zip(self._buttons, self._destinations, strict=True))
        above = [button for button, destination in places if not destination.is_below]
        below = [button for button, destination in places if destination.is_below]
        for button in above:
            column.addWidget(button)
        column.addStretch(1)
        for button in (self._learner, *below):
            column.addWidget(button)

    def _make_button(self, icon: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        keep_icon(button, icon, self._desk.preferences.appearance, edge=24)
        return button

    def _fitted(self, button: QToolButton, name: str) -> str:
        room = self.width() - 24
        return button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _on_theme_changed(self, theme: Theme) -> None:
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if self._is_folded:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        width = theme.interface(FOLDED_WIDTH if self._is_folded else WIDTH)
        for button in (*self._buttons, self._learner):
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - 13)
        self.setFixedWidth(width)
        self.retranslate()

    def _on_menu_opened(self) -> None:
        self._menu.clear()
        people = self._desk.people
        for learner in people.learners:
            action = self._menu.addAction(people.name_of(learner))
            action.setCheckable(True)
            action.setChecked(learner == people.current)
            action.triggered.connect(lambda _checked=False, one=learner: self._on_learner_picked(one))
        self._menu.addSeparator()
        self._menu.addAction(translate("Guest: nothing is kept")).triggered.connect(self.guest_chosen)
        self._menu.addAction(translate("Somebody else…")).triggered.connect(self.somebody_chosen)

    def _on_learner_picked(self, learner: Learner) -> None:
        if learner != self._desk.people.current:
            self.learner_chosen.emit(learner)
