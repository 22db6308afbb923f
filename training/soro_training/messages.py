"""What each expected error of the training says: what happened, and what to do next."""

from soro_training.errors import Fault, TrainingError
from soro_tutor.i18n import translate


def sentence_for(error: TrainingError) -> str:
    """The words for an error in the interface's language, with its data filled in."""
    return _words(error.fault).format(**error.data)


def _words(fault: Fault) -> str:
    return {
        Fault.STAGE_UNKNOWN: translate("There is no stage “{stage}”. The stages are: {stages}."),
        Fault.LIBRARIES_MISSING: translate(
            "The library “{name}” is not installed. Install the training's libraries first: "
            "uv pip install -r training/requirements.txt"
        ),
        Fault.CONFIG_MISSING: translate("There is no config {path}. Name one of training/configs."),
        Fault.CONFIG_IS_FOLDER: translate("{path} is a folder. Name the TOML file in it."),
        Fault.CONFIG_NOT_TOML: translate("{path} cannot be read as TOML: {detail}. Mend that line."),
        Fault.CONFIG_KEY_UNKNOWN: translate(
            "{path}, line {line}: there is no key “{key}”. Mend its spelling, or take it out."
        ),
        Fault.CONFIG_KEY_MISSING: translate("{path}, line {line}: the key “{key}” is missing. Add it."),
        Fault.CONFIG_VALUE_WRONG: translate(
            "{path}, line {line}: the value of “{key}” does not fit: {detail}."
        ),
        Fault.CONFIG_CHANGED: translate(
            "{path} was begun with another config. Go on with that config, name another folder, or start "
            "anew with --again."
        ),
        Fault.FOLDER_IS_FILE: translate("{path} is a file, and a folder is needed. Name another place."),
        Fault.FOLDER_IN_USE: translate(
            "Another run is at work in {path}. Wait for it, or name another folder."
        ),
        Fault.STAGE_NOT_DONE: translate(
            "The stage “{stage}” has not been finished in {path}. Run it first with the same config."
        ),
        Fault.DISK_FULL: translate(
            "The disk is full: {path} could not be written. Free some space and run the same command again: "
            "it goes on where it stopped."
        ),
        Fault.FILE_MISSING: translate("The file {path} is not there. Mend the path in the config."),
        Fault.FILE_DAMAGED: translate("{path}, line {line}: {detail}. Mend the file, or take it out."),
    }[fault]
