"""Pages of the web: HTML files and WARC archives, of which only the main text is taken."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from soro_training.corpus.found import SAMPLE, Found

_PAGES = ("text/html", "application/xhtml+xml")


def read_html(path: Path, longest: int) -> Iterator[Found]:
    """An HTML file as one document."""
    with path.open("rb") as file:
        yield page(path.name, file.read(longest + 1), longest)


def read_warc(path: Path, longest: int) -> Iterator[Found]:
    """The pages of a WARC archive, with or without gzip."""
    with path.open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file)):
                if record.rec_type in {"response", "conversion"}:
                    yield _from_record(f"{path.name}:{number}", record, longest)
        except (ArchiveLoadFailed, OSError, EOFError, zlib.error) as error:
            yield Found(f"{path.name}:end", str(error), "damaged_archive")


def page(place: str, content: bytes, longest: int) -> Found:
    """The main text of an HTML page; trafilatura finds its encoding."""
    if len(content) > longest:
        return Found(place, _sample(content), "too_long")
    text = trafilatura.extract(content, include_comments=False, include_tables=True)
    return Found(place, text) if text else Found(place, _sample(content), "no_main_text")


def _from_record(place: str, record: Any, longest: int) -> Found:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else "") or ""
    content = record.content_stream().read(longest + 1)
    if len(content) <= longest and record.raw_stream.limit:
        return Found(place, _sample(content), "damaged_archive")  # it ends before the record does
    if record.rec_type == "conversion":  # the plain text of a WET archive
        return Found(place, content.decode("utf-8", "replace"))
    if not kind.startswith(_PAGES):
        return Found(place, f"{record.rec_headers.get_header('WARC-Target-URI')} {kind}", "not_html")
    return page(place, content, longest)


def _sample(content: bytes) -> str:
    return content[: 4 * SAMPLE].decode("utf-8", "replace")[:SAMPLE]
