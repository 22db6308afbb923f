"""Check my work: the learner's lines of algebra or arithmetic, and the first that does not follow."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from soro_tutor.domain.working import CheckedLine, Working
from soro_tutor.i18n import translate
from soro_tutor.session import slips
from soro_tutor.session.lesson import Lesson
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.tasks import while_alive
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label, mark

_LINES = 7  # in sight


class WorkPage(Screen):
    """Code finds the error here; no model is asked."""

    left = Signal()

    def __init__(self, lesson: Lesson, appearance: Appearance) -> None:
        super().__init__()
        self._lesson = lesson
        self._appearance = appearance
        self._working: Working | None = None
        self._is_busy = False
        self._asked = 0  # the newest check: what an older one finds comes too late
        self._back, self.check = button("quiet"), button("primary")
        keep_icon(self._back, "back", appearance)
        keep_icon(self.check, "check", appearance, "on_accent")
        self._title, self._text, self._keys = label("title"), label("muted"), label("small")
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.installEventFilter(self)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 32)
        self._result = QWidget()
        self._rows = QVBoxLayout(self._result)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.check.clicked.connect(self._on_checked)
        self.retranslate()

    def end_wait(self) -> None:
        """The check has come to its end, or could not be done."""
        self._is_busy = False
        self.retranslate()

    def retranslate(self) -> None:
        self._back.setText(translate("Back"))
        self._title.setText(translate("Check my work"))
        self._text.setText(
            translate("Write your steps, a line each. Each line is compared with the one before.")
        )
        self.field.setAccessibleName(translate("Your steps, a line each"))
        self.field.setPlaceholderText("2x + 6 = 14\n2x = 8\nx = 4")
        self.check.setText(translate("Check"))
        self.check.setDisabled(self._is_busy)
        keys = translate("Enter begins a line, Ctrl+Enter checks")
        self._keys.setText(translate("Checking…") if self._is_busy else keys)
        self._show_result()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter checks."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_checked()
                return True
        return super().eventFilter(watched, event)

    def _on_checked(self) -> None:
        text = self.field.toPlainText()
        if self._is_busy or not text.strip():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._is_busy = True
        self._working = None
        self._asked += 1
        asked = self._asked
        self.retranslate()

        def found(working: Working) -> None:
            if asked == self._asked:
                self._working = working
                self.end_wait()
                announce(self, self._summary(working))
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)

        self._lesson.check_work(text, while_alive(self, found))

    # The result

    def _show_result(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        working = self._working
        self._result.setVisible(working is not None)
        if working is None:
            return
        for line in working.lines:
            self._rows.addWidget(self._row(line.text, _sign(line)))
        summary = label("strong")
        summary.setText(self._summary(working))
        self._rows.addWidget(summary)

    def _row(self, text: str, sign: tuple[str, str, str]) -> QWidget:
        icon_name, role, words = sign
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        drawn = mark()
        keep_icon(drawn, icon_name, self._appearance, role)
        line, said = QLabel(text), label(role if role in _KINDS else "muted")
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        said.setText(words)
        said.setWordWrap(False)
        inside.addWidget(drawn)
        inside.addWidget(line, 1)
        inside.addWidget(said)
        return row

    def _summary(self, working: Working) -> str:
        if working.first_wrong is not None:
            number = working.first_wrong + 1
            said = translate("Line {number} does not follow from the one before.", number=number)
            return f"{said} {slips.words(working.slip)}" if working.slip else said
        if all(line.follows for line in working.lines):
            return translate("Every line follows from the one before.")
        return translate("No mistake was found, but not every line could be checked.")

    def _lay_out(self) -> None:
        page = Column(self._appearance)
        heading = QHBoxLayout()
        heading.addWidget(self._back)
        heading.addStretch()
        page.content.setContentsMargins(24, 8, 24, 32)
        page.content.addLayout(heading)
        for part in (self._title, self._text, self.field, self._keys):
            page.content.addWidget(part)
        page.content.addLayout(button_row(self.check))
        page.content.addWidget(self._result)
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


_KINDS = {"right", "wrong", "help"}  # colours that words have, too


def _sign(line: CheckedLine) -> tuple[str, str, str]:
    """The icon, its colour's role and the word beside a line."""
    if not line.is_readable:
        return "warning", "help", translate("cannot be read")
    if line.follows is None:
        return "more", "muted", translate("not checked")
    if line.follows:
        return "right", "right", translate("follows")
    return "wrong", "wrong", translate("does not follow")
