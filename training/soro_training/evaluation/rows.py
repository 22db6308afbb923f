"""The rows of a published set: from a JSONL, Parquet, CSV or TSV file, or from the hub."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.evaluation.task_file import decoded

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the order in which they were published, and what tells this version from others."""

    content: tuple[Row, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a set lies on the hub."""

    repository: str
    config: str = ""
    split: str = "test"
    revision: str = ""


def from_file(path: Path) -> Rows:
    """The rows of a file, by its ending. Raises TrainingError FILE_MISSING, FILE_DAMAGED."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise TrainingError(Fault.FILE_MISSING, path=str(path)) from error
    read = {".parquet": _parquet, ".csv": _separated, ".tsv": _separated}.get(
        path.suffix.lower(), _json_lines
    )
    rows = tuple(read(content, path))
    if not rows:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=0, cause=Cause.EMPTY)
    return Rows(rows, hashlib.sha256(content).hexdigest())


def from_hub(place: Place) -> Rows:
    """The rows of a data set of the hub. Raises TrainingError HUB_UNREACHABLE."""
    import datasets  # only here: it takes seconds, and files need none of it

    try:
        found = datasets.load_dataset(
            place.repository, place.config or None, split=place.split, revision=place.revision or None
        )
    except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TrainingError(Fault.HUB_UNREACHABLE, source=place.repository, detail=detail) from error
    rows = tuple(dict(row) for row in found)
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, default=str)
    return Rows(rows, hashlib.sha256(text.encode()).hexdigest())


def _json_lines(content: bytes, path: Path) -> Iterator[Row]:
    for line, text in enumerate(decoded(content, path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=line, detail=str(error)) from error
        if not isinstance(row, dict):
            raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=line, cause=Cause.NO_OBJECT)
        yield row


def _separated(content: bytes, path: Path) -> Iterator[Row]:
    is_tabbed = path.suffix.lower() == ".tsv"
    text = io.StringIO(decoded(content, path), newline="")
    reader = csv.DictReader(text, delimiter="\t" if is_tabbed else ",")
    try:
        yield from reader
    except csv.Error as error:
        detail = str(error)
        raise TrainingError(
            Fault.FILE_DAMAGED, path=str(path), line=reader.line_num, detail=detail
        ) from error


def _parquet(content: bytes, path: Path) -> Iterator[Row]:
    import pyarrow
    import pyarrow.parquet

    try:
        found = pyarrow.parquet.read_table(pyarrow.BufferReader(content))
    except pyarrow.ArrowException as error:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=0, detail=str(error)) from error
    yield from found.to_pylist()
