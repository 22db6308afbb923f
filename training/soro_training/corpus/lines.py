"""Text files: a document a file, a document a line, or a document a line of JSON."""

import bz2
import codecs
import gzip
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson
import zstandard

from soro_training.corpus.found import SAMPLE, Found

_OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": zstandard.open}
COMPRESSED = tuple(_OPENERS)
_BLOCK = 1 << 20
_STRETCH = 1 << 14  # bytes of a text of lines that are held out together, about 1,500 words


def read_json(path: Path, span: tuple[int, int], longest: int, field: str) -> Iterator[Found]:
    """The documents of a JSON-lines file whose lines begin within `span` (bytes, the end is not in it)."""
    for at, line, is_whole in _lines(path, span, longest):
        place = f"{path.name}:{at}"
        if not is_whole:
            yield Found(place, _sample(line), "too_long")
        elif line.strip():
            yield _from_json(place, line, field)


def read_lines(
    path: Path, span: tuple[int, int], longest: int, encoding: str, together: int = 1
) -> Iterator[Found]:
    """The lines of a text file that begin within `span` and are not empty, `together` of them a document."""
    some: list[Found] = []
    for at, line, is_whole in _lines(path, span, longest):
        if not line.strip():
            continue
        place, group = f"{path.name}:{at}", f"{path.name}:{at // _STRETCH}"
        found = _decoded(place, line, encoding) if is_whole else Found(place, _sample(line), "too_long")
        if found.problem:
            yield Found(place, found.text, found.problem, group)
            continue
        some.append(Found(place, found.text, group=group))
        if len(some) == together:
            yield _joined(some)
            some = []
    if some:
        yield _joined(some)


def read_text(path: Path, longest: int, encoding: str) -> Iterator[Found]:
    """A text file as one document."""
    with _open(path) as file:
        content = file.read(longest + 1)
    if len(content) > longest:
        yield Found(path.name, _sample(content), "too_long")
    else:
        yield _decoded(path.name, content, encoding)


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of this name in which a line ends with the byte 10."""
    try:
        return codecs.lookup(name) is not None and "\n".encode(name) == b"\n"
    except (LookupError, UnicodeError):
        return False


def _joined(some: list[Found]) -> Found:
    return Found(some[0].place, "\n".join(one.text for one in some), group=some[0].group)


def _from_json(place: str, line: bytes, field: str) -> Found:
    found = _decoded(place, line, "utf-8")
    if found.problem:
        return found
    try:
        row = orjson.loads(found.text)
    except orjson.JSONDecodeError:
        return Found(place, _sample(line), "not_json")
    text = row.get(field) if isinstance(row, dict) else None
    return Found(place, text) if isinstance(text, str) else Found(place, _sample(line), "no_text")


def _decoded(place: str, content: bytes, encoding: str) -> Found:
    try:
        return Found(place, content.removeprefix(codecs.BOM_UTF8).decode(encoding))
    except UnicodeDecodeError:
        return Found(place, _sample(content), "broken_encoding")


def _sample(content: bytes) -> str:
    return content[: 4 * SAMPLE].decode("utf-8", "replace")[:SAMPLE]


def _lines(path: Path, span: tuple[int, int], longest: int) -> Iterator[tuple[int, bytes, bool]]:
    """Each line that begins within `span`: its first byte's place, itself, and whether all of it is there.

    Of a line longer than `longest` bytes, only a beginning is ever held in memory.
    """
    start, end = span
    with _open(path) as file:
        if start:
            file.seek(start - 1)
            _skip_line(file)
        while (at := file.tell()) < end and (line := file.readline(longest)):
            is_whole = len(line) < longest or line.endswith(b"\n")
            yield at, line.rstrip(b"\r\n") if is_whole else line[: 4 * SAMPLE], is_whole
            if not is_whole:
                _skip_line(file)


def _skip_line(file: IO[bytes]) -> None:
    while (part := file.readline(_BLOCK)) and not part.endswith(b"\n"):
        pass


def _open(path: Path) -> IO[bytes]:
    file: IO[bytes] = _OPENERS.get(path.suffix, open)(path, "rb")
    return file
