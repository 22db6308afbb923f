"""Disks that fail when a test wants it."""

import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from soro_tutor.kit import copying

Failing = Callable[[Path, int], object]  # is asked before each block at a position; raises the OSError


class _Failing(FileIO):
    def __init__(self, path: Path, flags: int, before_read: Failing, before_write: Failing) -> None:
        super().__init__(os.open(path, flags, 0o644), "rb" if flags == os.O_RDONLY else "r+b")
        self._path, self._before_read, self._before_write = path, before_read, before_write

    def readinto(self, buffer: memoryview, /) -> int | None:
        self._before_read(self._path, self.tell())
        return super().readinto(buffer)

    def write(self, block: memoryview, /) -> int | None:
        self._before_write(self._path, self.tell() + len(block))
        return super().write(block)


def _works(_: Path, __: int) -> None:
    pass


def let_fail(monkeypatch: pytest.MonkeyPatch, read: Failing = _works, write: Failing = _works) -> None:
    """Let what is copied from now on meet these failures; a try again waits for nothing."""
    monkeypatch.setattr(copying, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(copying, "opened", lambda path, flags: _Failing(path, flags, read, write))
