"""The errors that the training expects, as codes; the words for them stand in messages.py."""

from enum import StrEnum


class Fault(StrEnum):
    """One kind of expected error; the comment names the data that goes with it.

    Where it says so, there may be a `cause` (one of Cause, with its own data) or a `detail`: what a library
    or another program said, in its own words.
    """

    STAGE_UNKNOWN = "stage_unknown"  # stage, stages
    LIBRARIES_MISSING = "libraries_missing"  # name: of the first library that is not installed
    CONFIG_NOT_NAMED = "config_not_named"  # stage, path: of a config that there is
    CONFIG_MISSING = "config_missing"  # path
    CONFIG_IS_FOLDER = "config_is_folder"  # path
    CONFIG_NOT_TOML = "config_not_toml"  # path, detail (names the line)
    CONFIG_KEY_UNKNOWN = "config_key_unknown"  # path, line, key
    CONFIG_KEY_MISSING = "config_key_missing"  # path, line, key
    CONFIG_VALUE_WRONG = "config_value_wrong"  # path, line, key, cause or detail
    CONFIG_CHANGED = "config_changed"  # path: of the folder that was written with another config
    FOLDER_IS_FILE = "folder_is_file"  # path
    FOLDER_FOREIGN = "folder_foreign"  # path: it holds files that no run has made
    INPUT_CHANGED = "input_changed"  # path, stage: the earlier one that was made anew
    FOLDER_IN_USE = "folder_in_use"  # path
    STAGE_NOT_DONE = "stage_not_done"  # stage, path: an earlier stage whose result is needed
    VOCABULARY_TOO_SMALL = "vocabulary_too_small"  # size, least
    DISK_FULL = "disk_full"  # path
    FILE_MISSING = "file_missing"  # path
    CONVERTER_MISSING = "converter_missing"  # cause or detail
    CONVERTER_REFUSED = "converter_refused"  # path, cause or detail
    EXPORT_KIND_UNKNOWN = "export_kind_unknown"  # kind, kinds
    PARITY_LOST = "parity_lost"  # path, mean, top1
    CORPUS_EMPTY = "corpus_empty"  # path
    GGUF_DAMAGED = "gguf_damaged"  # path, detail; or raised from the application's TutorError
    GGUF_NOT_GEMMA = "gguf_not_gemma"  # path, architecture
    GGUF_WITHOUT_TOKENIZER = "gguf_without_tokenizer"  # path
    PACKAGE_MISSING = "package_missing"  # name: of the package with the small model
    CHECKPOINT_UNREADABLE = "checkpoint_unreadable"  # path, detail
    CHECKPOINT_NOT_GEMMA = "checkpoint_not_gemma"  # path, architecture
    HUB_UNREACHABLE = "hub_unreachable"  # source, detail
    TASK_UNKNOWN = "task_unknown"  # name, names: those that there are
    ITEM_TWICE = "item_twice"  # path, line, name: of the item
    ITEM_ANSWER_OUTSIDE = "item_answer_outside"  # path, line, name: of the item
    CANARY_MISSING = "canary_missing"  # path, line, name: of the item
    SET_COLUMNS_MISSING = "set_columns_missing"  # path, name: of the set, names: of the columns missing
    MODEL_REFUSED = "model_refused"  # path, detail; or raised from the application's TutorError
    MODEL_LABEL_UNKNOWN = "model_label_unknown"  # name, names: the labels that there are
    MODEL_LABEL_WRONG = "model_label_wrong"  # name
    SERVER_FAILED = "server_failed"  # path: its address, cause or detail
    COMPARE_NEEDS_TWO = "compare_needs_two"
    SCORES_MISSING = "scores_missing"  # path
    SCORES_APART = "scores_apart"  # path: of the second model's scores
    SOURCE_EMPTY = "source_empty"  # path, name: of the source
    COLUMN_MISSING = "column_missing"  # path, name, names: of the columns that are there
    CORPUS_NOTHING_LEFT = "corpus_nothing_left"  # path: of the report, documents, reason, count
    EXECUTOR_MISSING = "executor_missing"  # name: of the program that starts tasks
    EXECUTOR_FAILED = "executor_failed"  # path: of the tasks' logs, name: of the phase
    SOURCE_CHANGED = "source_changed"  # path
    FILE_DAMAGED = "file_damaged"  # path, line (0: the whole file), cause and detail
    SERVER_ENVIRONMENT_MISSING = "server_environment_missing"  # cause or detail
    SERVER_SCHEME_UNKNOWN = "server_scheme_unknown"  # scheme, schemes
    COMPRESSION_FAILED = "compression_failed"  # path, scheme (none: the scores), cause or detail
    SHARD_TOO_LARGE = "shard_too_large"  # path, limit (bytes)
    RELEASE_UNSCORED = "release_unscored"  # path, name: of the file
    SCORE_LOST = "score_lost"  # name: of the quantization, lost (with its standard error), most: in per cent
    SCORES_PARTIAL = "scores_partial"  # name: of the file, tasks: their names
    SCORE_ZERO = "score_zero"  # of the unquantized model
    BENCHMARK_EMPTY = "benchmark_empty"  # path: of a file or folder that no text of a benchmark is in
    BENCHMARK_IN_CORPUS = "benchmark_in_corpus"  # document, benchmark, words
    CORPUS_OTHER = "corpus_other"  # path: of a model that was made from another corpus
    LICENCE_MISSING = "licence_missing"  # name: of the source
    LICENCE_UNFIT = "licence_unfit"  # name: of the source or base, licence
    BASE_LICENCE_MISSING = "base_licence_missing"  # name: of the base model
    TERMS_MISSING = "terms_missing"
    NOTHING_TO_LEARN = "nothing_to_learn"  # length: tokens of a row; no text of the stage before fills one
    NOTHING_TO_REPLAY = "nothing_to_replay"
    TRAINING_DIVERGED = "training_diverged"  # step: after which the loss was no number
    STEP_CHANGED = "step_changed"  # before, now: rows of a step


class Cause(StrEnum):
    """Why, where one fault has many causes; the comment names the data that goes with it."""

    EMPTY = "empty"
    NOT_UTF8 = "not_utf8"
    NAME_OTHER = "name_other"  # name, folder
    NO_OBJECT = "no_object"
    NO_DOCUMENT = "no_document"
    NO_ROW_FITS = "no_row_fits"
    NAME_TWICE = "name_twice"
    ENCODING_UNFIT = "encoding_unfit"
    PATH_MISSING = "path_missing"
    MODEL_NOT_SERVED = "model_not_served"  # name
    NO_ECHO = "no_echo"
    TOKEN_OTHER = "token_other"  # noqa: S105 - no password
    NO_JSON = "no_json"
    PROGRAM_MISSING = "program_missing"  # name
    EXIT_CODE = "exit_code"  # code
    NO_FILE = "no_file"
    CHECKSUM_OTHER = "checksum_other"


class TrainingError(Exception):
    """An expected error: a fault and its data, never a sentence.

    `data` holds plain values (str, int, float) under the names that Fault lists.
    """

    def __init__(self, fault: Fault, **data: str | int | float) -> None:
        super().__init__(fault, data)
        self.fault = fault
        self.data = data

    def __str__(self) -> str:
        return f"{self.fault} {self.data}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.fault, self.data))


def last_line(text: str) -> str:
    """The last line of what a program wrote: there it says why it ended."""
    return next(reversed(text.strip().splitlines()), "")


def _rebuild(fault: Fault, data: dict[str, str | int | float]) -> TrainingError:
    """Unpickle a TrainingError: keyword arguments do not survive Exception's own pickling."""
    return TrainingError(fault, **data)
