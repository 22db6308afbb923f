"""The messages of a conversation: a bounded window on them, however many there are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Conversation, Message, Role
from soro_tutor.i18n import translate, translate_plural
from soro_tutor.ui.reading.message import AnswerWidget, MessageWidget, QuestionWidget
from soro_tutor.ui.theme import Theme
from soro_tutor.ui.widgets.announcement import announce

COLUMN = 760  # pixels at 100 %
PAGE = 40  # messages that the session gives at once; fewer mean that there are no more
SHOWN_AT_FIRST = 12  # of a page: the others are made when they are scrolled to
MOST = 80  # widgets
_NEAR = 200  # pixels from an end at which more messages are fetched


class Transcript(QScrollArea):
    """Shows messages, follows an answer as it is written, and asks for more where the window ends."""

    earlier_wanted = Signal(int)  # messages before this id
    later_wanted = Signal(int)  # messages after this id
    again_wanted = Signal()
    continue_wanted = Signal()
    edit_wanted = Signal(object)  # Message

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._conversation: Conversation | None = None
        self._widgets: list[MessageWidget] = []
        self._waiting: list[Message] = []  # fetched already, above the first widget
        self._may_have_earlier = self._may_have_later = False
        self._is_fetching = self._is_busy = False
        self._writing: AnswerWidget | None = None
        self._unseen = 0
        self._follows = True
        self._unseen_label = QLabel(self)
        self._unseen_label.setProperty("kind", "small")
        self._unseen_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._unseen_label.setWordWrap(True)
        self._unseen_label.hide()
        self._empty_label = QLabel(self)
        self._empty_label.setProperty("kind", "muted")
        self._empty_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_label.setWordWrap(True)
        self._empty_label.hide()
        self._lay_out()
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range_changed)

    # What the session says --------------------------------------------------------------------------------

    def show_messages(self, conversation: Conversation, messages: Sequence[Message], around: int = 0) -> None:
        """Show a conversation at its end, or at the message `around`."""
        self._conversation = conversation
        self._clear()
        self._empty_label.setVisible(not messages)
        self._may_have_earlier = len(messages) >= PAGE
        self._may_have_later = around > 0
        first = 0 if around else max(0, len(messages) - SHOWN_AT_FIRST)
        self._waiting = list(messages[:first])
        for message in messages[first:]:
            self._append(message)
        self._mark_last()
        self._follows = not around
        QTimer.singleShot(0, self, lambda: self._settle(around))

    def add_question(self, question: Message, answer: Message) -> None:
        """Show a new question, and the answer that is about to be written."""
        if self._may_have_later:
            self._clear()
            self._may_have_earlier = True
        self._append(question)
        self._follows = True
        self.begin_answer(answer)

    def begin_answer(self, answer: Message) -> None:
        """Text for this answer is coming; its widget is made where there is none."""
        widget = self._answer(answer.id) or self._append(answer)
        assert isinstance(widget, AnswerWidget)  # noqa: S101 - for the type checker
        widget.show_message(answer)
        widget.set_writing()
        self._writing = widget

    def add_text(self, message_id: int, text: str) -> None:
        """Show more of the answer that is being written."""
        if self._writing is not None and self._writing.message.id == message_id:
            self._writing.add_text(text)

    def end_answer(self, answer: Message) -> None:
        """Show the answer as it was stored, and tell screen readers once."""
        self._writing = None
        if (widget := self._answer(answer.id)) is not None:
            widget.show_message(answer)
            announce(widget, answer.text.strip())

    def remove_from(self, first_id: int) -> None:
        """Take away the message `first_id` and all after it."""
        kept = [widget for widget in self._widgets if widget.message.id < first_id]
        self._drop(self._widgets[len(kept) :])
        self._writing = None
        self._mark_last()

    def set_busy(self, is_busy: bool) -> None:
        """Offer no other answer and no edit while one is on its way."""
        self._is_busy = is_busy
        self._mark_last()

    def show_unseen(self, turns: int) -> None:
        """Say how many of the first messages the model no longer sees; 0 for none."""
        self._unseen = turns
        self._unseen_label.setVisible(turns > 0)
        self._unseen_label.setText(
            translate_plural(
                "The tutor no longer sees the first message.",
                "The tutor no longer sees the first {count} messages.",
                turns,
            )
        )

    # The window on the messages ---------------------------------------------------------------------------

    def prepend(self, messages: Sequence[Message]) -> None:
        """Show messages before the first, and keep what is on the screen where it is."""
        self._may_have_earlier = len(messages) >= PAGE
        self._show_above(messages)

    def extend(self, messages: Sequence[Message]) -> None:
        """Show messages after the last."""
        self._may_have_later = len(messages) >= PAGE
        for message in messages:
            self._append(message)
        surplus = len(self._widgets) - MOST
        if surplus > 0:
            self._may_have_earlier = True
            self._waiting.clear()
            self._keep_place(lambda: self._drop(self._widgets[:surplus]))
        self._is_fetching = False
        self._mark_last()

    def message_ids(self) -> list[int]:
        """The messages that are shown, from the top."""
        return [widget.message.id for widget in self._widgets]

    def set_theme(self, theme: Theme) -> None:
        """Use other colours and sizes."""
        self._theme = theme
        self._column.setMaximumWidth(theme.interface(COLUMN))
        for widget in self._widgets:
            widget.set_theme(theme)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self.setAccessibleName(translate("Conversation"))
        self._empty_label.setText(translate("Write your first question below, in your own words."))
        self.show_unseen(self._unseen)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends of what is shown; arrows and page keys scroll."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setProperty("kind", "transcript")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget(self)
        self._page.setProperty("kind", "page")
        self._column = QWidget(self._page)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._column.setMaximumWidth(self._theme.interface(COLUMN))
        self._list = QVBoxLayout(self._column)
        self._list.setContentsMargins(16, 16, 16, 16)
        self._list.setSpacing(16)
        self._list.addWidget(self._unseen_label)
        self._list.addWidget(self._empty_label)
        self._list.addStretch()
        self._page_row = QHBoxLayout(self._page)
        self._page_row.setContentsMargins(0, 0, 0, 0)
        self._page_row.addStretch()
        self._page_row.addWidget(self._column, 1000, Qt.AlignmentFlag.AlignTop)  # spare height stays below
        self._page_row.addStretch()
        self.setWidget(self._page)
        self.retranslate()

    def _append(self, message: Message) -> MessageWidget:
        self._empty_label.hide()
        widget = self._make(message)
        self._widgets.append(widget)
        self._list.insertWidget(self._list.count() - 1, widget)
        return widget

    def _make(self, message: Message) -> MessageWidget:
        if message.role is Role.USER:
            question = QuestionWidget(message, self._theme)
            question.edit_wanted.connect(self.edit_wanted)
            question.set_busy(self._is_busy)
            return question
        assert self._conversation is not None  # noqa: S101 - for the type checker
        answer = AnswerWidget(message, self._conversation.subject, self._theme)
        answer.again_wanted.connect(self.again_wanted)
        answer.continue_wanted.connect(self.continue_wanted)
        return answer

    def _show_above(self, messages: Sequence[Message]) -> None:
        def show() -> None:
            for message in reversed(messages):
                widget = self._make(message)
                self._widgets.insert(0, widget)
                self._list.insertWidget(1, widget)
                widget.show()  # at once: what is not shown yet has no height

        self._is_fetching = True  # no more is asked for while the place moves
        self._keep_place(show)
        surplus = len(self._widgets) - MOST
        if surplus > 0 and self._writing is None:
            self._drop(self._widgets[-surplus:])
            self._may_have_later = True
        self._is_fetching = False
        self._mark_last()

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Change what lies above the screen without moving what is on it."""
        bar = self.verticalScrollBar()
        anchor = self._first_visible()
        before = anchor.y() - bar.value() if anchor else 0
        self._follows = False
        change()
        self._activate()
        if anchor is not None:
            bar.setValue(anchor.y() - before)

    def _first_visible(self) -> MessageWidget | None:
        top = self.verticalScrollBar().value()
        return next((widget for widget in self._widgets if widget.y() + widget.height() > top), None)

    def _activate(self) -> None:
        """Lay out at once, so that positions are true."""
        for layout in (self._list, self._page_row):
            layout.activate()
        self._page.resize(self.viewport().width(), self._page.sizeHint().height())

    def _settle(self, around: int) -> None:
        """Go to the place at which the conversation was opened."""
        target = next((widget for widget in self._widgets if widget.message.id == around), None)
        self._activate()
        if target is not None:
            self.verticalScrollBar().setValue(target.y() - 16)
        else:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._follows = value >= bar.maximum() - 4
        if self._is_fetching or not self._widgets:
            return
        if value < _NEAR and self._waiting:
            waiting, self._waiting = self._waiting, []
            self._show_above(waiting)
        elif value < _NEAR and self._may_have_earlier:
            self._is_fetching = True
            self.earlier_wanted.emit(self._widgets[0].message.id)
        elif value > bar.maximum() - _NEAR and self._may_have_later:
            self._is_fetching = True
            self.later_wanted.emit(self._widgets[-1].message.id)

    def _on_range_changed(self, _: int, maximum: int) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(maximum)

    def _answer(self, message_id: int) -> AnswerWidget | None:
        for widget in reversed(self._widgets):
            if isinstance(widget, AnswerWidget) and widget.message.id == message_id:
                return widget
        return None

    def _mark_last(self) -> None:
        for widget in self._widgets:
            if isinstance(widget, AnswerWidget):
                is_last = widget is self._widgets[-1] and not self._may_have_later
                widget.set_last(is_last, self._is_busy)
            elif isinstance(widget, QuestionWidget):
                widget.set_busy(self._is_busy)

    def _clear(self) -> None:
        self._drop(list(self._widgets))
        self._waiting.clear()
        self._writing = None
        self._is_fetching = False
        self._may_have_earlier = self._may_have_later = False
        self.show_unseen(0)

    def _drop(self, widgets: Sequence[MessageWidget]) -> None:
        gone = set(map(id, widgets))
        self._widgets = [widget for widget in self._widgets if id(widget) not in gone]
        for widget in widgets:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
