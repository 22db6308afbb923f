"""What a learner's day begins with: what is due, what to do next, and whether a probe waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.session import probe
from soro_tutor.session.topic_map import Suggestion, suggestion
from soro_tutor.store import cards, progress
from soro_tutor.store.database import Database


@dataclass(frozen=True, slots=True)
class Today:
    """The day at a glance. Counts of due items end at cards.COUNTED, which stands for that many or more.

    `by_subject` has the subjects in which something is due. `answered_today` counts answers
    since midnight UTC.
    """

    due: int
    by_subject: Mapping[Subject, int]
    suggestion: Suggestion | None
    is_probe_due: bool
    answered_today: int


def today(db: Database, learner: Learner, curriculum: Curriculum, now: datetime) -> Today:
    """The learner's day at `now`."""
    counts = {subject: cards.count_due(db, learner.id, now, subject) for subject in Subject}
    day = now.astimezone(UTC).date()
    answered = [part.total for part in progress.days(db, learner.id, day) if part.date == day]
    return Today(
        due=min(sum(counts.values()), cards.COUNTED),
        by_subject={subject: count for subject, count in counts.items() if count},
        suggestion=suggestion(db, learner, curriculum, now),
        is_probe_due=probe.is_due(db, learner, now),
        answered_today=sum(answered),
    )
