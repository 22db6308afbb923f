"""A choice of one among a few, all in sight: as chips in a row, or as cards with a line of explanation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
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

from soro_tutor.ui.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose from.

    `help` is a sentence below its name on a card; of a chip it is the whole name, where the chip is short.
    """

    value: Any
    name: str
    help: str = ""


class _Choice(QWidget):
    """What both forms share: places with a radio button each, one of which is chosen."""

    chosen = Signal(object)  # the value of the option that a person has chosen

    def __init__(self, layout: QLayout, make_place: "Callable[[], _Chip | _Card]") -> None:
        super().__init__()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._layout = layout
        self._make_place = make_place
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._options: list[Option] = []
        self._places: list[_Chip | _Card] = []

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
        self._lead_tab()

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
            for place, option in zip(self._places, options, strict=True):
                place.show_option(option)
            return
        self._clear()
        self._options = list(options)
        for index, option in enumerate(options):
            place = self._make_place()
            place.show_option(option)
            self._group.addButton(place.button, index)
            self._layout.addWidget(place)
            self._places.append(place)
            place.show()
        self.choose(value)

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        for place in self._places:
            place.hide()
            place.deleteLater()
        self._places.clear()

    def _lead_tab(self) -> None:
        """Let Tab come to what is chosen, not to the first; the arrow keys go to the others."""
        checked = self._group.checkedButton()
        for button in self._group.buttons():
            is_reached = checked in {None, button}
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_reached else Qt.FocusPolicy.ClickFocus)

    def _on_clicked(self, index: int) -> None:
        self._lead_tab()
        self.chosen.emit(self._options[index].value)


class Chips(_Choice):
    """Short options side by side."""

    def __init__(self) -> None:
        super().__init__(FlowLayout(), _Chip)


class Cards(_Choice):
    """Options below one another, each with a sentence."""

    def __init__(self) -> None:
        stack = QVBoxLayout()
        stack.setSpacing(8)
        super().__init__(stack, _Card)


class _Chip(QRadioButton):
    """A radio button drawn as a chip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chip")

    @property
    def button(self) -> QRadioButton:
        """What is pressed: the chip itself."""
        return self

    def show_option(self, option: Option) -> None:
        """Show an option; a screen reader says its whole name."""
        self.setText(option.name)
        self.setAccessibleName(option.help or option.name)
        self.setToolTip(option.help)


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
        self.button.toggled.connect(lambda is_chosen: self._mark("chosen", is_chosen))
        self.button.installEventFilter(self)

    def show_option(self, option: Option) -> None:
        """Show an option with its sentence, where it has one."""
        self.button.setText(option.name)
        self.button.setAccessibleName(option.name)
        self.button.setAccessibleDescription(option.help)
        self.help.setText(option.help)
        self.help.setVisible(bool(option.help))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus of the button around the whole card."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

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

    def _mark(self, name: str, is_so: bool) -> None:
        self.setProperty(name, is_so)
        self.style().unpolish(self)
        self.style().polish(self)
