"""The first steps of the pipeline: a task reads its pieces of the sources, later its own documents again."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from soro_training.corpus import book, columns, lines, pdf, plan, project, web
from soro_training.corpus.found import Found
from soro_training.corpus.plan import Piece
from soro_training.corpus.table import CorpusTable, SourceTable

_MEGABYTE = 1 << 20


class ReadSources(PipelineStep):
    """Every document of a task's pieces, also those that cannot be read: the next step rejects them by name.

    datatrove's own readers are not taken, since they drop such documents with no more than a line in a log,
    and the rest of a file with a document that is no UTF-8.
    """

    type = "READER"
    name = "sources"

    def __init__(self, table: CorpusTable, folder: Path) -> None:
        super().__init__()
        self.table = table
        self.folder = folder

    def run(self, _data: Any = None, rank: int = 0, _world_size: int = 1) -> Iterator[Document]:
        """The documents of the pieces in the plan of task `rank`."""
        for piece in plan.read(plan.task_file(self.folder, rank)):
            source = self.table.source[piece.source]
            for found in read(piece, source, int(self.table.longest_mb * _MEGABYTE)):
                yield _document(found, piece, source)


class ReadAgain(PipelineStep):
    """The documents that task `rank` wrote into a folder in an earlier phase; none where it wrote none."""

    type = "READER"
    name = "documents"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def run(self, _data: Any = None, rank: int = 0, _world_size: int = 1) -> Iterator[Document]:
        """The documents in their order."""
        yield from documents(self.folder / f"{rank:05d}.jsonl")


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file that datatrove wrote; none where there is no such file."""
    if path.exists():
        with path.open("rb") as rows:
            yield from map(document, rows)


def document(row: bytes) -> Document:
    """The document in a line that was written on the way."""
    kept = orjson.loads(row)
    return Document(kept["text"], kept["id"], metadata=kept["metadata"])


def read(piece: Piece, source: SourceTable, longest: int) -> Iterator[Found]:
    """What stands in a piece of a source; `longest` is in bytes of a document."""
    return _READERS[source.kind](piece, source, longest)


def _of_files(read_file: Callable[[Path, int], Iterator[Found]]) -> "_Reader":
    return lambda piece, _source, longest: read_file(Path(piece.path), longest)


def _of_hub(piece: Piece, source: SourceTable, longest: int) -> Iterator[Found]:
    from soro_training.corpus import hub  # only here: it takes pandas along, seconds in each process

    return hub.read_hub(source, (piece.start, piece.end), piece.whole, longest)


_Reader = Callable[[Piece, SourceTable, int], Iterator[Found]]
_READERS: dict[str, _Reader] = {
    "jsonl": lambda piece, source, longest: lines.read_json(
        Path(piece.path), (piece.start, piece.end), longest, source.field
    ),
    "lines": lambda piece, source, longest: lines.read_lines(
        Path(piece.path), (piece.start, piece.end), longest, source.encoding, source.together
    ),
    "text": lambda piece, source, longest: lines.read_text(Path(piece.path), longest, source.encoding),
    "parquet": lambda piece, source, longest: columns.read_parquet(
        Path(piece.path), (piece.start, piece.end), longest, source.field
    ),
    "hub": _of_hub,
    "html": _of_files(web.read_html),
    "warc": _of_files(web.read_warc),
    "pdf": _of_files(pdf.read_pdf),
    "epub": _of_files(book.read_epub),
    "docx": _of_files(book.read_docx),
    "project": lambda *_: project.read_project(),
}


def _document(found: Found, piece: Piece, source: SourceTable) -> Document:
    place = _place(piece, source, found.place)
    return Document(
        found.text,
        place,
        metadata={
            "source": source.name,
            "number": piece.source,
            "licence": found.licence or source.licence,
            "weight": source.weight,
            "group": _place(piece, source, found.group) if found.group else place,
            "is_heldout": found.is_heldout,
            "problem": found.problem,
            "is_curated": source.is_curated or source.kind == "project",
        },
    )


def _place(piece: Piece, source: SourceTable, place: str) -> str:
    """A place within all sources; files of one name lie in different folders of a source."""
    folder = os.path.relpath(os.path.dirname(piece.path), source.path) if os.path.isdir(source.path) else "."
    return f"{source.name}/{place}" if folder == "." else f"{source.name}/{folder}/{place}"
