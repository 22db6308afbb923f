"""The one way to the database: jobs that run one after another, with their results handed back."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from soro_tutor.domain.errors import TutorError
from soro_tutor.store.database import Database

T = TypeVar("T")


class Lane(Protocol):
    """Runs jobs on the database in the order in which they were given."""

    def run(
        self,
        job: Callable[[Database], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[TutorError], None] | None = None,
    ) -> None:
        """Run `job`; its result goes to `then`, its TutorError to `failed`, in the caller's thread."""


class DirectLane:
    """A lane that runs each job at once: for the terminal and for tests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def run(
        self,
        job: Callable[[Database], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[TutorError], None] | None = None,
    ) -> None:
        """Run `job` now. Raises its TutorError where `failed` is not given."""
        try:
            result = job(self._database)
        except TutorError as error:
            if failed is None:
                raise
            failed(error)
            return
        if then is not None:
            then(result)
