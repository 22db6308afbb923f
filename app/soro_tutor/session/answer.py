"""An answer while it is written: its text so far, and when it is to be stored."""

import dataclasses

from soro_tutor.domain.dialogue import Message, MessageState
from soro_tutor.session.history import Step

# A power cut loses at most this much of an answer; each saving is a disk write on an old hard disk.
SAVE_SECONDS = 0.8


class Answer:
    """The text of one answer as it grows, with the step that it answers. Times are of a monotonic clock."""

    def __init__(self, step: Step, request: int, now: float) -> None:
        self.step = step
        self.request = request
        self.is_save_failing = False
        self.has_new_text = False
        self._pieces = [step.answer.text]
        self._saved = now

    @property
    def id(self) -> int:
        """The id of the stored message."""
        return self.step.answer.id

    def add(self, text: str) -> None:
        """Take in the next piece."""
        self._pieces.append(text)
        self.has_new_text = True

    def is_due(self, now: float) -> bool:
        """Whether it is time to store the text again; saying so starts the time anew."""
        if now - self._saved < SAVE_SECONDS:
            return False
        self._saved = now
        return True

    def as_message(self, state: MessageState) -> Message:
        """The message with the text so far."""
        text = "".join(self._pieces)
        self._pieces = [text]
        return dataclasses.replace(self.step.answer, text=text, state=state)
