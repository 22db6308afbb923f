"""The catalog of models: what each file is, how large and of which hash, and from where it can be got."""

import dataclasses
import functools
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from soro_tutor import paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import names

SCHEMA = "catalog.schema.json"
Row = TypeVar("Row", "Shard", "Memory", "Score", "Source")

LARGEST = 2**20  # bytes of a catalog; one with a thousand models has fewer


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of a model; `sha256` in lower-case hexadecimal."""

    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of memory with a context of so many tokens: as the program prefers it, and at least."""

    context: int
    bytes: int
    least_bytes: int


@dataclass(frozen=True, slots=True)
class Score:
    """The accuracy, 0 to 1, on the `n` items of a task or subject; the standard error of one item is None."""

    name: str
    n: int
    accuracy: float
    standard_error: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model can be got: a `repository` of the hub at one commit, or a Python package by `name`."""

    kind: str
    repository: str = ""
    revision: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that may be got. `is_base`: it was never taught to answer, and its Tajik is poor."""

    name: str
    is_trial: bool
    is_base: bool
    licence: str
    notice: str
    base: str
    languages: tuple[str, ...]
    parameters: int
    quantization: str
    vocabulary: int
    context: int
    bytes: int
    least_program: str
    shards: tuple[Shard, ...]
    memory: tuple[Memory, ...]
    tasks: tuple[Score, ...]
    subjects: tuple[Score, ...]
    sources: tuple[Source, ...]

    def memory_for(self, context: int) -> Memory:
        """What the model takes with a context of so many tokens, by the row for the next longer one."""
        rows = sorted(self.memory, key=lambda row: row.context)
        return next((row for row in rows if row.context >= context), rows[-1])


@dataclass(frozen=True, slots=True)
class Catalog:
    """All models by name, and why the files that could not be read were left out."""

    models: Mapping[str, Model]
    damaged: tuple[TutorError, ...] = ()

    def find(self, name: str) -> Model:
        """The model of this name, in whatever case. Raises TutorError MODEL_UNKNOWN(name)."""
        for model in self.models.values():
            if model.name.casefold() == name.casefold():
                return model
        raise TutorError(ErrorCode.MODEL_UNKNOWN, name=name)


def load(data_dir: Path) -> Catalog:
    """The program's own models, and those that a file in the data folder adds or says anew.

    A model that came with a catalog file of its own has it beside its shards. A damaged file hides no other.
    """
    files = [file for folder in paths.catalogs(data_dir) for file in sorted(folder.glob("*.toml"))]
    models = paths.models(data_dir)
    own = [
        file for pattern in ("*/catalog.toml", "*/*/catalog.toml") for file in sorted(models.glob(pattern))
    ]
    return gathered([*files, *own])


def gathered(files: Iterable[Path]) -> Catalog:
    """The models of these files; of two with one name the later counts."""
    models: dict[str, Model] = {}
    damaged = []
    for file in files:
        try:
            models |= {model.name.casefold(): model for model in read(file)}
        except TutorError as error:
            damaged.append(error)
    return Catalog({model.name: model for model in models.values()}, tuple(damaged))


def read(file: Path) -> tuple[Model, ...]:
    """The models of one file, held against the schema. Raises TutorError CATALOG_DAMAGED(path, detail)."""
    path = str(file)
    try:
        if file.stat().st_size > LARGEST:
            raise _damaged(path, f"> {LARGEST}")
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _damaged(path, error.strerror or "") from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    return models_of(document, path)


def models_of(document: Mapping[str, Any], path: str = "") -> tuple[Model, ...]:
    """The models of a parsed catalog; `path` is only named in errors. Raises TutorError CATALOG_DAMAGED."""
    for error in _validator().iter_errors(document):
        raise _damaged(path, f"{error.json_path}: {error.message[:200]}")
    models = tuple(_model(table) for table in document["model"])
    for model in models:
        _check(model, path)
    if len({model.name.casefold() for model in models}) < len(models):
        raise _damaged(path, "name: twice")
    return models


def _check(model: Model, path: str) -> None:
    """What no schema can say."""
    if sum(shard.bytes for shard in model.shards) != model.bytes:
        raise _damaged(path, f"{model.name}: bytes: not the sum of the shards")
    if len({shard.file.casefold() for shard in model.shards}) < len(model.shards):
        raise _damaged(path, f"{model.name}: shard: one file twice")
    for name in (model.name, *(shard.file for shard in model.shards)):
        if not _is_name(name):
            raise _damaged(path, f"{model.name}: {name!r}: no name of a file")


def _is_name(name: str) -> bool:
    """Whether a file may be called so on every system; no folder stands before it."""
    try:
        names.check(name)
    except TutorError:
        return False
    return "/" not in name


@functools.cache
def _validator() -> Any:
    import jsonschema  # only here: it takes a second, and only those who look for a model wait for it

    schema = json.loads((paths.model_catalog() / SCHEMA).read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def _model(table: Mapping[str, Any]) -> Model:
    return Model(
        **{key: table[key] for key in _PLAIN},
        is_base=table.get("is_base", False),
        languages=tuple(table["languages"]),
        shards=_rows(table, "shard", Shard),
        memory=_rows(table, "memory", Memory),
        tasks=_rows(table, "task", Score),
        subjects=_rows(table, "subject", Score),
        sources=_rows(table, "source", Source),
    )


_PLAIN = (
    *("name", "is_trial", "licence", "notice", "base", "parameters", "quantization"),
    *("vocabulary", "context", "bytes", "least_program"),
)


def _rows(table: Mapping[str, Any], key: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of a table in the table, without keys that a newer program may know."""
    known = [field.name for field in dataclasses.fields(kind)]
    rows = ({name: row[name] for name in known if name in row} for row in table.get(key, ()))
    return tuple(kind(**row) for row in rows)


def _damaged(path: str, detail: str) -> TutorError:
    return TutorError(ErrorCode.CATALOG_DAMAGED, path=path, detail=detail)
