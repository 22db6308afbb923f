"""The weekly probe: six items without help, from topics that were practised some days ago."""

from datetime import datetime, timedelta

from soro_tutor.domain import rating
from soro_tutor.domain.chance import Chance
from soro_tutor.domain.learner import Learner
from soro_tutor.store import probes, progress, ratings, selection
from soro_tutor.store.database import Database
from soro_tutor.store.probes import Probe

ITEMS = 6
INTERVAL = timedelta(days=7)
REST = timedelta(days=3)  # what is still known after so long was learnt, and not only just heard
TOPICS_NEEDED = 3

_NEAREST = 5


def is_due(db: Database, learner: Learner, now: datetime) -> bool:
    """Whether a probe waits: one is under way, or the last is a week old and there is enough to ask.

    A probe from further in the future than a week does not count: the clock was wrong then, or is now.
    """
    last = probes.last(db, learner.id)
    if last is not None and abs(now - last.begun) < INTERVAL:
        return any(selection.is_generator(db, name) is not None for name in last.items_left)
    return len(progress.rested(db, learner.id, now - REST)) >= TOPICS_NEEDED


def next_item(db: Database, learner: Learner, chance: Chance, now: datetime) -> str:
    """The name of the next item or generator of the probe, a new one where it is due; '' for none.

    What is put moves to the end until it is answered, so that one that cannot be shown keeps none back.
    """
    if not is_due(db, learner, now):
        return ""
    last = probes.last(db, learner.id)
    if last is None or abs(now - last.begun) >= INTERVAL:
        last = Probe(now, _drawn(db, learner, chance, now))
    left = [name for name in last.items_left if selection.is_generator(db, name) is not None]
    probes.keep(db, learner.id, Probe(last.begun, (*left[1:], *left[:1])))
    return left[0]


def take_off(db: Database, learner: Learner, name: str) -> None:
    """An item of the probe was answered."""
    last = probes.last(db, learner.id)
    if last is not None:
        left = tuple(other for other in last.items_left if other != name)
        probes.keep(db, learner.id, Probe(last.begun, left))


def _drawn(db: Database, learner: Learner, chance: Chance, now: datetime) -> tuple[str, ...]:
    """One item of each of six topics, or more of each where there are fewer topics."""
    rested = progress.rested(db, learner.id, now - REST)
    drawn: list[list[str]] = []
    for topic in chance.sample(list(rested), min(ITEMS, len(rested))):
        target = rating.target(ratings.of_learner(db, learner.id, rested[topic]).points)
        near = [found.uid for found in selection.near(db, topic, target, chance, _NEAREST)]
        chance.shuffle(near)
        drawn.append(near)
    rounds = (names[turn] for turn in range(2 * _NEAREST) for names in drawn if turn < len(names))
    return tuple(name for name, _ in zip(rounds, range(ITEMS), strict=False))
