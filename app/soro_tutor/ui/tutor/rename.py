"""The small dialog that gives a conversation another title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from soro_tutor.i18n import translate
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.words import button, label

WIDTH = 480  # pixels at 100 %


class RenameDialog(QDialog):
    """The title with the Tajik letters beneath it; Enter saves."""

    titled = Signal(str)  # a title that is not empty

    def __init__(self, title: str, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Rename the conversation"))
        self.setMinimumWidth(appearance.theme.interface(WIDTH))
        name = label("strong")
        name.setText(translate("Title"))
        self.field = QLineEdit(title)
        self.field.setAccessibleName(name.text())
        self.field.selectAll()
        self.save, cancel = button("primary"), button()
        self.save.setText(translate("Save"))
        self.save.setDefault(True)
        cancel.setText(translate("Cancel"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for part in (name, self.field, LetterBar(self.field, self)):
            column.addWidget(part)
        column.addSpacing(16)
        column.addLayout(row)
        self.field.textChanged.connect(lambda: self.save.setEnabled(bool(self._title)))
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.titled.emit(self._title))
        self.finished.connect(self.deleteLater)

    @property
    def _title(self) -> str:
        return self.field.text().strip()
