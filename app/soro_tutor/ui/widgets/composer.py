"""Where a question is written: the field, Send or Stop, the letters, and the wait in words."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soro_tutor.i18n import translate
from soro_tutor.ui.icons import icon, icon_size
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.widgets.letter_bar import LetterBar

MAX_LINES = 6
# A longer text could not be read by any model here, and the field would lay it out for seconds.
MAX_PASTED = 100_000
_SETTLE_MILLISECONDS = 300


class QuestionField(QPlainTextEdit):
    """A field that grows to six lines; Enter sends, Shift+Enter begins a line."""

    sent = Signal()
    shortened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)  # one line is as high as the button beside it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as the text, up to six lines."""
        lines = min(max(int(self.document().size().height()), 1), MAX_LINES)
        is_full = self.document().size().height() > MAX_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_full else policy.ScrollBarAlwaysOff)
        frame = self.height() - self.viewport().height()
        margins = 2 * int(self.document().documentMargin())
        return QSize(
            super().sizeHint().width(), lines * QFontMetrics(self.font()).lineSpacing() + frame + margins
        )

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the first line again when there is room for all."""
        super().resizeEvent(event)
        self.updateGeometry()  # the frame's height is known only now
        if self.document().size().height() <= MAX_LINES:
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send at Enter."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, and of a very long one its beginning."""
        text = source.text()
        if len(text) > MAX_PASTED:
            self.shortened.emit()
        self.insertPlainText(text[:MAX_PASTED])


class Composer(QWidget):
    """The learner's side of the tutor screen; it knows no session."""

    asked = Signal(str)
    stopped = Signal()
    settled = Signal(str)  # the text, a moment after the last key

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_busy = False
        self.field = QuestionField(self)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "primary")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the field
        self._letters = LetterBar(self.field, self)
        self._hint = QLabel(self)
        self._hint.setProperty("kind", "small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hint.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MILLISECONDS)
        self._lay_out()
        self._connect()
        self._on_appearance_changed(appearance.theme)
        self.retranslate()
        self.show_wait("", 0, 0)

    @property
    def text(self) -> str:
        """What is written."""
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text back into the field."""
        self.field.setPlainText(text[:MAX_PASTED])
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def set_busy(self, is_busy: bool) -> None:
        """Show Stop in place of Send while an answer is on its way."""
        self._is_busy = is_busy
        if not is_busy:
            self.show_wait("", 0, 0)
        self.retranslate()
        self._on_appearance_changed(self._appearance.theme)

    def show_wait(self, words: str, done: int, total: int) -> None:
        """Say what is being done and how far it is; total 0 shows no bar."""
        self._hint.setText(words)
        self._bar.setVisible(total > 0)
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def show_hint(self, words: str) -> None:
        """Say something under the field while nothing is being done."""
        if not self._is_busy and len(self.text) < MAX_PASTED:  # there it stands that the text was cut
            self._hint.setText(words)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self.field.setPlaceholderText(translate("Write your question"))
        self.field.setAccessibleName(translate("Your question"))
        self._button.setText(translate("Stop") if self._is_busy else translate("Send"))
        self._button.setToolTip(
            translate("Stop the answer (Esc)")
            if self._is_busy
            else translate("Enter sends, Shift+Enter begins a line")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop at Escape."""
        if event.key() == Qt.Key.Key_Escape and self._is_busy:
            self.stopped.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field, 1)
        top.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        self._button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        below = QHBoxLayout()
        below.addWidget(self._letters)
        below.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (top, below):
            column.addLayout(part)
        column.insertWidget(0, self._bar)

    def _connect(self) -> None:
        self._button.clicked.connect(self._on_clicked)
        self.field.sent.connect(self._on_sent)
        self.field.shortened.connect(self._on_shortened)
        self.field.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(lambda: self.settled.emit(self.text))
        self._appearance.changed.connect(self._on_appearance_changed)

    def _on_clicked(self) -> None:
        if self._is_busy:
            self.stopped.emit()
        else:
            self._on_sent()

    def _on_sent(self) -> None:
        if not self._is_busy and self.text.strip():
            self.asked.emit(self.text)

    def _on_shortened(self) -> None:
        self._hint.setText(translate("Only the beginning was pasted: the text is too long."))

    def _on_appearance_changed(self, theme: Theme) -> None:
        self._button.setIcon(icon("stop" if self._is_busy else "send", theme, "on_accent"))
        self._button.setIconSize(icon_size(theme, has_words=True))
        self.field.updateGeometry()
