"""The learners' data: backups, and the folder where all lies."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox

from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for
from soro_tutor.store.backup import Backup
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.recovery.view import option_of
from soro_tutor.ui.settings.section import Section
from soro_tutor.ui.tasks import while_alive
from soro_tutor.ui.widgets.choice import Cards
from soro_tutor.ui.words import button, button_row, label, make_selectable

SHOWN = 5  # backups in sight; older ones lie in the folder


class BackupSection(Section):
    """Backups with their days; one may be made now, or brought back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._backups = desk.backups
        self._found: list[Backup] = []
        self.sentence, self.trouble = label("muted"), label("wrong")
        self.trouble.hide()
        self.list = Cards()
        self.list.chosen.connect(self._on_marked)
        self.make, self.restore = button(), button()
        keep_icon(self.make, "backup", desk.preferences.appearance)
        self.make.clicked.connect(self._on_make_wanted)
        self.restore.clicked.connect(self._on_restore_wanted)
        self.add(self.sentence, self.list, self.trouble)
        self.column.addLayout(button_row(self.make, self.restore))
        self.retranslate()
        self._backups.list(self._on_listed)

    def retranslate(self) -> None:
        self.heading.setText(translate("Backups"))
        if self._found:
            self.sentence.setText(translate("The program makes backups by itself."))
        else:
            self.sentence.setText(translate("There is no backup yet."))
        self.list.setAccessibleName(self.heading.text())
        self.list.offer([option_of(backup) for backup in self._found])
        self.make.setText(translate("Back up now"))
        self.restore.setText(translate("Restore…"))
        self.restore.setToolTip(translate("Go back to the backup that is marked"))
        self.restore.setEnabled(self.list.value is not None)

    def _on_listed(self, found: list[Backup]) -> None:
        self._found = found[:SHOWN]
        self.retranslate()

    def _on_marked(self) -> None:
        self.restore.setEnabled(True)

    def _on_make_wanted(self) -> None:
        self.trouble.hide()
        self._backups.make(while_alive(self, lambda _made: self._backups.list(self._on_listed)))

    def _on_restore_wanted(self) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(translate("Restore this backup?"))
        question.setText(translate("Restore this backup?"))
        question.setInformativeText(translate("What was done since is set aside, not deleted."))
        restore = question.addButton(translate("Restore"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        chosen: Backup = self.list.value
        restore.clicked.connect(lambda: self._backups.restore(chosen, self._on_refused))
        question.finished.connect(question.deleteLater)
        question.open()

    def _on_refused(self, error: TutorError) -> None:
        words = words_for(error)
        self.trouble.setText(f"{words.text} {words.advice}")
        self.trouble.show()


class FolderSection(Section):
    """Where the data lies."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._folder = desk.preferences.data_dir
        self.path = label()
        self.path.setText(str(self._folder))
        make_selectable(self.path)
        self.copy, self.open = button(), button()
        keep_icon(self.copy, "copy", desk.preferences.appearance)
        keep_icon(self.open, "folder", desk.preferences.appearance)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(self._folder)))
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.add(self.path)
        self.column.addLayout(button_row(self.copy, self.open))
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(translate("Where the data lies"))
        self.path.setAccessibleName(self.heading.text())
        self.copy.setText(translate("Copy the path"))
        self.open.setText(translate("Open the folder"))
