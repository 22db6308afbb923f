"""The model: what is in use, which others there are, and how much it keeps in mind."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from soro_tutor import formats
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.messages import ModelCard
from soro_tutor.i18n import translate
from soro_tutor.session.events import ModelFailed, ModelReady, SessionEvent
from soro_tutor.session.messages import words_for
from soro_tutor.session.models import ModelChoice, prepare
from soro_tutor.settings import CONTEXTS, LESSON_WORDS
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.model_picker import ModelPicker
from soro_tutor.ui.settings.looks import keep_choice
from soro_tutor.ui.settings.section import Section
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.words import label


class ModelSection(Section):
    """A card on the model in use above the choice of another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._error: TutorError | None = None
        self.name, self.facts, self.honest = label("strong"), label("muted"), label("help")
        self.trouble = label("wrong")
        self._context_label = label("muted")
        self.picker = ModelPicker(desk.preferences)
        self.picker.picked.connect(self._on_picked)
        self._words_label = label("muted")
        self.context, self.words = Chips(), Chips()
        self.add(self._card(), self.picker)
        self.add(self._context_label, self.context, space=8)
        self.add(self._words_label, self.words, space=8)
        self.retranslate()
        self.picker.look()
        keep_choice(self.context, desk.preferences, "context")
        keep_choice(self.words, desk.preferences, "lesson_words")
        desk.bridge.happened.connect(self._on_happened)

    def retranslate(self) -> None:
        self.heading.setText(translate("Model"))
        self._context_label.setText(translate("How many tokens the model keeps in mind"))
        self.context.setAccessibleName(self._context_label.text())
        self.context.offer([Option(tokens, formats.number(tokens)) for tokens in CONTEXTS])
        self._words_label.setText(translate("The model says hints and remarks of lessons in its own words"))
        self.words.setAccessibleName(self._words_label.text())
        offered = (translate("If it was taught to"), translate("Always"), translate("Never"))
        self.words.offer([Option(name, said) for name, said in zip(LESSON_WORDS, offered, strict=True)])
        self._show_card(self._desk.tutor.card)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for line in (self.name, self.facts, self.honest, self.trouble):
            column.addWidget(line)
        return card

    def _show_card(self, card: ModelCard | None) -> None:
        self.name.setText(card.name if card else translate("No model is in use"))
        self.facts.setText(
            facts_of(card) if card else translate("The tutor cannot answer until one is loaded.")
        )
        self.honest.setText(translate("A base model: it was not taught to be a tutor."))
        self.honest.setVisible(card is not None and card.is_base)
        words = words_for(self._error) if self._error else None
        self.trouble.setText(f"{words.text} {words.advice}" if words else "")
        self.trouble.setVisible(words is not None)

    def _on_happened(self, event: SessionEvent) -> None:
        if isinstance(event, ModelReady):
            self._error = None
            self._show_card(event.card)
        elif isinstance(event, ModelFailed):
            is_chosen = event.error.code is not ErrorCode.MODEL_NOT_CHOSEN  # the card itself says that one
            self._error = event.error if is_chosen else None
            self._show_card(None)

    def _on_picked(self, choice: ModelChoice | None) -> None:
        if choice is None:
            return
        data_dir = self._desk.preferences.data_dir
        self._desk.lane.run_apart(lambda: prepare(choice, data_dir), self._on_prepared, self._on_refused)

    def _on_prepared(self, path: str) -> None:
        self._desk.preferences.change(model=path)
        self._desk.wishes.model_picked.emit()

    def _on_refused(self, error: TutorError) -> None:
        self._error = error
        self._show_card(self._desk.tutor.card)


def facts_of(card: ModelCard) -> str:
    """A loaded model's architecture, size and memory in one line."""
    return translate(
        "{architecture}, {quantization}, file {size}, memory about {memory}",
        architecture=card.architecture,
        quantization=card.quantization,
        size=formats.file_size(card.size),
        memory=formats.file_size(card.memory),
    )
