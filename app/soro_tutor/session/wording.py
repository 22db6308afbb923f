"""One reply as the model words it: asked for, passed through the gate sentence by sentence, and ended."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.leak import Secrets
from soro_tutor.domain.reply import Gate
from soro_tutor.engine import messages as wire
from soro_tutor.session import prompt
from soro_tutor.session.prompt import Case
from soro_tutor.session.tutor import AsideEvent, Tutor

MAX_TOKENS = 260  # about 80 words of Tajik at 2.4 tokens, with their formulas

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """To whom a wording tells: each piece that may be shown, and then that it has ended."""

    piece: Callable[[str], None]
    ended: Callable[[], None]


class Wording:
    """What the model writes under one reply. A model that fails, or says nothing fit to show, is not missed:
    the curated text stands above it.
    """

    def __init__(self, tutor: Tutor, case: Case, secrets: Secrets | None, told: Told) -> None:
        self._tutor = tutor
        self._case = case
        self._gate = Gate(secrets, tutor.tutor_language, case.item.statement, case.item.subject)
        self._told = told
        self._request = 0

    def begin(self) -> None:
        """Ask the model; where none can answer, end at once."""
        try:
            turns = prompt.lesson_turns(self._tutor.tutor_language, self._case)
            self._request = self._tutor.say_aside(turns, MAX_TOKENS, self._on_event)
        except TutorError:
            self._told.ended()

    def stop(self) -> None:
        """Stop the model; what was shown stays."""
        self._tutor.stop_aside(self._request)
        self._told.ended()

    def _on_event(self, event: AsideEvent) -> None:
        match event:
            case wire.Text():
                self._show(self._gate.feed(event.text))
                if self._gate.is_full:
                    self._log_held()
                    self.stop()
            case wire.Finished():
                self._show(self._gate.close())
                self._log_held()
                self._told.ended()
            case wire.Failed():
                self._told.ended()
            case _:
                pass  # how far the reading has come is not shown in a lesson

    def _show(self, text: str) -> None:
        if text:
            self._told.piece(text)

    def _log_held(self) -> None:
        """How often the gate had to hold something; never what."""
        for reason, count in Counter(held.reason for held in self._gate.held).items():
            log.info("The gate held %d sentences: %s", count, reason)
