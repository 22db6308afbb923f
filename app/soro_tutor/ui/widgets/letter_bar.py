"""The row of Tajik letters beside a text field."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from soro_tutor.i18n import translate
from soro_tutor.ui.widgets.letter_keys import LETTERS, Field, LetterKeys, insert, tajik


class LetterBar(QWidget):
    """Buttons ғ ӣ қ ӯ ҳ ҷ that type into a field without taking the focus; Shift gives capitals.

    Creating the bar also lets the field itself take Alt with a letter, and letters held down.
    """

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._buttons = {letter: self._button(letter) for letter in LETTERS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch()
        LetterKeys(field).shift_changed.connect(self._on_shift_changed)
        self._on_shift_changed(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self.setAccessibleName(translate("Tajik letters"))
        for letter, button in self._buttons.items():
            button.setToolTip(translate("Alt+{letter}, or hold {letter} down", letter=letter))
            button.setAccessibleName(translate("Type {letter}", letter=tajik(letter)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _button(self, letter: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._on_clicked(letter))
        return button

    def _on_clicked(self, letter: str) -> None:
        is_capital = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        insert(self._field, tajik(letter.upper() if is_capital else letter))
        self._field.setFocus()

    def _on_shift_changed(self, is_down: bool) -> None:
        for letter, button in self._buttons.items():
            button.setText(tajik(letter.upper() if is_down else letter))
