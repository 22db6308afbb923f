"""Text files: a document a file, a document a line, or a document a line of JSON."""

import bz2
import codecs
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson
import zstandard

from soro_training.corpus.found import SAMPLE, Found
from soro_training.corpus.zstandard_file import open_zstandard

_OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": open_zstandard}
COMPRESSED = tuple(_OPENERS)
# What reading a damaged archive raises; gzip and bz2 raise a bare OSError besides, see _told.
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError)
_BLOCK = 1 << 20
_STRETCH = 1 << 14  # bytes of a text of lines that are held out together, about 1,500 words


def read_json(path: Path, span: tuple[int, int], longest: int, field: str) -> Iterator[Found]:
    """The documents of a JSON-lines file whose lines begin within `span` (bytes, the end is not in it)."""
    for at, line, problem in _lines(path, span, longest):
        place = f"{path.name}:{at}"
        if problem:
            yield Found(place, _sample(line), problem)
        elif line.strip():
            yield _from_json(place, line, field)


def read_lines(
    path: Path, span: tuple[int, int], longest: int, encoding: str, together: int = 1
) -> Iterator[Found]:
    """The lines of a text file that begin within `span` and are not empty, `together` of them a document."""
    some: list[Found] = []
    for at, line, problem in _lines(path, span, longest):
        if not line.strip():
            continue
        place, group = f"{path.name}:{at}", f"{path.name}:{at // _STRETCH}"
        found = Found(place, _sample(line), problem) if problem else _decoded(place, line, encoding)
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
    try:
        with _open(path) as file:
            content = file.read(longest + 1)
    except _DAMAGE as error:
        yield Found(path.name, _told(error), "damaged_archive")
        return
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


def _lines(path: Path, span: tuple[int, int], longest: int) -> Iterator[tuple[int, bytes, str]]:
    """Each line that begins within `span`: its first byte's place, itself, and what is wrong with it.

    Of a line longer than `longest` bytes, only a beginning is ever held in memory. Where an archive turns
    out to be damaged, what is said of it stands for the next line.
    """
    after = 0
    with _open(path) as file:
        try:
            for at, line, problem in _whole_lines(file, span, longest):
                yield at, line, problem
                after = at + len(line)
        except _DAMAGE as error:
            yield after, _told(error).encode(), "damaged_archive"


def _whole_lines(file: IO[bytes], span: tuple[int, int], longest: int) -> Iterator[tuple[int, bytes, str]]:
    start, end = span
    if start:
        file.seek(start - 1)
        _skip_line(file)
    while (at := file.tell()) < end and (line := file.readline(longest)):
        is_whole = len(line) < longest or line.endswith(b"\n")
        yield (at, line.rstrip(b"\r\n"), "") if is_whole else (at, line[: 4 * SAMPLE], "too_long")
        if not is_whole:
            _skip_line(file)


def _told(error: Exception) -> str:
    """What a damaged archive's error says; one of the system, such as a disk's, is raised again."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error
    return str(error) or type(error).__name__


def _skip_line(file: IO[bytes]) -> None:
    while (part := file.readline(_BLOCK)) and not part.endswith(b"\n"):
        pass


def _open(path: Path) -> IO[bytes]:
    file: IO[bytes] = _OPENERS.get(path.suffix, open)(path, "rb")
    return file
