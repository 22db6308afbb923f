"""The turns that the model is shown: the system prompt from resources/prompts, then the conversation."""

import functools
import tomllib
from collections.abc import Sequence
from typing import Any

from soro_tutor import paths
from soro_tutor.domain.dialogue import Message, Mode, Role, Subject, Turn
from soro_tutor.engine.messages import Frame


def system_turn(language: str, subject: Subject, grade: int | None, mode: Mode) -> Turn:
    """Who the tutor is, in the tutor's language.

    The order is fixed and goes from what never changes to what changes most, so that the context that has
    been read already can be used again.
    """
    words = _prompts(language)
    parts = [words["tutor"], words["subject"].format(subject=words["subjects"][subject])]
    if grade is not None:
        parts.append(words["grade"].format(grade=grade))
    parts.append(words["modes"][mode])
    return Turn(Role.SYSTEM, " ".join(parts))


def conversation_turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """The stored messages as turns that alternate, as chat templates demand, beginning with the learner's.

    An answer of which nothing arrived is left out, and so is a question that another question follows.
    """
    turns: list[Turn] = []
    for message in messages:
        if not message.text.strip() or (not turns and message.role is not Role.USER):
            continue
        if turns and turns[-1].role is message.role:
            turns.pop()
        turns.append(Turn(message.role, message.text))
    return tuple(turns)


def frame(language: str) -> Frame:
    """The labels of a base model's question-and-answer frame, in the tutor's language."""
    return Frame(**_prompts(language)["frame"])


@functools.cache
def _prompts(language: str) -> dict[str, Any]:
    file = paths.resources() / "prompts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
