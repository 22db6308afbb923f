"""What each expected error says: a title, a sentence, and what to do next, in the learner's language."""

from collections.abc import Callable
from pathlib import PurePath

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.i18n import translate
from soro_tutor.session import kit_messages, lesson_messages, model_messages
from soro_tutor.session.error_words import ErrorData, Words


def words_for(error: TutorError) -> Words:
    """The words for an error, with its data filled in."""
    return _WORDS[error.code](ErrorData(error.data))


def _model_not_chosen(_: ErrorData) -> Words:
    return Words(
        translate("No model is chosen"),
        translate("The tutor needs a language model to answer."),
        translate("Choose a model file in the settings."),
    )


def _model_missing(data: ErrorData) -> Words:
    return Words(
        translate("The model file is not there"),
        translate("The file “{name}” was not found: {path}", name=data.name, path=data.path),
        translate(
            "If it lies on a stick, put the stick back in. Otherwise choose another model in the settings."
        ),
    )


def _model_is_folder(data: ErrorData) -> Words:
    return Words(
        translate("This is a folder"),
        translate("“{name}” is a folder, not a model file.", name=data.name),
        translate("Open the folder and choose the file that ends in .gguf."),
    )


def _model_unreadable(data: ErrorData) -> Words:
    return Words(
        translate("The model file cannot be read"),
        translate("The computer did not allow “{name}” to be read.", name=data.name),
        translate("Copy the file to this computer again, or choose another model."),
    )


def _model_not_gguf(data: ErrorData) -> Words:
    return Words(
        translate("This is not a model file"),
        translate("“{name}” is not in the GGUF format.", name=data.name),
        translate("Choose another file, or copy this one again."),
    )


def _model_truncated(data: ErrorData) -> Words:
    text = translate(
        "“{name}” has {present} of {expected}: the copy broke off.",
        name=data.name,
        present=data.size("present"),
        expected=data.size("expected"),
    )
    if not data.has("expected"):  # not even its beginning says how long it should be
        text = translate("“{name}” is damaged, or its copy broke off.", name=data.name)
    return Words(
        translate("The model file is not whole"),
        text,
        translate("Copy the file again from the stick."),
    )


def _model_unknown_architecture(data: ErrorData) -> Words:
    return Words(
        translate("This kind of model is not known"),
        translate(
            "“{name}” is of the kind “{architecture}”, which this version cannot run.",
            name=data.name,
            architecture=data.word("architecture"),
        ),
        translate("Choose another model, or install a newer version of the program."),
    )


def _model_changed(data: ErrorData) -> Words:
    return Words(
        translate("The model file has changed"),
        translate("“{name}” is not the file that was checked before.", name=data.name),
        translate("If you replaced it yourself, try anyway. Otherwise copy it again from the stick."),
    )


def _model_too_large(data: ErrorData) -> Words:
    return Words(
        translate("There is little free memory"),
        translate(
            "This model needs about {needed}, and {available} is free.",
            needed=data.size("needed"),
            available=data.size("available"),
        ),
        translate("Close other programs, choose a smaller model, or try anyway."),
    )


def _model_refused(data: ErrorData) -> Words:
    return Words(
        translate("The model could not be opened"),
        translate("The engine could not open “{name}”.", name=data.name),
        translate("Copy the file again, or choose another model."),
    )


def _template_refused(data: ErrorData) -> Words:
    return Words(
        translate("The model's chat template does not work"),
        translate("The template inside “{name}” failed or tried something forbidden.", name=data.name),
        translate("Use a model file from a source that you trust."),
    )


def _template_stuck(data: ErrorData) -> Words:
    return Words(
        translate("The model's chat template does not end"),
        translate("The template inside “{name}” was stopped after some seconds.", name=data.name),
        translate("Use a model file from a source that you trust."),
    )


def _engine_died(_: ErrorData) -> Words:
    return Words(
        translate("The engine stopped unexpectedly"),
        translate("What had been written is kept."),
        translate("Continue the answer or ask again: the engine starts anew by itself."),
    )


def _engine_failed(_: ErrorData) -> Words:
    return Words(
        translate("The engine could not answer"),
        translate("Something went wrong in the engine. It is noted in the log."),
        translate("Ask again. If it happens again, restart the program."),
    )


def _program_failed(_: ErrorData) -> Words:
    return Words(
        translate("Something went wrong in the program"),
        translate("It is noted in the log. Your work is kept."),
        translate("Try again. If it happens again, restart the program."),
    )


def _question_empty(_: ErrorData) -> Words:
    return Words(
        translate("The question is empty"),
        translate("There is nothing to answer yet."),
        translate("Write your question and send it."),
    )


