"""Answers by order: parts that are moved up and down until they stand right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from soro_tutor.domain.grading import Answer
from soro_tutor.i18n import translate
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.passage import Passage, spoken
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.words import icon_button


class OrderField(AnswerField):
    """Rows in the learner's order."""

    def __init__(self, appearance: Appearance, parts: Sequence[str], order: Sequence[int]) -> None:
        super().__init__()
        self.rows = [_PartRow(appearance, index, parts[index]) for index in order]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for row in self.rows:
            self._column.addWidget(row)
            self._connect(row)
        self._show_ends()
        self.retranslate()

    def answer(self) -> Answer:
        return Answer(chosen=tuple(row.index for row in self.rows))

    def show_answer(self, answer: Answer) -> None:
        if sorted(answer.chosen) == sorted(row.index for row in self.rows):
            self.rows.sort(key=lambda row: answer.chosen.index(row.index))
            self._place()

    def focus(self) -> None:
        self.rows[0].down.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        for row in self.rows:
            row.retranslate()

    def _connect(self, row: "_PartRow") -> None:
        row.up.clicked.connect(lambda: self._move(row, -1))
        row.down.clicked.connect(lambda: self._move(row, 1))
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), row)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._move(row, step))
        for button in (row.up, row.down):
            self.submit_at_enter(button)

    def _move(self, row: "_PartRow", step: int) -> None:
        """Move a part; the focus goes with it."""
        at = self.rows.index(row) + step
        if not 0 <= at < len(self.rows):
            return
        had_up = row.up.hasFocus()
        self.rows.remove(row)
        self.rows.insert(at, row)
        self._place()
        reached = row.up if (had_up and row.up.isEnabled()) or not row.down.isEnabled() else row.down
        reached.setFocus(Qt.FocusReason.OtherFocusReason)
        place = translate(
            "Place {place} of {count}: {part}", place=at + 1, count=len(self.rows), part=row.words
        )
        announce(self, place)

    def _place(self) -> None:
        for at, row in enumerate(self.rows):
            self._column.removeWidget(row)
            self._column.insertWidget(at, row)
        self._show_ends()

    def _show_ends(self) -> None:
        for at, row in enumerate(self.rows):
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self.rows) - 1)


class _PartRow(QFrame):
    """One part with the buttons that move it."""

    def __init__(self, appearance: Appearance, index: int, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "option")
        self.index = index
        self.words = spoken(text)
        self.up, self.down = icon_button(), icon_button()
        keep_icon(self.up, "up", appearance)
        keep_icon(self.down, "down", appearance)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        passage = Passage(appearance, text, is_still=True)
        row.addWidget(passage, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.up)
        row.addWidget(self.down)

    def retranslate(self) -> None:
        """Name the buttons, each with the part that it moves."""
        _name(self.up, translate("Move up: {part}", part=self.words), "Alt+↑")
        _name(self.down, translate("Move down: {part}", part=self.words), "Alt+↓")


def _name(button: QToolButton, words: str, key: str) -> None:
    button.setAccessibleName(words)
    button.setToolTip(key)
