"""A choice of one among a few, all in sight: as chips in a row, or as cards with a line of explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QLayout,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from soro_tutor.ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose from; `help` is a sentence below its name on a card."""

    value: Any
    name: str
    help: str = ""


class _Choice(QWidget):
    """What both forms share: radio buttons, one of which is chosen."""

    chosen = Signal(object)  # the value of the option that a person has chosen

    def __init__(self, accessible_name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._options: list[Option] = []
        self._places: list[QWidget] = []

    @property
    def value(self) -> Any:
        """The value of the option that is chosen; None where none is."""
        index = self._group.checkedId()
        return self._options[index].value if index >= 0 else None

    def choose(self, value: Any) -> None:
        """Mark the option with this value as chosen, without telling."""
        for index, option in enumerate(self._options):
            if option.value == value:
                self._group.button(index).setChecked(True)

    def focus(self) -> None:
        """Put the focus on what is chosen, or on the first option."""
        button = self._group.checkedButton() or self._group.button(0)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these options; the value that was chosen stays chosen where it is still among them."""
        value = self.value
        if [option.value for option in options] == [option.value for option in self._options]:
            self._options = list(options)
            for index, option in enumerate(options):
                self._name(index, option)
            return
        self._clear()
        self._options = list(options)
        for index, option in enumerate(options):
            self._add(index)
            self._name(index, option)
        self.choose(value)

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        for place in self._places:
            place.hide()
            place.deleteLater()
        self._places.clear()

    def _add(self, index: int) -> None:
        raise NotImplementedError

    def _name(self, index: int, option: Option) -> None:
        button = self._group.button(index)
        button.setText(option.name)
        button.setAccessibleName(option.name)
        button.setAccessibleDescription(option.help)

    def _on_clicked(self, index: int) -> None:
        self.chosen.emit(self._options[index].value)


class Chips(_Choice):
    """Short options side by side."""

    def __init__(self, accessible_name: str = "") -> None:
        super().__init__(accessible_name)
        self._row: QLayout = FlowLayout()
        self.setLayout(self._row)

    def _add(self, index: int) -> None:
        chip = QRadioButton()
        chip.setProperty("kind", "chip")
        self._group.addButton(chip, index)
        self._row.addWidget(chip)
        self._places.append(chip)
        chip.show()

    def _name(self, index: int, option: Option) -> None:
        super()._name(index, option)
        self._group.button(index).setToolTip(option.help)


class Cards(_Choice):
    """Options below one another, each with a sentence."""

    def __init__(self, accessible_name: str = "") -> None:
        super().__init__(accessible_name)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(8)

    def _add(self, index: int) -> None:
        card = _Card()
        self._group.addButton(card.button, index)
        self._stack.addWidget(card)
        self._places.append(card)
        card.show()

    def _name(self, index: int, option: Option) -> None:
        super()._name(index, option)
        card = self._places[index]
        if isinstance(card, _Card):
            card.help.setText(option.help)
            card.help.setVisible(bool(option.help))


class _Card(QFrame):
    """A radio button with its explanation; a click anywhere on it chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "option")
        self.button = QRadioButton()
        self.button.setProperty("kind", "row")
        self.help = QLabel()
        self.help.setProperty("kind", "muted")
        self.help.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(self.help)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._on_toggled)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align()

    def _align(self) -> None:
        """Let the sentence begin where the name begins."""
        option = QStyleOptionButton()
        self.button.initStyleOption(option)
        element = QStyle.SubElement.SE_RadioButtonContents
        name_at = self.style().subElementRect(element, option, self.button).left()
        self.help.setContentsMargins(name_at, 0, 0, 0)

    def _on_toggled(self, is_chosen: bool) -> None:
        self.setProperty("chosen", is_chosen)
        self.style().unpolish(self)
        self.style().polish(self)
