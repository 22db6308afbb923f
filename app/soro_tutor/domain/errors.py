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

    CATALOG_DAMAGED = "catalog_damaged"  # path, detail
    MODEL_UNKNOWN = "model_unknown"  # name: no catalog has it
    MODEL_NO_SOURCE = "model_no_source"  # name: none of its sources is at hand
    MODEL_NOT_THERE = "model_not_there"  # name, path: the folder or file does not hold it
    HUB_UNREACHABLE = "hub_unreachable"  # endpoint
    HUB_REFUSED = "hub_refused"  # endpoint, status: it wants a token, or a token that may
    HUB_MISSING = "hub_missing"  # endpoint, path: the hub has no such file
    HUB_BUSY = "hub_busy"  # endpoint, seconds to wait, 0 where it does not say
    HUB_FAILED = "hub_failed"  # endpoint, status
    HUB_STRANGE = "hub_strange"  # endpoint: whatever answers there, it is no hub
    HUB_DIFFERENT = "hub_different"  # path: the hub's file is not that of the catalog

    KIT_MISSING = "kit_missing"  # path: no kit lies there
    KIT_DAMAGED = "kit_damaged"  # path, detail: a manifest that cannot be what somebody signed
    KIT_UNSIGNED = "kit_unsigned"  # path
    KIT_FORGED = "kit_forged"  # path: the manifest is not what was signed, or the signature is damaged
    KIT_OF_OTHERS = "kit_of_others"  # path, key: signed with a key that this program does not trust
    KIT_NO_KEYS = "kit_no_keys"  # path of the folder that holds no public key
    KIT_NAME = "kit_name"  # name: it leads out of the kit, or not every system can bear it
    KIT_NAMES_CLASH = "kit_names_clash"  # name, other: one on a stick, where capitals do not count
    KIT_LINK = "kit_link"  # path: a link or a device, where a kit has files and folders
    KIT_OLDER = "kit_older"  # number, present (number); may be done anyway
    KIT_NEEDS_NEWER = "kit_needs_newer"  # needed (version), present (version)
    KIT_PART_UNKNOWN = "kit_part_unknown"  # part, known: the names that there are
    KIT_EMPTY = "kit_empty"  # path: none of the parts that are wanted
    KIT_FILE_MISSING = "kit_file_missing"  # path
    KIT_FILE_CHANGED = "kit_file_changed"  # path: its size or hash is another
    KIT_FILE_BAD = "kit_file_bad"  # path: it cannot be read, however often
    KIT_FILE_TOO_LARGE = "kit_file_too_large"  # path: the file system takes no file so large
    KIT_GONE = "kit_gone"  # path: the stick is no longer there
    KIT_NO_ROOM = "kit_no_room"  # path, needed (bytes), available (bytes)
    KIT_READ_ONLY = "kit_read_only"  # path
    KIT_NOT_WRITTEN = "kit_not_written"  # path
    KIT_BUSY = "kit_busy"  # path: another copy or install works there
    KIT_SAME = "kit_same"  # path: source and target are one
    KIT_NO_OTHER = "kit_no_other"  # path: nothing to repair it from
    KIT_CANCELLED = "kit_cancelled"
    KEY_DAMAGED = "key_damaged"  # path
    KEY_LOCKED = "key_locked"  # path: the password is wrong
    KEY_EXISTS = "key_exists"  # path: no key is written over another

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
