"""Which model file is to answer: those that were found, a file of one's own, or none."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from soro_tutor import formats
from soro_tutor.i18n import translate
from soro_tutor.session.models import ModelChoice, find_models
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.widgets.choice import Cards, Option
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label

WITHOUT = "without"  # no path can be this: paths are absolute


class ModelPicker(Screen):
    """Cards of models with an honest word on each."""

    picked = Signal(object)  # a ModelChoice, or None to go without

    def __init__(self, preferences: Preferences, *, may_go_without: bool = False) -> None:
        super().__init__()
        self._preferences = preferences
        self._may_go_without = may_go_without
        self._models: list[ModelChoice] = []
        self._empty = label("muted")
        self.cards = Cards()
        self.cards.chosen.connect(self._on_chosen)
        self.file_button = button()
        self.file_button.clicked.connect(self._on_file_wanted)
        keep_icon(self.file_button, "folder", preferences.appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self.cards)
        column.addLayout(button_row(self.file_button))

    @property
    def choice(self) -> ModelChoice | None:
        """The model that is marked; None to go without."""
        found = [model for model in self._models if model.path == self.cards.value]
        return found[0] if found else None

    def look(self) -> None:
        """Look which models there are; the one in the settings, or else the first, is marked."""
        before = self.cards.value
        chosen = self._preferences.settings.model
        self._models = find_models(self._preferences.data_dir, chosen)
        self.retranslate()
        if before is not None:
            return
        paths = [model.path for model in self._models]
        if paths:
            self.cards.choose(chosen if chosen and chosen in paths else paths[0])
        elif self._may_go_without:
            self.cards.choose(WITHOUT)

    def focus(self) -> None:
        """Put the focus on the model that is marked."""
        self.cards.focus()

    def add_file(self, path: str) -> None:
        """Offer a file of the person's own, and mark it."""
        file = Path(path)
        if path not in [model.path for model in self._models]:
            self._models.insert(0, ModelChoice(path, file.name, file.stat().st_size))
        self.retranslate()
        self.cards.choose(path)
        self.picked.emit(self.choice)

    def retranslate(self) -> None:
        self._empty.setText(
            translate("No model file was found. Put one into the folder “models”, or choose a file.")
        )
        self._empty.setVisible(not self._models)
        self.cards.setAccessibleName(translate("Model"))
        options = [Option(model.path, model.title, help_of(model)) for model in self._models]
        if self._may_go_without:
            sentence = translate("The tutor cannot answer yet. All else works.")
            options.append(Option(WITHOUT, translate("Continue without a model"), sentence))
        self.cards.offer(options)
        self.file_button.setText(translate("Choose a file…"))
        self.file_button.setToolTip(translate("A model file ends in .gguf"))

    def _on_chosen(self, _value: str) -> None:
        self.picked.emit(self.choice)

    def _on_file_wanted(self) -> None:
        kind = translate("Model files")
        path, _ = QFileDialog.getOpenFileName(self, translate("Choose a model file"), "", f"{kind} (*.gguf)")
        if path:
            self.add_file(path)


def help_of(model: ModelChoice) -> str:
    """A model's size, and what has to be said of the development model."""
    size = formats.file_size(model.size)
    if not model.is_development:
        return size
    note = translate("A small base model for development. Its Tajik is poor.")
    return f"{size}. {note}"
