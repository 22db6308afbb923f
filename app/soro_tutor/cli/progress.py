"""How far a long piece of work is, in the terminal: a line that changes, or a line now and then in a file."""

import sys
import time

from soro_tutor.cli import terminal
from soro_tutor.kit.progress import Progress
from soro_tutor.session import model_words

LINE_SECONDS = 5.0  # between two lines where nothing can be written over


class ProgressLine:
    """Shows progress on standard error; a context manager that closes the line."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._told = float("-inf")
        self._width = 0

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        if self._width:
            terminal.say("")

    def show(self, state: Progress) -> None:
        """Show how far it is."""
        text = " ".join(part for part in (state.name, model_words.progress(state)) if part)
        if self._is_terminal:
            terminal.say("\r" + text.ljust(self._width), end="")
            self._width = len(text)
        elif time.monotonic() - self._told >= LINE_SECONDS:
            self._told = time.monotonic()
            terminal.say(text)
