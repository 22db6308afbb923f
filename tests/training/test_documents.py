"""The one reader of JSON lines: whatever is damaged is told with its file and line."""

from pathlib import Path

import pytest

from soro_training import documents
from soro_training.errors import Fault, TrainingError

WHOLE = '{"language": "tg", "text": "Қувва\\u2028чист?"}\n'.encode()


def written(folder: Path, *lines: bytes) -> Path:
    file = folder / "00000.jsonl"
    file.write_bytes(b"".join(lines))
    return file


def test_documents_come_in_their_order_whatever_ends_their_lines(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE, WHOLE.replace(b"tg", b"ru").replace(b"\n", b"\r\n"), WHOLE.rstrip(b"\n"))
    text = "Қувва\u2028чист?"
    assert list(documents.texts(file)) == [("tg", text), ("ru", text), ("tg", text)]
    assert [one["language"] for one in documents.read(file)] == ["tg", "ru", "tg"]


@pytest.mark.parametrize(
    "damaged",
    [b'{"text": "cut', b'{"language": "tg"}', b'{"text": "\xd0"}', b'["text"]', b"3", b"", b"\x00\x00"],
)
def test_a_line_that_is_no_document_is_told_after_those_before_it(tmp_path: Path, damaged: bytes) -> None:
    file = written(tmp_path, WHOLE, WHOLE, damaged + b"\n", WHOLE)
    found = documents.read(file, "text")
    assert [next(found)["language"] for _ in range(2)] == ["tg", "tg"]
    with pytest.raises(TrainingError) as refused:
        next(found)
    assert refused.value.fault is Fault.FILE_DAMAGED
    assert (refused.value.data["path"], refused.value.data["line"]) == (str(file), 3)
