"""A learner's name and grade."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from soro_tutor.domain.learner import GRADES, Learner
from soro_tutor.domain.text import normalize
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label

LONGEST_NAME = 60
TEACHER = 0  # stands for no grade: a chip needs a value of its own


class LearnerForm(Screen):
    """Both fields, with the Tajik letters beneath the name."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name_label, self._grade_label = label("strong"), label("strong")
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(LONGEST_NAME)
        self.name_field.textChanged.connect(self.changed)
        self._name_label.setBuddy(self.name_field)
        self._letters = LetterBar(self.name_field, self)
        self.grade_choice = Chips()
        self.grade_choice.chosen.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._name_label, self.name_field, self._letters):
            column.addWidget(widget)
        column.addSpacing(16)
        column.addWidget(self._grade_label)
        column.addWidget(self.grade_choice)
        self.setFocusProxy(self.name_field)
        self.retranslate()

    @property
    def name(self) -> str:
        """The name as it is kept."""
        return normalize(" ".join(self.name_field.text().split()))

    @property
    def grade(self) -> int | None:
        """The grade; None for a teacher, and while nothing is chosen."""
        value: int | None = self.grade_choice.value
        return value or None

    @property
    def is_complete(self) -> bool:
        """Whether both are given."""
        return bool(self.name) and self.grade_choice.value is not None

    def show_learner(self, learner: Learner) -> None:
        """Fill in somebody's name and grade."""
        self.name_field.setText(learner.name)
        self.grade_choice.choose(learner.grade or TEACHER)

    def retranslate(self) -> None:
        self._name_label.setText(translate("Your name"))
        self.name_field.setAccessibleName(translate("Your name"))
        self.name_field.setPlaceholderText(translate("For example: Фирӯза"))
        self._grade_label.setText(translate("Your grade"))
        self.grade_choice.setAccessibleName(translate("Your grade"))
        grades = [Option(grade, str(grade), labels.grade(grade)) for grade in GRADES]
        self.grade_choice.offer([*grades, Option(TEACHER, labels.grade(None))])
