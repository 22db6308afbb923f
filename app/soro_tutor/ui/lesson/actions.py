"""What can be done with an item: check, ask for a hint, say it in own words, go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from soro_tutor.domain.lesson import HINTS
from soro_tutor.i18n import translate
from soro_tutor.session.events import Picture
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.composer import QuestionField
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label


class SteadyButton(QPushButton):
    """A button that a key held down does not press: it takes the focus while Enter may still be down."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


class AttemptActions(Screen):
    """While the item is tried: Check, Hint, and the solution where the attempts are spent."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.check, self.hint, self.solution = button("primary"), button(), button()
        keep_icon(self.check, "check", appearance, "on_accent")
        keep_icon(self.hint, "hint", appearance, "help")
        keep_icon(self.solution, "solution", appearance, "accent")
        self._wait = label("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(button_row(self.check, self.hint, self.solution))
        column.addWidget(self._wait)
        self._is_busy = self._is_hint_closed = self._is_answer_wanted = False
        self.retranslate()

    def show_state(self, picture: Picture, *, may_hint: bool, may_show_solution: bool) -> None:
        """Show what is open now."""
        is_helped = not picture.effort.is_alone
        are_hints_left = picture.effort.hints < HINTS
        self._is_busy = picture.is_busy
        self._is_hint_closed = is_helped and not (may_hint or may_show_solution)
        self.check.setEnabled(not picture.is_busy)
        self.hint.setVisible(is_helped and are_hints_left)
        self.hint.setEnabled(may_hint)
        self.solution.setVisible(is_helped and not are_hints_left)
        self.solution.setEnabled(may_show_solution)
        self.retranslate()

    def want_answer(self, is_wanted: bool) -> None:
        """Say, or no longer say, that a part of the answer is still missing."""
        if is_wanted and not self._is_answer_wanted:
            announce(self, _wanted())
        self._is_answer_wanted = is_wanted
        self.retranslate()

    def retranslate(self) -> None:
        self.check.setText(translate("Check"))
        self.hint.setText(translate("Hint"))
        self.solution.setText(translate("Show the solution"))
        closed = translate("Try first, or think for a minute.") if self._is_hint_closed else ""
        for one in (self.hint, self.solution):
            one.setToolTip(closed)
            one.setAccessibleDescription(closed)
        below = _wanted() if self._is_answer_wanted else closed
        self._wait.setText(translate("Checking…") if self._is_busy else below)


def _wanted() -> str:
    return translate("First give the whole answer.")


class OwnWords(Screen):
    """Where the learner says it in own words."""

    given = Signal(str)  # "" where it is left out

    def __init__(self) -> None:
        super().__init__()
        self.field = QuestionField()
        self._letters = LetterBar(self.field)
        self.send, self.leave_out = button("primary"), button()
        self.send.clicked.connect(self._on_sent)
        self.field.sent.connect(self._on_sent)
        self.leave_out.clicked.connect(lambda: self.given.emit(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._letters)
        column.addLayout(button_row(self.send, self.leave_out))
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Write it in one or two sentences"))
        self.field.setAccessibleName(translate("Your own words"))
        self.send.setText(translate("Done"))
        self.leave_out.setText(translate("Leave it out"))

    def _on_sent(self) -> None:
        words = self.field.toPlainText().strip()
        if words:
            self.given.emit(words)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class ClosingActions(Screen):
    """When the item is done: go on, or have the answer explained."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.next = SteadyButton("primary")
        self.explain = button()
        keep_icon(self.next, "next", appearance, "on_accent")
        keep_icon(self.explain, "explain", appearance, "accent")
        self._coming = label("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._coming)
        column.addLayout(button_row(self.next, self.explain))
        self.retranslate()

    def show_state(self, picture: Picture, *, is_done: bool, is_explained: bool) -> None:
        """Show what is open now."""
        self.next.setVisible(is_done)
        self.next.setDisabled(picture.is_busy)
        self.explain.setVisible(not is_explained)
        self.explain.setDisabled(picture.is_busy)
        self._coming.setVisible(is_done and picture.has_twin)

    def retranslate(self) -> None:
        self.next.setText(translate("Next"))
        self.explain.setText(translate("Explain my answer"))
        self._coming.setText(translate("One more exercise comes next: solve it alone."))
