"""The map of topics: how well each is known, and what to do next and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from soro_tutor.domain import mastery
from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.mastery import Level
from soro_tutor.store import cards, progress, selection
from soro_tutor.store.database import Database
from soro_tutor.store.progress import Mastery

STRUGGLED_ATTEMPTS = 3  # after so many, a topic that is still not known may lack what it stands on
PILED_UP = 5  # cards that are due before review comes before what is new

_KNOWN = (Level.GOOD, Level.FIRM)


@dataclass(frozen=True, slots=True)
class TopicState:
    """How well a learner knows a topic; `is_ready` says that it may be begun.

    `item_count` is how many items the bank has for it, a generator counted as one.
    """

    topic: Topic
    level: Level
    probability: float
    is_ready: bool
    item_count: int


class Reason(StrEnum):
    """Why a topic is suggested."""

    PREREQUISITE = "prerequisite"  # `other` stands on it, and does not go well
    DUE = "due"  # much of it is due for review
    WEAK = "weak"  # it was begun and is not known yet
    NEXT_AFTER = "next_after"  # `other`, on which it stands, is known
    NEW_GRADE = "new_grade"  # it is the next new one of the learner's grade


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do next, and why."""

    topic: Topic
    reason: Reason
    other: Topic | None = None


def topic_map(
    db: Database, learner: Learner, subject: Subject, curriculum: Curriculum
) -> tuple[TopicState, ...]:
    """All topics of a subject, as they are taught.

    One is ready when each topic that it stands on is known, or was never begun here and belongs to a grade
    below the learner's: the school taught it.
    """
    begun = progress.masteries(db, learner.id, subject)
    return _states(db, learner, curriculum.of_subject(subject), curriculum, begun)


def suggestion(
    db: Database,
    learner: Learner,
    curriculum: Curriculum,
    now: datetime,
    subject: Subject | None = None,
) -> Suggestion | None:
    """What to do next, in one subject or in all; None where all is known or the bank has nothing."""
    begun = progress.masteries(db, learner.id)
    topics = curriculum.of_subject(subject) if subject else tuple(curriculum.topics.values())
    states = {state.topic.id: state for state in _states(db, learner, topics, curriculum, begun)}
    recent = sorted(begun.values(), key=lambda known: known.updated, reverse=True)
    walked = [states[known.topic] for known in recent if known.topic in states]
    return (
        next(_missing_ground(walked, states, begun), None)
        or _piled_up(db, learner, states, now, subject)
        or next(_begun_only(walked), None)
        or next(_standing_on(walked, states, learner), None)
        or next(_new(walked, states, learner), None)
    )


def new_topics(
    db: Database, learner: Learner, curriculum: Curriculum, subject: Subject | None = None
) -> list[str]:
    """The topics of the learner's grade that may be begun, by name: ready, not begun, and with items."""
    begun = progress.masteries(db, learner.id)
    topics = curriculum.of_subject(subject) if subject else tuple(curriculum.topics.values())
    states = _states(db, learner, topics, curriculum, begun)
    return [state.topic.id for state in states if _is_open(state) and _is_of_grade(state, learner)]


def _states(
    db: Database,
    learner: Learner,
    topics: Iterable[Topic],
    curriculum: Curriculum,
    begun: Mapping[str, Mastery],
) -> tuple[TopicState, ...]:
    sizes = selection.topic_sizes(db)

    def is_ready(topic: Topic) -> bool:
        grade = learner.grade or topic.grade
        ground = [curriculum.topics[name] for name in topic.after if name in curriculum.topics]
        return all(
            _level(begun, below.id) in _KNOWN or (below.id not in begun and below.grade < grade)
            for below in ground
        )

    return tuple(
        TopicState(
            topic=topic,
            level=_level(begun, topic.id),
            probability=begun[topic.id].probability if topic.id in begun else mastery.INITIAL,
            is_ready=is_ready(topic),
            item_count=sizes.get(topic.id, 0),
        )
        for topic in topics
    )


def _level(begun: Mapping[str, Mastery], topic: str) -> Level:
    known = begun.get(topic)
    return mastery.level(known.probability, known.attempts) if known else Level.NEW


def _missing_ground(
    walked: list[TopicState], states: Mapping[str, TopicState], begun: Mapping[str, Mastery]
) -> Iterator[Suggestion]:
    for state in walked:
        if state.level is Level.LEARNING and begun[state.topic.id].attempts >= STRUGGLED_ATTEMPTS:
            for name in state.topic.after:
                ground = states.get(name)
                if ground and ground.level not in _KNOWN and ground.item_count:
                    yield Suggestion(ground.topic, Reason.PREREQUISITE, state.topic)


def _piled_up(
    db: Database, learner: Learner, states: Mapping[str, TopicState], now: datetime, subject: Subject | None
) -> Suggestion | None:
    due = cards.due(db, learner.id, now, subject, PILED_UP)
    if len(due) < PILED_UP or due[0].topic not in states:
        return None
    return Suggestion(states[due[0].topic].topic, Reason.DUE)


def _begun_only(walked: list[TopicState]) -> Iterator[Suggestion]:
    for state in walked:
        if state.level is Level.LEARNING and state.item_count:
            yield Suggestion(state.topic, Reason.WEAK)


def _standing_on(
    walked: list[TopicState], states: Mapping[str, TopicState], learner: Learner
) -> Iterator[Suggestion]:
    for known in walked:
        if known.level in _KNOWN:
            for state in states.values():
                is_within_reach = learner.grade is None or state.topic.grade <= learner.grade
                if known.topic.id in state.topic.after and is_within_reach and _is_open(state):
                    yield Suggestion(state.topic, Reason.NEXT_AFTER, known.topic)


def _new(
    walked: list[TopicState], states: Mapping[str, TopicState], learner: Learner
) -> Iterator[Suggestion]:
    """New topics of the learner's grade, those of the subjects begun first."""
    begun = {state.topic.subject for state in walked}
    for state in sorted(states.values(), key=lambda state: state.topic.subject not in begun):
        if _is_open(state) and _is_of_grade(state, learner):
            yield Suggestion(state.topic, Reason.NEW_GRADE)


def _is_of_grade(state: TopicState, learner: Learner) -> bool:
    return learner.grade in {None, state.topic.grade}


def _is_open(state: TopicState) -> bool:
    return state.level is Level.NEW and state.is_ready and state.item_count > 0
