"""Algebra that cannot hang the program: a child process that is killed when it takes too long or too much."""

import contextlib
import logging
import time
from typing import TYPE_CHECKING

import psutil

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.expression import NotReadable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_LOG = logging.getLogger(__name__)

START_SECONDS = 30.0  # an old laptop's disk, and a first import of SymPy
ANSWER_SECONDS = 2.0
MEMORY = 700 * 2**20  # bytes
LOOK_SECONDS = 0.05  # between two looks at the child's memory
CLOSE_SECONDS = 1.0


class AlgebraClient:
    """The questions of `domain.algebra`, blocking, from one thread; the process starts with the first one."""

    def __init__(self, seconds: float = ANSWER_SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False

    @property
    def process_id(self) -> int | None:
        """The process id of the child, None where none runs."""
        return self._process.pid if self._process else None

    def warm(self) -> None:
        """Start the process ahead of the first question; returns at once."""
        if self._process is None:
            self._start()

    def are_equal(self, one: str, other: str) -> bool:
        """Whether two expressions are equal. Raises TutorError ALGEBRA_TOO_SLOW."""
        return self._ask("are_equal", one, other)

    def have_same_solutions(self, one: str, other: str) -> bool:
        """Whether two lines have the same real solutions. Raises TutorError ALGEBRA_TOO_SLOW."""
        return self._ask("have_same_solutions", one, other)

    def close(self) -> None:
        """End the process, whatever it does, and wait for its end."""
        process, pipe = self._process, self._pipe
        self._process, self._pipe, self._is_ready = None, None, False
        if process is None or pipe is None:
            return
        process.kill()
        process.join()
        process.close()
        pipe.close()

    def _start(self) -> "Connection":
        import multiprocessing  # only here: the window opens before algebra is asked for

        from soro_tutor.algebra import worker

        context = multiprocessing.get_context("spawn")
        pipe, far_end = context.Pipe()
        process = context.Process(
            target=worker.run, args=(far_end, self._memory), name="soro-algebra", daemon=True
        )
        process.start()
        far_end.close()  # or the end of the pipe would never be seen here
        self._process, self._pipe = process, pipe
        return pipe

    def _ask(self, operation: str, one: str, other: str) -> bool:
        if self._process is not None and not self._process.is_alive():
            self.close()  # somebody ended it: another one takes its place at once
        try:
            pipe = self._pipe or self._start()
            if not self._is_ready:
                self._receive(pipe, START_SECONDS)
                self._is_ready = True
            pipe.send((operation, one, other))
            answer = self._receive(pipe, self._seconds)
        except (EOFError, OSError, TimeoutError):
            self.close()  # the next question starts another one
            raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW) from None
        if answer == NotReadable.__name__:
            raise NotReadable("not for algebra")
        if not isinstance(answer, bool):
            _LOG.warning("algebra decided nothing: %s", answer)
            raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW)
        return answer

    def _receive(self, pipe: "Connection", seconds: float) -> object:
        """What the child sends. Raises TimeoutError where it takes too long or too much."""
        deadline = time.monotonic() + seconds
        while not pipe.poll(LOOK_SECONDS):
            if time.monotonic() > deadline or self._is_too_large():
                raise TimeoutError
        return pipe.recv()

    def _is_too_large(self) -> bool:
        with contextlib.suppress(psutil.Error):  # it ended just now: the pipe says so
            return bool(psutil.Process(self.process_id).memory_info().rss > self._memory)
        return False
