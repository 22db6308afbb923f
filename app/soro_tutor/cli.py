"""The terminal's commands: the same sessions without a window."""

import argparse
import contextlib
import io
import json
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soro_tutor import formats, paths
from soro_tutor.domain.dialogue import Message, MessageState, Mode, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.engine.client import EngineClient
from soro_tutor.i18n import translate
from soro_tutor.session import events
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.lane import DirectLane
from soro_tutor.session.messages import words_for
from soro_tutor.session.models import find_models, prepare
from soro_tutor.session.tutor import Tutor
from soro_tutor.settings import Settings
from soro_tutor.store import learners
from soro_tutor.store.database import Database
from soro_tutor.store.lock import lock

if TYPE_CHECKING:
    from soro_tutor.session.doctor import Report

POLL_SECONDS = 0.1
FAILED = 2
INTERRUPTED = 130


def run(arguments: argparse.Namespace, data_dir: Path, settings: Settings, damaged: Path | None) -> int:
    """Run one command; known errors end in a sentence and exit code 2.

    `damaged` is where a damaged settings file was set aside.
    """
    _speak_utf8()
    if damaged is not None:
        _say_error(TutorError(ErrorCode.SETTINGS_DAMAGED, path=str(damaged), kept_as=str(damaged)))
    try:
        if arguments.command == "doctor":
            return _doctor(arguments, data_dir, settings)
        return _ask(arguments, data_dir, settings)
    except TutorError as error:
        _say_error(error)
        return FAILED


def _speak_utf8() -> None:
    """A Windows console or pipe may stand on a code page that lacks the Tajik letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()


def _say_error(error: TutorError) -> None:
    _say(words_for(error).as_line())


# ask


def _ask(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    with _opened(data_dir, settings) as (database, learner):
        terminal = _Terminal()
        tutor = Tutor(EngineClient(), DirectLane(database), terminal.show)
        tutor.learner = learner
        tutor.tutor_language = arguments.language or settings.tutor_language
        try:
            tutor.load_model(_model(arguments.model, data_dir, settings), context=settings.context)
            tutor.begin(Subject(arguments.subject), Mode(arguments.mode))
            tutor.ask(arguments.question)
            return terminal.wait(tutor)
        except KeyboardInterrupt:
            return INTERRUPTED
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


def _model(given: str, data_dir: Path, settings: Settings) -> str:
    chosen = given or settings.model
    if chosen:
        return chosen
    found = find_models(data_dir)
    if not found:
        raise TutorError(ErrorCode.MODEL_NOT_CHOSEN)
    if found[0].is_development:
        _say(translate("This is a small base model for development: its Tajik is poor."))
    return prepare(found[0], data_dir)


class _Terminal:
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
        return 0 if self._answer is not None and self._answer.state is not MessageState.FAILED else FAILED

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
                _say_error(event.error)
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
        _say(words[event.phase])


# doctor


def _doctor(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    from soro_tutor.session import doctor  # only here: what it needs would make the window open later

    try:
        model = _model(arguments.model, data_dir, settings)
    except TutorError as error:
        if error.code is not ErrorCode.MODEL_NOT_CHOSEN:
            raise
        model = ""
    report = doctor.examine(data_dir, model)
    if arguments.json:
        sys.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        _print_report(report)
    return 0 if report.is_sound else FAILED


def _print_report(report: "Report") -> None:
    machine, test = report.machine, report.test
    lines = [
        (translate("System"), machine.system),
        (translate("Processor"), f"{machine.processor} ({formats.number(machine.cores)})"),
        (translate("Processor features"), ", ".join(report.features) or "—"),
        (translate("Memory"), formats.file_size(machine.memory_total)),
        (translate("Free memory"), formats.file_size(machine.memory_available)),
        (translate("Free disk space"), formats.file_size(machine.disk_free)),
        (translate("Data folder"), str(report.data_dir)),
        (translate("Model"), report.model or translate("No model is chosen")),
        *((name, version) for name, version in report.versions.items()),
    ]
    if test is not None and test.error is None:
        lines += [
            (translate("Engine"), translate("The engine answers: {text}", text=repr(test.text))),
            (translate("Reading speed"), _speed(test.reading_speed)),
            (translate("Writing speed"), _speed(test.writing_speed)),
        ]
    width = max(len(name) for name, _ in lines)
    sys.stdout.write("".join(f"{name:<{width}}  {value}\n" for name, value in lines))
    if test is not None and test.error is not None:
        _say_error(test.error)


def _speed(tokens: float) -> str:
    return translate("{count} tokens a second", count=formats.number(round(tokens)))
