"""PDF files: their text, and what tesseract reads from pages that were only scanned."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2

from soro_training.corpus.found import Found

_FEW = 20  # letters on a page below which a picture on it is taken for a scan
_RESOLUTION = 300 / 72  # tesseract wants about 300 dots an inch
_SECONDS = 120
# pdfium itself puts \x02 where a line ended in a hyphen, and drops the end of the line.
_BROKEN_WORD = re.compile(r"\x02\n?|(?<=\w)[-\u00ad\u2010\ufffe]\n(?=[a-zа-яёғӣқӯҳҷ])")
_BROKEN_LINE = re.compile(r"(?<![.!?:;…»\"\n])\n(?=[a-zа-яёғӣқӯҳҷ0-9(«])")


def read_pdf(path: Path, longest: int) -> Iterator[Found]:
    """A PDF file as one document, and each page of it that cannot be read as a rejected one."""
    try:
        file = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        yield Found(path.name, str(error), "damaged_pdf")
        return
    pages, letters = [], 0
    try:
        for number in range(len(file)):
            text, problem = _page(file, number)
            if problem:
                yield Found(f"{path.name}:{number + 1}", text, problem, group=path.name)
                continue
            pages.append(text)
            letters += len(text)
            if letters > longest:
                yield Found(path.name, pages[0], "too_long")
                return
    finally:
        file.close()
    if pages:
        yield Found(path.name, _joined(pages))


def _page(file: pypdfium2.PdfDocument, number: int) -> tuple[str, str]:
    """The text of a page, or what is known of it and the name of the problem."""
    try:
        page = file[number]
        text = page.get_textpage().get_text_bounded()
        if len(text.strip()) >= _FEW or not _has_picture(page):
            return text.replace("\r\n", "\n"), ""
        if "tgk" not in _languages():
            return text, "scanned_without_ocr"
        return _scanned(page)
    except pypdfium2.PdfiumError as error:
        return str(error), "damaged_page"


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def _scanned(page: pypdfium2.PdfPage) -> tuple[str, str]:
    picture = io.BytesIO()
    page.render(scale=_RESOLUTION, grayscale=True).to_pil().save(picture, "PNG")
    program = shutil.which("tesseract") or ""
    try:
        done = subprocess.run(
            [program, "-", "-", "-l", "tgk"], input=picture.getvalue(), capture_output=True, timeout=_SECONDS,
            check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        return str(error), "scanned_without_ocr"
    text = done.stdout.decode("utf-8", "replace").replace("\f", "")
    return (text, "") if text.strip() else ("", "scanned_without_text")


@cache
def _languages() -> frozenset[str]:
    """The languages that tesseract can read here; none where the program is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(done.stdout.split())


def _joined(pages: list[str]) -> str:
    """The pages as running text: words and sentences that a line's end broke are whole again."""
    text = _BROKEN_WORD.sub("", "\n\n".join(page.strip() for page in pages))
    return _BROKEN_LINE.sub(" ", text)
