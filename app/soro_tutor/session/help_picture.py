"""The plain picture: how a learner's answers go with help and without."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from soro_tutor.domain.learner import Learner
from soro_tutor.store import progress
from soro_tutor.store.database import Database
from soro_tutor.store.progress import Day

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """The answers of the week from Monday `start` (UTC).

    Assisted are those after a hint or a wrong attempt, alone all others.
    """

    start: date
    assisted_right: int
    assisted_total: int
    alone_right: int
    alone_total: int


@dataclass(frozen=True, slots=True)
class HelpPicture:
    """The last weeks, the oldest first; weeks without an answer have zeros."""

    weeks: tuple[Week, ...]


def help_picture(db: Database, learner: Learner, now: datetime, weeks: int = 12) -> HelpPicture:
    """The last `weeks` weeks, the present one included."""
    day = now.astimezone(UTC).date()
    monday = day - timedelta(days=day.weekday())
    starts = [monday - _WEEK * ago for ago in reversed(range(weeks))]
    days = progress.days(db, learner.id, starts[0])
    return HelpPicture(tuple(_week(start, days) for start in starts))


def _week(start: date, days: list[Day]) -> Week:
    own = [day for day in days if start <= day.date < start + _WEEK]
    assisted = [day for day in own if day.is_assisted]
    alone = [day for day in own if not day.is_assisted]
    return Week(
        start=start,
        assisted_right=sum(day.right for day in assisted),
        assisted_total=sum(day.total for day in assisted),
        alone_right=sum(day.right for day in alone),
        alone_total=sum(day.total for day in alone),
    )
