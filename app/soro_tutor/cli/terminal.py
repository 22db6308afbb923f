"""What every command of the terminal says, and how: progress and errors on standard error."""

import io
import sys

from soro_tutor.domain.errors import TutorError
from soro_tutor.session.messages import words_for

FLAWED = 1  # what bank check says of a pack with flaws
FAILED = 2
INTERRUPTED = 130


def speak_utf8() -> None:
    """A Windows console or pipe may stand on a code page that lacks the Tajik letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str, end: str = "\n") -> None:
    """A line beside the command's own output."""
    sys.stderr.write(text + end)
    sys.stderr.flush()


def say_error(error: TutorError) -> None:
    """An error in one line of plain sentences."""
    say(words_for(error).as_line())
