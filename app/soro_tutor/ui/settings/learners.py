"""Who learns on this computer: rename, another grade, add, remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from soro_tutor.domain.learner import Learner
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.settings.section import Section
from soro_tutor.ui.start.learner_form import LearnerForm
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.words import button, button_row, icon_button, label

DIALOG_WIDTH = 560  # pixels at 100 %: all grades stand in one row


class LearnerSection(Section):
    """One row a learner; a guest sees no others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._people = desk.people
        self._appearance = desk.preferences.appearance
        self.rows: list[LearnerRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.add_button = button()
        keep_icon(self.add_button, "learner_new", self._appearance)
        self.add_button.clicked.connect(self._on_add_wanted)
        self.column.addLayout(button_row(self.add_button))
        self._people.changed.connect(self._on_changed)
        self._on_changed()
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(translate("Learners on this computer"))
        self.add_button.setText(translate("Add somebody"))

    def _on_changed(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [LearnerRow(learner, self._appearance) for learner in self._people.learners]
        for row in self.rows:
            row.edit_wanted.connect(self._on_edit_wanted)
            row.removal_wanted.connect(self._on_removal_wanted)
            self._rows.addWidget(row)
            row.show()

    def _on_add_wanted(self) -> None:
        dialog = LearnerDialog(self, None, self._appearance)
        dialog.accepted.connect(lambda: self._people.add(dialog.form.name, dialog.form.grade, _nothing))
        dialog.open()

    def _on_edit_wanted(self, learner: Learner) -> None:
        dialog = LearnerDialog(self, learner, self._appearance)
        dialog.accepted.connect(
            lambda: self._people.edit(Learner(learner.id, dialog.form.name, dialog.form.grade))
        )
        dialog.open()

    def _on_removal_wanted(self, learner: Learner) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(translate("Remove {name}?", name=learner.name))
        question.setText(translate("Remove {name}?", name=learner.name))
        question.setInformativeText(translate("All conversations of this learner are deleted."))
        remove = question.addButton(translate("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setProperty("kind", "danger")
        remove.style().polish(remove)  # the box has drawn it already
        cancel = question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(cancel)
        remove.clicked.connect(lambda: self._people.remove(learner))
        question.finished.connect(question.deleteLater)
        question.open()


def _nothing(_: Learner) -> None:
    """The list shows the new learner by itself."""


class LearnerRow(QFrame):
    """A learner's name and grade with what can be done."""

    edit_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, learner: Learner, appearance: Appearance) -> None:
        super().__init__()
        self.learner = learner
        self.setProperty("kind", "card")
        self.edit, self.remove = icon_button(), icon_button()
        keep_icon(self.edit, "edit", appearance)
        keep_icon(self.remove, "delete", appearance)
        for one, words in (
            (self.edit, translate("Change {name}", name=learner.name)),
            (self.remove, translate("Remove {name}", name=learner.name)),
        ):
            one.setToolTip(words)
            one.setAccessibleName(words)
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(learner))
        self.remove.clicked.connect(lambda: self.removal_wanted.emit(learner))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        name, grade = label("strong"), label("muted")
        name.setText(learner.name)
        grade.setText(labels.grade(learner.grade))
        row.addWidget(name, 2)
        row.addWidget(grade, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)


class LearnerDialog(QDialog):
    """The form for somebody new, or for a change."""

    def __init__(self, parent: QWidget, learner: Learner | None, appearance: Appearance) -> None:
        super().__init__(parent)
        self.setMinimumWidth(appearance.theme.interface(DIALOG_WIDTH))
        self.setWindowTitle(translate("Learner"))
        self.form = LearnerForm()
        self.save, self.cancel = button("primary"), button()
        self.save.setText(translate("Save"))
        self.cancel.setText(translate("Cancel"))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.form.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(24)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        if learner is not None:
            self.form.show_learner(learner)
        self._on_changed()
        self.form.name_field.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_changed(self) -> None:
        self.save.setEnabled(self.form.is_complete)
