"""What a learner practises: plans, the item that comes next, and what is remembered of an answer.

All functions are jobs of the lane; they raise TutorError as the database does.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from soro_tutor.domain import rating
from soro_tutor.domain.chance import Chance
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Item
from soro_tutor.domain.learner import Learner
from soro_tutor.session import probe
from soro_tutor.store import cards, progress, ratings, selection
from soro_tutor.store.database import Database
from soro_tutor.store.selection import Candidate

MIXED_ITEMS = 10
LATELY = 20  # the last answers, whose items do not come again while there are others
NEAREST = 5  # items looked at on each side of the wished rating
CHOSEN_FROM = 5  # the nearest of all, of which chance takes one
LAST_SEED = 999_999_999
TWINS = 25  # items looked at for one that is new to the learner
MIXED_TOPICS = 4  # topics that chance takes for each item of a mixed set, one of them new
IN_MIND = timedelta(days=1)  # so long after an answer, solving it again shows memory and not knowledge


class PlanKind(StrEnum):
    """What a learner sets out to do."""

    TOPIC = "topic"  # one topic, as long as the learner likes
    REVIEW = "review"  # until nothing is due
    MIXED = "mixed"  # ten items of what was begun, and of what may be begun
    PROBE = "probe"  # six items without help


@dataclass(frozen=True, slots=True)
class Plan:
    """What is practised; `subject` is None for all, `topic` is the id of a topic for PlanKind.TOPIC."""

    kind: PlanKind
    subject: Subject | None = None
    topic: str = ""

    @property
    def total(self) -> int:
        """How many items it has at most; 0 where it is open-ended."""
        return {PlanKind.MIXED: MIXED_ITEMS, PlanKind.PROBE: probe.ITEMS}.get(self.kind, 0)

    @property
    def is_alone(self) -> bool:
        """Whether its items are solved without help."""
        return self.kind is PlanKind.PROBE


@dataclass(frozen=True, slots=True)
class Result:
    """How an item was answered, as progress.Attempt has it."""

    is_right: bool
    score: float
    is_first: bool
    is_assisted: bool
    is_probe: bool
    hints: int
    seconds: float
    answer: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a draw is told beside its plan.

    `without` names the items and generators that could not be shown; `new_topics` are those that a mixed set
    may begin.
    """

    without: Collection[str] = ()
    new_topics: Sequence[str] = ()


def next_uid(
    db: Database, learner: Learner, plan: Plan, chance: Chance, now: datetime, scope: Scope | None = None
) -> str:
    """The id of the plan's next item, 'generator:seed' for a computed one.

    Raises TutorError NOTHING_TO_PRACTISE where there is none (any more).
    """
    scope = scope or Scope()
    match plan.kind:
        case PlanKind.REVIEW:
            due = cards.due(db, learner.id, now, plan.subject, without=scope.without)
            found = due[0].item_uid if due else ""
        case PlanKind.PROBE:
            found = probe.next_item(db, learner, chance, now, scope.without)
        case PlanKind.MIXED:
            topics = _mixed_topics(db, learner, plan.subject, chance, scope.new_topics)
            found = _near_target(db, learner, topics, chance, scope.without)
        case PlanKind.TOPIC:
            found = _near_target(db, learner, [plan.topic], chance, scope.without)
    if not found:
        raise TutorError(ErrorCode.NOTHING_TO_PRACTISE)
    return _variant(found, selection.is_generator(db, found) is True, chance)


def twin_uid(db: Database, learner: Learner, item: Item, chance: Chance) -> str | None:
    """Another item that asks for the same, as nearly as the bank has one; None where there is none.

    Another variant; else an item of the topic that is new to the learner, or a variant of its generator; else
    one of the topic that was not answered lately; else one of another topic of the subject and grade. Of
    those, the nearest in rating.
    """
    if item.generator:
        return _variant(item.generator, True, chance)
    own_rating = selection.rating_of(db, item.id)
    if own_rating is None:  # its pack is gone
        return None
    lately = {item.id, *progress.answered_lately(db, learner.id, LATELY)}
    near = selection.near(db, item.topic, own_rating, chance, TWINS, (item.id,))
    seen = cards.known_items(db, learner.id, [found.uid for found in near])
    fit = [found for found in near if found.is_generator or found.uid not in seen]
    fit = fit or [found for found in near if found.uid not in lately]
    fit = fit or _neighbours(db, item, own_rating, chance, sorted(lately))
    return _variant(fit[0].uid, fit[0].is_generator, chance) if fit else None


