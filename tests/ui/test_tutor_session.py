"""The tutor screen on the real session, database and engine process, with a model that echoes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import echo_engine

from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.session.conversations import Conversations
from soro_tutor.session.tutor import Tutor
from soro_tutor.ui.engine_bridge import EngineBridge
from soro_tutor.ui.people import GUEST, People
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.reading.message import AnswerWidget
from soro_tutor.ui.tasks import DatabaseLane
from soro_tutor.ui.tutor.view import TutorView
from soro_tutor.ui.widgets.composer import QuestionField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_question_is_answered_stored_listed_and_found(
    qtbot: QtBot, preferences: Preferences, lane: DatabaseLane
) -> None:
    engine, bridge = echo_engine(), EngineBridge()
    tutor = Tutor(engine, lane, bridge.tell)
    view = TutorView(tutor, Conversations(lane), preferences.appearance)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    bridge.happened.connect(view.show_event)
    bridge.drive(tutor)
    try:
        learners = []
        People(lane).add_guest(learners.append)
        qtbot.waitUntil(lambda: bool(learners), timeout=5000)
        assert learners[0].name == GUEST.name
        view.set_learner(learners[0])
        tutor.load_model("echo", context=2048)
        qtbot.waitUntil(lambda: tutor.card is not None, timeout=30_000)
        tutor.begin(Subject.PHYSICS, Mode.EXPLAIN)
        field = view.findChild(QuestionField)
        field.setPlainText("Ҳуқуқи инсон $x^2$ чист?")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not tutor.is_busy and bool(view.findChildren(AnswerWidget)), timeout=30_000)
        shown = view.findChildren(AnswerWidget)[-1].view
        qtbot.waitUntil(lambda: "Ҳуқуқи инсон \ufffc чист?" in shown.toPlainText(), timeout=5000)
        listed = view.findChild(QListWidget)
        qtbot.waitUntil(lambda: listed.count() == 1, timeout=5000)
        view._panel._search.setText("хукук")
        qtbot.waitUntil(lambda: listed.count() == 2, timeout=5000)
    finally:
        bridge.stop()
        engine.close()
