"""What this computer is, in three lines."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from soro_tutor import formats
from soro_tutor.engine.probe import Machine, machine
from soro_tutor.i18n import translate, translate_plural
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label, mark

ICONS = ("processor", "memory", "disk")


class Computer(Screen):
    """Processor, memory and disk; looked up when the step is entered."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._data_dir = preferences.data_dir
        self._machine: Machine | None = None
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.lines: list[QLabel] = []
        for row, name in enumerate(ICONS):
            sign = mark()
            keep_icon(sign, name, preferences.appearance, "muted")
            self.lines.append(label())
            grid.addWidget(sign, row, 0)
            grid.addWidget(self.lines[-1], row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def look(self) -> None:
        """Look the computer up."""
        self._machine = machine(self._data_dir)
        self.retranslate()

    def retranslate(self) -> None:
        found = self._machine
        if found is None:
            return
        cores = translate_plural("{count} core", "{count} cores", found.cores)
        free, total = formats.file_size(found.memory_available), formats.file_size(found.memory_total)
        texts = (
            translate("Processor: {name}, {cores}", name=found.processor, cores=cores),
            translate("Memory: {free} of {total} is free", free=free, total=total),
            translate("Disk: {free} is free", free=formats.file_size(found.disk_free)),
        )
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)
