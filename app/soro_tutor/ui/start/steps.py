"""The steps of the first start, each one question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from soro_tutor.i18n import LANGUAGE_NAMES, LANGUAGES, translate
from soro_tutor.ui.model_picker import ModelPicker
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.start.computer import Computer
from soro_tutor.ui.start.learner_form import LearnerForm
from soro_tutor.ui.widgets.choice import Cards, Option
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label


class Step(Screen):
    """A question with its title, a sentence, and a place for the answer."""

    changed = Signal()  # the answer, and with it perhaps is_complete

    def __init__(self) -> None:
        super().__init__()
        self.title, self.sentence = label("title"), label("muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.title)
        self.column.addWidget(self.sentence)
        self.column.addSpacing(16)

    @property
    def is_complete(self) -> bool:
        """Whether one may go on."""
        return True

    def entered(self) -> None:
        """The step has come into sight: put the focus where the answer begins."""


class LanguageStep(Step):
    """The language of the interface; the window speaks it at once."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.choice = Cards()
        # Each language names itself, so these words are the same in all three.
        self.choice.offer([Option(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])
        self.choice.choose(preferences.settings.language)
        self.choice.chosen.connect(self._on_chosen)
        self.column.addWidget(self.choice)
        self.column.addStretch(1)
        self.retranslate()

    def entered(self) -> None:
        self.choice.focus()

    def retranslate(self) -> None:
        self.title.setText(translate("Welcome to Soro Tutor"))
        self.sentence.setText(translate("Choose the language. You can change it later."))
        self.choice.setAccessibleName(translate("Language"))

    def _on_chosen(self, language: str) -> None:
        self._preferences.change(language=language, tutor_language=language)


class LearnerStep(Step):
    """Who is learning."""

    def __init__(self) -> None:
        super().__init__()
        self.form = LearnerForm()
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.retranslate()

    @property
    def is_complete(self) -> bool:
        return self.form.is_complete

    def entered(self) -> None:
        self.form.name_field.setFocus()

    def retranslate(self) -> None:
        self.title.setText(translate("Who are you?"))
        self.sentence.setText(translate("The name stays on this computer."))


class ModelStep(Step):
    """What this computer can do, and which model answers."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._computer = Computer(preferences)
        self.picker = ModelPicker(preferences, may_go_without=True)
        self.picker.picked.connect(self.changed)
        self._heading = label("heading")
        self.column.addWidget(self._computer)
        self.column.addSpacing(16)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.picker)
        self.column.addStretch(1)
        self.retranslate()

    def entered(self) -> None:
        self._computer.look()
        self.picker.look()
        self.picker.focus()

    def retranslate(self) -> None:
        self.title.setText(translate("This computer and its model"))
        self.sentence.setText(translate("The tutor answers with a model that runs here, without internet."))
        self._heading.setText(translate("Which model should answer?"))


class ReadyStep(Step):
    """All is set."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._has_model = True
        self._hint = label()
        self.column.addWidget(self._hint)
        self.column.addStretch(1)
        self.retranslate()

    def tell(self, name: str, *, has_model: bool) -> None:
        """Say who is welcome, and whether there is a model."""
        self._name, self._has_model = name, has_model
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(translate("All is ready, {name}", name=self._name))
        self.sentence.setText(translate("Choose a subject and ask your first question."))
        if self._has_model:
            self._hint.setText(translate("The tutor can be wrong. Check what is important in your textbook."))
        else:
            self._hint.setText(
                translate("There is no model yet: the tutor cannot answer. Add one in the settings.")
            )


def steps(preferences: Preferences) -> tuple[LanguageStep, LearnerStep, ModelStep, ReadyStep]:
    """All steps in their order."""
    return LanguageStep(preferences), LearnerStep(), ModelStep(preferences), ReadyStep()
