"""The tutor screen: the panel of conversations beside the subjects or the open conversation."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Conversation, Message, Mode, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.i18n import translate
from soro_tutor.session import events
from soro_tutor.session.conversations import Conversations
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.tutor import Tutor
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.tutor import wait
from soro_tutor.ui.tutor.conversation_list import ConversationList
from soro_tutor.ui.tutor.subjects import SubjectCards
from soro_tutor.ui.widgets.banner import Banner, Step
from soro_tutor.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from soro_tutor.ui.tutor.page import ConversationPage

NARROW = 1100  # pixels of the window under which the panel folds into a button
_PANEL_WIDTH = 264

_LOADABLE_ANYWAY = {ErrorCode.MODEL_TOO_LARGE, ErrorCode.MODEL_CHANGED}
_LOADING = {Phase.STARTING, Phase.CHECKING, Phase.OPENING}
_CONTINUABLE = {ErrorCode.ENGINE_DIED, ErrorCode.ENGINE_FAILED}


class TutorView(QWidget):
    """Hands what the learner does to the tutor, and shows what the tutor tells in `show_event`."""

    model_wanted = Signal()
    anyway_wanted = Signal()  # load the model in spite of the error that is shown

    def __init__(self, tutor: Tutor, conversations: Conversations, appearance: Appearance) -> None:
        super().__init__()
        self._tutor = tutor
        self._conversations = conversations
        self._appearance = appearance
        self._around = 0
        self._is_replacing = False
        self._is_panel_wanted = False
        self._banner = Banner(appearance, self)
        self._notice = Notice(self)
        self._panel = ConversationList(conversations, appearance, self._notice, self)
        self._cards = SubjectCards(appearance)
        self._made_page: ConversationPage | None = None
        self._stack = QStackedWidget(self)
        # Wherever the focus is on this screen; while nothing is written Esc has other meanings.
        self._stop_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, tutor.stop)
        self._stop_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._stop_key.setEnabled(False)
        self._shown_by: dict[type[SessionEvent], Callable[[Any], None]] = {
            events.ModelReady: self._show_model_ready,
            events.ModelFailed: self._show_model_failed,
            events.Opened: self._show_opened,
            events.Asked: self._show_asked,
            events.Resumed: self._show_resumed,
            events.Replaced: self._show_replaced,
            events.Progress: self._show_progress,
            events.TextArrived: self._show_text,
            events.BeginningUnseen: self._show_unseen,
            events.Answered: self._show_answered,
            events.Refused: self._show_refused,
            events.NotSaved: self._show_not_saved,
        }
        self._lay_out()
        self._connect()

    # For the window ---------------------------------------------------------------------------------------

    def set_learner(self, learner: Learner) -> None:
        """Show this learner's conversations, and no other's."""
        self._tutor.set_learner(learner)
        self._panel.set_learner(learner)
        self._banner.hide()
        self._notice.hide()
        self._show_cards()

    def show_event(self, event: SessionEvent) -> None:
        """Show what the tutor tells; what a lesson tells is not for this screen."""
        show = self._shown_by.get(type(event))
        if show is not None:
            show(event)
        self._stop_key.setEnabled(self._tutor.is_busy)

    # What happened ----------------------------------------------------------------------------------------

    def _show_opened(self, event: events.Opened) -> None:
        self._page.show_conversation(event.conversation, event.messages, self._around)
        self._around = 0
        self._stack.setCurrentWidget(self._page)
        self._panel.mark(event.conversation.id)
        self._page.focus_field()

    def _show_progress(self, event: events.Progress) -> None:
        if self._made_page is not None:
            self._made_page.show_progress(event)
        if event.phase in _LOADING:
            self._cards.show_wait(wait.words(event), event.done, event.total)

    def _show_text(self, event: events.TextArrived) -> None:
        self._page.transcript.add_text(event.message_id, event.text)

    def _show_unseen(self, event: events.BeginningUnseen) -> None:
        self._page.transcript.show_unseen(event.turns)

    def _show_asked(self, event: events.Asked) -> None:
        self._page.show_asked(event.question, event.answer)
        self._page.focus_field()
        self._panel.refresh()

    def _show_resumed(self, event: events.Resumed) -> None:
        self._page.show_resumed(event.answer)
        self._page.focus_field()  # the button that was pressed is gone

    def _show_refused(self, event: events.Refused) -> None:
        self._is_replacing = False
        self._page.give_back(event.text)
        self._show_error(event.error)

    def _show_not_saved(self, event: events.NotSaved) -> None:
        self._show_error(event.error)

    def _show_model_failed(self, event: events.ModelFailed) -> None:
        self._end_wait()
        self._show_error(event.error)

    def _show_replaced(self, event: events.Replaced) -> None:
        self._page.transcript.remove_from(event.first_id)
        if self._is_replacing:
            words = translate("The earlier messages were replaced.")
            self._notice.show_action(words, translate("Undo"), lambda: self._tutor.undo(event.undo))
        self._is_replacing = False

    def _show_answered(self, event: events.Answered) -> None:
        self._page.show_answered(event.answer)
        self._panel.refresh()
        if event.error is not None:
            self._show_error(event.error)

    def _show_model_ready(self, _: events.ModelReady) -> None:
        self._end_wait()
        if self._banner.error is not None and self._banner.error.code.value.startswith("model"):
            self._banner.hide()

    def _end_wait(self) -> None:
        if self._made_page is not None:
            self._made_page.end_wait()
        self._cards.show_wait("", 0, 0)

    def _show_error(self, error: TutorError) -> None:
        self._banner.show_error(error, self._steps(error))

    def _steps(self, error: TutorError) -> list[Step]:
        """What may help against an error."""
        steps: list[Step] = []
        if error.code in _CONTINUABLE and self._tutor.may_resume:
            steps.append((translate("Continue"), self._on_continue_wanted))
        if error.code in _LOADABLE_ANYWAY:
            steps.append((translate("Try anyway"), self.anyway_wanted.emit))
        if error.code.value.startswith(("model", "template")):
            steps.append((translate("Choose a model"), self.model_wanted.emit))
        return steps

    # What the learner does --------------------------------------------------------------------------------

    def _attempt(self, action: Callable[[], None]) -> bool:
        """Run what the tutor may refuse, and show why; whether it went well.

        Nothing is done while the last wish is still being stored: a second press of a key comes as soon.
        """
        if self._tutor.is_busy:
            return False
        try:
            action()
        except TutorError as error:
            self._show_error(error)
            return False
        return True

    def _on_asked(self, text: str) -> None:
        self._banner.hide()
        edited = self._page.edited
        if edited is None:
            is_asked = self._attempt(lambda: self._tutor.ask(text))
        else:
            self._is_replacing = True
            is_asked = self._attempt(lambda: self._tutor.edit(edited.id, text))
        if is_asked:
            self._page.clear_field()
        else:
            self._is_replacing = False

    def _on_again_wanted(self) -> None:
        self._is_replacing = True
        self._banner.hide()
        if not self._attempt(self._tutor.regenerate):
            self._is_replacing = False

    def _on_continue_wanted(self) -> None:
        self._banner.hide()
        self._attempt(self._tutor.resume)

    def _on_subject_chosen(self, subject: Subject, mode: Mode) -> None:
        self._tutor.begin(subject, mode)

    def _on_opened(self, conversation_id: int, message_id: int) -> None:
        self._around = message_id
        self._is_panel_wanted = False
        self._fold()
        self._tutor.open(conversation_id, message_id)

    def _on_renamed(self, conversation_id: int, title: str) -> None:
        opened = self._tutor.conversation
        if opened is not None and opened.id == conversation_id:
            self._page.show_title(title)

    def _on_deleted(self, conversation_id: int) -> None:
        opened = self._tutor.conversation
        if opened is not None and opened.id == conversation_id:
            self._tutor.stop()
            self._show_cards()

    def _on_export_wanted(self, conversation: Conversation) -> None:
        self._conversations.read(conversation.id, self._on_read)

    def _on_read(self, read: tuple[Conversation, list[Message]]) -> None:
        from soro_tutor.ui.tutor import export  # only here: the window opens sooner without it

        def save() -> None:
            path = export.ask_and_write(self, *read)
            if path is not None:
                self._notice.show_text(translate("Saved as {name}", name=path.name))

        try:
            save()
        except TutorError as error:
            self._show_error(error)

    def _on_settled(self, text: str) -> None:
        seconds = self._tutor.forecast(text) if text.strip() else None
        self._page.show_forecast(seconds)

    def _on_panel_toggled(self) -> None:
        self._is_panel_wanted = not self._is_panel_wanted
        self._fold()

    def _show_cards(self) -> None:
        self._is_panel_wanted = False
        self._fold()
        self._stack.setCurrentWidget(self._cards)
        self._panel.mark(0)
        self._cards.focus_first()

    @property
    def _page(self) -> "ConversationPage":
        """The open conversation's page, made for the first one: the window opens sooner without it."""
        if self._made_page is None:
            self._made_page = self._make_page()
            self._fold()
        return self._made_page

    def _make_page(self) -> "ConversationPage":
        from soro_tutor.ui.tutor.page import ConversationPage

        page = ConversationPage(self._appearance)
        self._stack.addWidget(page)
        page.asked.connect(self._on_asked)
        page.stopped.connect(self._tutor.stop)
        page.settled.connect(self._on_settled)
        page.mode_chosen.connect(self._tutor.set_mode)
        page.panel_toggled.connect(self._on_panel_toggled)
        transcript = page.transcript
        transcript.again_wanted.connect(self._on_again_wanted)
        transcript.continue_wanted.connect(self._on_continue_wanted)
        transcript.earlier_wanted.connect(lambda first: self._tutor.earlier(first, transcript.prepend))
        transcript.later_wanted.connect(lambda last: self._tutor.later(last, transcript.extend))
        return page

    # The frame --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where one begins."""
        super().showEvent(event)
        if self._stack.currentWidget() is self._cards:
            self._cards.focus_first()
        else:
            self._page.focus_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the panel in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retranslate(self) -> None:
        """Say what is still amiss in the new language; a notice is taken back."""
        if not self._banner.isHidden() and self._banner.error is not None:
            self._show_error(self._banner.error)
        self._notice.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fold(self) -> None:
        scale = self._appearance.theme.interface_scale / 100
        is_narrow = self.window().width() < NARROW * scale
        self._panel.setFixedWidth(self._appearance.theme.interface(_PANEL_WIDTH))
        self._panel.setVisible(not is_narrow or self._is_panel_wanted)
        self._cards.set_narrow(is_narrow)
        if self._made_page is not None:
            self._made_page.set_narrow(is_narrow)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._cards)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self._panel.opened.connect(self._on_opened)
        self._panel.new_wanted.connect(self._show_cards)
        self._panel.export_wanted.connect(self._on_export_wanted)
        self._panel.deleted.connect(self._on_deleted)
        self._panel.renamed.connect(self._on_renamed)
        self._cards.chosen.connect(self._on_subject_chosen)
        self._cards.panel_toggled.connect(self._on_panel_toggled)
        self._appearance.changed.connect(self._fold)
        QShortcut(QKeySequence.StandardKey.New, self).activated.connect(self._show_cards)
