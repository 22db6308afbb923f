"""Lessons in the whole program: without any model, on the real small one, and after it was closed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QPlainTextEdit
from tests.e2e.pupil import Pupil

from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Choice
from soro_tutor.domain.lesson import Stage
from soro_tutor.session.events import Picture
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.session.sitting import ReplyKind
from soro_tutor.ui.shell import Shell

OHM = Plan(PlanKind.TOPIC, topic="physics.8.ohm")  # its computed exercise is a choice of four

pytestmark = pytest.mark.usefixtures("same_draw")


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soro_tutor.session.models._has_development_package", lambda: False)


class LessonPupil:
    """A pupil in a lesson, who knows the right answer and can give a wrong one."""

    def __init__(self, pupil: Pupil) -> None:
        self.pupil = pupil

    @property
    def picture(self) -> Picture:
        lesson = self.pupil.program.lesson
        assert lesson is not None
        assert lesson.picture is not None
        return lesson.picture

    @property
    def is_open(self) -> bool:
        lesson = self.pupil.program.lesson
        return lesson is not None and lesson.picture is not None and not lesson.picture.is_busy

    def begins(self, plan: Plan) -> None:
        shell = self.pupil.program.window.page
        assert isinstance(shell, Shell)
        shell.open_lesson(plan)
        self.pupil.waits_until(lambda: self.is_open)

    def answers(self, *, rightly: bool) -> None:
        """Choose and check, as the screen offers it; an exercise of another form is answered straight."""
        response = self.picture.item.response
        before = self.picture.effort.attempts
        if isinstance(response, Choice):
            place = next(at for at, option in enumerate(response.options) if option.is_right is rightly)
            self.pupil.presses("ABCD"[place])
            self.pupil.presses("Санҷед")
        else:
            lesson = self.pupil.program.lesson
            assert lesson is not None
            lesson.submit(Answer("999", (0,), ("999",)))
        self.pupil.waits_until(lambda: self.is_open and self.picture.effort.attempts > before)

    def asks_for_a_hint(self) -> None:
        """Press Hint: the button, not the head of a hint that was given."""
        before = self.picture.effort.hints
        self.pupil.presses("Ишора", place=0)
        self.pupil.waits_until(lambda: self.is_open and self.picture.effort.hints == before + 1)

    def waits_for_the_words_end(self) -> None:
        self.pupil.waits_until(lambda: not any(reply.is_writing for reply in self.picture.replies))


def test_a_lesson_from_a_wrong_answer_to_the_twin_without_a_model(
    opened: Callable[..., Pupil], no_model: None
) -> None:
    pupil = opened("")
    pupil.starts()
    learner = LessonPupil(pupil)
    learner.begins(OHM)
    assert isinstance(learner.picture.item.response, Choice)
    for _ in range(3):
        learner.answers(rightly=False)
        pupil.waits_for("Ҳоло дуруст нест.")
        learner.asks_for_a_hint()
    learner.answers(rightly=False)
    pupil.presses("Роҳи ҳалро нишон диҳед")
    pupil.waits_until(lambda: learner.picture.effort.stage is Stage.EXPLAIN)
    pupil.waits_until(lambda: bool(pupil.visible(QPlainTextEdit)))
    pupil.visible(QPlainTextEdit)[-1].setPlainText("Шиддат ба қувваи ҷараён тақсим мешавад.")
    pupil.presses("Тайёр")
    pupil.waits_for("Суханони худро бо ин муқоиса кунед")
    first = learner.picture.item.id
    pupil.presses("Давом диҳед")
    pupil.waits_until(lambda: learner.is_open and learner.picture.is_twin)
    assert learner.picture.item.id != first
    learner.answers(rightly=True)
    pupil.waits_for("Дуруст.")
    assert learner.picture.effort.stage is Stage.DONE


def test_the_real_model_words_a_hint_and_never_the_answer(
    opened: Callable[..., Pupil], small_model: Path
) -> None:
    pupil = opened(small_model, lesson_words="always")
    pupil.starts()
    learner = LessonPupil(pupil)
    pupil.waits_until(lambda: pupil.program.tutor.card is not None)
    learner.begins(OHM)
    learner.answers(rightly=False)
    learner.waits_for_the_words_end()
    learner.asks_for_a_hint()
    learner.waits_for_the_words_end()
    hint = learner.picture.replies[-1]
    assert hint.kind is ReplyKind.HINT
    assert hint.text == learner.picture.item.hints[0]
    response = learner.picture.item.response
    assert isinstance(response, Choice)
    right = next(option.text for option in response.options if option.is_right)
    assert all(right not in reply.words for reply in learner.picture.replies)


def test_a_model_killed_in_the_middle_of_a_lesson_leaves_the_lesson(
    opened: Callable[..., Pupil], small_model: Path
) -> None:
    pupil = opened(small_model, lesson_words="always")
    pupil.starts()
    learner = LessonPupil(pupil)
    pupil.waits_until(lambda: pupil.program.tutor.card is not None)
    learner.begins(OHM)
    learner.answers(rightly=False)
    engine = next(
        child for child in psutil.Process().children() if child.pid == pupil.program._engine.process_id
    )
    os.kill(engine.pid, signal.SIGKILL)
    learner.waits_for_the_words_end()
    learner.asks_for_a_hint()
    assert learner.picture.replies[-1].text == learner.picture.item.hints[0]
    learner.waits_for_the_words_end()


def test_a_lesson_goes_on_after_the_program_was_closed(opened: Callable[..., Pupil], no_model: None) -> None:
    pupil = opened("")
    pupil.starts()
    learner = LessonPupil(pupil)
    learner.begins(OHM)
    learner.answers(rightly=False)
    before = learner.picture
    pupil.program.window.close()

    again = opened("", is_started=True)
    again.waits_for("Салом, Зарина!")
    again.presses("Дарсро идома диҳед")
    after = LessonPupil(again)
    again.waits_until(lambda: after.is_open)
    assert after.picture.item == before.item
    assert after.picture.replies == before.replies
