"""The program as a story: the data is opened, somebody begins to learn, and at the end all is closed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from soro_tutor import paths
from soro_tutor.algebra.client import AlgebraClient
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.engine.client import EngineClient
from soro_tutor.i18n import translate
from soro_tutor.session import processor
from soro_tutor.session.bank import Bank
from soro_tutor.session.conversations import Conversations
from soro_tutor.session.events import ModelFailed, ModelReady, SessionEvent
from soro_tutor.session.lesson import Lesson
from soro_tutor.session.messages import words_for
from soro_tutor.session.models import current, find_models
from soro_tutor.session.steps import Means
from soro_tutor.session.tutor import Tutor
from soro_tutor.settings import Settings
from soro_tutor.store import conversations
from soro_tutor.store.backup import Backup
from soro_tutor.store.database import Database
from soro_tutor.store.lock import Lock, lock
from soro_tutor.ui.backups import Backups
from soro_tutor.ui.desk import Desk, Wishes
from soro_tutor.ui.engine_bridge import EngineBridge
from soro_tutor.ui.main_window import MainWindow
from soro_tutor.ui.people import People
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.tasks import DatabaseLane

if TYPE_CHECKING:
    from soro_tutor.ui.start.view import Beginning

BACKUP_MILLISECONDS = 3_600_000  # how often it is looked whether a backup is due
KEPT_AFTER_DELETION = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WindowContext:
    """What the window is given from outside.

    `settings_damaged` is where a damaged settings file was put aside. `model` is a model's path from the
    command line, which goes before the settings.
    """

    data_dir: Path
    settings: Settings
    settings_damaged: Path | None = None
    model: str = ""
    make_engine: Callable[[], EngineClient] = EngineClient


class Program(QObject):
    """Holds what lives as long as the window, and decides which page is shown."""

    def __init__(self, context: WindowContext, preferences: Preferences) -> None:
        super().__init__()
        self._context = context
        self.preferences = preferences
        self._engine = context.make_engine()
        self.is_closed = False
        self._is_guest = False
        self._lock: Lock | None = None
        self._model = context.model  # goes before the settings until another is picked in them
        self._loaded: tuple[str, int] | None = None  # the model's path and context that were asked for
        self._refusal: TutorError | None = None  # why that model could not be loaded
        self.lane, self.bridge = DatabaseLane(self), EngineBridge(self)
        self.tutor = Tutor(self._engine, self.lane, self.bridge.tell)
        self.tutor.tutor_language = preferences.settings.tutor_language
        self.people = People(self.lane)
        self.backups = Backups(self.lane, context.data_dir, self._database, self._leave_data)
        self.bank = Bank(context.data_dir)
        self.curriculum = Curriculum({})
        self.lesson: Lesson | None = None
        self._algebra = AlgebraClient()
        self._chance = random.Random()  # noqa: S311  it draws exercises
        self._backup_timer = QTimer(self, interval=BACKUP_MILLISECONDS)
        self.window = MainWindow(preferences.appearance)
        self._connect()

    def start(self) -> None:
        """Show the window, then open the data."""
        self.bridge.drive(self.tutor)
        self._backup_timer.start()
        self.window.restore_place(self.preferences.data_dir)
        self.window.show()
        kept = self._context.settings_damaged
        if kept is not None:
            self._say(TutorError(ErrorCode.SETTINGS_DAMAGED, path=str(kept), kept_as=str(kept)))
        self._read_curriculum()
        self._open_data()

    def close(self) -> None:
        """End everything; an answer that is being written keeps what has come."""
        if self.is_closed:
            return
        self.is_closed = True
        self.window.keep_place(self.preferences.data_dir)
        self._backup_timer.stop()
        self.bridge.stop()
        self._leave_lesson()
        self.tutor.close()
        self.lane.close()
        self._algebra.close()
        if self._lock is not None:
            self._lock.release()

    def _connect(self) -> None:
        self.lane.job_failed.connect(self._say)
        self.preferences.save_failed.connect(self._say)
        self.preferences.changed.connect(self._on_settings_changed)
        self.people.removing.connect(self._on_learner_removing)
        self.people.removed.connect(self._on_learner_removed)
        self.backups.restored.connect(self._on_restored)
        self.bridge.happened.connect(self._on_happened)
        self.window.closed.connect(self.close)
        self._backup_timer.timeout.connect(self._on_backup_time)

    # Which page is shown

    def _greet(self) -> None:
        """The first start, a choice of learners, or straight to the only one's work."""
        settings, learners = self.preferences.settings, self.people.learners
        if not settings.is_started and not learners:  # damaged settings must not hide a learner's work
            self._begin()
        elif len(learners) == 1:
            self._enter(learners[0])
        else:
            self._ask_who()

    # Pages that most starts do not show are imported when they are: the window is usable sooner.

    def _begin(self) -> None:
        from soro_tutor.ui.start.view import StartView

        view = StartView(self.preferences, self.lane)
        view.finished.connect(self._on_started)
        self.window.show_page(view)

    def _ask_who(self) -> None:
        from soro_tutor.ui.start.who import WhoView

        view = WhoView(self.people, self.preferences)
        view.learner_chosen.connect(self._on_learner_chosen)
        view.guest_chosen.connect(self._on_guest_chosen)
        self.window.show_page(view)

    def _enter(self, learner: Learner) -> None:
        self.people.current = learner
        self.tutor.set_learner(learner)
        if not learner.is_guest:
            self.preferences.change(last_learner=learner.id)
        self._leave_lesson()
        means = Means(learner, self.bank, self._algebra, self._chance)
        self.lesson = Lesson(self.tutor, self.lane, means, self.curriculum, self.bridge.tell)
        self.lesson.words_wanted = self.preferences.settings.lesson_words
        desk = Desk(
            self.tutor,
            self.bridge,
            self.lane,
            Conversations(self.lane),
            self.preferences,
            self.people,
            self.backups,
            Wishes(self.window),
            self.lesson,
            self.curriculum,
            self.bank,
        )
        desk.wishes.model_state_wanted.connect(self._on_model_state_wanted)
        desk.wishes.anyway_wanted.connect(lambda: self._load_model(anyway=True))
        desk.wishes.model_picked.connect(self._on_model_picked)
        shell = Shell(desk)
        desk.wishes.lesson_wanted.connect(self._on_lesson_wanted)  # after the shell, which asks for the item
        shell.rail.learner_chosen.connect(self._on_learner_chosen)
        shell.rail.guest_chosen.connect(self._on_guest_chosen)
        shell.rail.somebody_chosen.connect(self._on_somebody_chosen)
        self.window.show_page(shell)
        QTimer.singleShot(0, self, self._load_model)  # once the window has been drawn

    def _recover(self, error: TutorError) -> None:
        self.backups.list(lambda found: self._show_recovery(error, found))

    def _show_recovery(self, error: TutorError, found: list[Backup]) -> None:
        from soro_tutor.ui.recovery.view import RecoveryView

        view = RecoveryView(self.preferences.appearance, error, found)
        view.restore_chosen.connect(lambda backup: self.backups.restore(backup, self._recover))
        view.anew_chosen.connect(lambda: self.backups.start_anew(self._recover))
        view.again_chosen.connect(self._open_data)
        view.folder_chosen.connect(self._on_folder_chosen)
        view.guest_chosen.connect(self._on_guest_chosen)
        view.quit_chosen.connect(self.window.close)
        self.window.show_page(view)

    def _say(self, error: TutorError) -> None:
        """Say an error in a strip above the page."""

        self.window.banners.say(lambda: words_for(error).as_line())

    # The data and the model

    def _open_data(self) -> None:
        """Take the data folder for this window alone, then open the database in it."""
        try:
            self._lock = self._lock or lock(self.preferences.data_dir)
        except TutorError as error:
            self.preferences.is_kept = False  # the folder is another's, or may not be written
            self._recover(error)
            return
        self.preferences.is_kept = True
        self._open_database(self._greet)

    def _database(self) -> Database:
        data_dir = self.preferences.data_dir
        return Database.open(paths.database_file(data_dir), paths.backups(data_dir), datetime.now(UTC))

    def _open_database(self, then: Callable[[], None]) -> None:
        def opened(_: None) -> None:
            if self._is_guest:
                self.window.banners.clear()  # that nothing is kept is true no longer
            self._is_guest = False
            self.people.load(then)  # first: the learner waits for it
            self._read_bank()
            self.lane.run(_purge)
            self.lane.run(lambda db: db.check(), None, self._recover)
            self.backups.make_if_due()

        self.lane.open(self._database, opened, self._recover)

    def _read_bank(self) -> None:
        """Bring the items in the database up to date, before any screen asks for them."""

        def told(errors: tuple[TutorError, ...]) -> None:
            for error in errors:
                self._say(error)

        def taken_in(errors: tuple[TutorError, ...]) -> None:
            told(errors)
            self.lane.run(self.bank.sync_generators, told)  # what was asked meanwhile comes first

        self.lane.run(self.bank.sync_packs, taken_in)

    def _read_curriculum(self) -> None:
        def found(curriculum: Curriculum) -> None:
            self.curriculum = curriculum

        self.lane.run_apart(lambda: self.bank.curriculum, found)

    def _leave_lesson(self) -> None:
        """Put the open lesson away; it is kept, and goes on another time."""
        if self.lesson is not None:
            self.lesson.leave()

    def _leave_data(self) -> None:
        """Write nothing more into the open database: another is about to take its place."""
        if self.lesson is not None:
            self.lesson.drop()
        self.tutor.leave()

    def _load_model(self, *, anyway: bool = False) -> None:
        """Load the model that is to be used, unless it is the one in use; `anyway` in spite of an error."""
        settings = self.preferences.settings
        # A file that was chosen and is gone is asked for all the same, and said to be missing.
        chosen = current(settings.model, self.preferences.data_dir)
        path = self._model or chosen or self._first_model()
        if path and (anyway or self._loaded != (path, settings.context)):
            self._loaded, self._refusal = (path, settings.context), None
            known = processor.remembered(self.preferences.data_dir)
            self.tutor.load_model(path, context=settings.context, anyway=anyway, processor=known)
        elif not path:
            self.bridge.tell(ModelFailed(TutorError(ErrorCode.MODEL_NOT_CHOSEN)))
        elif self._refusal is not None:  # a screen that is new does not know it yet
            self.bridge.tell(ModelFailed(self._refusal))

    def _first_model(self) -> str:
        """The first model file that this computer has."""
        found = find_models(self.preferences.data_dir)
        return next((model.path for model in found if model.path), "")

    # What the pages tell

    def _on_started(self, beginning: "Beginning") -> None:
        self.preferences.change(is_started=True, model=beginning.model)
        self.people.add(beginning.name, beginning.grade, self._enter)

    def _on_learner_chosen(self, learner: Learner) -> None:
        self._leave_lesson()
        self.tutor.leave()
        if self._is_guest:
            self._open_database(lambda: self._enter(learner))
        else:
            self._enter(learner)

    def _on_guest_chosen(self) -> None:
        def enter(guest: Learner) -> None:
            self._is_guest = True
            self._enter(guest)
            self.window.banners.say(lambda: translate("You work as a guest: nothing is kept."))

        def opened(_: None) -> None:
            self.people.add_guest(enter)
            self._read_bank()

        self._leave_lesson()
        self.tutor.leave()
        self.lane.open(Database.in_memory, opened)

    def _on_somebody_chosen(self) -> None:
        self._leave_lesson()
        self.tutor.leave()
        if self._is_guest:
            self._open_database(self._ask_who)
        else:
            self._ask_who()

    def _on_learner_removing(self, learner: Learner) -> None:
        if learner.id == self.people.current.id:
            self._leave_data()

    def _on_learner_removed(self, learner: Learner) -> None:
        if learner.id == self.people.current.id:
            self._ask_who()

    def _on_backup_time(self) -> None:
        if self._lock is not None and not self._is_guest:
            self.backups.make_if_due()

    def _on_restored(self) -> None:
        def told() -> None:
            self._greet()
            self.window.banners.say(lambda: translate("The backup was restored."), is_good=True)

        self.people.load(told)

    def _on_folder_chosen(self, folder: Path) -> None:
        """Work in another folder until the program is closed."""
        self._leave_data()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        self.preferences.data_dir = folder
        self.bank = Bank(folder)
        self.backups.use_folder(folder)
        self._open_data()

    def _on_settings_changed(self, settings: Settings) -> None:
        self.tutor.tutor_language = settings.tutor_language
        if self.lesson is not None:
            self.lesson.words_wanted = settings.lesson_words
        if self._loaded is not None and settings.context != self._loaded[1]:
            self._load_model()

    def _on_model_picked(self) -> None:
        self._model = ""
        if self._refusal is not None:
            self._loaded = None  # what failed is tried again
        self._load_model()

    def _on_model_state_wanted(self) -> None:
        """Tell once more whether a model is there: a screen that is new has not heard it."""
        if self._refusal is not None:
            self.bridge.tell(ModelFailed(self._refusal))
        elif self.tutor.card is not None:
            self.bridge.tell(ModelReady(self.tutor.card))

    def _on_lesson_wanted(self) -> None:
        """Get ready, behind the first item, what a lesson needs later."""
        self.lane.run_apart(self._algebra.warm)
        self.lane.run_apart(_prepare_figures)

    def _on_happened(self, event: SessionEvent) -> None:
        if isinstance(event, ModelFailed):
            self._refusal = event.error
            if processor.step_down(self.preferences.data_dir, event.error):
                self._loaded = None
                self._load_model()
        elif isinstance(event, ModelReady):
            self._refusal = None


def _prepare_figures() -> None:
    """Load what draws figures: it takes long, the first time on a computer."""
    from soro_tutor.ui.reading import figure  # only here: the window opens without it

    figure.prepare()


def _purge(database: Database) -> None:
    """Forget for good what was deleted so long ago that nobody will miss it."""
    conversations.purge_deleted(database, datetime.now(UTC) - KEPT_AFTER_DELETION)
