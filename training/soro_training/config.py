"""The config of a run: one TOML file with a table for each stage, read into frozen dataclasses."""

import json
import re
import tomllib
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast, dataclass_transform

import pydantic
from pydantic import Field
from pydantic.dataclasses import dataclass

from soro_training.errors import Fault, TrainingError

T = TypeVar("T")
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Amount = Annotated[float, Field(ge=0)]
PositiveAmount = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Part = Annotated[float, Field(ge=0, lt=1)]  # a share that leaves something


@dataclass_transform(frozen_default=True)
def table(kind: type[T]) -> type[T]:
    """Make a class a table of the config: a frozen dataclass that refuses keys it does not know."""
    made: Any = dataclass(frozen=True, slots=True, config=pydantic.ConfigDict(extra="forbid"))(kind)
    return cast("type[T]", made)


@table
class RunTable:
    """[run]: where the run's folder lies, and the seed of everything that is drawn.

    A relative `folder` starts at the current folder. The `name` stands in the names of the files that
    the run makes: letters, digits and . - _ only.
    """

    name: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    folder: Path
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0  # numpy takes no other


@table
class BaseTable:
    """[base]: the model that the run starts from; `kind` says what `source` is.

    gguf: a GGUF file, or 'development package' · folder: a Hugging Face checkpoint · hub: a repository's id
    with its `revision` · scratch: no weights; the sizes below make a small Gemma 3 with drawn ones
    (llama.cpp knows Gemma 3 with five sliding layers to one full one, so `layers` is a multiple of six).
    `licence` and `name` are written into what is released.
    """

    kind: Literal["gguf", "folder", "hub", "scratch"] = "gguf"
    source: str = "development package"
    revision: str = ""
    name: str = ""
    licence: str = ""
    layers: Annotated[int, Field(ge=6, multiple_of=6)] = 6
    embedding: Positive = 256
    heads: Positive = 4
    feed_forward: Positive = 1024
    context: Positive = 512


@table
class Config:
    """A config file: its general tables, and the raw ones of its stages."""

    path: Path
    run: RunTable
    base: BaseTable
    text: str
    tables: dict[str, Any] = field(default_factory=dict)

    def stage(self, name: str, kind: type[T]) -> T:
        """The stage's table as the dataclass `kind`; with its defaults where the file has no such table.

        Raises TrainingError CONFIG_KEY_UNKNOWN, CONFIG_KEY_MISSING or CONFIG_VALUE_WRONG with the line.
        """
        return _convert(self.path, self.text, name, self.tables.get(name, {}), kind)


def load(path: Path, stages: tuple[str, ...]) -> Config:
    """Read a config; its tables may be [run], [base] and one for each of `stages`.

    Raises TrainingError CONFIG_MISSING, CONFIG_IS_FOLDER, CONFIG_NOT_TOML, CONFIG_KEY_UNKNOWN,
    CONFIG_KEY_MISSING or CONFIG_VALUE_WRONG.
    """
    text = _read(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TrainingError(Fault.CONFIG_NOT_TOML, path=str(path), detail=str(error)) from error
    for name in tables:
        if name not in {"run", "base", *stages}:
            raise _wrong(Fault.CONFIG_KEY_UNKNOWN, path, text, (name,))
    if "run" not in tables:
        raise _wrong(Fault.CONFIG_KEY_MISSING, path, text, ("run",))
    run = _convert(path, text, "run", tables["run"], RunTable)
    base = _convert(path, text, "base", tables.get("base", {}), BaseTable)
    return Config(path, run, base, text, tables)


def line_of(text: str, place: tuple[str | int, ...]) -> int:
    """The line, from 1, on which the key at `place` stands in a TOML text; else that of its table; else 1.

    `place` is a table's name, then keys, and numbers for the elements of arrays of tables. Only a guess for
    tables written inline, where the line of the key that holds them is given.
    """
    lines = text.splitlines()
    line, path = 1, ""
    for part in place:
        if isinstance(part, int):
            headers = [at for at, one in enumerate(lines, 1) if one.strip().startswith(f"[[{path}]]")]
            line = headers[part] if part < len(headers) else line
            continue
        path = f"{path}.{part}" if path else part
        found = _header(lines, path) or _key(lines, part, line)
        line = found or line
    return line


def _header(lines: list[str], path: str) -> int:
    return next((at for at, one in enumerate(lines, 1) if re.match(rf"\s*\[\[?{re.escape(path)}\]", one)), 0)


def _key(lines: list[str], key: str, start: int) -> int:
    """Where `key` is given after the header on line `start` and before the next header; 0 for nowhere."""
    for at, one in enumerate(lines[start:], start + 1):
        if one.lstrip().startswith("["):
            return 0
        if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", one):
            return at
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TrainingError(Fault.CONFIG_MISSING, path=str(path)) from error
    except IsADirectoryError as error:
        raise TrainingError(Fault.CONFIG_IS_FOLDER, path=str(path)) from error
    except UnicodeDecodeError as error:
        raise TrainingError(Fault.CONFIG_NOT_TOML, path=str(path), detail=str(error)) from error


def _convert(path: Path, text: str, name: str, found: Any, kind: type[T]) -> T:
    # As JSON, since only there pydantic's strict mode takes text for a path and an array for a tuple.
    try:
        content = json.dumps(found, default=str)
        return pydantic.TypeAdapter(kind).validate_json(content, strict=True)
    except pydantic.ValidationError as error:
        first: Any = error.errors()[0]
        faults = {
            "unexpected_keyword_argument": Fault.CONFIG_KEY_UNKNOWN,
            "missing": Fault.CONFIG_KEY_MISSING,
        }
        fault = faults.get(first["type"], Fault.CONFIG_VALUE_WRONG)
        detail = first["msg"] if fault is Fault.CONFIG_VALUE_WRONG else ""
        raise _wrong(fault, path, text, (name, *first["loc"]), detail) from error


def _wrong(
    fault: Fault, path: Path, text: str, place: tuple[str | int, ...], detail: str = ""
) -> TrainingError:
    key = ".".join(str(part) for part in place)
    return TrainingError(fault, path=str(path), line=line_of(text, place), key=key, detail=detail)
