"""Answers that are chosen: one option, several, or true and false; by mouse, arrows, digits and letters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from soro_tutor.domain.grading import Answer
from soro_tutor.i18n import translate
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.option_row import OptionRow
from soro_tutor.ui.theme import Appearance

LETTERS = "ABCDEFGHIJ"
# The letters of the options as a Cyrillic keyboard types their look-alikes, and the place of each.
_PLACES = {letter: place for place, letter in enumerate(LETTERS.lower())} | {"а": 0, "в": 1, "с": 2, "д": 3}
_PLACES |= {str(place + 1): place for place in range(9)}


class ChoiceField(AnswerField):
    """Rows below one another. `words` gives the options in their own order, anew in each language."""

    def __init__(
        self,
        appearance: Appearance,
        words: Callable[[], Sequence[str]],
        order: Sequence[int],
        *,
        is_several: bool = False,
        is_lettered: bool = True,
    ) -> None:
        super().__init__()
        self._words = words
        self._order = list(order)
        letters = LETTERS if is_lettered else " " * len(LETTERS)
        self.rows = [
            OptionRow(appearance, letters[place].strip(), is_several=is_several)
            for place in range(len(self._order))
        ]
        self._group = QButtonGroup(self)
        self._group.setExclusive(not is_several)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for place, row in enumerate(self.rows):
            self._group.addButton(row.button, place)
            self.submit_at_enter(row.button)
            column.addWidget(row)
        self._group.idToggled.connect(lambda *_: self._lead_tab())
        self._lead_tab()
        self.retranslate()

    def answer(self) -> Answer:
        chosen = [self._order[place] for place, row in enumerate(self.rows) if row.button.isChecked()]
        return Answer(chosen=tuple(sorted(chosen)))

    def is_complete(self) -> bool:
        return any(row.button.isChecked() for row in self.rows)

    def show_answer(self, answer: Answer) -> None:
        for place, row in enumerate(self.rows):
            if row.button.isChecked() != (self._order[place] in answer.chosen):
                row.button.setChecked(self._order[place] in answer.chosen)

    def focus(self) -> None:
        checked = [row.button for row in self.rows if row.button.isChecked()]
        (checked or [self.rows[0].button])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        words = self._words()
        for row, index in zip(self.rows, self._order, strict=True):
            row.show_text(words[index])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits and letters choose, arrows go from row to row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = _PLACES.get(event.text().lower())
            if place is not None and place < len(self.rows) and not _has_command(event):
                self._press(place)
                return True
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._step(watched, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def _press(self, place: int) -> None:
        button = self.rows[place].button
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        button.click()

    def _step(self, watched: QObject, step: int) -> None:
        """The next row or the one before; where one alone may be chosen, it is chosen."""
        buttons = [row.button for row in self.rows]
        at = next(place for place, button in enumerate(buttons) if button is watched)
        reached = buttons[(at + step) % len(buttons)]
        reached.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._group.exclusive():
            reached.setChecked(True)

    def _lead_tab(self) -> None:
        """Let Tab come once to a choice of one: to what is chosen, else to the first."""
        if not self._group.exclusive():
            return
        reached = self._group.checkedButton() or self.rows[0].button
        for row in self.rows:
            policy = Qt.FocusPolicy.StrongFocus if row.button is reached else Qt.FocusPolicy.ClickFocus
            row.button.setFocusPolicy(policy)


def true_or_false() -> tuple[str, str]:
    """The two options of a statement that is true or false."""
    return translate("True"), translate("False")


def _has_command(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & commands)
