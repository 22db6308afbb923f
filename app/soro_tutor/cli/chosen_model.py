"""Which model a command uses."""

from pathlib import Path

from soro_tutor.cli import terminal
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.models import current, find_models, prepare
from soro_tutor.settings import Settings


def chosen_model(given: str, data_dir: Path, settings: Settings) -> str:
    """The path of the given model, of the chosen one or of the first that is found.

    Raises TutorError MODEL_NOT_CHOSEN where there is none.
    """
    chosen = given or current(settings.model, data_dir)
    if chosen:
        return chosen
    found = find_models(data_dir)
    if not found:
        raise TutorError(ErrorCode.MODEL_NOT_CHOSEN)
    if found[0].is_development:
        terminal.say(translate("This is a small base model for development: its Tajik is poor."))
    return prepare(found[0], data_dir)
