"""Answers by pairs: for each on the left, what on the right belongs to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout

from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Matching
from soro_tutor.i18n import translate
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.choice_field import LETTERS
from soro_tutor.ui.lesson.passage import Passage, spoken
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.drop_down import DropDown

_SHORT = 28  # characters of a right side that a drop-down shows whole


class MatchingField(AnswerField):
    """A drop-down beside each on the left; long right sides and formulas stand below, lettered."""

    def __init__(self, appearance: Appearance, response: Matching, order: Sequence[int]) -> None:
        super().__init__()
        self._response = response
        self._order = list(order)
        self._is_lettered = any("$" in text or len(text) > _SHORT for text in response.right)
        self.choices = [self._drop_down(appearance) for _ in response.left]
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 0 if self._is_lettered else 1)
        for row, (left, choice) in enumerate(zip(response.left, self.choices, strict=True)):
            grid.addWidget(Passage(appearance, left, is_still=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(choice, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        if self._is_lettered:
            for place, index in enumerate(self._order):
                words = f"**{LETTERS[place]}.** {response.right[index]}"
                column.addWidget(Passage(appearance, words, is_still=True))
        self.retranslate()

    def answer(self) -> Answer:
        return Answer(chosen=tuple(choice.currentData() for choice in self.choices))

    def is_complete(self) -> bool:
        return all(choice.currentData() >= 0 for choice in self.choices)

    def show_answer(self, answer: Answer) -> None:
        for choice, index in zip(self.choices, answer.chosen, strict=False):
            choice.setCurrentIndex(self._order.index(index) + 1 if index in self._order else 0)

    def focus(self) -> None:
        open_ones = [choice for choice in self.choices if choice.currentData() < 0]
        (open_ones or self.choices)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        for left, choice in zip(self._response.left, self.choices, strict=True):
            choice.setAccessibleName(translate("What belongs to: {left}", left=spoken(left)))
            choice.setItemText(0, translate("Choose…"))

    def _drop_down(self, appearance: Appearance) -> DropDown:
        choice = DropDown(appearance)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(12)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choice.addItem("", -1)
        for place, index in enumerate(self._order):
            words = spoken(self._response.right[index])
            choice.addItem(LETTERS[place] if self._is_lettered else words, index)
            choice.setItemData(place + 1, words, Qt.ItemDataRole.ToolTipRole)
            choice.setItemData(place + 1, words, Qt.ItemDataRole.AccessibleTextRole)
        self.submit_at_enter(choice)
        return choice
