"""[evaluate]: which models are scored, on what, and within which limits."""

from dataclasses import field
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from soro_training import config
from soro_training.config import Count, Positive
from soro_training.evaluation.published import SetName


@config.table
class ModelTable:
    """[evaluate.models.LABEL]: a model; `kind` says what `path` is.

    gguf: a file, or 'base' (the one of [base], which may be 'development package'), or 'export' for the file
    that the export stage chose, or 'export:F32' for one of its kinds · folder: a Hugging Face checkpoint, or
    the name of a stage that wrote one · hub: a repository's id with its `revision` · server: the address of
    an OpenAI-compatible server such as http://localhost:8080, which serves the model `name`; its key, if it
    wants one, is read from the environment variable `key_variable`.
    """

    path: str
    kind: Literal["gguf", "folder", "hub", "server"] = "gguf"
    revision: str = ""
    name: str = ""
    key_variable: str = ""


@config.table
class SetTable:
    """[evaluate.sets.NAME]: a published set from a file in its own columns, or from the hub.

    `path` is a JSONL, Parquet, CSV or TSV file, whose text is kept out of the corpus, or empty for the hub.
    `split` is the hub's; none means the one with answers that the set is usually scored on.
    """

    form: SetName
    path: str = ""
    split: str = ""
    revision: str = ""


@config.table
class EvaluateTable:
    """[evaluate]. Without `models` these are scored: the base, the exported file and the unquantized one.

    `tasks` are names of the project's tasks and of `sets`; none means all of them. `folder` holds the tasks.
    `baseline` is the label that the others are compared with; none means the first. `limit` takes the first
    so many items of each task, 0 all. `context` is in tokens; `threads` 0 means as many as there are cores.
    `resamples` is how often the paired bootstrap draws, 100 times at least.
    """

    FREE: ClassVar = frozenset({"threads"})  # how fast it is done, and not what comes out

    models: dict[str, ModelTable] = field(default_factory=dict)
    baseline: str = ""
    tasks: tuple[str, ...] = ()
    sets: dict[str, SetTable] = field(default_factory=dict)
    folder: Path | None = None
    limit: Count = 0
    context: Positive = 4096
    threads: Count = 0
    short_tokens: Positive = 24
    tutoring_tokens: Positive = 260
    resamples: Annotated[int, Field(ge=100)] = 10_000