def is_in_mind(db: Database, learner: Learner, item: Item, now: datetime) -> bool:
    """Whether the learner answered this very exercise, or saw its solution, less than a day ago.

    Solving it again then is no evidence: it moves neither mastery nor ratings. A written item counts again
    after a day; each variant of a generator is another exercise.
    """
    return progress.is_answered_since(db, learner.id, item.id, now - IN_MIND)


def record(db: Database, learner: Learner, item: Item, result: Result, now: datetime) -> None:
    """Remember an answer and all that follows from it, together or not at all."""
    name = item.generator or item.id
    attempt = progress.Attempt(
        learner_id=learner.id,
        item_uid=name,
        variant=item.id,
        subject=item.subject,
        topic=item.topic,
        form=item.form,
        answered=now,
        is_right=result.is_right,
        score=result.score,
        is_first=result.is_first,
        is_assisted=result.is_assisted,
        is_probe=result.is_probe,
        hints=result.hints,
        seconds=result.seconds,
        answer=result.answer,
        is_repeat=result.is_repeat,
    )
    with db.transaction():
        progress.record(db, attempt)
        if result.is_probe:
            probe.take_off(db, learner, name)


def _mixed_topics(
    db: Database, learner: Learner, subject: Subject | None, chance: Chance, new_topics: Sequence[str]
) -> list[str]:
    """Topics for one item of a mixed set: of those begun, and at least one that is new if there is one."""
    begun = progress.begun_topics(db, learner.id, subject)
    known = _spread(begun, MIXED_TOPICS - bool(new_topics), chance)
    drawn = known + _spread(new_topics, MIXED_TOPICS - len(known), chance)
    return drawn or _spread(_stocked(db, learner, subject), MIXED_TOPICS, chance)


def _spread(topics: Sequence[str], count: int, chance: Chance) -> list[str]:
    """So many of the topics, of as many subjects as there are."""
    shuffled = chance.sample(topics, len(topics))
    subjects = [topic.split(".")[0] for topic in shuffled]
    turns = [subjects[:place].count(subject) for place, subject in enumerate(subjects)]
    by_turn = sorted(
        range(len(shuffled)), key=turns.__getitem__
    )  # the first of each subject, then the second
    return [shuffled[place] for place in by_turn[:count]]


def _stocked(db: Database, learner: Learner, subject: Subject | None) -> list[str]:
    """The topics of the grade that have items, else all that have."""
    sizes = selection.topic_sizes(db)
    stocked = [topic for topic in sizes if subject is None or topic.startswith(f"{subject}.")]
    return [topic for topic in stocked if topic.split(".")[1:2] == [str(learner.grade)]] or stocked


def _near_target(
    db: Database, learner: Learner, topics: Sequence[str], chance: Chance, without: Collection[str]
) -> str:
    """An item whose expected success is near the target and that was not answered lately; '' for none.

    Where all were answered lately, the one that was longest ago.
    """
    lately = progress.answered_lately(db, learner.id, LATELY)
    found = _found(db, learner, topics, chance, (*lately, *without))
    if found:
        return chance.choice([name for _, name in sorted(found)[:CHOSEN_FROM]])
    old = [name for _, name in _found(db, learner, topics, chance, tuple(without))]
    return max(old, key=lately.index, default="")


def _neighbours(
    db: Database, item: Item, own_rating: float, chance: Chance, without: Sequence[str]
) -> list[Candidate]:
    """Items of the topics of the item's subject and grade, the nearest to its rating first."""
    topics = [name for name in selection.topic_sizes(db) if name.startswith(f"{item.subject}.{item.grade}.")]
    near = [found for topic in topics for found in selection.near(db, topic, own_rating, chance, 1, without)]
    return sorted(near, key=lambda found: abs(found.rating - own_rating))


def _found(
    db: Database, learner: Learner, topics: Sequence[str], chance: Chance, without: Sequence[str]
) -> list[tuple[float, str]]:
    """Items of the topics, each after how far its rating lies from the wished one."""
    found: list[tuple[float, str]] = []
    for topic in topics:
        target = rating.target(ratings.of_learner(db, learner.id, Subject(topic.split(".")[0])).points)
        near = selection.near(db, topic, target, chance, NEAREST, without)
        found += [(abs(item.rating - target), item.uid) for item in near]
    return found


def _variant(name: str, is_generator: bool, chance: Chance) -> str:
    return f"{name}:{chance.randint(1, LAST_SEED)}" if is_generator else name
