"""The errors that the program expects, as codes; the words for them stand in session/messages.py."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """One kind of expected error; the comment names the data that goes with it."""

    MODEL_NOT_CHOSEN = "model_not_chosen"
    MODEL_MISSING = "model_missing"  # path
    MODEL_IS_FOLDER = "model_is_folder"  # path
    MODEL_UNREADABLE = "model_unreadable"  # path
    MODEL_NOT_GGUF = "model_not_gguf"  # path
    MODEL_TRUNCATED = "model_truncated"  # path, present (bytes), expected (bytes)
    MODEL_UNKNOWN_ARCHITECTURE = "model_unknown_architecture"  # path, architecture
    MODEL_CHANGED = "model_changed"  # path
    MODEL_TOO_LARGE = "model_too_large"  # path, needed (bytes), available (bytes); may be tried anyway
    MODEL_REFUSED = "model_refused"  # path: llama.cpp itself could not load it
    TEMPLATE_REFUSED = "template_refused"  # path: the chat template failed or tried what it may not
    TEMPLATE_STUCK = "template_stuck"  # path: the chat template did not end

    ENGINE_DIED = "engine_died"  # exit_code
    ENGINE_FAILED = "engine_failed"  # detail: a bug, already in the log
    PROGRAM_FAILED = "program_failed"  # a bug of the program's own, already in the log
    QUESTION_EMPTY = "question_empty"
    QUESTION_TOO_LONG = "question_too_long"  # tokens, limit

    PACK_UNREADABLE = "pack_unreadable"  # path
    PACK_NOT_TOML = "pack_not_toml"  # path, line
    PACK_FIELD = "pack_field"  # path, item, field: missing, unknown or wrong
    PACK_TWICE = "pack_twice"  # path, item: two items have this id
    PACK_TOPIC = "pack_topic"  # path, item, topic: the curriculum does not have it
    CURRICULUM_DAMAGED = "curriculum_damaged"  # path, detail
    GLOSSARY_DAMAGED = "glossary_damaged"  # path
    GENERATOR_FAILED = "generator_failed"  # generator: a bug, already in the log
    ITEM_MISSING = "item_missing"  # item
    NOTHING_TO_PRACTISE = "nothing_to_practise"
    ANSWER_EMPTY = "answer_empty"
    ANSWER_TOO_LONG = "answer_too_long"  # length, limit
    ANSWER_UNREADABLE = "answer_unreadable"
    ALGEBRA_TOO_SLOW = "algebra_too_slow"

    DATA_IN_USE = "data_in_use"  # path
    DATA_READ_ONLY = "data_read_only"  # path
    DATA_UNREADABLE = "data_unreadable"  # path
    DISK_FULL = "disk_full"  # path
    DATABASE_NEWER = "database_newer"  # path
    DATABASE_DAMAGED = "database_damaged"  # path
    DATABASE_BUSY = "database_busy"  # path
    SETTINGS_DAMAGED = "settings_damaged"  # path, kept_as
    BACKUP_DAMAGED = "backup_damaged"  # path
    EXPORT_FAILED = "export_failed"  # path


class TutorError(Exception):
    """An expected error: a code and its data, never a sentence.

    `data` holds plain values (str, int, float) under the names that ErrorCode lists.
    """

    def __init__(self, code: ErrorCode, **data: str | int | float) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return f"{self.code} {self.data}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.code, self.data))


def _rebuild(code: ErrorCode, data: dict[str, str | int | float]) -> TutorError:
    """Unpickle a TutorError: keyword arguments do not survive Exception's own pickling."""
    return TutorError(code, **data)
