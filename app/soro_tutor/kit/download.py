"""A file as it arrives from the hub: hashed on its way, and taken up again where it broke off."""

import hashlib
import os
import re
from io import FileIO

import httpx2

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit.catalog import Shard
from soro_tutor.kit.progress import Watch

UNSURE = 4 * 2**20  # bytes at the end of a part that a power cut may have spoilt: they are fetched again
_BLOCK = 2**20
_START = re.compile(r"bytes (\d+)-")


class BrokenOffError(Exception):
    """What came is not what was asked for, or ended too early; another try may bring it."""


class Download:
    """A part as it grows. `done` bytes are there. What writes raises OSError, too, and KIT_CANCELLED."""

    def __init__(self, file: FileIO, shard: Shard, watch: Watch) -> None:
        """Take up what an earlier time has left, but for its unsure end."""
        self._file, self.shard, self.watch = file, shard, watch
        self.go_back(max(0, os.fstat(file.fileno()).st_size - UNSURE))

    def go_back(self, position: int = 0) -> None:
        """Drop what stands behind a position, and hash what stands before it."""
        self._hash, self.done = hashlib.sha256(), 0
        self._file.seek(0)
        while block := self._file.read(min(_BLOCK, position - self.done)):
            self._note(block)
        self._file.truncate(self.done)
        self._synced = self.done

    @property
    def is_complete(self) -> bool:
        """Whether as many bytes are there as there are to be."""
        return self.done == self.shard.bytes

    @property
    def is_right(self) -> bool:
        """Whether what is there is what the catalog names."""
        return self.is_complete and self._hash.hexdigest() == self.shard.sha256

    def begin(self, response: httpx2.Response) -> None:
        """Look where an answer begins: a server may send all anew where it was asked for the rest.

        Raises TutorError HUB_DIFFERENT where the file is of another length, and BrokenOffError.
        """
        start = 0
        if response.status_code == 206:
            told = _START.match(response.headers.get("Content-Range", ""))
            start = int(told[1]) if told else -1
        if start != self.done:
            self.go_back()
            if start:
                raise BrokenOffError
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and self.done + int(length) != self.shard.bytes:
            raise self._different()

    def take(self, chunk: bytes) -> None:
        """Write what has come. Raises TutorError HUB_DIFFERENT where it is too much."""
        if self.done + len(chunk) > self.shard.bytes:
            self.go_back()
            raise self._different()
        rest = memoryview(chunk)
        while rest:  # a disk that is nearly full takes the beginning first
            rest = rest[self._file.write(rest) :]
        self._note(chunk)
        if self.is_complete or self.done - self._synced >= UNSURE:
            os.fsync(self._file.fileno())
            self._synced = self.done

    def _note(self, block: bytes) -> None:
        self._hash.update(block)
        self.done += len(block)
        self.watch.at(self.done)

    def _different(self) -> TutorError:
        return TutorError(ErrorCode.HUB_DIFFERENT, path=self.shard.file)
