"""How one item is learnt: attempt, hints that open by an attempt or by time, solution, own words, done.

The order follows what the evidence says of hints and answers (see Why in the README): an answer is held back
until the attempts are spent, hints are never counted before the learner's eyes, and after a solution the
learner says it in own words and solves a twin without help.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

HINTS = 3
HINT_WAIT = timedelta(seconds=60)  # without an attempt, the next hint opens after so long


class Stage(StrEnum):
    """Where the learner stands with an item."""

    ATTEMPT = "attempt"  # tries, and may ask for hints
    EXPLAIN = "explain"  # it came with help: say it in your own words, then comes a twin
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Effort:
    """What a learner has done with one item; `since` is when it was shown, or the last hint was given.

    An item that is solved alone (a twin, a probe) has one attempt and no hints.
    """

    since: datetime
    is_alone: bool = False
    stage: Stage = Stage.ATTEMPT
    attempts: int = 0
    hints: int = 0
    is_tried_since: bool = False  # whether an attempt was made since the last hint
    is_right: bool = False
    is_solution_shown: bool = False

    @property
    def is_assisted(self) -> bool:
        """Whether what comes next is no longer the learner's work alone."""
        return self.attempts > 0 or self.hints > 0

    @property
    def is_answer_secret(self) -> bool:
        """Whether nobody may say the answer yet."""
        return self.stage is Stage.ATTEMPT


def hint_wait(effort: Effort, now: datetime) -> timedelta | None:
    """How long until the next hint, or the solution after the last one, may be asked for; None: never.

    A clock that was set back opens it at once, rather than in a year.
    """
    if effort.is_alone or effort.stage is not Stage.ATTEMPT:
        return None
    waited = now - effort.since
    if effort.is_tried_since or waited < timedelta(0):
        return timedelta(0)
    return max(HINT_WAIT - waited, timedelta(0))


def may_hint(effort: Effort, now: datetime) -> bool:
    """Whether the next hint may be given now."""
    return effort.hints < HINTS and hint_wait(effort, now) == timedelta(0)


def may_show_solution(effort: Effort, now: datetime) -> bool:
    """Whether the attempts are spent: every hint is given, and tried or thought about since."""
    return effort.hints == HINTS and hint_wait(effort, now) == timedelta(0)


def attempted(effort: Effort, is_right: bool) -> Effort:
    """After an answer that was graded."""
    effort = replace(effort, attempts=effort.attempts + 1, is_tried_since=True, is_right=is_right)
    if is_right:
        is_own = effort.is_alone or (effort.attempts == 1 and effort.hints == 0)
        return replace(effort, stage=Stage.DONE if is_own else Stage.EXPLAIN)
    if effort.is_alone:
        return replace(effort, stage=Stage.DONE, is_solution_shown=True)
    return effort


def hinted(effort: Effort, now: datetime) -> Effort:
    """After the next hint. Raises ValueError where it may not be given."""
    if not may_hint(effort, now):
        raise ValueError("the hint is not open yet")
    return replace(effort, hints=effort.hints + 1, since=now, is_tried_since=False)


def shown(effort: Effort, now: datetime) -> Effort:
    """After the solution was shown. Raises ValueError where the attempts are not spent."""
    if not may_show_solution(effort, now):
        raise ValueError("the attempts are not spent yet")
    return replace(effort, stage=Stage.EXPLAIN, is_solution_shown=True)


def explained(effort: Effort) -> Effort:
    """After the learner said it in own words, or left that out."""
    return replace(effort, stage=Stage.DONE)
