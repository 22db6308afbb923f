"""A moment of a lesson read from a row of a tutoring task, and what the application sends for it."""

from collections.abc import Mapping
from typing import Any

from soro_training.evaluation.task import Moment
from soro_tutor.domain.dialogue import Subject, Turn
from soro_tutor.domain.item_table import item_from
from soro_tutor.session.prompt import Case, lesson_turns

OPEN_STATES = frozenset({"comment", "explanation"})  # the solution has been shown: nothing is secret any more


def moment_from(row: Mapping[str, Any]) -> Moment:
    """The moment of a row that schema-tutoring.json accepts, and whose item the bank's schema accepts."""
    return Moment(
        id=row["id"],
        subject=row["subject"],
        state=row["state"],
        item=item_from(row["item"], Subject(row["subject"])),
        diagnosis=tuple(tuple(group) for group in row["diagnosis"]),
        answer=row["answer"],
        misconception=row["misconception"],
        hint=row["hint"],
        words=row["words"],
        reference=row.get("reference", ""),
    )


def is_secret(moment: Moment) -> bool:
    """Whether the answer may not be said yet."""
    return moment.state not in OPEN_STATES


def turns_of(moment: Moment, language: str) -> tuple[Turn, ...]:
    """What the application sends to a model in this moment: its own prompts, not a copy."""
    case = Case(
        state=moment.state,
        item=moment.item,
        grade=moment.item.grade,
        is_secret=is_secret(moment),
        answer=moment.answer,
        misconception=moment.misconception,
        hint=moment.hint,
        words=moment.words,
    )
    return lesson_turns(language, case)
