"""What every screen works with."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.session.bank import Bank
from soro_tutor.session.conversations import Conversations
from soro_tutor.session.lesson import Lesson
from soro_tutor.session.tutor import Tutor
from soro_tutor.ui.backups import Backups
from soro_tutor.ui.engine_bridge import EngineBridge
from soro_tutor.ui.people import People
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.tasks import DatabaseLane


class Wishes(QObject):
    """What a screen may ask of the window around it."""

    settings_wanted = Signal()
    screen_wanted = Signal(str)  # the icon of a destination on the rail
    lesson_wanted = Signal(object)  # a Plan to begin; None to go on with the lesson that was left
    model_state_wanted = Signal()  # a screen that is new does not know whether a model is there
    model_picked = Signal()  # to load the model that the settings name now, also where it failed before
    anyway_wanted = Signal()  # to load the model in spite of the error that was shown


@dataclass(frozen=True, slots=True)
class Desk:
    """Given to each screen when it is made."""

    tutor: Tutor
    bridge: EngineBridge
    lane: DatabaseLane
    conversations: Conversations
    preferences: Preferences
    people: People
    backups: Backups
    wishes: Wishes
    lesson: Lesson
    curriculum: Curriculum
    bank: Bank
