"""Bad sources: each ends in a clear sentence or a named rejection, and what is good is kept."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

import pyarrow
import pyarrow.parquet
from tests.training.corpus.corpora import kept, lines_of, make, reasons, source, tajik, write_jsonl

from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for


def refused(folder: Path, sources: str, keys: str = "") -> TrainingError:
    with pytest.raises(TrainingError) as error:
        make(folder, sources, keys)
    assert sentence_for(error.value)
    return error.value


def test_an_empty_file_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [])
    assert refused(tmp_path, source("jsonl", file)).fault is Fault.CORPUS_NOTHING_LEFT


def test_a_corpus_of_one_language_that_is_not_tajik_leaves_its_report(tmp_path: Path) -> None:
    russian = lines_of("ru")
    texts = [" ".join(russian[at : at + 10]) for at in range(4)]
    error = refused(tmp_path, source("jsonl", write_jsonl(tmp_path / "texts.jsonl", texts)))
    assert error.fault is Fault.CORPUS_NOTHING_LEFT
    assert (error.data["reason"], error.data["count"], error.data["documents"]) == ("language_ru", 4, 4)
    assert "language_ru" in Path(str(error.data["path"])).read_text("utf-8")
    assert reasons(tmp_path / "out" / "corpus") == ["language_ru"] * 4


def test_what_is_no_utf8_or_no_json_is_rejected_and_its_neighbours_are_kept(tmp_path: Path) -> None:
    good = [json.dumps({"text": tajik(number)}, ensure_ascii=False).encode() for number in range(3)]
    file = tmp_path / "texts.jsonl"
    bad = [
        '{"text": "Сал\xd0"}'.encode("latin-1", "replace")[:-3] + b'\xff"}',
        b"{half",
        b'{"other": 1}',
        b"[1]",
    ]
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join([good[0], *bad, good[1], b"", good[2]]))
    folder = make(tmp_path, source("jsonl", file))
    assert len(kept(folder)) == 3
    assert reasons(folder) == ["broken_encoding", "no_text", "no_text", "not_json"]


def test_a_text_in_another_encoding_is_rejected_unless_the_source_names_it(tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    legacy = tajik(1).translate(str.maketrans("ҳҷқӯӣғҲҶҚӮӢҒ", "њљќўїѓЊЉЌЎЇЃ"))
    file.write_bytes(legacy.encode("cp1251"))
    other = write_jsonl(tmp_path / "more.jsonl", [tajik(2)])
    sources = source("text", file) + source("jsonl", other, "more")
    (tmp_path / "a").mkdir()
    assert reasons(make(tmp_path / "a", sources)) == ["broken_encoding"]
    (tmp_path / "b").mkdir()
    named = source("text", file, more='encoding = "cp1251"') + source("jsonl", other, "more")
    folder = make(tmp_path / "b", named)
    assert sorted(row["text"] for row in kept(folder)) == sorted([tajik(1), tajik(2)])


@pytest.mark.parametrize("kind", ["jsonl", "lines", "text"])
def test_a_line_of_a_hundred_megabytes_is_rejected_and_its_neighbours_are_kept(
    tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    with (folder / ("long.jsonl" if kind == "jsonl" else "long.txt")).open("wb") as file:
        for _ in range(100):
            file.write(b"a" * (1 << 20))
        for number in range(2):
            row = json.dumps({"text": tajik(number)}) if kind == "jsonl" else tajik(number)
            file.write(b"\n" + row.encode())
    if kind == "text":
        (folder / "short.txt").write_text(tajik(1), "utf-8")
    made = make(tmp_path, source(kind, folder), "heldout = 0")
    assert len(kept(made)) == (1 if kind == "text" else 2)
    assert reasons(made) == ["too_long"]


def test_a_document_without_spaces_is_rejected(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", ["ҷ" * 5000, " \n\t— …", tajik(1)])
    assert reasons(make(tmp_path, source("jsonl", file))) == ["empty", "no_spaces"]


def test_an_archive_that_breaks_off_is_rejected_by_name_and_what_came_before_is_kept(tmp_path: Path) -> None:
    plain = write_jsonl(tmp_path / "plain.jsonl", [tajik(number) for number in range(9)])
    (tmp_path / "texts").mkdir()
    packed = gzip.compress(plain.read_bytes())
    (tmp_path / "texts" / "a.jsonl.gz").write_bytes(packed[:-4])  # only its checksum is not whole
    folder = make(tmp_path, source("jsonl", tmp_path / "texts"), "heldout = 0")
    assert len(kept(folder)) == 9
    assert reasons(folder) == ["damaged_archive"]


def test_a_parquet_with_other_columns_names_those_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "texts.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"body": [tajik(1), None], "url": ["a", "b"]}), file)
    error = refused(tmp_path, source("parquet", file))
    assert error.fault is Fault.COLUMN_MISSING
    assert error.data["names"] == "body, url"
    (tmp_path / "again").mkdir()
    folder = make(tmp_path / "again", source("parquet", file, more='field = "body"'))
    assert len(kept(folder)) == 1
    assert reasons(folder) == ["no_text"]


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    file = tmp_path / "texts.parquet"
    file.write_text("no parquet")
    assert refused(tmp_path, source("parquet", file)).fault is Fault.FILE_DAMAGED


@pytest.mark.parametrize("kind", ["jsonl", "text", "lines", "html", "warc", "pdf", "epub", "docx", "parquet"])
def test_a_path_that_is_not_there_or_holds_no_such_file_is_told(tmp_path: Path, kind: str) -> None:
    assert refused(tmp_path, source(kind, tmp_path / "none")).fault is Fault.FILE_MISSING
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "picture.png").write_bytes(b"")
    (tmp_path / "again").mkdir()
    assert refused(tmp_path / "again", source(kind, tmp_path / "empty")).fault is Fault.SOURCE_EMPTY


@pytest.mark.parametrize(
    ("more", "key", "line"),
    [
        ('encoding = "utf-99"', "corpus.source.0.encoding", 11),
        ('encoding = "utf-16"', "corpus.source.0.encoding", 11),
        ("wieght = 2", "corpus.source.0.wieght", 11),
        ("weight = 0", "corpus.source.0.weight", 11),
    ],
)  # fmt: skip
def test_a_source_with_a_wrong_key_is_told_with_its_line(
    tmp_path: Path, more: str, key: str, line: int
) -> None:
    error = refused(tmp_path, source("text", tmp_path, more=more))
    assert (error.data["key"], error.data["line"]) == (key, line)


def test_two_sources_of_one_name_are_told(tmp_path: Path) -> None:
    twice = source("text", tmp_path) + source("text", tmp_path)
    assert refused(tmp_path, twice).data["key"] == "corpus.source.1.name"


def test_a_source_without_a_path_is_told(tmp_path: Path) -> None:
    error = refused(tmp_path, '[[corpus.source]]\nname = "a"\nkind = "text"\n')
    assert error.data["key"] == "corpus.source.0.path"


def test_a_benchmark_file_that_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    missing = refused(tmp_path, source("jsonl", file), f'benchmarks = ["{tmp_path}/none.jsonl"]')
    assert missing.fault is Fault.FILE_MISSING
    (tmp_path / "items.jsonl").write_text('{"id": "a"}\n{half\n', "utf-8")
    (tmp_path / "again").mkdir()
    damaged = refused(tmp_path / "again", source("jsonl", file), f'benchmarks = ["{tmp_path}/items.jsonl"]')
    assert (damaged.fault, damaged.data["line"]) == (Fault.FILE_DAMAGED, 2)


def test_a_file_or_folder_without_text_of_a_benchmark_is_told(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "readme.md").write_text("no items", "utf-8")
    (tmp_path / "short.csv").write_text("question,answer\n2 + 2,4\n", "utf-8")
    for name in ("items", "short.csv"):
        error = refused(tmp_path, source("jsonl", file), f'benchmarks = ["{tmp_path}/{name}"]')
        assert (error.fault, error.data["path"]) == (Fault.BENCHMARK_EMPTY, str(tmp_path / name))
        shutil.rmtree(tmp_path / "out")


@pytest.mark.parametrize("kind", ["parquet", "hub"])
def test_a_cell_that_is_too_long_is_rejected_and_its_neighbours_are_kept(tmp_path: Path, kind: str) -> None:
    (tmp_path / "set").mkdir()
    table = pyarrow.table({"text": [tajik(1), "ҷ" * 30_000, tajik(2)]})
    pyarrow.parquet.write_table(table, tmp_path / "set" / "train.parquet")
    folder = make(tmp_path, source(kind, tmp_path / "set"), "heldout = 0\nlongest_mb = 0.05")
    assert len(kept(folder)) == 2
    assert reasons(folder) == ["too_long"]
