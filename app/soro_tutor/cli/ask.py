"""`soro-tutor ask`: one question, answered in the terminal."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from soro_tutor import paths
from soro_tutor.cli import terminal
from soro_tutor.cli.chosen_model import chosen_model
from soro_tutor.domain.dialogue import Message, MessageState, Mode, Subject
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.engine.client import EngineClient
from soro_tutor.i18n import translate
from soro_tutor.session import events, processor
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.lane import DirectLane
from soro_tutor.session.tutor import Tutor
from soro_tutor.settings import Settings
from soro_tutor.store import learners
from soro_tutor.store.database import Database
from soro_tutor.store.lock import lock

POLL_SECONDS = 0.1


def run(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    """Ask the question and print the answer as it comes; returns the exit code."""
    with _opened(data_dir, settings) as (database, learner):
        printer = _Printer()
        tutor = Tutor(EngineClient(), DirectLane(database), printer.show)
        tutor.learner = learner
        tutor.tutor_language = arguments.language or settings.tutor_language
        try:
            path = chosen_model(arguments.model, data_dir, settings)
            tutor.load_model(path, context=settings.context, processor=processor.remembered(data_dir))
            tutor.begin(Subject(arguments.subject), Mode(arguments.mode))
            tutor.ask(arguments.question)
            return printer.wait(tutor)
        except KeyboardInterrupt:
            return terminal.INTERRUPTED
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what has arrived is being stored
            tutor.close()


@contextlib.contextmanager
def _opened(data_dir: Path, settings: Settings) -> Iterator[tuple[Database, Learner]]:
    """The database of the last learner; before there is one, a database that leaves no trace."""
    held = lock(data_dir)
    try:
        with contextlib.closing(_database(data_dir)) as database:
            if known := learners.list_learners(database):
                last = [learner for learner in known if learner.id == settings.last_learner]
                yield database, (last or known)[0]
                return
        with contextlib.closing(Database.in_memory()) as passing:
            yield passing, learners.add_learner(passing, "", None, datetime.now(UTC))
    finally:
        held.release()


def _database(data_dir: Path) -> Database:
    file = paths.database_file(data_dir)
    if not file.exists():
        return Database.in_memory()
    return Database.open(file, paths.backups(data_dir), datetime.now(UTC))


class _Printer:
    """Prints the answer on standard output as it comes, and the progress on standard error."""

    def __init__(self) -> None:
        self._answer: Message | None = None
        self._error: TutorError | None = None
        self._phase: Phase | None = None

    def wait(self, tutor: Tutor) -> int:
        """Wait for the answer's end; returns the exit code. Raises the TutorError that ended it."""
        while self._answer is None and self._error is None:
            tutor.pump(POLL_SECONDS)
        if self._error is not None:
            raise self._error
        return (
            0
            if self._answer is not None and self._answer.state is not MessageState.FAILED
            else terminal.FAILED
        )

    def show(self, event: SessionEvent) -> None:
        """Take in what the tutor tells."""
        match event:
            case events.Progress():
                self._show_progress(event)
            case events.TextArrived():
                sys.stdout.write(event.text)
                sys.stdout.flush()
            case events.Answered():
                sys.stdout.write("\n")
                self._answer, self._error = event.answer, event.error
            case events.ModelFailed() | events.Refused():
                self._error = event.error
            case events.NotSaved():
                terminal.say_error(event.error)
            case _:
                pass  # the other events change what a window shows

    def _show_progress(self, event: events.Progress) -> None:
        if event.phase is self._phase:
            return
        self._phase = event.phase
        words = {
            Phase.STARTING: translate("Starting the engine…"),
            Phase.CHECKING: translate("Checking the model file…"),
            Phase.OPENING: translate("Opening the model…"),
            Phase.READING: translate("Reading the question…"),
            Phase.WRITING: translate("Writing the answer…"),
        }
        terminal.say(words[event.phase])
