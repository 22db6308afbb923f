"""The choice of a school subject, each with its icon."""

from PySide6.QtCore import QEvent

from soro_tutor.domain.dialogue import Subject
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.choice import Chips, Option


class SubjectChips(Chips):
    """All subjects side by side, in their fixed order."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.retranslate()
        for subject, button in zip(Subject, self._group.buttons(), strict=True):
            keep_icon(button, subject.value, appearance, "accent", 18)

    def retranslate(self) -> None:
        """Name the subjects in the interface's language."""
        self.setAccessibleName(translate("Subject"))
        self.offer([Option(subject, labels.subject(subject)) for subject in Subject])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
