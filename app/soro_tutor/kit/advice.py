"""Which model suits a computer. Advice, never a ban: every model may be tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from soro_tutor.kit.catalog import Model
from soro_tutor.kit.probe import Computer

RESERVE = 2**30  # bytes of the disk that the learner's data and the system should keep
SYSTEM = 3 * 2**29  # bytes of memory that a system takes with nothing else open
SLOW_DISK_SECONDS = 60.0  # of reading before the first answer: it is worth a word


class Fit(StrEnum):
    """How a model suits a computer, the best first."""

    RIGHT = "right"
    TIGHT = "tight"  # it runs, but reads a conversation anew more often
    CLOSE_OTHERS = "close_others"  # it runs when other programs are closed
    NO_ROOM = "no_room"  # the disk lacks room
    TOO_LARGE = "too_large"  # the computer lacks memory


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of one model; `lacking` is in bytes, of memory or disk, and an unknown time is None."""

    model: Model
    fit: Fit
    lacking: int = 0
    opening_seconds: float | None = None
    is_best: bool = False

    @property
    def is_slow_to_open(self) -> bool:
        """Whether the disk keeps one waiting for the first answer."""
        return (self.opening_seconds or 0.0) > SLOW_DISK_SECONDS


def advise(
    models: Iterable[Model], installed: Iterable[str], computer: Computer, context: int
) -> tuple[Advice, ...]:
    """The advice for each model with a context of so many tokens, and which one is right for this computer.

    The right one is the largest that fits best, among those that were taught to be a tutor and are no trial.
    """
    there = set(installed)
    found = [_advice(model, model.name in there, computer, context) for model in models]
    best = _best(found)
    return tuple(_marked(one, one is best) for one in found)


def _advice(model: Model, is_installed: bool, computer: Computer, context: int) -> Advice:
    opening = _opening_seconds(model, computer)
    fit, lacking = _fit(model, is_installed, computer, context)
    return Advice(model, fit, max(0, lacking), opening)


def _fit(model: Model, is_installed: bool, computer: Computer, context: int) -> tuple[Fit, int]:
    memory = model.memory_for(context)
    room = 0 if is_installed else model.bytes + RESERVE - computer.disk_free
    if memory.least_bytes > max(computer.memory_total - SYSTEM, computer.memory_available):
        return Fit.TOO_LARGE, memory.least_bytes + SYSTEM - computer.memory_total
    if room > 0:
        return Fit.NO_ROOM, room
    if memory.least_bytes > computer.memory_available:
        return Fit.CLOSE_OTHERS, memory.least_bytes - computer.memory_available
    return (Fit.RIGHT if memory.bytes <= computer.memory_available else Fit.TIGHT), 0


def _opening_seconds(model: Model, computer: Computer) -> float | None:
    """How long the file is read before the model can answer for the first time."""
    if computer.disk is None or not computer.disk.reading:
        return None
    return model.bytes / computer.disk.reading


def _best(found: list[Advice]) -> Advice | None:
    ranks = list(Fit)
    tutors = [one for one in found if not one.model.is_base and not one.model.is_trial]
    usable = [one for one in tutors if one.fit in {Fit.RIGHT, Fit.TIGHT, Fit.CLOSE_OTHERS}]
    return min(usable, key=lambda one: (ranks.index(one.fit), -one.model.parameters), default=None)


def _marked(advice: Advice, is_best: bool) -> Advice:
    return Advice(advice.model, advice.fit, advice.lacking, advice.opening_seconds, is_best)
