"""When an item is to be seen again: FSRS with its default parameters, answered 'again' or 'good'.

Its random scatter of dates is off, so that the same answers always lead to the same dates.
"""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Review:
    """What FSRS knows of a card after a review (its own JSON), and when it is due next, in UTC."""

    card: str
    due: datetime


def review(card: str, is_right: bool, now: datetime) -> Review:
    """The card after an answer at `now` (with its zone); '' is a card that was never answered.

    Where the clock was set back behind the card's last review, the answer counts as given at that review: no
    negative time passes, and the next date lies one interval after the latest that is known.
    """
    from fsrs import Card, Rating, Scheduler  # only here: the window opens without it

    now = now.astimezone(UTC)
    # A card's own number is the time at which it was made: a clock that nobody passed in.
    known = Card.from_json(card) if card else Card(card_id=0, due=now)
    if known.last_review is not None:
        now = max(now, known.last_review)
    rating = Rating.Good if is_right else Rating.Again
    after, _ = Scheduler(enable_fuzzing=False).review_card(known, rating, now)
    return Review(after.to_json(), after.due)
