"""The weekly probe: six items without help, from topics that were begun some days ago."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from soro_tutor.domain import rating
from soro_tutor.domain.chance import Chance
from soro_tutor.domain.learner import Learner
from soro_tutor.store import probes, progress, ratings, selection
from soro_tutor.store.database import Database
from soro_tutor.store.probes import Probe

ITEMS = 6
INTERVAL = timedelta(days=7)
REST = timedelta(days=3)  # what is still known so long after it was begun was not only just heard
TOPICS_NEEDED = 3
LATELY = 20  # the last answers, whose items are not asked while there are others

_NEAREST = 5


def is_due(db: Database, learner: Learner, now: datetime) -> bool:
    """Whether a probe waits: one is under way, or a week has passed and there is enough to ask.

    The week begins with the last probe, or with the first answer of all; that the learner practises daily
    puts nothing off. A probe from further in the future than a week does not count: the clock was wrong
    then, or is now.
    """
    last = probes.last(db, learner.id)
    if last is not None and abs(now - last.begun) < INTERVAL:
        return any(selection.is_generator(db, name) is not None for name in last.items_left)
    first = progress.first_day(db, learner.id)
    if last is None and (first is None or now.astimezone(UTC).date() - first < INTERVAL):
        return False
    return len(progress.begun_before(db, learner.id, now - REST)) >= TOPICS_NEEDED


def next_item(
    db: Database, learner: Learner, chance: Chance, now: datetime, without: Collection[str] = ()
) -> str:
    """The name of the next item or generator of the probe, a new one where it is due; '' for none.

    Those in `without` cannot be shown and are taken off it. What is put moves to the end until it is
    answered.
    """
    if not is_due(db, learner, now):
        return ""
    last = probes.last(db, learner.id)
    if last is None or abs(now - last.begun) >= INTERVAL:
        last = Probe(now, _drawn(db, learner, chance, now))
    left = [
        name
        for name in last.items_left
        if name not in without and selection.is_generator(db, name) is not None
    ]
    probes.keep(db, learner.id, Probe(last.begun, (*left[1:], *left[:1])))
    return left[0] if left else ""


def take_off(db: Database, learner: Learner, name: str) -> None:
    """An item of the probe was answered."""
    last = probes.last(db, learner.id)
    if last is not None:
        left = tuple(other for other in last.items_left if other != name)
        probes.keep(db, learner.id, Probe(last.begun, left))


def _drawn(db: Database, learner: Learner, chance: Chance, now: datetime) -> tuple[str, ...]:
    """One item of each of six topics, or more of each where there are fewer topics."""
    begun = progress.begun_before(db, learner.id, now - REST)
    lately = progress.answered_lately(db, learner.id, LATELY)
    drawn: list[list[str]] = []
    for topic in chance.sample(list(begun), min(ITEMS, len(begun))):
        target = rating.target(ratings.of_learner(db, learner.id, begun[topic]).points)
        others = selection.near(db, topic, target, chance, _NEAREST, lately)
        near = [found.uid for found in others or selection.near(db, topic, target, chance, _NEAREST)]
        chance.shuffle(near)
        drawn.append(near)
    rounds = (names[turn] for turn in range(2 * _NEAREST) for names in drawn if turn < len(names))
    return tuple(name for name, _ in zip(rounds, range(ITEMS), strict=False))