def _question_too_long(data: ErrorData) -> Words:
    return Words(
        translate("The question is too long"),
        translate(
            "It takes about {tokens} tokens, and the model can read {limit} at once.",
            tokens=data.number("tokens"),
            limit=data.number("limit"),
        ),
        translate("Shorten it, or send it in parts."),
    )


def _data_in_use(data: ErrorData) -> Words:
    return Words(
        translate("The program is already open"),
        translate("Another window works with the data in {path}.", path=data.path),
        translate("Go to that window, or close it and start again."),
    )


def _data_read_only(data: ErrorData) -> Words:
    return Words(
        translate("Nothing can be saved"),
        translate("The data folder may not be written: {path}", path=data.path),
        translate("Ask the owner of the computer, or work as a guest without saving."),
    )


def _data_unreadable(data: ErrorData) -> Words:
    return Words(
        translate("The data cannot be read"),
        translate("The computer did not allow this to be read: {path}", path=data.path),
        translate("Ask the owner of the computer, or work as a guest without saving."),
    )


def _disk_full(data: ErrorData) -> Words:
    return Words(
        translate("The disk is full"),
        translate("There is no room left to save in {path}.", path=data.path),
        translate("Delete files that you do not need, then try again."),
    )


def _database_newer(data: ErrorData) -> Words:
    return Words(
        translate("The data is from a newer version"),
        translate(
            "“{name}” was written by a newer version of this program. It was not changed.", name=data.name
        ),
        translate("Install the newer version, or work as a guest without saving."),
    )


def _database_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The data is damaged"),
        translate("“{name}” cannot be read in full. It was not changed.", name=data.name),
        translate("Restore a backup, or start anew: the damaged file is kept."),
    )


def _database_busy(_: ErrorData) -> Words:
    return Words(
        translate("The data is in use"),
        translate("The data is locked for a moment."),
        translate("Try again in a moment, or close the program that uses it."),
    )


def _settings_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The settings were damaged"),
        translate(
            "The default settings are used. The old file is kept as {name}.",
            name=PurePath(data.word("kept_as")).name,
        ),
        translate("Set the language and the sizes again in the settings."),
    )


def _backup_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The backup is damaged"),
        translate("“{name}” cannot be read. Your data was not changed.", name=data.name),
        translate("Choose another backup."),
    )


def _export_failed(data: ErrorData) -> Words:
    return Words(
        translate("The file could not be written"),
        translate("“{name}” was not saved.", name=data.name),
        translate("Choose another folder, or free some room on the disk."),
    )


_WORDS: dict[ErrorCode, Callable[[ErrorData], Words]] = {
    ErrorCode.MODEL_NOT_CHOSEN: _model_not_chosen,
    ErrorCode.MODEL_MISSING: _model_missing,
    ErrorCode.MODEL_IS_FOLDER: _model_is_folder,
    ErrorCode.MODEL_UNREADABLE: _model_unreadable,
    ErrorCode.MODEL_NOT_GGUF: _model_not_gguf,
    ErrorCode.MODEL_TRUNCATED: _model_truncated,
    ErrorCode.MODEL_UNKNOWN_ARCHITECTURE: _model_unknown_architecture,
    ErrorCode.MODEL_CHANGED: _model_changed,
    ErrorCode.MODEL_TOO_LARGE: _model_too_large,
    ErrorCode.MODEL_REFUSED: _model_refused,
    ErrorCode.TEMPLATE_REFUSED: _template_refused,
    ErrorCode.TEMPLATE_STUCK: _template_stuck,
    ErrorCode.ENGINE_DIED: _engine_died,
    ErrorCode.ENGINE_FAILED: _engine_failed,
    ErrorCode.PROGRAM_FAILED: _program_failed,
    ErrorCode.QUESTION_EMPTY: _question_empty,
    ErrorCode.QUESTION_TOO_LONG: _question_too_long,
    ErrorCode.DATA_IN_USE: _data_in_use,
    ErrorCode.DATA_READ_ONLY: _data_read_only,
    ErrorCode.DATA_UNREADABLE: _data_unreadable,
    ErrorCode.DISK_FULL: _disk_full,
    ErrorCode.DATABASE_NEWER: _database_newer,
    ErrorCode.DATABASE_DAMAGED: _database_damaged,
    ErrorCode.DATABASE_BUSY: _database_busy,
    ErrorCode.SETTINGS_DAMAGED: _settings_damaged,
    ErrorCode.BACKUP_DAMAGED: _backup_damaged,
    ErrorCode.EXPORT_FAILED: _export_failed,
    **lesson_messages.WORDS,
    **model_messages.WORDS,
    **kit_messages.WORDS,
}
