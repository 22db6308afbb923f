"""Who learns on this computer, as the window knows it: a list that follows the database."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from soro_tutor.domain.learner import Learner
from soro_tutor.domain.text import dictionary_key
from soro_tutor.i18n import translate
from soro_tutor.session.lane import Lane
from soro_tutor.store import learners
from soro_tutor.store.database import Database

GUEST = Learner(0, "", None, is_guest=True)


class People(QObject):
    """The learners in dictionary order, and the one who is learning now."""

    changed = Signal()
    removing = Signal(object)  # the Learner who is to be removed: nothing of theirs is written any more
    removed = Signal(object)  # the Learner who is no more

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._lane = lane
        self.learners: list[Learner] = []
        self.current = GUEST

    def name_of(self, learner: Learner) -> str:
        """The name that is shown."""
        return learner.name or translate("Guest")

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the list anew."""
        self._run(lambda _db: None, then)

    def add(self, name: str, grade: int | None, then: Callable[[Learner], None]) -> None:
        """Add somebody; `then` is given the new learner."""
        added: list[Learner] = []
        self._run(
            lambda db: added.append(learners.add_learner(db, name, grade, datetime.now(UTC))),
            lambda: then(added[0]),
        )

    def edit(self, learner: Learner, then: Callable[[], None] | None = None) -> None:
        """Keep a changed name or grade."""
        self._run(lambda db: learners.change_learner(db, learner), then)

    def remove(self, learner: Learner) -> None:
        """Remove somebody with all that is theirs."""
        self.removing.emit(learner)
        self._run(lambda db: learners.remove_learner(db, learner.id), lambda: self.removed.emit(learner))

    def add_guest(self, then: Callable[[Learner], None]) -> None:
        """Let a guest in; the open database is the one in memory."""
        self._lane.run(lambda db: learners.add_learner(db, "", None, datetime.now(UTC)), then)

    def _run(self, job: Callable[[Database], None], then: Callable[[], None] | None) -> None:
        def whole(db: Database) -> list[Learner]:
            job(db)
            return learners.list_learners(db)

        def listed(found: list[Learner]) -> None:
            self.learners = sorted(found, key=lambda learner: dictionary_key(learner.name))
            same = [learner for learner in found if learner.id == self.current.id]
            self.current = same[0] if same else self.current
            self.changed.emit()
            if then is not None:
                then()

        self._lane.run(whole, listed)
