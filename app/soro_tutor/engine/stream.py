"""Turns the bytes of tokens into text that may be shown: whole characters, nothing past a stop string."""

import codecs
from collections.abc import Sequence

SPACE = " \t\r\n"


class TextStream:
    """Takes bytes, gives text.

    A token can end inside a letter and a stop string can begin in one token and end in another, so what may
    turn out to be either is held back. Spaces at the end are held back too: they are dropped with what ends
    the answer. `is_fresh` says that the answer starts here, where spaces before the first word mean nothing.
    """

    def __init__(self, stops: Sequence[str] = (), *, is_fresh: bool = True) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""
        self._is_fresh = is_fresh
        self.is_stopped = False

    def push(self, data: bytes) -> str:
        """The text that these bytes make certain; empty after a stop string."""
        if self.is_stopped:
            return ""
        text = self._held + self._decoder.decode(data)
        cut = self._find_stop(text)
        if cut >= 0:
            self.is_stopped = True
            self._held = ""
            return self._shown(text[:cut].rstrip(SPACE))
        end = self._certain(text)
        self._held = text[end:]
        return self._shown(text[:end])

    def finish(self) -> str:
        """What was held back and was no stop string after all, without half a character and last spaces."""
        text, self._held = self._held, ""
        return self._shown(text.rstrip(SPACE))

    def _shown(self, text: str) -> str:
        if not self._is_fresh or not text:
            return text
        self._is_fresh = False
        return text.lstrip(SPACE)

    def _find_stop(self, text: str) -> int:
        found = [place for stop in self._stops if (place := text.find(stop)) >= 0]
        return min(found, default=-1)

    def _certain(self, text: str) -> int:
        """How many characters can no longer become part of a stop string or of the spaces at the end."""
        end = min((len(text) - _overlap(text, stop) for stop in self._stops), default=len(text))
        return len(text[:end].rstrip(SPACE))


def _overlap(text: str, stop: str) -> int:
    """The length of the longest end of `text` that `stop` begins with."""
    for length in range(min(len(text), len(stop) - 1), 0, -1):
        if text.endswith(stop[:length]):
            return length
    return 0
