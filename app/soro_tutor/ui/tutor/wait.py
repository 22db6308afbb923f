"""A wait in words: what is being done, how far it is, how long it may take."""

from soro_tutor import formats
from soro_tutor.i18n import translate
from soro_tutor.session.events import Phase, Progress


def words(progress: Progress) -> str:
    """What the learner is waiting for."""
    if progress.phase is Phase.READING:
        return translate(
            "Reading the question: {done} of {total} tokens",
            done=formats.number(progress.done),
            total=formats.number(progress.total),
        )
    sentences = {
        Phase.STARTING: translate("Starting the engine…"),
        Phase.CHECKING: translate("Checking the model file…"),
        Phase.OPENING: translate("Opening the model…"),
        Phase.WRITING: translate("Writing…"),
    }
    return sentences[progress.phase]


def forecast(seconds: float | None) -> str:
    """How long an answer will take on this computer; nothing while that is not known."""
    if seconds is None:
        return ""
    return translate("About {duration} on this computer", duration=formats.duration(seconds))
