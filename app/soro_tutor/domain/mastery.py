"""Whether a topic is known: Bayesian knowledge tracing over a learner's first attempts.

Corbett & Anderson, 'Knowledge tracing' (1995): a topic is known or not, each answer is evidence, and each
occasion to practise is a chance to learn. Their bounds are kept: a guess at most 0.3, a slip at most 0.1.
Mastery is 0.95, as in OATutor.
"""

from enum import StrEnum

from soro_tutor.domain.item import Form

INITIAL = 0.2  # the chance that a topic is known before its first answer
LEARN = 0.15  # … that it is learnt on one occasion
SLIP = 0.1  # … that who knows it answers wrongly
MASTERED = 0.95
MOSTLY_KNOWN = 0.75
FIRM_ATTEMPTS = 3  # two lucky guesses are not yet mastery

# The chance that who does not know it answers rightly; for true or false it is cut to the bound.
_GUESS = {Form.CHOICE: 0.25, Form.TRUE_FALSE: 0.3, Form.SEVERAL: 0.1, Form.ORDER: 0.1, Form.MATCHING: 0.1}
_GUESS_OPEN = 0.05


class Level(StrEnum):
    """How well a topic is known, in words that a picture can show."""

    NEW = "new"
    LEARNING = "learning"
    GOOD = "good"
    FIRM = "firm"


def update(probability: float, is_right: bool, form: Form) -> float:
    """The chance that the topic is known after one first attempt; `probability` is that before it."""
    guess = _GUESS.get(form, _GUESS_OPEN)
    by_knowing = probability * ((1 - SLIP) if is_right else SLIP)
    by_chance = (1 - probability) * (guess if is_right else (1 - guess))
    known = by_knowing / (by_knowing + by_chance)
    return known + (1 - known) * LEARN


def level(probability: float, attempts: int) -> Level:
    """The level of a topic after so many first attempts."""
    if attempts == 0:
        return Level.NEW
    if probability >= MASTERED and attempts >= FIRM_ATTEMPTS:
        return Level.FIRM
    return Level.GOOD if probability >= MOSTLY_KNOWN else Level.LEARNING
