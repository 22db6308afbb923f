"""The documents of JSON lines, as the corpus and the conversations hold them: one reader for all stages."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from soro_training.errors import Cause, Fault, TrainingError

Document = Mapping[str, Any]


def read(file: Path, *keys: str) -> Iterator[Document]:
    """The documents of a file, each with all of `keys`. Raises TrainingError FILE_DAMAGED with the line."""
    yield from (document for _start, document in placed(file, *keys))


def placed(file: Path, *keys: str) -> Iterator[tuple[int, Document]]:
    """As `read`, each with the byte at which its line begins, where `at` finds it again."""
    start = 0
    with file.open("rb") as lines:  # so that a broken byte is a fault of its line, and of no other
        for number, line in enumerate(lines, 1):
            yield start, _parsed(file, number, line, keys)
            start += len(line)


def at(file: Path, start: int) -> Document:
    """The document whose line begins at that byte."""
    with file.open("rb") as lines:
        lines.seek(start)
        found: Document = json.loads(lines.readline())
    return found


def texts(file: Path) -> Iterator[tuple[str, str]]:
    """Language and text of each document. Raises TrainingError FILE_DAMAGED with the line."""
    for document in read(file, "language", "text"):
        yield document["language"], document["text"]


def _parsed(file: Path, number: int, line: bytes, keys: tuple[str, ...]) -> Document:
    try:
        found: Document = json.loads(line.decode("utf-8"))
        for key in keys:
            found[key]
    except (ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            Fault.FILE_DAMAGED, path=str(file), line=number, cause=Cause.NO_DOCUMENT, detail=str(error)
        ) from error
    return found
