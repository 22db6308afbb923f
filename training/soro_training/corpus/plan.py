"""The plan of the reading: the sources cut into pieces, and the pieces dealt to tasks of like size."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from soro_training import run
from soro_training.corpus import columns, lines
from soro_training.corpus.table import CorpusTable, SourceTable
from soro_training.errors import Fault, TrainingError

SUFFIXES = {
    "jsonl": (".jsonl", ".ndjson", ".json"),
    "parquet": (".parquet",),
    "text": (".txt", ".md"),
    "lines": (".txt",),
    "html": (".html", ".htm", ".xhtml"),
    "warc": (".warc",),
    "pdf": (".pdf",),
    "epub": (".epub",),
    "docx": (".docx",),
}
_CUT_BY_BYTES = {"jsonl", "lines"}
_MEGABYTE = 1 << 20
_EVERYTHING = 1 << 62


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a source that one task reads: from `start` to before `end`, of `whole`.

    Counted in bytes for text of lines, row groups for Parquet, parts for the hub. `load` is about how many
    bytes there are to read; `mark` changes when the file does.
    """

    source: int
    path: str
    start: int = 0
    end: int = _EVERYTHING
    whole: int = 0
    load: int = 0
    mark: str = ""


def make(table: CorpusTable, folder: Path) -> int:
    """Write a file of pieces for each task into `folder`, whole or not at all; the number of tasks.

    Found again where it is there. Raises TrainingError FILE_MISSING, SOURCE_EMPTY, FILE_DAMAGED,
    COLUMN_MISSING, HUB_UNREACHABLE, SOURCE_CHANGED.
    """
    if folder.is_dir():
        tasks = sorted(folder.iterdir())
        for task in tasks:
            _check_unchanged(read(task))
        return len(tasks)
    number = -1
    with run.whole_folder(folder) as part:
        for number, pieces in enumerate(_dealt(_pieces(table), int(table.shard_mb * _MEGABYTE))):
            text = "".join(json.dumps(asdict(piece)) + "\n" for piece in pieces)
            task_file(part, number).write_text(text, encoding="utf-8")
    return number + 1


def task_file(folder: Path, task: int) -> Path:
    """Where the pieces of a task stand."""
    return folder / f"{task:05d}.jsonl"


def read(file: Path) -> Iterator[Piece]:
    """The pieces of a task."""
    with file.open(encoding="utf-8") as rows:
        for row in rows:
            yield Piece(**json.loads(row))


def _check_unchanged(pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        if piece.mark and piece.mark != _mark(Path(piece.path)):
            raise TrainingError(Fault.SOURCE_CHANGED, path=piece.path)


def _mark(path: Path) -> str:
    """The file's size and time, as `evaluate` and `release` know files; a hash would cost another reading.

    A copy that has lost its time is taken for a changed one: nothing but a reading could tell.
    """
    return run.file_mark(path) if path.is_file() else ""


def _dealt(pieces: Iterable[Piece], most: int) -> Iterator[list[Piece]]:
    """The pieces in their order, as many together as hold about `most` bytes."""
    some: list[Piece] = []
    size = 0
    for piece in pieces:
        if some and size + piece.load > most:
            yield some
            some, size = [], 0
        some.append(piece)
        size += piece.load
    if some:
        yield some


def _pieces(table: CorpusTable) -> Iterator[Piece]:
    most = int(table.shard_mb * _MEGABYTE)
    for number, source in enumerate(table.source):
        if source.kind == "project":
            yield Piece(number, "")
        elif source.kind == "hub":
            from soro_training.corpus import hub  # only here: it takes pandas along, seconds in each process

            shards = hub.shards_of(source)
            # The size of a data set is not told, so that each part of it is a task.
            yield from (Piece(number, source.path, at, at + 1, shards, load=most) for at in range(shards))
        else:
            for path in _files(source):
                yield from _cut(number, source, path, most)


def _cut(number: int, source: SourceTable, path: Path, most: int) -> Iterator[Piece]:
    size, mark = path.stat().st_size, _mark(path)
    if source.kind == "parquet":
        groups = columns.row_groups(path, source.field)
        for at in range(groups):
            yield Piece(number, str(path), at, at + 1, groups, size // groups, mark)
    elif source.kind in _CUT_BY_BYTES and path.suffix not in lines.COMPRESSED:
        for at in range(0, size, most):
            end = min(at + most, size)
            yield Piece(number, str(path), at, end, load=end - at, mark=mark)
    else:
        yield Piece(number, str(path), load=size, mark=mark)


def _files(source: SourceTable) -> Iterator[Path]:
    """The files of a source in their order; a file that is named itself may have any name."""
    path = Path(source.path)
    if path.is_file():
        yield path
        return
    if not source.path or not path.is_dir():
        raise TrainingError(Fault.FILE_MISSING, path=source.path or f"({source.name})")
    is_empty = True
    for folder, inner, names in os.walk(path):
        inner.sort()
        for name in sorted(names):
            if _is_of_kind(name, source.kind):
                is_empty = False
                yield Path(folder, name)
    if is_empty:
        raise TrainingError(Fault.SOURCE_EMPTY, path=str(path), name=source.name)


def _is_of_kind(name: str, kind: str) -> bool:
    name = name.lower()
    for ending in lines.COMPRESSED:
        name = name.removesuffix(ending)
    return name.endswith(SUFFIXES[kind]) and not name.startswith(".")
