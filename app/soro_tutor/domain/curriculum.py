"""What is taught: the topics of each subject by grade, and which topic stands on which."""

from collections.abc import Mapping
from dataclasses import dataclass

from soro_tutor.domain.dialogue import Subject


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a grade; `id` is '<subject>.<grade>.<name>', `after` the ids of topics to know first.

    `titles` holds its name by language (tg, ru, en).
    """

    id: str
    subject: Subject
    grade: int
    titles: Mapping[str, str]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All topics by id, in the order in which they are taught."""

    topics: Mapping[str, Topic]

    def of_subject(self, subject: Subject) -> tuple[Topic, ...]:
        """The topics of a subject, lowest grade first, as they stand in its file."""
        return tuple(topic for topic in self.topics.values() if topic.subject is subject)
