"""Books and papers: EPUB and DOCX, both zip archives of XML."""

import posixpath
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.opc.exceptions
import lxml.etree
import trafilatura

from soro_training.corpus.found import Found

_CONTAINER = "META-INF/container.xml"
_DAMAGED = (zipfile.BadZipFile, lxml.etree.XMLSyntaxError, KeyError, ValueError, OSError, NotImplementedError)


def read_epub(path: Path, longest: int) -> Iterator[Found]:
    """An EPUB book as one document, its chapters in reading order (the spine of EPUB 2 and 3)."""
    try:
        with zipfile.ZipFile(path) as book:
            names = _spine(book)
            if sum(book.getinfo(name).file_size for name in names) > longest:
                yield Found(path.name, "", "too_long")
                return
            chapters = [_chapter(book.read(name)) for name in names]
    except _DAMAGED as error:
        yield Found(path.name, repr(error), "damaged_book")
        return
    yield Found(path.name, "\n\n".join(filter(None, chapters)))


def read_docx(path: Path, longest: int) -> Iterator[Found]:
    """A DOCX file as one document: its paragraphs and tables in reading order."""
    try:
        with zipfile.ZipFile(path) as file:
            if (
                sum(part.file_size for part in file.infolist() if part.filename.endswith(".xml"))
                > 8 * longest
            ):
                yield Found(path.name, "", "too_long")
                return
        content = docx.Document(str(path)).iter_inner_content()
        blocks = [_block(block) for block in content]
    except (*_DAMAGED, docx.opc.exceptions.PackageNotFoundError) as error:
        yield Found(path.name, repr(error), "damaged_book")
        return
    yield Found(path.name, "\n\n".join(filter(None, blocks)))


def _spine(book: zipfile.ZipFile) -> list[str]:
    """The archive's names of the chapters, in the order in which they are read."""
    container = lxml.etree.fromstring(book.read(_CONTAINER))
    package = container.find(".//{*}rootfile").get("full-path")
    content = lxml.etree.fromstring(book.read(package))
    files = {item.get("id"): item.get("href") for item in content.iterfind(".//{*}manifest/{*}item")}
    order = [files[item.get("idref")] for item in content.iterfind(".//{*}spine/{*}itemref")]
    folder = posixpath.dirname(package)
    return [posixpath.normpath(posixpath.join(folder, urllib.parse.unquote(name))) for name in order]


def _chapter(content: bytes) -> str:
    # Short chapters hold too little for a main text to be found in them.
    text = trafilatura.extract(content, favor_recall=True, include_comments=False)
    return text or trafilatura.html2txt(content) or ""


def _block(block: "docx.text.paragraph.Paragraph | docx.table.Table") -> str:
    if isinstance(block, docx.table.Table):
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
    return str(block.text)
