"""Draws every screen of the window into a folder, for a person to look at; also the README's picture.

    python tests/screenshots.py FOLDER [--languages tg] [--themes dark] [--sizes 100/150] [--window 800x600]

A size is the text's over the interface's, in per cent. Nothing is asserted, and no model is needed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from example import CONVERSATIONS, LAST_ANSWER, LAST_QUESTION, NOW, add_weeks, write_example
from soro_tutor.domain.dialogue import Message, MessageState, Role
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Choice, Item
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.model import load_echo
from soro_tutor.session import events
from soro_tutor.session.events import Phase
from soro_tutor.settings import Settings
from soro_tutor.store.backup import Backup, Reason
from soro_tutor.ui.application import make_application, make_preferences
from soro_tutor.ui.program import Program, WindowContext
from soro_tutor.ui.reading.transcript import Transcript
from soro_tutor.ui.recovery.view import RecoveryView
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.start.view import StartView
from soro_tutor.ui.start.who import WhoView
from soro_tutor.ui.tutor.conversation_list import ConversationList

PICTURES = Path(__file__).parents[1] / ".github" / "screenshots"
# The screens whose picture stands in the README, under this name.
IN_README = {
    "conversation": "tutor",
    "today": "today",
    "lesson-hint": "lesson",
    "practice": "practice",
    "progress": "progress",
}


def settle(is_ready: Callable[[], object] = lambda: True, seconds: float = 60) -> None:
    """Let the window work until it is ready, and a moment longer until it is drawn."""
    end = time.monotonic() + seconds
    while not is_ready():
        QApplication.processEvents()
        if time.monotonic() > end:
            sys.exit("a screen did not come")
    for _ in range(6):
        time.sleep(0.02)
        QApplication.processEvents()


def screens(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Every screen by its name, in the state in which it is to be drawn."""
    window = program.window
    settle(lambda: isinstance(window.page, WhoView))
    yield "who", window
    yield from first_start(program)
    program._on_learner_chosen(program.people.learners[0])
    settle(lambda: isinstance(window.page, Shell) and program.tutor.card)
    shell = window.page
    yield from learning(program, shell)
    shell.open_named("tutor")
    settle()
    yield "subjects", window
    too_large = TutorError(ErrorCode.MODEL_TOO_LARGE, needed=5 * 10**9, available=10**9)
    program.bridge.tell(events.ModelFailed(too_large))
    program.bridge.tell(events.Progress(Phase.CHECKING, 300, 1000))
    settle()
    yield "subjects-error", window
    program.bridge.tell(events.ModelReady(program.tutor.card))
    program.tutor.open(len(CONVERSATIONS))
    settle(lambda: program.tutor.conversation)
    yield from conversation(program, shell)
    for name in ("settings", "about"):
        shell.open_named(name)
        settle()
        yield name, window
        area = shell.current.findChild(QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        settle()
        yield f"{name}-end", window
    program._on_learner_chosen(program.people.learners[1])
    settle(lambda: window.page is not shell)
    idle(program)
    yield "today-new", window
    backups = [Backup(Path(), NOW - timedelta(days=days), Reason.REGULAR, 90_000) for days in (1, 2, 9)]
    for code, place in ((ErrorCode.DATABASE_DAMAGED, "soro.db"), (ErrorCode.DATA_READ_ONLY, "/media/Мактаб")):
        error = TutorError(code, path=place)
        window.show_page(RecoveryView(program.preferences.appearance, error, backups))
        settle()
        yield f"recovery-{code.value}", window


def first_start(program: Program) -> Iterator[tuple[str, QWidget]]:
    """The four steps."""
    view = StartView(program.preferences, program.lane)
    program.window.show_page(view)
    settle()
    yield "start-1", program.window
    view.next.click()
    view.learner.form.name_field.setText("Фирӯза")
    view.learner.form.grade_choice.choose(7)
    view._on_changed()
    for number in (2, 3, 4):
        settle(lambda number=number: view._index == number - 1)
        yield f"start-{number}", program.window
        view.next.click()


def learning(program: Program, shell: Shell) -> Iterator[tuple[str, QWidget]]:
    """Today, practice, a lesson from its first attempt to its end, and progress."""
    window, learner = program.window, program.people.current
    program.lane.run(lambda db: add_weeks(db, learner, program.bank, program.curriculum))
    for name in ("practice", "progress", "today"):
        shell.open_named(name)
        idle(program)
        yield name, window
        area = shell.current.findChild(QScrollArea)
        if area.verticalScrollBar().maximum():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            settle()
            yield f"{name}-end", window
    program._chance.seed(3)
    program.lesson._word = lambda _case: None  # the echoing engine would only say its prompt
    shell.current.begin.click()
    idle(program)
    yield "lesson", window
    for number in range(3):
        program.lesson.submit(wrong_answer(program.lesson.picture.item, number))
        idle(program)
        yield f"lesson-attempt-{number}", window
        program.lesson.hint()
        idle(program)
        yield "lesson-hint" if number == 0 else f"lesson-hint-{number}", window
    program.lesson.leave()


def wrong_answer(item: Item, number: int) -> Answer:
    """An answer that is not right: another option each time, or a text."""
    if isinstance(item.response, Choice):
        wrong = [index for index, option in enumerate(item.response.options) if not option.is_right]
        return Answer(chosen=(wrong[number],))
    return Answer(text=str(1000 + number), chosen=(1, 0), texts=(str(1000 + number),))


def idle(program: Program) -> None:
    """Let the database's thread come to the end of its jobs, and the window show them."""
    for _ in range(3):
        done: list[None] = []
        program.lane.run_apart(lambda: None, done.append)
        settle(lambda done=done: done, 60)


def conversation(program: Program, shell: Shell) -> Iterator[tuple[str, QWidget]]:
    """An open conversation: read from both ends, waiting, streaming, with an error, and searched."""
    bar = shell.findChild(Transcript).verticalScrollBar()
    panel = shell.findChild(ConversationList)
    settle()
    yield "conversation-end", program.window
    bar.setValue(0)
    settle()
    yield "conversation", program.window
    shelf = program.tutor.conversation.id
    question = Message(98, shelf, Role.USER, LAST_QUESTION, MessageState.COMPLETE, NOW)
    answer = Message(99, shelf, Role.ASSISTANT, "", MessageState.WRITING, NOW)
    program.bridge.tell(events.Asked(question, answer))
    program.bridge.tell(events.Progress(Phase.READING, 120, 400))
    settle()
    yield "waiting", program.window
    program.bridge.tell(events.Progress(Phase.WRITING, 0, 0))
    program.bridge.tell(events.TextArrived(99, LAST_ANSWER))
    settle()
    yield "streaming", program.window
    broken = Message(99, shelf, Role.ASSISTANT, LAST_ANSWER, MessageState.FAILED, NOW)
    program.bridge.tell(events.Answered(broken, TutorError(ErrorCode.ENGINE_DIED)))
    settle()
    yield "error", program.window
    panel._search.setText("вакт")
    settle(lambda: panel._list.count() and panel._list.item(0).data(256).excerpt)
    yield "search", program.window
    panel._search.clear()


def draw(application: QApplication, folder: Path, settings: Settings, size: tuple[int, int]) -> None:
    """All screens with these settings."""
    name = f"{settings.language}-{settings.theme}-{settings.text_scale}-{settings.interface_scale}"
    with tempfile.TemporaryDirectory() as place:
        write_example(Path(place))
        context = WindowContext(Path(place), settings, make_engine=lambda: EngineClient(load_echo))
        program = Program(context, make_preferences(application, context))
        program.start()
        program.window.resize(*size)
        for number, (screen, window) in enumerate(screens(program)):
            window.grab().save(str(folder / f"{name}-{size[0]}-{number:02}-{screen}.png"))
            if screen in IN_README and name == "tg-light-100-100":
                PICTURES.mkdir(parents=True, exist_ok=True)
                window.grab().save(str(PICTURES / f"{IN_README[screen]}-tg.png"))
        program.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", default=["tg", "ru", "en"])
    parser.add_argument("--themes", nargs="+", default=["light", "dark"])
    parser.add_argument("--sizes", nargs="+", default=["100/100", "150/100", "100/150"])
    parser.add_argument("--window", default="1366x768")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, wanted.window.split("x"))
    application = make_application()
    for language in wanted.languages:
        for theme in wanted.themes:
            for scales in wanted.sizes:
                text, interface = map(int, scales.split("/"))
                settings = Settings(language, language, theme, text, interface, is_started=True)
                draw(application, wanted.folder, settings, (width, height))


if __name__ == "__main__":
    main()
