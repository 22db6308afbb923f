"""One message on the screen: the learner's words in a bubble, the tutor's on the page."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Message, MessageState, Subject
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.icons import icon, icon_size
from soro_tutor.ui.reading.stream import settled
from soro_tutor.ui.reading.terms import Tappable
from soro_tutor.ui.reading.view import ReadingView
from soro_tutor.ui.theme import Theme
from soro_tutor.ui.widgets.announcement import announce

_BUBBLE_SHARE = 0.85  # of the column
_DONE_MILLISECONDS = 1500  # for which a check mark says that something was copied


class MessageWidget(QWidget):
    """What both kinds of message have: the text, and a quiet row of actions under it."""

    def __init__(self, message: Message, theme: Theme, *, is_plain: bool) -> None:
        super().__init__()
        self.message = message
        self.theme = theme
        self.view = ReadingView(theme, is_plain=is_plain, parent=self)
        self._actions: list[QPushButton] = []
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(0)
        self._copy = self.add_action("copy")
        self._copy.clicked.connect(self._on_copy_clicked)

    def add_action(self, icon_name: str) -> QPushButton:
        """A quiet button with an icon; the words come with retranslate."""
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon_name)
        self._show_action_icon(button)
        self._actions.append(button)
        self.buttons.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Use other colours and sizes."""
        self.theme = theme
        self.view.set_theme(theme)
        for button in self._actions:
            self._show_action_icon(button)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        _name(self._copy, translate("Copy"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_action_icon(self, button: QPushButton) -> None:
        button.setIcon(icon(str(button.property("icon_name")), self.theme, "muted"))
        button.setIconSize(icon_size(self.theme))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.message.text)
        self._copy.setIcon(icon("check", self.theme, "right"))
        QTimer.singleShot(_DONE_MILLISECONDS, self._copy, lambda: self._show_action_icon(self._copy))
        announce(self, translate("Copied"))


class QuestionWidget(MessageWidget):
    """The learner's words, as they were typed, in a tinted bubble at the right."""

    edit_wanted = Signal(object)  # Message

    def __init__(self, message: Message, theme: Theme) -> None:
        super().__init__(message, theme, is_plain=True)
        self._edit = self.add_action("edit")
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self.message))
        self._bubble = QFrame(self)
        self._bubble.setProperty("kind", "bubble")
        inside = QVBoxLayout(self._bubble)
        inside.setContentsMargins(14, 4, 14, 8)  # a line has its own space above it
        inside.addWidget(self.view)
        self.buttons.insertStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bubble, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(self.buttons)
        self.view.show_text(message.text)
        self.retranslate()

    def set_busy(self, is_busy: bool) -> None:
        """Allow no editing while an answer is on its way."""
        self._edit.setDisabled(is_busy)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours and sizes."""
        super().set_theme(theme)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the bubble as narrow as its text allows."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        super().retranslate()
        _name(self._edit, translate("Edit"))
        self.view.setAccessibleName(translate("You"))

    def _fit(self) -> None:
        widest = int(self.width() * _BUBBLE_SHARE) - 28
        self.view.setFixedWidth(max(min(self.view.ideal_width(), widest), 24))


class AnswerWidget(MessageWidget):
    """The tutor's words as a page of a textbook, beside the subject's icon."""

    again_wanted = Signal()
    continue_wanted = Signal()

    def __init__(self, message: Message, subject: Subject, theme: Theme) -> None:
        super().__init__(message, theme, is_plain=False)
        self._subject = subject
        self._is_writing = False
        self._is_last = False
        self._icon = QLabel(self)
        self._again = self.add_action("again")
        self._again.clicked.connect(self.again_wanted)
        self._state = QLabel(self)
        self._state.setProperty("kind", "muted")
        self._state.setWordWrap(True)
        self._continue = QPushButton(self)
        self._continue.clicked.connect(self.continue_wanted)
        self._lay_out()
        self._show_icon()
        self.show_message(message)

    def show_message(self, message: Message) -> None:
        """Show the answer as it is stored."""
        self.message = message
        self._is_writing = False
        text = message.text.lstrip()
        # An answer that broke off inside a formula shows none of that.
        self.view.show_text(settled(text) if message.is_unfinished else text)
        self.view.explain_terms(Tappable(self._subject))
        self.retranslate()

    def set_writing(self) -> None:
        """From now on text is coming."""
        self._is_writing = True
        self.view.leave_terms()  # what grows is not searched with every piece
        self._show_state()

    def add_text(self, text: str) -> None:
        """Show more text, as far as it can no longer change its meaning."""
        whole = self.message.text + text
        self.message = Message(
            self.message.id,
            self.message.conversation_id,
            self.message.role,
            whole,
            self.message.state,
            self.message.created,
        )
        self.view.show_text(settled(whole.lstrip()))

    def set_last(self, is_last: bool, is_busy: bool) -> None:
        """Only the last answer may be given again or continued, and not while one is on its way."""
        self._is_last = is_last and not is_busy
        self._show_state()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours and sizes."""
        super().set_theme(theme)
        self._show_icon()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        super().retranslate()
        _name(self._again, translate("Answer again"))
        self._continue.setText(translate("Continue"))
        self.view.setAccessibleName(translate("Tutor, {subject}", subject=labels.subject(self._subject)))
        self._show_state()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self._icon)
        side.addStretch()
        state = QHBoxLayout()
        state.addWidget(self._state, 1)
        state.addWidget(self._continue)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.view)
        page.addLayout(state)
        page.addLayout(self.buttons)
        self.buttons.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(side)
        row.addLayout(page, 1)

    def _show_icon(self) -> None:
        edge = self.theme.reading(20)
        drawn = icon(self._subject.value, self.theme, "accent")
        self._icon.setPixmap(drawn.pixmap(QSize(edge, edge), self.devicePixelRatioF()))
        self._icon.setContentsMargins(0, 4, 0, 0)

    def _show_state(self) -> None:
        is_unfinished = self.message.is_unfinished and not self._is_writing
        is_empty = not (self.message.text.strip() or self._is_writing or is_unfinished)
        self._state.setText(_state_words(self.message.state) if is_unfinished or is_empty else "")
        self._state.setVisible(is_unfinished or is_empty)
        self._continue.setVisible(is_unfinished and self._is_last)
        self._copy.setVisible(not self._is_writing)
        self._again.setVisible(self._is_last and not self._is_writing)


def _state_words(state: MessageState) -> str:
    if state is MessageState.STOPPED:
        return translate("This answer was stopped before its end.")
    if state is MessageState.FAILED:
        return translate("This answer broke off.")
    if state is MessageState.COMPLETE:
        return translate("The model said nothing. Have it answer again, or ask in other words.")
    return translate("The program was closed before this answer was whole.")


def _name(button: QPushButton, words: str) -> None:
    """Name a button that shows an icon only."""
    button.setToolTip(words)
    button.setAccessibleName(words)
