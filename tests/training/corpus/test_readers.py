"""The readers: each kind of file gives its text, in order, and a name for what it cannot give."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

import docx
import pypdfium2
import zstandard
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from tests.training.corpus.corpora import tajik, write_jsonl

from soro_training.corpus import book, hub, lines, pdf, project, web
from soro_training.corpus.table import SourceTable
from soro_training.errors import Fault, TrainingError

LONGEST = 1 << 20
EVERYTHING = (0, 1 << 60)
PARAGRAPHS = [f"<p>{tajik(number)}</p>" for number in range(3)]
BODY = f"<nav>Меню</nav><main>{''.join(PARAGRAPHS)}</main>"
PAGE = f"<html><head><title>Саҳифа</title></head><body>{BODY}</body></html>"


def test_a_page_gives_its_main_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (found,) = web.read_html(tmp_path / "a.html", LONGEST)
    assert tajik(2) in found.text
    assert "Меню" not in found.text
    (tmp_path / "a.html").write_text("<html></html>", "utf-8")
    (found,) = web.read_html(tmp_path / "a.html", LONGEST)
    assert found.problem == "no_main_text"


def a_warc(path: Path) -> None:
    records = []
    for kind, body in (("image/png", b"\x89PNG"), ("text/html; charset=utf-8", PAGE.encode())):
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            "WARC-Date: 2026-11-27T00:00:00Z\r\nWARC-Target-URI: http://example.com/\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
    path.write_bytes(b"".join(records))


def test_an_archive_of_the_web_gives_its_pages(tmp_path: Path) -> None:
    a_warc(tmp_path / "a.warc.gz")
    picture, page = web.read_warc(tmp_path / "a.warc.gz", LONGEST)
    assert tajik(0) in page.text
    assert picture.problem == "not_html"


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    a_warc(tmp_path / "a.warc.gz")
    content = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(content[:-200])
    problems = [found.problem for found in web.read_warc(tmp_path / "a.warc.gz", LONGEST)]
    assert problems == ["not_html", "damaged_archive"]
    (tmp_path / "b.warc").write_bytes(b"no archive at all\n\n")
    assert [found.problem for found in web.read_warc(tmp_path / "b.warc", LONGEST)] == ["damaged_archive"]


def a_pdf(path: Path, *pages: str | None) -> Path:
    """Pages of text, or of a picture alone for None."""
    whole = pypdfium2.PdfDocument.new()
    for text in pages:
        figure = Figure(figsize=(6, 4))
        if text is None:
            figure.figimage([[0.0, 1.0], [1.0, 0.0]], resize=False)
        else:
            figure.text(0.05, 0.3, text, fontfamily="DejaVu Sans")
        out = io.BytesIO()
        FigureCanvasPdf(figure).print_pdf(out)
        whole.import_pages(pypdfium2.PdfDocument(out.getvalue()))
    whole.save(path)
    return path


def test_a_pdf_gives_its_text_with_broken_lines_and_words_made_whole(tmp_path: Path) -> None:
    text = "Ҳар як шаҳрванд ҳуқуқ дорад, ки таҳсило-\nти ройгон гирад ва\nдар мактаб хонад.\nБоби дуюм."
    (found,) = pdf.read_pdf(a_pdf(tmp_path / "a.pdf", text), LONGEST)
    assert found.text == (
        "Ҳар як шаҳрванд ҳуқуқ дорад, ки таҳсилоти ройгон гирад ва дар мактаб хонад.\nБоби дуюм."
    )


def test_a_scanned_page_is_rejected_by_name_and_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_languages", frozenset)
    scan, rest = pdf.read_pdf(a_pdf(tmp_path / "a.pdf", None, tajik(1)[:60]), LONGEST)
    assert (scan.problem, scan.place) == ("scanned_without_ocr", "a.pdf:1")
    assert rest.text.startswith(tajik(1)[:20])


def test_a_scanned_page_is_read_by_tesseract_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\ntest "$4" = tgk || exit 1\nhead -c 4 > /dev/null\necho "Забони тоҷикӣ"\n', "utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(pdf, "_languages", lambda: frozenset({"tgk"}))
    monkeypatch.setattr("shutil.which", lambda _name: str(program))
    (found,) = pdf.read_pdf(a_pdf(tmp_path / "a.pdf", None), LONGEST)
    assert (found.text.strip(), found.problem) == ("Забони тоҷикӣ", "")


def test_a_damaged_pdf_is_rejected_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 half")
    assert [found.problem for found in pdf.read_pdf(tmp_path / "a.pdf", LONGEST)] == ["damaged_pdf"]


def an_epub(path: Path) -> Path:
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Боби {0}</h1><p>{1}</p></body></html>"
    items = "".join(f'<item id="c{at}" href="text/c%20{at}.xhtml"/>' for at in range(2))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        file.writestr(
            "OEBPS/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
            '<spine><itemref idref="c1"/><itemref idref="c0"/></spine></package>',
        )
        for at in range(2):
            file.writestr(f"OEBPS/text/c {at}.xhtml", chapter.format(at, tajik(at)))
    return path


def test_an_epub_gives_its_chapters_in_reading_order(tmp_path: Path) -> None:
    (found,) = book.read_epub(an_epub(tmp_path / "a.epub"), LONGEST)
    assert 0 <= found.text.index(tajik(1)) < found.text.index(tajik(0))


def test_a_docx_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(tajik(0))
    document.add_table(1, 2).rows[0].cells[1].text = "ҷадвал"
    document.add_paragraph(tajik(1))
    document.save(str(tmp_path / "a.docx"))
    (found,) = book.read_docx(tmp_path / "a.docx", LONGEST)
    assert found.text == f"{tajik(0)}\n\n\tҷадвал\n\n{tajik(1)}"


@pytest.mark.parametrize("read", [book.read_epub, book.read_docx])
def test_a_damaged_book_is_rejected_by_name(tmp_path: Path, read: object) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK half")
    assert [found.problem for found in read(tmp_path / "a.zip", LONGEST)] == ["damaged_book"]  # type: ignore[operator]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("other.txt", "x")
    assert [found.problem for found in read(tmp_path / "a.zip", LONGEST)] == ["damaged_book"]  # type: ignore[operator]


@pytest.mark.parametrize("cuts", [1, 7, 64, 1000])
def test_lines_are_read_once_wherever_a_file_is_cut(tmp_path: Path, cuts: int) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("якум\r\nдуюм\n\nсеюм\nчорум".encode())
    size = file.stat().st_size
    found = [
        one.text
        for at in range(0, size, cuts)
        for one in lines.read_lines(file, (at, min(at + cuts, size)), LONGEST, "utf-8")
    ]
    assert found == ["якум", "дуюм", "сеюм", "чорум"]


def test_lines_make_a_document_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("якум\n\nдуюм\nсеюм\n", "utf-8")
    found = lines.read_lines(tmp_path / "a.txt", EVERYTHING, LONGEST, "utf-8", 2)
    assert [one.text for one in found] == ["якум\nдуюм", "сеюм"]


def test_a_compressed_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", [tajik(1)])
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (found,) = lines.read_json(tmp_path / "a.jsonl.gz", EVERYTHING, LONGEST, "text")
    assert found.text == tajik(1)


def test_a_data_set_in_the_form_of_the_hub_is_read(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "set" / "train.jsonl", [tajik(1), tajik(2)])
    source = SourceTable("a", "hub", path=str(tmp_path / "set"))
    shards = hub.shards_of(source)
    assert [found.text for found in hub.read_hub(source, (0, shards), shards, LONGEST)] == [
        tajik(1),
        tajik(2),
    ]


def test_a_data_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        hub.shards_of(SourceTable("a", "hub", path=str(tmp_path / "none")))
    assert refused.value.fault is Fault.HUB_UNREACHABLE


def test_the_projects_own_texts_are_exercises_terms_and_topics() -> None:
    found = list(project.read_project())
    kinds = {one.place.partition("/")[0] for one in found}
    assert kinds == {"bank", "glossary", "curriculum"}
    assert all(one.text and one.licence for one in found)
    diffusion = next(one.text for one in found if one.place == "bank/phys-7-diffusion-warm")
    assert "Паҳншавии қанд дар об диффузия аст." in diffusion


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}
packed = pytest.mark.parametrize("ending", list(PACKERS))


@packed
def test_compressed_texts_are_read_as_plain_ones(tmp_path: Path, ending: str) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", [tajik(number) for number in range(30)])
    content = plain.read_bytes()
    file = tmp_path / f"a.jsonl{ending}"
    file.write_bytes(PACKERS[ending](content[:1000]) + PACKERS[ending](content[1000:]))  # in two parts
    found = [one.text for one in lines.read_json(file, EVERYTHING, LONGEST, "text")]
    assert found == [tajik(number) for number in range(30)]
    found = [one.text for one in lines.read_lines(file, EVERYTHING, LONGEST, "utf-8")]
    assert "\n".join(found).encode() == content.rstrip(b"\n")
    assert [one.text for one in lines.read_text(file, LONGEST, "utf-8")] == [content.decode()]


def a_long_text(lines_of_it: int) -> list[str]:
    """Lines that no archive makes much smaller, so that half of it holds many."""
    prime = 10**9 + 7
    return [f"Сатри {at}: {pow(7, at, prime):x} {pow(5, at, prime):x}" for at in range(lines_of_it)]


@packed
def test_of_an_archive_that_breaks_off_what_came_before_stays(tmp_path: Path, ending: str) -> None:
    texts = a_long_text(60_000)
    content = PACKERS[ending]("\n".join(texts).encode())
    file = tmp_path / f"a.txt{ending}"
    file.write_bytes(content[: len(content) * 3 // 4])
    *good, last = lines.read_lines(file, EVERYTHING, LONGEST, "utf-8")
    assert [one.text for one in good] == texts[: len(good)]
    assert len(good) > 10_000
    assert last.problem == "damaged_archive"
    assert last.text
    assert last.place not in {one.place for one in good}
    together = lines.read_lines(file, EVERYTHING, LONGEST, "utf-8", together=7)
    assert "\n".join(one.text for one in together if not one.problem).split("\n") == texts[: len(good)]
    (found,) = lines.read_text(file, 1 << 30, "utf-8")
    assert found.problem == "damaged_archive"


@packed
def test_what_is_no_archive_is_named(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a.jsonl{ending}"
    file.write_bytes(b"no archive at all\n" * 20)
    assert [one.problem for one in lines.read_json(file, EVERYTHING, LONGEST, "text")] == ["damaged_archive"]


def test_an_error_of_the_disk_is_no_damaged_archive(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        list(lines.read_text(tmp_path, LONGEST, "utf-8"))
