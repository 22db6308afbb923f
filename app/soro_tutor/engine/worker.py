"""The engine's own process: takes commands, drives the model, sends events."""

import contextlib
import logging
import os
import queue
import signal
import threading
import traceback
from multiprocessing.connection import Connection

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.messages import (
    Command,
    Event,
    Failed,
    Generate,
    Load,
    Loaded,
    Loading,
    LoadPhase,
    Quit,
    Stop,
    Warm,
)
from soro_tutor.engine.model import MakeModel, Model


def run(pipe: Connection, make_model: MakeModel) -> None:
    """The process's whole life; it ends when the window says so or is gone."""
    # Ctrl+C in a terminal reaches this process too: the window's process decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # No log file is open here: what goes wrong travels to the window in Failed, and is logged there.
    logging.getLogger("soro_tutor").addHandler(logging.NullHandler())
    _leave_no_core()
    inbox = Inbox(pipe)
    inbox.start()
    Worker(pipe, inbox, make_model).run()


def _leave_no_core() -> None:
    """A crash must not write what a guest has asked to the disk."""
    with contextlib.suppress(ImportError):  # Windows writes none
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Inbox:
    """Takes commands off the pipe in a thread of its own, so that Stop and Quit act at once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._stopped: set[int] = set()

    def start(self) -> None:
        """Begin to listen."""
        threading.Thread(target=self._listen, name="inbox", daemon=True).start()

    def next(self) -> Command:
        """The next command but Stop and Quit; waits for it."""
        return self._commands.get()

    def is_stopped(self, request: int) -> bool:
        """Whether this request was told to stop."""
        return request in self._stopped

    def is_waiting(self) -> bool:
        """Whether a command has come that nobody took yet."""
        return not self._commands.empty()

    def _listen(self) -> None:
        while True:
            try:
                command = self._pipe.recv()
            except (EOFError, OSError):
                command = Quit()  # the window is gone: no process is left behind
            if isinstance(command, Quit):
                # Nothing is lost by ending at once, and a model in the middle of loading cannot be asked.
                os._exit(0)
            if isinstance(command, Stop):
                self._stopped.add(command.request)
            else:
                self._commands.put(command)


class Worker:
    """Carries out one command after another; an error in one never ends the process."""

    def __init__(self, pipe: Connection, inbox: Inbox, make_model: MakeModel) -> None:
        self._pipe = pipe
        self._inbox = inbox
        self._make_model = make_model
        self._model: Model | None = None

    def run(self) -> None:
        """Say that this process listens, then work for ever."""
        self._emit(Loading(LoadPhase.STARTING, 0, 0))
        while True:
            command = self._inbox.next()
            request = command.request if isinstance(command, Generate) else 0
            try:
                self._do(command)
            except TutorError as error:
                self._emit(Failed(request, error))
            except Exception as error:  # noqa: BLE001 - the border of this process: a bug is told, and the next command served
                details = "".join(traceback.format_exception(error))
                self._emit(Failed(request, TutorError(ErrorCode.ENGINE_FAILED, detail=details)))

    def _do(self, command: Command) -> None:
        if isinstance(command, Load):
            self._load(command)
        elif isinstance(command, Generate):
            self._generate(command)
        elif isinstance(command, Warm):
            self._warm(command)

    def _load(self, command: Load) -> None:
        if self._model is not None:
            self._model.close()
            self._model = None
        self._model = self._make_model(command, self._emit)
        self._emit(Loaded(self._model.card))

    def _generate(self, command: Generate) -> None:
        if self._model is None:
            raise TutorError(ErrorCode.MODEL_NOT_CHOSEN)
        self._emit(self._model.generate(command, lambda: self._inbox.is_stopped(command.request), self._emit))

    def _warm(self, command: Warm) -> None:
        # What is wrong with these turns is told when they are asked.
        if self._model is not None:
            with contextlib.suppress(TutorError):
                self._model.warm(command, self._inbox.is_waiting)

    def _emit(self, event: Event) -> None:
        try:
            self._pipe.send(event)
        except OSError:
            os._exit(0)  # the window is gone
