"""The end of a set: how it went, and where to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from soro_tutor.i18n import translate, translate_plural
from soro_tutor.session.events import LessonFinished
from soro_tutor.session.practice import PlanKind
from soro_tutor.ui.lesson.actions import SteadyButton
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label


class FinishedView(Screen):
    """Says how many were right at the first attempt; no more is made of it."""

    left = Signal()
    progress_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._event: LessonFinished | None = None
        self._title, self._text = label("title"), label()
        self.back, self.progress = SteadyButton("primary"), button()
        self.back.clicked.connect(self.left)
        self.progress.clicked.connect(self.progress_wanted)
        page = Column(appearance)
        page.content.addWidget(self._title)
        page.content.addWidget(self._text)
        page.content.addLayout(button_row(self.back, self.progress))
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.retranslate()

    def show_finished(self, event: LessonFinished) -> None:
        """Show how the set went."""
        self._event = event
        self.retranslate()
        announce(self, f"{self._title.text()}. {self._text.text()}")

    def retranslate(self) -> None:
        self.back.setText(translate("Go on practising"))
        self.progress.setText(translate("See the progress"))
        if self._event is None:
            return
        is_probe = self._event.plan.kind is PlanKind.PROBE
        self._title.setText(translate("The probe is done") if is_probe else translate("The set is done"))
        self._text.setText(
            translate_plural(
                "{right} of {count} exercise was right at the first attempt, without help.",
                "{right} of {count} exercises were right at the first attempt, without help.",
                self._event.total,
                right=self._event.right,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
