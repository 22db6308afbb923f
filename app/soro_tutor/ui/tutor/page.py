"""An open conversation: its heading, its transcript, and the place to write."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Conversation, Message, Mode
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.session.events import Progress
from soro_tutor.ui.icons import icon, keep_icon
from soro_tutor.ui.reading.transcript import Transcript
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.tutor import wait
from soro_tutor.ui.tutor.modes import ModeBox
from soro_tutor.ui.widgets.column import Middle
from soro_tutor.ui.widgets.composer import Composer
from soro_tutor.ui.widgets.elided import ElidedLabel


class ConversationPage(QWidget):
    """Shows one conversation; it knows no session."""

    asked = Signal(str)
    stopped = Signal()
    settled = Signal(str)
    mode_chosen = Signal(Mode)
    panel_toggled = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._conversation: Conversation | None = None
        self._is_answering = False
        self.edited: Message | None = None
        self._draft = ""  # what stood in the field before an earlier question was taken up
        self.transcript = Transcript(appearance.theme, self)
        self.transcript.setFrameShape(Transcript.Shape.NoFrame)
        self._panel_button = QPushButton(self)
        keep_icon(self._panel_button, "panel", appearance)
        self._icon = QLabel(self)
        self._title = ElidedLabel(self)
        self._title.setProperty("kind", "strong")
        self._mode = ModeBox(appearance)
        self._edit_row = QWidget(self)
        self._edit_label = QLabel(self._edit_row)
        self._edit_label.setProperty("kind", "muted")
        self._edit_cancel = QPushButton(self._edit_row)
        self._edit_cancel.setProperty("kind", "quiet")
        self._composer = Composer(appearance)
        self._lay_out()
        self._connect()
        self._on_appearance_changed(appearance.theme)
        self.retranslate()

    def show_conversation(self, conversation: Conversation, messages: Sequence[Message], around: int) -> None:
        """Show a conversation that was opened; what stands in the field stays there."""
        self._conversation = conversation
        self._end_edit()
        self._set_answering(False)
        self.transcript.show_messages(conversation, messages, around)
        self._mode.show_mode(conversation.mode)
        self.retranslate()
        self._on_appearance_changed(self._appearance.theme)

    def show_title(self, title: str) -> None:
        """Show the new title of the open conversation."""
        if self._conversation is not None:
            self._conversation = replace(self._conversation, title=title)
            self.retranslate()

    def show_asked(self, question: Message, answer: Message) -> None:
        """Show a question that was stored, and wait for its answer."""
        self._set_answering(True)
        if self._conversation is not None and not self._conversation.title:
            self._title.set_text(question.text)
        self.transcript.add_question(question, answer)
        self.transcript.set_busy(True)

    def show_resumed(self, answer: Message) -> None:
        """Show that an answer goes on."""
        self._set_answering(True)
        self.transcript.begin_answer(answer)
        self.transcript.set_busy(True)

    def show_answered(self, answer: Message) -> None:
        """Show an answer that has ended."""
        self.transcript.end_answer(answer)
        self._set_answering(False)

    def show_progress(self, progress: Progress) -> None:
        """Say what is being waited for."""
        self._composer.show_wait(wait.words(progress), progress.done, progress.total)

    def end_wait(self) -> None:
        """Say no longer that something is waited for."""
        self._composer.show_wait("", 0, 0)

    def show_forecast(self, seconds: float | None) -> None:
        """Say how long an answer to what is written will take."""
        self._composer.show_hint(wait.forecast(seconds))

    def give_back(self, text: str) -> None:
        """Put a refused question back into the field, before what was written since."""
        self._set_answering(False)
        if text:
            self._composer.set_text("\n".join(part for part in (text, self._composer.text) if part))

    def clear_field(self) -> None:
        """Empty the field: the question is on its way. A draft that an edit had put aside comes back."""
        self._composer.set_text("")
        self._end_edit()

    def focus_field(self) -> None:
        """Let the learner write."""
        self._composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, is_narrow: bool) -> None:
        """Offer the button that opens the panel."""
        self._panel_button.setVisible(is_narrow)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self._panel_button.setText(translate("Conversations"))
        self._edit_label.setText(translate("You are changing an earlier question."))
        self._edit_cancel.setText(translate("Cancel"))
        if self._conversation is not None:
            subject = labels.subject(self._conversation.subject)
            self._title.set_text(self._conversation.title or subject)
            self._icon.setToolTip(subject)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _set_answering(self, is_answering: bool) -> None:
        self._is_answering = is_answering
        self._composer.set_busy(is_answering)
        self._mode.setDisabled(is_answering)
        self.transcript.set_busy(is_answering)

    def _on_edit_wanted(self, message: Message) -> None:
        if self.edited is None:
            self._draft = self._composer.text
        self.edited = message
        self._edit_row.show()
        self._composer.set_text(message.text)
        self.focus_field()

    def _end_edit(self) -> None:
        if self.edited is not None:
            self._composer.set_text(self._draft)
        self.edited = None
        self._edit_row.hide()

    def _on_edit_cancelled(self) -> None:
        self._end_edit()
        self.focus_field()

    def _on_appearance_changed(self, theme: Theme) -> None:
        self.transcript.set_theme(theme)
        if self._conversation is not None:
            edge = theme.interface(20)
            drawn = icon(self._conversation.subject.value, theme, "accent")
            self._icon.setPixmap(drawn.pixmap(QSize(edge, edge), self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(24, 8, 24, 8)
        heading.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignVCenter  # else the lowest would cut the others off
        heading.addWidget(self._panel_button, 0, middle)
        heading.addWidget(self._icon, 0, middle)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._mode, 0, middle)
        edit = QHBoxLayout(self._edit_row)
        edit.setContentsMargins(0, 0, 0, 0)
        edit.addWidget(self._edit_label, 1)
        edit.addWidget(self._edit_cancel)
        below = Middle(self._appearance)
        below.content.setContentsMargins(16, 8, 16, 12)
        below.content.setSpacing(4)
        below.content.addWidget(self._edit_row)
        below.content.addWidget(self._composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.transcript, 1)
        column.addWidget(below)

    def _connect(self) -> None:
        self._composer.asked.connect(self.asked)
        self._composer.stopped.connect(self.stopped)
        self._composer.settled.connect(self.settled)
        self._mode.mode_chosen.connect(self.mode_chosen)
        self._panel_button.clicked.connect(self.panel_toggled)
        self._edit_cancel.clicked.connect(self._on_edit_cancelled)
        self.transcript.edit_wanted.connect(self._on_edit_wanted)
        self._appearance.changed.connect(self._on_appearance_changed)
