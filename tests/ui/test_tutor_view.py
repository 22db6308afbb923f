"""The tutor screen, as a learner sees it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.fake_tutor import CONVERSATION, FakeConversations, FakeTutor, message

from soro_tutor.domain.dialogue import MessageState, Mode, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.engine.model import ECHO_CARD
from soro_tutor.session.events import (
    Answered,
    Asked,
    BeginningUnseen,
    ModelFailed,
    ModelReady,
    Phase,
    Progress,
    Refused,
    Replaced,
    TextArrived,
)
from soro_tutor.store.search import Hit
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.reading.message import AnswerWidget, QuestionWidget
from soro_tutor.ui.reading.transcript import MOST, Transcript
from soro_tutor.ui.tutor.conversation_list import ConversationList
from soro_tutor.ui.tutor.rename import RenameDialog
from soro_tutor.ui.tutor.view import TutorView
from soro_tutor.ui.widgets.composer import QuestionField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ALGEBRA = replace(CONVERSATION, id=2, subject=Subject.MATHEMATICS, title="Муодилаи квадратӣ")


class Screen:
    """The screen with a tutor and a shelf that are not real, and what a person would look for on it."""

    def __init__(self, qtbot: QtBot, preferences: Preferences) -> None:
        self.bot = qtbot
        self.tutor = FakeTutor()
        self.shelf = FakeConversations(CONVERSATION, ALGEBRA)
        self.view = TutorView(self.tutor, self.shelf, preferences.appearance)  # type: ignore[arg-type]
        self.tutor.tell = self.view.show_event
        qtbot.addWidget(self.view)
        self.view.resize(1366, 768)
        self.view.set_learner(Learner(1, "Ситора", 7))
        self.view.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def button(self, words: str, inside: QWidget | None = None) -> QPushButton | QToolButton:
        found = [
            button
            for kind in (QPushButton, QToolButton)
            for button in (inside or self.view).findChildren(kind)
            if words in {button.text(), button.accessibleName()} and button.isVisible()
        ]
        assert found, words
        return found[-1]

    def has_button(self, words: str) -> bool:
        return any(
            button.isVisible() and words in {button.text(), button.accessibleName()}
            for button in self.view.findChildren(QPushButton)
        )

    def words(self) -> str:
        return "\n".join(label.text() for label in self.view.findChildren(QLabel) if label.isVisible())

    def one(self, kind: type[Any]) -> Any:
        return self.view.findChild(kind)

    def write(self, text: str) -> None:
        self.one(QuestionField).setPlainText(text)
        self.bot.keyClick(self.one(QuestionField), Qt.Key.Key_Return)
        self.settle()

    def open_with(self, *texts: str, state: MessageState = MessageState.COMPLETE) -> None:
        self.tutor.messages = [message(n, text) for n, text in enumerate(texts, 1)]
        self.tutor.messages[-1] = replace(self.tutor.messages[-1], state=state)
        self.tutor.open(1)
        self.settle()


@pytest.fixture
def screen(qtbot: QtBot, preferences: Preferences) -> Screen:
    return Screen(qtbot, preferences)


def test_the_empty_screen_offers_twelve_subjects(screen: Screen) -> None:
    for name in ("Mathematics", "Tajik literature", "Russian language"):
        assert screen.button(name).isEnabled()
    assert "Choose a subject" in screen.words()


def test_a_card_begins_a_conversation_in_the_chosen_mode(screen: Screen) -> None:
    screen.bot.mouseClick(screen.button("Physics"), Qt.MouseButton.LeftButton)
    assert screen.tutor.calls[-1] == ("begin", Subject.PHYSICS, Mode.EXPLAIN)
    assert screen.one(QuestionField).isVisible()


def test_a_question_is_asked_and_its_answer_streams_in(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.write("Суръат чист?")
    assert ("ask", "Суръат чист?") in screen.tutor.calls
    assert screen.one(QuestionField).toPlainText() == ""
    assert screen.has_button("Stop")
    answer = screen.view.findChildren(AnswerWidget)[-1]
    screen.view.show_event(TextArrived(answer.message.id, r"Ҳа, $v = \frac{s}"))
    assert answer.view.toPlainText() == "Ҳа,"
    screen.view.show_event(TextArrived(answer.message.id, "{t}$ аст. "))
    assert answer.view.toPlainText() == "Ҳа, \ufffc аст."
    screen.view.show_event(Answered(message(answer.message.id, r"Ҳа, $v = \frac{s}{t}$ аст.")))
    assert screen.has_button("Send")


def test_a_refused_question_stays_in_the_field(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.tutor.refusal = TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=9000, limit=4096)
    screen.write("дароз " * 50)
    assert screen.one(QuestionField).toPlainText() == "дароз " * 50
    assert "The question is too long" in screen.words()


def test_a_second_enter_asks_nothing_and_loses_nothing(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.write("   ")
    screen.tutor.is_busy = True
    screen.write("Суръат чист?")
    assert not [call for call in screen.tutor.calls if call[0] == "ask"]
    assert screen.one(QuestionField).toPlainText() == "Суръат чист?"


def test_a_question_that_is_refused_later_comes_back(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.write("Суръат чист?")
    screen.view.show_event(Refused("Суръат чист?", TutorError(ErrorCode.DISK_FULL, path="/x")))
    assert screen.one(QuestionField).toPlainText() == "Суръат чист?"
    assert "The disk is full" in screen.words()
    assert screen.has_button("Send")


def test_the_wait_is_said_in_words(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.view.show_event(Progress(Phase.OPENING, 300, 1000))
    assert "Opening the model…" in screen.words()
    screen.view.show_event(Progress(Phase.READING, 120, 400))
    assert "Reading the question: 120 of 400 tokens" in screen.words()


def test_the_forecast_stands_under_the_field_before_sending(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.tutor.seconds = 20.0
    screen.one(QuestionField).setPlainText("Суръат чист?")
    screen.bot.waitUntil(lambda: "on this computer" in screen.words(), timeout=2000)
    assert "About 20" in screen.words()


def test_an_unfinished_answer_can_be_continued(screen: Screen) -> None:
    screen.open_with("Салом", "Сало", state=MessageState.STOPPED)
    assert "stopped before its end" in screen.words()
    screen.button("Continue").click()
    assert screen.tutor.calls[-1] == ("resume",)


def test_a_dead_engine_is_reported_and_the_answer_can_go_on(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.write("Боз?")
    answer = screen.view.findChildren(AnswerWidget)[-1].message
    kept = replace(answer, text="Нисфи ҷавоб", state=MessageState.FAILED)
    screen.tutor.messages.append(kept)
    screen.view.show_event(Answered(kept, TutorError(ErrorCode.ENGINE_DIED, exit_code=-9)))
    assert "The engine stopped unexpectedly" in screen.words()
    assert screen.view.findChildren(AnswerWidget)[-1].view.toPlainText() == "Нисфи ҷавоб"
    screen.button("Continue").click()
    assert screen.tutor.calls[-1] == ("resume",)


def test_a_model_that_is_too_large_may_be_tried_anyway(screen: Screen) -> None:
    error = TutorError(ErrorCode.MODEL_TOO_LARGE, path="/x/a.gguf", needed=5 * 10**9, available=10**9)
    with screen.bot.waitSignal(screen.view.anyway_wanted):
        screen.view.show_event(ModelFailed(error))
        screen.button("Try anyway").click()
    with screen.bot.waitSignal(screen.view.model_wanted):
        screen.view.show_event(ModelFailed(error))
        screen.button("Choose a model").click()


def test_an_error_is_said_in_the_new_language_when_it_changes(
    screen: Screen, preferences: Preferences
) -> None:
    screen.view.show_event(ModelFailed(TutorError(ErrorCode.MODEL_NOT_CHOSEN)))
    assert "No model is chosen" in screen.words()
    preferences.change(language="tg")
    screen.settle()
    assert "Модел интихоб нашудааст" in screen.words()


def test_an_answer_can_be_had_again_and_that_undone(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.button("Answer again").click()
    screen.view.show_event(Replaced(2, 7))
    assert not [one for one in screen.view.findChildren(AnswerWidget) if one.isVisible()]
    screen.button("Undo").click()
    assert screen.tutor.calls[-1] == ("undo", 7)


def test_an_earlier_question_can_be_changed(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!", "Ду", "Се")
    screen.button("Edit", screen.view.findChildren(QuestionWidget)[0]).click()
    assert screen.one(QuestionField).toPlainText() == "Салом"
    assert "changing an earlier question" in screen.words()
    screen.write("Салом, устод")
    assert screen.tutor.calls[-1] == ("edit", 1, "Салом, устод")


def test_a_message_is_copied_as_it_was_written(screen: Screen) -> None:
    screen.open_with("Салом", "**Ҳа**, $x^2$")
    screen.button("Copy", screen.view.findChildren(AnswerWidget)[0]).click()
    assert QGuiApplication.clipboard().text() == "**Ҳа**, $x^2$"


def test_the_learner_is_told_what_the_model_no_longer_sees(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.view.show_event(BeginningUnseen(3))
    screen.settle()
    assert "The tutor no longer sees the first 3 messages." in screen.words()


# A long conversation --------------------------------------------------------------------------------


def scroll_to_top(screen: Screen, transcript: Transcript) -> None:
    transcript.verticalScrollBar().setValue(0)
    screen.settle()


def test_a_long_conversation_shows_a_part_and_more_when_scrolled(screen: Screen) -> None:
    screen.open_with(*[f"Паёми {n}" for n in range(1, 501)])
    transcript = screen.one(Transcript)
    assert transcript.message_ids()[-1] == 500
    assert len(transcript.message_ids()) < 40
    for _ in range(6):
        scroll_to_top(screen, transcript)
    shown = transcript.message_ids()
    assert len(shown) <= MOST
    assert shown == list(range(shown[0], shown[-1] + 1))
    assert shown[-1] < 500
    for _ in range(12):
        transcript.verticalScrollBar().setValue(transcript.verticalScrollBar().maximum())
        screen.settle()
    assert transcript.message_ids()[-1] == 500


def test_what_is_on_the_screen_stays_when_earlier_messages_come(screen: Screen) -> None:
    screen.open_with(*[f"Паёми {n}\n\n" * (n % 3 + 1) for n in range(1, 201)])
    transcript = screen.one(Transcript)
    first = transcript.message_ids()[0]
    widget = next(one for one in transcript._widgets if one.message.id == first)
    before = widget.y() - 100
    transcript.verticalScrollBar().setValue(100)
    screen.settle()
    assert transcript.message_ids()[0] < first
    assert abs(widget.y() - transcript.verticalScrollBar().value() - before) <= 2


def test_text_that_comes_does_not_pull_a_reader_down(screen: Screen) -> None:
    screen.open_with(*["Паём\n\n" * 5 for _ in range(40)])
    screen.write("Боз?")
    transcript = screen.one(Transcript)
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum()
    answer = screen.view.findChildren(AnswerWidget)[-1].message.id
    screen.view.show_event(TextArrived(answer, "сатр\n\n" * 30))
    screen.settle()
    assert bar.value() == bar.maximum()
    bar.setValue(bar.maximum() - 400)
    place = bar.value()
    screen.view.show_event(TextArrived(answer, "сатр\n\n" * 30))
    screen.settle()
    assert bar.value() == place


# The panel --------------------------------------------------------------------------------


def titles(screen: Screen) -> list[str]:
    listed = screen.one(QListWidget)
    return [listed.item(row).text() for row in range(listed.count())]


def test_the_panel_lists_conversations_and_opens_one(screen: Screen) -> None:
    assert titles(screen) == ["Суръат чист?", "Муодилаи квадратӣ"]
    listed = screen.one(QListWidget)
    listed.setCurrentRow(0)
    listed.itemActivated.emit(listed.item(0))
    assert screen.tutor.calls[-1] == ("open", 1, 0)


def test_search_finds_as_one_types_and_jumps_to_the_message(screen: Screen) -> None:
    screen.tutor.messages = [message(n, f"Паёми {n}") for n in range(1, 100)]
    screen.shelf.hits = [Hit(CONVERSATION, message(50, "Дар ин ҷо ҳуқуқ ҳаст"), ((10, 15),))]
    panel = screen.one(ConversationList)
    screen.bot.keyClicks(panel._search, "x")
    screen.bot.waitUntil(lambda: screen.shelf.queries == ["x"], timeout=2000)
    item = screen.one(QListWidget).item(0)
    entry = item.data(Qt.ItemDataRole.UserRole)
    start, end = entry.spans[0]
    assert entry.excerpt[start:end] == "ҳуқуқ"
    panel._list.itemActivated.emit(item)
    screen.settle()
    assert screen.tutor.calls[-1] == ("open", 1, 50)
    assert 50 in screen.one(Transcript).message_ids()


def test_an_empty_panel_says_what_it_is_for_and_does_not_spread(screen: Screen) -> None:
    screen.shelf.shelf.clear()
    panel = screen.one(ConversationList)
    panel.refresh()
    screen.settle()
    assert "Your conversations will stand here." in screen.words()
    controls = (panel._new, panel._search, panel._subject)
    assert all(control.geometry().bottom() < 240 for control in controls)
    assert not panel._more.isVisible()


def test_a_conversation_is_renamed_with_the_letter_bar_at_hand(screen: Screen) -> None:
    listed = screen.one(QListWidget)
    listed.setCurrentRow(1)
    screen.bot.keyClick(listed, Qt.Key.Key_F2)
    dialog = screen.one(RenameDialog)
    assert dialog.field.text() == "Муодилаи квадратӣ"
    dialog.field.clear()
    assert not dialog.save.isEnabled()
    screen.bot.keyClick(dialog.field, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier)
    next(one for one in dialog.findChildren(QToolButton) if one.text() == "ӣ").click()
    dialog.save.click()
    assert "gӣ" in titles(screen)


def test_the_model_s_loading_is_said_on_the_subjects_page_too(screen: Screen) -> None:
    screen.view.show_event(Progress(Phase.OPENING, 300, 1000))
    assert "Opening the model…" in screen.words()
    screen.view.show_event(ModelReady(ECHO_CARD))
    assert "Opening the model…" not in screen.words()


def test_a_deleted_conversation_comes_back_by_undo(screen: Screen) -> None:
    listed = screen.one(QListWidget)
    listed.setCurrentRow(1)
    screen.bot.keyClick(listed, Qt.Key.Key_Delete)
    assert titles(screen) == ["Суръат чист?"]
    assert "“Муодилаи квадратӣ” was deleted." in screen.words()
    screen.button("Undo").click()
    assert "Муодилаи квадратӣ" in titles(screen)


def test_the_panel_folds_into_a_button_in_a_narrow_window(screen: Screen) -> None:
    screen.view.resize(1000, 700)
    screen.settle()
    panel = screen.one(ConversationList)
    assert not panel.isVisible()
    screen.button("Conversations").click()
    assert panel.isVisible()


def test_nothing_is_cut_off_at_150_per_cent(screen: Screen, preferences: Preferences) -> None:
    preferences.appearance.set("light", 150, 150)
    screen.view.resize(1366, 768)
    for show in (lambda: None, lambda: screen.open_with("Салом", "Салом!", state=MessageState.STOPPED)):
        show()
        screen.settle()
        for button in screen.view.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
                assert button.height() >= button.sizeHint().height(), button.text()
        assert screen.view.minimumSizeHint().width() <= 1366
        assert screen.view.minimumSizeHint().height() <= 768


# Export --------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "content"), [(".md", "Паём"), (".json", "Паём"), (".pdf", "%PDF")])
def test_a_conversation_is_exported(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str, content: str
) -> None:
    file = tmp_path / f"Суҳбат{suffix}"
    _answer_file_dialog(monkeypatch, file)
    screen.shelf.messages = [message(1, "Паём"), message(2, "$x$")]
    screen.view._panel.export_wanted.emit(CONVERSATION)
    assert content in file.read_bytes().decode("utf-8", "replace")
    assert "Saved as Суҳбат" in screen.words()


def test_an_export_that_fails_is_said_in_words(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answer_file_dialog(monkeypatch, tmp_path / "no folder" / "x.md")
    screen.shelf.messages = [message(1, "Паём")]
    screen.view._panel.export_wanted.emit(CONVERSATION)
    assert "The file could not be written" in screen.words()


def _answer_file_dialog(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    answer: Callable[..., tuple[str, str]] = lambda *_: (str(path), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


def test_every_control_has_a_name_for_screen_readers(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    for button in screen.view.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
    for answer in screen.view.findChildren(AnswerWidget):
        assert answer.view.accessibleName() == "Tutor, Physics"
        assert answer.view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_first_answer_is_not_told_to_the_next_learner(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.view.set_learner(Learner(2, "Далер"))
    screen.settle()
    assert not screen.one(Transcript).isVisible()
    assert screen.button("Physics").isVisible()


def test_asked_in_the_middle_of_a_long_conversation_shows_its_end(screen: Screen) -> None:
    screen.tutor.messages = [message(n, f"Паёми {n}") for n in range(1, 200)]
    screen.view._on_opened(1, 50)
    screen.settle()
    screen.view.show_event(Asked(message(201, "Нав"), message(202, "", state=MessageState.WRITING)))
    screen.settle()
    assert screen.one(Transcript).message_ids()[-2:] == [201, 202]


def test_a_draft_comes_back_after_an_earlier_question_was_changed(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    field = screen.one(QuestionField)
    field.setPlainText("Саволи нотамом")
    screen.button("Edit", screen.view.findChildren(QuestionWidget)[0]).click()
    screen.button("Cancel").click()
    assert field.toPlainText() == "Саволи нотамом"


def test_a_refused_question_stands_before_what_was_written_since(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    field = screen.one(QuestionField)
    field.setPlainText("Дуюм")
    screen.view.show_event(Refused("Якум", TutorError(ErrorCode.DISK_FULL, path="/д")))
    assert field.toPlainText() == "Якум\nДуюм"


def test_the_heading_follows_the_new_title(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    listed = screen.one(QListWidget)
    listed.setCurrentRow(0)
    screen.bot.keyClick(listed, Qt.Key.Key_F2)
    dialog = screen.one(RenameDialog)
    dialog.field.setText("Номи нав")
    dialog.save.click()
    screen.settle()
    assert "Номи нав" in screen.words()


def test_a_new_conversation_says_how_to_begin(screen: Screen) -> None:
    screen.button("Physics").click()
    screen.settle()
    assert "Write your first question below" in screen.words()
    screen.open_with("Салом", "Салом!")
    assert "Write your first question below" not in screen.words()


def test_esc_stops_the_answer_wherever_the_focus_is(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    screen.tutor.is_busy = True
    screen.view.show_event(Progress(Phase.WRITING, 0, 0))
    screen.one(QListWidget).setFocus()
    screen.bot.keyClick(screen.one(QListWidget), Qt.Key.Key_Escape)
    assert screen.tutor.calls[-1] == ("stop",)


def test_an_answer_that_broke_off_in_a_formula_shows_no_latex(screen: Screen) -> None:
    screen.open_with("Суръат?", r"Суръат $v = \sqrt{", state=MessageState.STOPPED)
    assert "sqrt" not in screen.view.findChildren(AnswerWidget)[-1].view.toPlainText()


def test_a_short_conversation_is_not_stretched(screen: Screen) -> None:
    screen.open_with("Салом", "Салом!")
    answer = screen.view.findChildren(AnswerWidget)[-1]
    assert answer.height() < 160
