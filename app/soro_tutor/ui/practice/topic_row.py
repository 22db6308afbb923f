"""A topic in a list: its name, how well it is known, and the button that begins."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from soro_tutor.i18n import language, translate
from soro_tutor.session.topic_map import TopicState
from soro_tutor.ui.widgets.level import SIGNS, level_words
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, label


class TopicRow(Screen):
    """One row; `button` begins to practise."""

    def __init__(self, state: TopicState) -> None:
        super().__init__()
        self.state = state
        self._title, self._level = label(), label("level")
        self._level.setProperty("level", state.level.value)
        self._level.setWordWrap(False)
        self.button = button()
        frame = QFrame()
        frame.setProperty("kind", "card")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(16, 6, 8, 6)
        inside.setSpacing(12)
        inside.addWidget(self._title, 1)
        inside.addWidget(self._level)
        inside.addWidget(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(frame)
        self.retranslate()

    def retranslate(self) -> None:
        title, level = self.state.topic.titles[language()], level_words(self.state.level)
        has_items = self.state.item_count > 0
        self._title.setText(title)
        self._level.setText(f"{SIGNS[self.state.level]} {level}")
        self.button.setText(translate("Practise"))
        self.button.setAccessibleName(
            translate("Practise “{topic}”, level: {level}", topic=title, level=level)
        )
        self.button.setEnabled(has_items)
        self.button.setToolTip("" if has_items else translate("There are no exercises for this topic yet."))
