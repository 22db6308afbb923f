"""How far a long piece of work is: told a few times a second, and asked whether it is to be cancelled."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from soro_tutor.domain.errors import ErrorCode, TutorError

REPORT_SECONDS = 0.1
_WINDOW_SECONDS = 10.0  # a stick is fast until its cache is full: the speed is that of the last seconds


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes done of all bytes, and bytes a second of late; `name` is that of the file in work."""

    done: int
    total: int
    speed: float
    name: str = ""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take, at this speed; None while there is no speed yet."""
        return (self.total - self.done) / self.speed if self.speed > 0 else None


def _ignored(_: Progress) -> None:
    pass


def _never() -> bool:
    return False


class Watch:
    """Counts the bytes of one piece of work, tells of them, and ends the work when it is cancelled."""

    def __init__(
        self,
        on_progress: Callable[[Progress], None] = _ignored,
        is_cancelled: Callable[[], bool] = _never,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._clock = clock
        self.begin(0)

    def begin(self, total: int) -> None:
        """Start to count anew, towards `total` bytes."""
        self._total = total
        self._before = 0  # bytes of the files that are done
        self._size = 0  # bytes of the file in work
        self._name = ""
        self._told = float("-inf")
        self._marks: deque[tuple[float, int]] = deque()

    def turn_to(self, name: str, size: int) -> None:
        """The file before is done; now comes one of `size` bytes."""
        self._before += self._size
        self._name, self._size = name, size
        self.at(0)

    def at(self, position: int) -> None:
        """So many bytes of the file in work are done; fewer than before where they are done anew.

        Raises TutorError KIT_CANCELLED.
        """
        if self._is_cancelled():
            raise TutorError(ErrorCode.KIT_CANCELLED)
        done, now = self._before + position, self._clock()
        if now - self._told >= REPORT_SECONDS or done == self._total:
            self._told = now
            self._on_progress(Progress(done, self._total, self._speed(now, done), self._name))

    def _speed(self, now: float, done: int) -> float:
        self._marks.append((now, done))
        while now - self._marks[0][0] > _WINDOW_SECONDS and len(self._marks) > 2:
            self._marks.popleft()
        since, before = self._marks[0]
        return max(0.0, (done - before) / (now - since)) if now > since else 0.0
