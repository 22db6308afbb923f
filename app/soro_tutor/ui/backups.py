"""The database's backups, as the window deals with them: listed, made, brought back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soro_tutor import paths
from soro_tutor.domain.errors import TutorError
from soro_tutor.store import backup, restoration
from soro_tutor.store.backup import Backup
from soro_tutor.store.database import Database
from soro_tutor.ui.tasks import DatabaseLane


class Backups(QObject):
    """Every method returns at once; the work is done on the lane, in its turn."""

    restored = Signal()  # another database is open now: what is shown of the old one is out of date

    def __init__(
        self,
        lane: DatabaseLane,
        data_dir: Path,
        open_database: Callable[[], Database],
        leave: Callable[[], None],
    ) -> None:
        """`leave` ends whatever is being written into the database that is to be replaced."""
        super().__init__()
        self._lane = lane
        self._leave = leave
        self._open_database = open_database
        self.use_folder(data_dir)

    def use_folder(self, data_dir: Path) -> None:
        """Deal with the data in this folder from now on."""
        self._file = paths.database_file(data_dir)
        self._folder = paths.backups(data_dir)

    def list(self, then: Callable[["list[Backup]"], None]) -> None:
        """The backups, the newest first; needs no open database."""
        self._lane.run_apart(lambda: backup.list_backups(self._folder), then, lambda _error: then([]))

    def make(self, then: Callable[[Backup], None]) -> None:
        """Back up now."""
        self._lane.run_apart(lambda: self._make(datetime.now(UTC)), then)

    def make_if_due(self) -> None:
        """Back up where the newest backup is a day old."""

        def job() -> None:
            now = datetime.now(UTC)
            if backup.is_backup_due(self._folder, now):
                self._make(now)

        self._lane.run_apart(job)

    def restore(self, chosen: Backup, failed: Callable[[TutorError], None]) -> None:
        """Put a backup in the place of the database, which is kept."""
        self._replace(
            lambda: restoration.restore(self._file, chosen, self._folder, datetime.now(UTC)), failed
        )

    def start_anew(self, failed: Callable[[TutorError], None]) -> None:
        """Begin with an empty database; the damaged one is kept under another name."""
        self._replace(lambda: restoration.start_anew(self._file, datetime.now(UTC)), failed)

    def _make(self, now: datetime) -> Backup:
        made = backup.back_up(self._file, self._folder, now)
        backup.thin(self._folder, now)
        return made

    def _replace(self, job: Callable[[], object], failed: Callable[[TutorError], None]) -> None:
        self._leave()
        self._lane.open(self._open_database, lambda _: self.restored.emit(), failed, before=job)
