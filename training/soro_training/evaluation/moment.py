"""A moment of a lesson read from a row of a tutoring task, and what the application sends for it."""

from collections.abc import Mapping
from typing import Any

from soro_training.evaluation.task import Moment
from soro_tutor.domain.dialogue import Subject, Turn
from soro_tutor.domain.item import Choice, Item, Number, Option, Response, Short
from soro_tutor.session.prompt import Case, lesson_turns

OPEN_STATES = frozenset({"comment", "explanation"})  # the solution has been shown: nothing is secret any more


def moment_from(row: Mapping[str, Any]) -> Moment:
    """The moment of a row that schema-tutoring.json accepts."""
    item = Item(
        id=row["id"],
        subject=Subject(row["subject"]),
        topic="",
        grade=row["grade"],
        statement=row["statement"],
        response=_response(row),
        hints=("", "", ""),
        solution=tuple(row["solution"]),
        difficulty=3,
        source=row["source"],
    )
    return Moment(
        id=row["id"],
        subject=row["subject"],
        state=row["state"],
        item=item,
        diagnosis=tuple(tuple(group) for group in row["diagnosis"]),
        pupil=row.get("pupil", ""),
        misconception=row.get("misconception", ""),
        hint=row.get("hint", ""),
        words=row.get("words", ""),
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
        answer=moment.pupil,
        misconception=moment.misconception,
        hint=moment.hint,
        words=moment.words,
    )
    return lesson_turns(language, case)


def _response(row: Mapping[str, Any]) -> Response:
    match row["form"]:
        case "choice":
            right = row["answer"]
            return Choice(tuple(Option(text, at == right) for at, text in enumerate(row["options"])))
        case "number":
            return Number(row["answer"], row.get("unit", ""), row.get("tolerance", 0.0))
    return Short(tuple(row["answer"]))
