"""The map of a subject's topics by grade, in four shades with words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from soro_tutor.domain.mastery import Level
from soro_tutor.i18n import language, translate
from soro_tutor.session import labels
from soro_tutor.session.topic_map import TopicState
from soro_tutor.ui.flow import FlowLayout
from soro_tutor.ui.progress.tile import TopicTile
from soro_tutor.ui.tab_order import bring_into_sight
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.widgets.level import SIGNS, level_help, level_words
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, label

_ALL = 0  # every grade


class TopicMap(Screen):
    """A tile for each topic; pressing one says its state below its grade and offers to practise it."""

    practice_wanted = Signal(object)  # a Topic

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._states: tuple[TopicState, ...] = ()
        self._chosen: TopicState | None = None
        self._tiles: list[TopicTile] = []
        self._legend, self._empty, self._said = label("muted"), label("muted"), label()
        self.practise = button()
        self.practise.clicked.connect(self._on_practise)
        self._panel = QWidget(self)
        self._map = QWidget()
        self._grades: list[tuple[int, QLabel]] = []
        self._places: dict[int, QVBoxLayout] = {}  # of each grade, where the panel stands below its tiles
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 8)
        panel.addWidget(self._said)
        panel.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._place = QVBoxLayout()
        self.grades = Chips()
        self.grades.chosen.connect(lambda _: self._draw())
        column.addWidget(self.grades)
        column.addWidget(self._legend)
        column.addWidget(self._empty)
        column.addLayout(self._place)
        self.show_states(())

    def show_states(self, states: Sequence[TopicState], wished: int | None = None) -> None:
        """Show these topics, first of all those of the grade `wished`, where it has any.

        What was chosen stays chosen where it is still among them.
        """
        if states and tuple(states) == self._states:
            return  # nothing is new, and the focus stays where it is
        self._states = tuple(states)
        self._offer_grades()
        is_taught = any(state.topic.grade == wished for state in states)
        self.grades.choose(wished if is_taught else _ALL)
        self._draw()

    def _draw(self) -> None:
        states = [state for state in self._states if self.grades.value in {_ALL, state.topic.grade}]
        chosen = self._chosen.topic.id if self._chosen else ""
        self._chosen = next((state for state in states if state.topic.id == chosen), None)
        self._panel.setParent(self)  # it outlives the map
        self._panel.hide()
        self._map.hide()
        self._place.removeWidget(self._map)
        self._map.deleteLater()
        self._map = self._drawn(states)
        self._place.addWidget(self._map)
        self.retranslate()

    def retranslate(self) -> None:
        self._legend.setText("     ".join(f"{SIGNS[level]} {level_words(level)}" for level in Level))
        self._offer_grades()
        self._empty.setVisible(not self._states)
        self._empty.setText(translate("There are no topics here yet. Choose another subject."))
        for grade, words in self._grades:
            words.setText(labels.grade(grade))
        self._show_chosen()

    def _offer_grades(self) -> None:
        grades = sorted({state.topic.grade for state in self._states})
        options = [Option(grade, str(grade), labels.grade(grade)) for grade in grades]
        self.grades.setAccessibleName(translate("Grade"))
        self.grades.offer([*options, Option(_ALL, translate("All grades"))])
        self.grades.setVisible(len(grades) > 1)

    def _drawn(self, states: Sequence[TopicState]) -> QWidget:
        """The tiles of each grade below its name."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._grades.clear()
        self._places.clear()
        self._tiles.clear()
        for grade in sorted({state.topic.grade for state in states}):
            words = label("strong")
            self._grades.append((grade, words))
            column.addWidget(words)
            row = FlowLayout()
            for state in states:
                if state.topic.grade == grade:
                    row.addWidget(self._tile(state))
            column.addLayout(row)
            self._places[grade] = QVBoxLayout()
            column.addLayout(self._places[grade])
        return made

    def _tile(self, state: TopicState) -> TopicTile:
        tile = TopicTile(state, self._appearance)
        tile.setChecked(state is self._chosen)
        tile.clicked.connect(lambda: self._on_chosen(state))
        self._tiles.append(tile)
        return tile

    def _show_chosen(self) -> None:
        state = self._chosen
        if state is None:
            self._panel.hide()
            return
        self._places[state.topic.grade].addWidget(self._panel)
        self._panel.show()
        self.practise.setVisible(state.item_count > 0)
        title = state.topic.titles[language()]
        parts = [f"{title} – {level_words(state.level)}.", level_help(state.level)]
        if not state.item_count:
            parts.append(translate("There are no exercises for this topic yet."))
        elif not state.is_ready:
            parts.append(translate("It builds on topics that you do not know well yet."))
        self._said.setText(" ".join(parts))
        self.practise.setText(translate("Practise this topic"))
        self.practise.setAccessibleName(translate("Practise “{topic}”", topic=title))

    def _on_chosen(self, state: TopicState) -> None:
        self._chosen = state
        for tile in self._tiles:  # no group: Tab is to come to each of them
            tile.setChecked(tile.state is state)
        self._show_chosen()
        announce(self, self._said.text())
        QTimer.singleShot(0, self, lambda: bring_into_sight(self._panel))

    def _on_practise(self) -> None:
        if self._chosen is not None:
            self.practice_wanted.emit(self._chosen.topic)
