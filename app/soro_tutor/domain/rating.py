"""How hard items are and how strong learners are, on one scale: Elo.

After Pelánek, 'Applications of the Elo rating system in adaptive educational systems' (2016): each answer is
a match between learner and item, and the step shrinks with the number of matches, a / (1 + b n) with a = 1
and b = 0.05 in logits. A difference of 400 points makes the odds ten to one.
"""

from dataclasses import dataclass
from math import log, log10

SCALE = 400.0
FIRST_RATING = 1000.0  # of a learner; store/items.py says what items begin with
TARGET = 0.75  # the success at which practice is neither idle nor discouraging

_FIRST_STEP = SCALE / log(10)  # one logit
_SHRINKING = 0.05


@dataclass(frozen=True, slots=True)
class Rating:
    """The points of a learner in a subject, or of an item, and how many answers they come from."""

    points: float = FIRST_RATING
    answers: int = 0


def expected(learner: float, item: float) -> float:
    """The chance of success, 0 to 1, of a learner with so many points at an item with so many."""
    return float(1 / (1 + 10 ** ((item - learner) / SCALE)))


def updated(learner: Rating, item: Rating, score: float) -> tuple[Rating, Rating]:
    """Both ratings after an answer; `score` is 1 for right, 0 for wrong, between them for partly right."""
    surprise = score - expected(learner.points, item.points)
    return _moved(learner, surprise), _moved(item, -surprise)


def target(learner: float) -> float:
    """The points of an item at which the learner's expected success is TARGET."""
    return learner - SCALE * log10(TARGET / (1 - TARGET))


def _moved(rating: Rating, surprise: float) -> Rating:
    step = _FIRST_STEP / (1 + _SHRINKING * rating.answers)
    return Rating(rating.points + step * surprise, rating.answers + 1)
