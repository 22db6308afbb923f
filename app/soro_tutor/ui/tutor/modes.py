"""The choice of what the tutor does in a conversation."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Mode
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.widgets.drop_down import DropDown


class ModeChooser(QWidget):
    """All modes in sight, and a sentence on the one that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._chips = Chips()
        self._help = QLabel()
        self._help.setProperty("kind", "muted")
        self._help.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        column.addWidget(self._help)
        self.retranslate()
        self._chips.choose(Mode.EXPLAIN)
        self._chips.chosen.connect(lambda _: self._show_help())
        self._show_help()

    @property
    def value(self) -> Mode:
        """The mode that is chosen."""
        return Mode(self._chips.value)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self._chips.setAccessibleName(translate("What should the tutor do?"))
        self._chips.offer([Option(mode, labels.mode(mode)) for mode in Mode])
        if self._chips.value is not None:
            self._show_help()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_help(self) -> None:
        self._help.setText(labels.mode_help(self.value))


class ModeBox(DropDown):
    """The mode of the open conversation, in the room of a button."""

    mode_chosen = Signal(Mode)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        for mode in Mode:
            self.addItem("", mode)
        self.activated.connect(lambda index: self.mode_chosen.emit(Mode(self.itemData(index))))
        self.retranslate()

    def show_mode(self, mode: Mode) -> None:
        """Show the conversation's mode."""
        self.setCurrentIndex(list(Mode).index(mode))

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self.setAccessibleName(translate("What should the tutor do?"))
        for index, mode in enumerate(Mode):
            self.setItemText(index, labels.mode(mode))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
