"""The window's side of the engine: starts its process, sends commands, collects events."""

import contextlib
import logging
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.messages import (
    Command,
    Died,
    Event,
    Failed,
    Finished,
    Generate,
    Load,
    Loading,
    LoadPhase,
    Quit,
    Rendering,
    Stop,
    Warm,
)
from soro_tutor.engine.model import Emit, MakeModel, Model

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

CLOSE_SECONDS = 1.0
POLL_SECONDS = 0.02  # a flood of events may not hold the window longer than this at a time

log = logging.getLogger(__name__)


def load_llama(load: Load, emit: Emit) -> Model:
    """Make the real model. Runs in the engine's process only: the window's never imports llama.cpp."""
    from soro_tutor.engine.loading import load_model

    return load_model(load, emit)


@dataclass(slots=True)
class _Child:
    """The engine's process with this side's end of the pipe to it, and what is known of it."""

    process: "SpawnProcess"
    pipe: "Connection"
    is_listening: bool = False
    is_rendering: bool = False
    outbox: deque[Command] = field(default_factory=deque)
    requests: deque[int] = field(default_factory=deque)

    def end(self) -> int | None:
        """End the process where it still lives, let go of it, and give its exit code."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        exit_code = self.process.exitcode
        self.process.close()
        self.pipe.close()
        return exit_code


class EngineClient:
    """One engine process at a time; every method returns at once, none needs a thread.

    The caller polls. When the process dies, poll() says Died; the next load or generate starts another one,
    and generate loads the same model into it first.
    """

    def __init__(self, make_model: MakeModel = load_llama) -> None:
        self._make_model = make_model
        self._child: _Child | None = None
        self._pending: list[Event] = []
        self._model: Load | None = None

    @property
    def process_id(self) -> int | None:
        """The process id of the engine, None where none runs."""
        return self._child.process.pid if self._child else None

    @property
    def is_running(self) -> bool:
        """Whether the engine's process lives."""
        return self._child is not None and self._child.process.is_alive()

    def load(self, command: Load) -> None:
        """Load a model, starting the process where none runs."""
        self._model = command
        self._send(self._child or self._start(), command)

    def generate(self, command: Generate) -> None:
        """Answer a question; where the process died, another one is started and loads the model first."""
        child = self._child
        if child is None:
            child = self._start()
            if self._model is not None:
                self._send(child, self._model)
        child.requests.append(command.request)
        self._send(child, command)

    def warm(self, command: Warm) -> None:
        """Read turns into the context while nothing else is to be done."""
        if self._child is not None:
            self._send(self._child, command)

    def stop(self, request: int) -> None:
        """Stop a request; its Finished still comes."""
        if self._child is not None:
            self._send(self._child, Stop(request))

    def poll(self, timeout: float = 0.0) -> list[Event]:
        """All events that have come, oldest first; waits up to `timeout` seconds for the first one.

        Text that a process sent before it died comes before its Died.
        """
        events, self._pending = self._pending, []
        deadline = time.monotonic() + max(timeout, POLL_SECONDS)
        while (child := self._child) is not None:
            try:
                if not child.pipe.poll(0 if events else timeout):
                    break
                event = child.pipe.recv()
            except (EOFError, OSError):  # on Windows the poll of a dead process's pipe fails already
                events.append(self._bury(child))
                break
            if self._is_for_caller(child, event):
                events.append(event)
            if time.monotonic() > deadline:
                break
        return events

    def close(self) -> None:
        """End the process, whatever it does, and wait for its end."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.is_listening:
            with contextlib.suppress(OSError):  # it may be gone already
                child.pipe.send(Quit())
            child.process.join(CLOSE_SECONDS)
        child.end()

    def _start(self) -> _Child:
        import multiprocessing  # only here: the window opens before its engine starts

        from soro_tutor.engine import worker

        context = multiprocessing.get_context("spawn")
        pipe, far_end = context.Pipe()
        process = context.Process(
            target=worker.run, args=(far_end, self._make_model), name="soro-engine", daemon=True
        )
        process.start()
        far_end.close()  # or the end of the pipe would never be seen here
        self._pending.append(Loading(LoadPhase.STARTING, 0, 0))
        self._child = _Child(process, pipe)
        return self._child

    def _send(self, child: _Child, command: Command) -> None:
        """Send at once, or, while the process is still starting, as soon as it listens.

        A process that listens reads at once, so that a long command never holds the window.
        """
        child.outbox.append(command)
        if child.is_listening:
            self._flush(child)

    def _flush(self, child: _Child) -> None:
        while child.outbox:
            try:
                child.pipe.send(child.outbox.popleft())
            except OSError:
                return  # it is gone: poll() finds out, in the order in which things happened

    def _is_for_caller(self, child: _Child, event: Event) -> bool:
        """Note what an event says about the process; whether the caller is to be told."""
        if isinstance(event, Rendering):
            child.is_rendering = event.is_begun
            return False
        if not child.is_listening:
            child.is_listening = True
            self._flush(child)
            return False
        if isinstance(event, Finished | Failed) and event.request in child.requests:
            child.requests.remove(event.request)
        if isinstance(event, Failed) and event.error.code is ErrorCode.ENGINE_FAILED:
            log.error("The engine failed: %s", event.error.data.get("detail"))
        return True

    def _bury(self, child: _Child) -> Died:
        """Put a dead process away and say what it was working on."""
        self._child = None
        request = child.requests[0] if child.requests else 0
        child.process.join(CLOSE_SECONDS)
        exit_code = child.end() or 0
        log.error("The engine's process ended by itself with %s", exit_code)
        if child.is_rendering and self._model is not None:
            stuck = TutorError(ErrorCode.TEMPLATE_STUCK, path=self._model.path)
            self._model = None  # it would only get stuck again
            return Died(request, stuck)
        return Died(request, TutorError(ErrorCode.ENGINE_DIED, exit_code=exit_code))
