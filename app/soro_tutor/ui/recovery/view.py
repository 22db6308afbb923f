"""What is shown when the data cannot be opened: what happened, and the ways on that lose nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout

from soro_tutor import formats
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for
from soro_tutor.store.backup import Backup
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.choice import Cards, Option
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label

WIDTH = 640
_RESTORABLE = {ErrorCode.DATABASE_DAMAGED, ErrorCode.BACKUP_DAMAGED}
_MOVABLE = {ErrorCode.DATA_READ_ONLY, ErrorCode.DISK_FULL}
_FINAL = {ErrorCode.DATA_IN_USE, ErrorCode.DATABASE_NEWER}  # trying again cannot help


class RecoveryView(Screen):
    """An error in words with its backups; the choice is told in a signal, nothing is done here."""

    restore_chosen = Signal(object)  # the Backup
    anew_chosen = Signal()
    guest_chosen = Signal()
    again_chosen = Signal()
    folder_chosen = Signal(object)  # the Path of another folder for the data
    quit_chosen = Signal()

    def __init__(self, appearance: Appearance, error: TutorError, backups: Sequence[Backup] = ()) -> None:
        super().__init__()
        self._error = error
        self._backups = list(backups) if error.code in _RESTORABLE else []
        self.title, self.text, self.advice = label("title"), label(), label("muted")
        self._list_heading = label("strong")
        self.list = Cards()
        self.restore, self.anew = button("primary"), button()
        self.again, self.guest, self.quit = button("primary"), button(), button()
        self.folder = button()
        keep_icon(self.folder, "folder", appearance)
        self._lay_out(appearance)
        self._choose_buttons()  # a button without a place would be shown as a window of its own
        self._connect()
        self.retranslate()
        if self._backups:
            self.list.choose(self._backups[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin where the answer begins."""
        super().showEvent(event)
        if self._backups:
            self.list.focus()
        else:
            self.shown_buttons()[0].setFocus()

    def retranslate(self) -> None:
        words = words_for(self._error)
        self.title.setText(words.title)
        self.text.setText(words.text)
        self.advice.setText(words.advice)
        self._list_heading.setText(translate("Backups, the newest first"))
        self.list.setAccessibleName(self._list_heading.text())
        self.list.offer([option_of(backup) for backup in self._backups])
        self.restore.setText(translate("Restore this backup"))
        self.anew.setText(translate("Start anew"))
        self.anew.setToolTip(translate("The damaged file is kept under another name."))
        self.again.setText(translate("Try again"))
        self.folder.setText(translate("Choose another folder…"))
        self.guest.setText(translate("Work without saving"))
        self.quit.setText(translate("Close the program"))

    def shown_buttons(self) -> list[QPushButton]:
        """The ways on that this error leaves open, the usual one first."""
        every = (self.restore, self.again, self.folder, self.anew, self.guest, self.quit)
        return [one for one in every if not one.isHidden()]

    def _choose_buttons(self) -> None:
        code = self._error.code
        is_damaged = code in _RESTORABLE
        self.restore.setVisible(bool(self._backups))
        self.anew.setVisible(is_damaged)
        self.again.setVisible(not is_damaged and code not in _FINAL)
        self.folder.setVisible(code in _MOVABLE)
        self.guest.setVisible(code is not ErrorCode.DATA_IN_USE)
        if code in _FINAL:
            self.quit.setProperty("kind", "primary")

    def _lay_out(self, appearance: Appearance) -> None:
        page = Column(appearance, WIDTH)
        for widget in (self.title, self.text, self.advice, self._list_heading, self.list):
            page.content.addWidget(widget)
        self._list_heading.setVisible(bool(self._backups))
        page.content.addSpacing(8)
        buttons = (self.restore, self.again, self.folder, self.anew, self.guest, self.quit)
        page.content.addLayout(button_row(*buttons))
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        self.restore.clicked.connect(lambda: self.restore_chosen.emit(self.list.value))
        self.anew.clicked.connect(self.anew_chosen)
        self.again.clicked.connect(self.again_chosen)
        self.folder.clicked.connect(self._on_folder_wanted)
        self.guest.clicked.connect(self.guest_chosen)
        self.quit.clicked.connect(self.quit_chosen)

    def _on_folder_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, translate("Choose another folder…"))
        if chosen:
            self.folder_chosen.emit(Path(chosen))


def option_of(backup: Backup) -> Option:
    """A backup as something to choose: its day and time, and its size."""
    day = formats.date_in_words(backup.made)
    moment = formats.time(backup.made)
    return Option(backup, f"{day}, {moment}", formats.file_size(backup.size))
