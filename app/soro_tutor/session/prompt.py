"""The turns that the model is shown, made from resources/prompts: for a conversation and for a lesson."""

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from soro_tutor import paths
from soro_tutor.domain.dialogue import Message, Mode, Role, Subject, Turn
from soro_tutor.domain.item import Item
from soro_tutor.engine.messages import Frame


@dataclass(frozen=True, slots=True)
class Case:
    """One state of a lesson that the model is to word.

    `state` is a key of [lesson.states]. `right` of the `total` items of the topic so far were solved at the
    first attempt. `words` is what the learner said in own words.
    """

    state: str
    item: Item
    grade: int | None
    is_secret: bool
    answer: str = ""
    misconception: str = ""
    hint: str = ""
    words: str = ""
    right: int = 0
    total: int = 0


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


def lesson_turns(language: str, case: Case) -> tuple[Turn, ...]:
    """What the model is shown to word one state of a lesson: who the tutor is, then the case with its task.

    The answer is given with the item, and the rule not to say it; a gate in code holds it all the same.
    """
    words = _prompts(language)
    lesson = words["lesson"]
    item = case.item
    system = [lesson["tutor" if case.is_secret else "open_tutor"]]
    system.append(words["subject"].format(subject=words["subjects"][item.subject]))
    system.append(words["grade"].format(grade=case.grade or item.grade))
    lines = [
        lesson["item"].format(statement=item.statement),
        lesson["solution"].format(solution=" ".join(item.solution)),
    ]
    if case.total:
        lines.append(lesson["results"].format(right=case.right, total=case.total))
    if case.answer:
        lines.append(lesson["answer"].format(answer=case.answer))
    if case.misconception:
        lines.append(lesson["misconception"].format(misconception=case.misconception))
    if case.hint:
        lines.append(lesson["hint"].format(hint=case.hint))
    lines.append(lesson["states"][case.state].format(words=case.words))
    return Turn(Role.SYSTEM, " ".join(system)), Turn(Role.USER, "\n".join(lines))


def frame(language: str) -> Frame:
    """The labels of a base model's question-and-answer frame, in the tutor's language."""
    return Frame(**_prompts(language)["frame"])


@functools.cache
def _prompts(language: str) -> dict[str, Any]:
    file = paths.resources() / "prompts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
