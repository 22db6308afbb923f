"""A dialogue to learn from, and when a reply is fit for one: the application's own gate lets it pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from soro_tutor.domain.dialogue import Subject, Turn
from soro_tutor.domain.leak import Secrets
from soro_tutor.domain.reply import MAX_WORDS, Gate
from soro_tutor.domain.text import WORD

TRIES = 8


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns that alternate after the system's; what is held out (`heldout.py`) is only measured on."""

    id: str
    kind: str
    language: str
    is_heldout: bool
    turns: tuple[Turn, ...]

    def as_json(self) -> dict[str, Any]:
        """As a line of conversations/*.jsonl."""
        messages = [{"role": turn.role.value, "content": turn.text} for turn in self.turns]
        return {"id": self.id, "kind": self.kind, "language": self.language, "messages": messages}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reply is held against: see Gate; `questions` may stand in it, the last of them at its end."""

    language: str
    statement: str = ""
    secrets: Secrets | None = None
    questions: int = 1
    subject: Subject | None = None


def fitting(make: Callable[[], str], limits: Limits) -> str:
    """The first of several drawn replies that is fit; '' where none is."""
    for _ in range(TRIES):
        reply = " ".join(make().split(" "))
        if is_fit(reply, limits):
            return reply
    return ""


def is_fit(reply: str, limits: Limits) -> bool:
    """Whether the gate shows every word of a reply, and it is short and ends with its one question."""
    gate = Gate(limits.secrets, limits.language, limits.statement, limits.subject)
    shown = gate.feed(reply) + gate.close()
    is_short = len(WORD.findall(reply)) <= MAX_WORDS
    is_asking = reply.endswith("?") and reply.count("?") <= limits.questions
    return shown == reply and not gate.held and is_short and is_asking


def joined(*parts: str) -> str:
    """The parts that are there, as one paragraph."""
    return " ".join(part.strip() for part in parts if part.strip())
