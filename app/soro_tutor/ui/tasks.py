"""The one worker thread of the window: all work on the database, in order."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store.database import Database

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Call:
    """A job with what is to be done afterwards in the window's thread."""

    job: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[TutorError], None] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    call: _Call
    result: Any = None
    error: Exception | None = None


def while_alive(owner: QObject, then: Callable[[T], None]) -> Callable[[T], None]:
    """`then`, left out once its owner is deleted: a page may be gone before its job is done."""

    def call(result: T) -> None:
        if shiboken6.isValid(owner):
            then(result)

    return call


class DatabaseLane(QObject):
    """Runs jobs on the database one after another in a thread; their results come back to the window's.

    What is to be done afterwards is left out where it is a method of a widget that is deleted; other
    functions that touch a widget are wrapped in `while_alive`.
    """

    job_failed = Signal(object)  # the TutorError of a job whose caller did not ask for it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database: Database | None = None  # touched in the worker thread only
        self._is_closed = False
        self._worker = _Worker(self)
        self._worker.done.connect(self._on_done)
        self._worker.start()

    def open(
        self,
        make: Callable[[], Database],
        then: Callable[[None], None] | None = None,
        failed: Callable[[TutorError], None] | None = None,
        before: Callable[[], object] | None = None,
    ) -> None:
        """Open the database with `make`, in the thread that will use it; one that was open is closed first.

        `before` does something while none is open. Where it fails, the database is opened as it was.
        """

        def job() -> None:
            self._close_database()
            try:
                if before is not None:
                    before()
            except TutorError:
                with suppress(TutorError):
                    self._database = make()
                raise
            self._database = make()

        self._worker.calls.put(_Call(job, then, failed))

    def run(
        self,
        job: Callable[[Database], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[TutorError], None] | None = None,
    ) -> None:
        """Run `job` after all jobs before it; `then` or `failed` follows in the caller's thread."""
        self._worker.calls.put(_Call(lambda: job(self._opened()), then, failed))

    def run_apart(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[TutorError], None] | None = None,
    ) -> None:
        """Run a job that needs no database, in its turn."""
        self._worker.calls.put(_Call(job, then, failed))

    def close(self) -> None:
        """Finish what was asked for, close the database, end the thread; nothing is handed back any more."""
        self._is_closed = True
        self._worker.calls.put(_Call(self._close_database, None, None))
        self._worker.calls.put(None)
        self._worker.wait()

    def _opened(self) -> Database:
        if self._database is None:
            raise RuntimeError("no database is open")
        return self._database

    def _close_database(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _on_done(self, outcome: _Outcome) -> None:
        call, error = outcome.call, outcome.error
        if self._is_closed:
            return
        if error is None:
            if call.then is not None and not _is_of_deleted(call.then):
                call.then(outcome.result)
            return
        known = error if isinstance(error, TutorError) else TutorError(ErrorCode.PROGRAM_FAILED)
        if call.failed is not None:
            if not _is_of_deleted(call.failed):
                call.failed(known)
        elif known is error:
            self.job_failed.emit(known)
        if known is not error:
            raise error  # a bug: the except hook of the window's thread logs and shows it


class _Worker(QThread):
    """Runs calls until it is given None."""

    done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.calls: SimpleQueue[_Call | None] = SimpleQueue()

    def run(self) -> None:
        while (call := self.calls.get()) is not None:
            self.done.emit(_attempt(call))


def _is_of_deleted(then: Callable[..., None]) -> bool:
    owner = getattr(then, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)


def _attempt(call: _Call) -> _Outcome:
    try:
        return _Outcome(call, result=call.job())
    except Exception as error:  # noqa: BLE001  a border: nothing may end the thread, and nothing is lost
        return _Outcome(call, error=error)
