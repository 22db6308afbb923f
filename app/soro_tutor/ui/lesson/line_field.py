"""Answers that are written: a line with its unit, a line for each gap, or lines of algebra."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from soro_tutor.domain.grading import Answer
from soro_tutor.domain.units import label as unit_label
from soro_tutor.i18n import language, translate
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.passage import Passage
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.composer import MAX_PASTED
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.words import label

_LINES = 5  # that are in sight of a derivation


class LineField(AnswerField):
    """A few words or a number; the unit that is asked for stands beside it."""

    def __init__(self, unit: str = "") -> None:
        super().__init__()
        self._unit_name = unit
        self.line = _line(self)
        self._unit = label("strong")
        self._unit.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(LetterBar(self.line))
        self._unit.setVisible(bool(unit))
        self.retranslate()

    def answer(self) -> Answer:
        return Answer(text=self.line.text())

    def is_complete(self) -> bool:
        return bool(self.line.text().strip())

    def show_answer(self, answer: Answer) -> None:
        self.line.setText(answer.text)

    def focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()  # a wrong answer is still seen, and the next one replaces it

    def retranslate(self) -> None:
        self.line.setPlaceholderText(translate("Write your answer"))
        self.line.setAccessibleName(translate("Your answer"))
        if self._unit_name:
            self._unit.setText(unit_label(self._unit_name, language()))
            self.line.setAccessibleDescription(translate("in {unit}", unit=self._unit.text()))


class GapsField(AnswerField):
    """A line for each gap of the statement, beside the gap's number."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.lines = [_line(self) for _ in range(count)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for number, line in enumerate(self.lines, 1):
            row = QHBoxLayout()
            row.setSpacing(8)
            sign = label("strong")
            sign.setText(f"({number})")
            sign.setWordWrap(False)
            row.addWidget(sign)
            row.addWidget(line, 1)
            row.addWidget(LetterBar(line))
            column.addLayout(row)
        self.retranslate()

    def answer(self) -> Answer:
        return Answer(texts=tuple(line.text() for line in self.lines))

    def is_complete(self) -> bool:
        return all(line.text().strip() for line in self.lines)

    def show_answer(self, answer: Answer) -> None:
        for line, text in zip(self.lines, answer.texts, strict=False):
            line.setText(text)

    def focus(self) -> None:
        empty = [line for line in self.lines if not line.text()]
        (empty or self.lines)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        for number, line in enumerate(self.lines, 1):
            line.setAccessibleName(translate("Gap {number}", number=number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next empty gap, and hands the answer in where there is none."""
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            empty = [line for line in self.lines if not line.text().strip() and line is not watched]
            if event.type() == QEvent.Type.KeyPress and empty:
                empty[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class LinesField(AnswerField):
    """Lines of algebra below the one that is given; Enter begins a line, Ctrl+Enter hands in."""

    def __init__(self, appearance: Appearance, start: str) -> None:
        super().__init__()
        self._start = start
        self._given = Passage(appearance, is_plain=True)
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * _LINES + 32)
        self.submit_at_enter(self.lines)
        self._keys = label("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._given, self.lines, self._keys):
            column.addWidget(part)
        self.retranslate()

    def answer(self) -> Answer:
        return Answer(text=self.lines.toPlainText())

    def is_complete(self) -> bool:
        return bool(self.lines.toPlainText().strip())

    def show_answer(self, answer: Answer) -> None:
        self.lines.setPlainText(answer.text)

    def focus(self) -> None:
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        given = translate("Begin with: {line}", line=self._start)
        self._given.show_text(given)
        self._given.setAccessibleName(given)
        self.lines.setAccessibleName(translate("Your steps, a line each"))
        self.lines.setPlaceholderText(translate("Your steps, a line each"))
        self._keys.setText(translate("Enter begins a line, Ctrl+Enter checks"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_line_end = isinstance(event, QKeyEvent) and not event.modifiers() & _CONTROL
        return False if is_line_end else super().eventFilter(watched, event)


_CONTROL = Qt.KeyboardModifier.ControlModifier


def _line(field: AnswerField) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(MAX_PASTED)  # grading says what is too long; a longer text would halt the window
    field.submit_at_enter(line)
    return line
