"""The words of a lesson that need no model: what is said of an answer, and what comes next."""

from collections.abc import Sequence

from soro_tutor.domain.grading import Note, NoteKind, Verdict
from soro_tutor.i18n import translate
from soro_tutor.session.sitting import ReplyKind


def kind_of(verdict: Verdict) -> ReplyKind:
    """What sort of reply a verdict is."""
    if not verdict.is_readable:
        return ReplyKind.UNREADABLE
    if verdict.is_right:
        return ReplyKind.RIGHT
    return ReplyKind.PARTLY if verdict.score > 0 else ReplyKind.WRONG


def verdict_text(verdict: Verdict, is_over: bool) -> str:
    """What is said of an answer at once, as Markdown; `is_over` where no other attempt follows."""
    match kind_of(verdict):
        case ReplyKind.UNREADABLE:
            return translate("This answer cannot be read. Write it in another way. It was not counted.")
        case ReplyKind.RIGHT:
            said = [translate("Right."), *([note_text(verdict.note)] if verdict.note else [])]
        case ReplyKind.PARTLY:
            said = [translate("A part of it is right."), *_pointer(verdict, is_over)]
        case _:
            said = [translate("Not right yet.") if not is_over else translate("This is not right.")]
            said += _pointer(verdict, is_over)
    return " ".join(said)


def note_text(note: Note) -> str:
    """A gentle remark on an answer that is right all the same."""
    match note.kind:
        case NoteKind.SPELLING:
            return translate("It is spelt: {word}.", word=f"**{note.text}**")
        case NoteKind.UNIT:
            return translate("Write the unit too: {unit}.", unit=f"**{note.text}**")


def solution_text(steps: Sequence[str]) -> str:
    """The steps of a solution as a numbered list in Markdown."""
    if len(steps) == 1:
        return steps[0]
    lines = (step.replace("\n", "\n   ") for step in steps)  # a figure stays inside its step
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def say_it_text() -> str:
    """The invitation to explain."""
    return translate("Now say it in your own words: why is it so?")


def no_twin_text() -> str:
    """What is said where a twin should follow, and the bank has none."""
    return translate("There is no similar exercise to solve alone yet: another one comes next.")


def comment_text(principle: str) -> str:
    """What is said, without a model, to the learner's own words: the principle to compare them with."""
    return translate("Compare your words with this:") + "\n\n> " + principle.replace("\n", "\n> ")


def _pointer(verdict: Verdict, is_over: bool) -> list[str]:
    if verdict.misconception:
        return [verdict.misconception]
    return [] if is_over else [translate("Look at it once more.")]


def look_above_text() -> str:
    """What is said, without a model, where the solution to be explained stands there already."""
    return translate("Read the solution once more, a step at a time: which step is not clear?")
