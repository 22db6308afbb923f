"""The lesson's screen: an item, the place for its answer, and all that is said to it."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.lesson import Stage
from soro_tutor.i18n import language, translate
from soro_tutor.session.events import LessonWords, Picture
from soro_tutor.session.lesson import Lesson
from soro_tutor.session.sitting import ReplyKind
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.lesson.actions import AttemptActions, ClosingActions, OwnWords
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.card import ItemCard, tappable
from soro_tutor.ui.lesson.fields import make_field
from soro_tutor.ui.lesson.replies import Replies
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.elided import ElidedLabel
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button

GATE_MILLISECONDS = 1000  # how often it is looked whether a hint has opened
# The subjects whose lines of work can be compared by code.
WITH_WORK = {Subject.MATHEMATICS, Subject.PHYSICS, Subject.CHEMISTRY}


class LessonView(Screen):
    """Draws the lesson's newest picture, and hands what the learner does to the lesson."""

    left = Signal()
    work_wanted = Signal()

    def __init__(self, lesson: Lesson, appearance: Appearance) -> None:
        super().__init__()
        self._lesson = lesson
        self._appearance = appearance
        self._picture: Picture | None = None
        self._card: ItemCard | None = None
        self._field: AnswerField | None = None
        self._is_answer_wanted = False
        self._title = ElidedLabel()
        self._title.setProperty("kind", "strong")
        self._back, self._work = button("quiet"), button()
        keep_icon(self._back, "back", appearance)
        keep_icon(self._work, "check_work", appearance)
        self._attempt = AttemptActions(appearance)
        self._replies = Replies(appearance)
        self._own_words = OwnWords()
        self._closing = ClosingActions(appearance)
        self._column = Column(appearance)
        self._timer = QTimer(self, interval=GATE_MILLISECONDS)
        self._stop_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, lesson.stop_words)
        self._stop_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._stop_key.setEnabled(False)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_picture(self, picture: Picture) -> None:
        """Show the lesson as it is now."""
        before, self._picture = self._picture, picture
        is_new = before is None or _is_other(before, picture)
        if is_new:
            self._begin_item(picture)
        elif before is not None and self._field is not None and picture.answer != before.answer:
            self._field.show_answer(picture.answer)
        shown_terms = tappable(picture)
        if self._card is not None:
            self._card.show_terms(shown_terms)
        new_replies = self._replies.show_replies(picture.replies, shown_terms)
        self._stop_key.setEnabled(self._replies.is_writing)
        self._show_stage(picture)
        was_busy = before is not None and before.is_busy
        is_other_stage = before is None or before.effort.stage is not picture.effort.stage
        if picture.is_busy:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else a second Enter would press what is next
        elif is_new or was_busy or is_other_stage:
            self.focus_first()
        self._enable(picture)
        if new_replies and not is_new:
            for wait in (0, 60):  # milliseconds: the page grows once its texts are laid out
                QTimer.singleShot(wait, self, self._show_newest)
        self.retranslate()

    def forget(self) -> None:
        """Another lesson begins: nothing that was shown or written stays."""
        self._picture = None

    def add_words(self, event: LessonWords) -> None:
        """Show more of what the model writes."""
        self._replies.add_words(event.reply_id, event.text)

    def focus_first(self) -> None:
        """Put the focus on the one thing to do now."""
        if self._picture is None or self._field is None or self._picture.is_busy:
            return
        self._enable(self._picture)  # what is disabled takes no focus
        match self._picture.effort.stage:
            case Stage.ATTEMPT:
                self._field.focus()
            case Stage.EXPLAIN:
                self._own_words.field.setFocus(Qt.FocusReason.OtherFocusReason)
            case Stage.DONE:
                self._closing.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._back.setText(translate("Back"))
        self._back.setToolTip(translate("The lesson is kept, and goes on another time."))
        self._work.setText(translate("Check my work"))
        self.setAccessibleName(translate("Lesson"))
        if self._picture is not None:
            self._title.set_text(self._picture.topic_titles.get(language(), ""))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # What is shown

    def _begin_item(self, picture: Picture) -> None:
        for old in (self._card, self._field):
            if old is not None:
                old.hide()
                self._place_layout.removeWidget(old)
                old.deleteLater()
        self._is_answer_wanted = False
        self._attempt.want_answer(False)
        self._replies.clear()
        self._own_words.field.clear()
        self._card = ItemCard(self._appearance, picture)
        self._field = make_field(picture.item, picture.order, self._appearance)
        self._field.submitted.connect(self._on_submitted)
        if picture.answer != Answer():
            self._field.show_answer(picture.answer)
        self._place_layout.addWidget(self._card)
        self._place_layout.addWidget(self._field)
        for new in (self._card, self._field):
            new.show()  # now: what is not shown yet takes no focus
        self._column.verticalScrollBar().setValue(0)

    def _show_stage(self, picture: Picture) -> None:
        stage = picture.effort.stage
        self._attempt.setVisible(stage is Stage.ATTEMPT)
        self._own_words.setVisible(stage is Stage.EXPLAIN)
        self._closing.setVisible(stage is not Stage.ATTEMPT)
        is_explained = any(reply.kind is ReplyKind.EXPLANATION for reply in picture.replies)
        self._closing.show_state(picture, is_done=stage is Stage.DONE, is_explained=is_explained)
        # Checked lines are help: they show which steps lead to the answer.
        self._work.setVisible(picture.item.subject in WITH_WORK and not picture.effort.is_alone)
        self._show_gates()

    def _enable(self, picture: Picture) -> None:
        if self._field is not None:
            self._field.setEnabled(not picture.is_busy and picture.effort.stage is Stage.ATTEMPT)
        self._own_words.setDisabled(picture.is_busy)

    def _show_gates(self) -> None:
        """Open the buttons of help where that is due; never say how many hints are left."""
        picture = self._picture
        if picture is not None and picture.effort.stage is Stage.ATTEMPT:
            self._attempt.show_state(
                picture,
                may_hint=self._lesson.may_hint(),
                may_show_solution=self._lesson.may_show_solution(),
            )
            if self._is_answer_wanted and self._field is not None and self._field.is_complete():
                self._is_answer_wanted = False
                self._attempt.want_answer(False)

    def _show_newest(self) -> None:
        """Scroll to the newest reply, and on to the page's end as far as that reply stays in sight."""
        page, newest = self._column.widget(), self._replies.last
        if page is None or newest is None:
            return
        bar = self._column.verticalScrollBar()
        top = newest.mapTo(page, QPoint(0, 0)).y() - 16
        end = page.height() - self._column.viewport().height()
        if min(top, end) > bar.value():
            bar.setValue(min(top, end))

    # What the learner does

    def _on_submitted(self) -> None:
        picture = self._picture
        if self._field is None or picture is None or picture.is_busy:
            return
        self._is_answer_wanted = not self._field.is_complete()
        self._attempt.want_answer(self._is_answer_wanted)
        if self._is_answer_wanted:
            self._field.focus()
        else:
            self._lesson.submit(self._field.answer())

    # The frame

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(24, 8, 24, 8)
        heading.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        heading.addWidget(self._back, 0, middle)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._work, 0, middle)
        place = QWidget()
        self._place_layout = QVBoxLayout(place)
        self._place_layout.setContentsMargins(0, 0, 0, 0)
        self._place_layout.setSpacing(16)
        content = self._column.content
        content.setContentsMargins(24, 8, 24, 32)
        for part in (place, self._attempt, self._replies, self._own_words, self._closing):
            content.addWidget(part)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._column, 1)

    def _connect(self) -> None:
        lesson = self._lesson
        self._timer.timeout.connect(self._show_gates)
        self._back.clicked.connect(self.left)
        self._work.clicked.connect(self.work_wanted)
        self._attempt.check.clicked.connect(self._on_submitted)
        self._attempt.hint.clicked.connect(lesson.hint)
        self._attempt.solution.clicked.connect(lesson.show_solution)
        self._own_words.given.connect(lesson.explain)
        self._closing.next.clicked.connect(lesson.next)
        self._closing.explain.clicked.connect(lesson.explain_answer)
        self._replies.stop_wanted.connect(lesson.stop_words)


def _is_other(before: Picture, picture: Picture) -> bool:
    """Whether another item is shown now, or the same one from its beginning."""
    places = [(one.item.id, one.number, one.is_twin) for one in (before, picture)]
    return places[0] != places[1] or len(picture.replies) < len(before.replies)
