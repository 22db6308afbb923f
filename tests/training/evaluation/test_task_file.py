"""Tasks are read strictly: every fault is told with its line, and harmless differences are no matter."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import task_file
from soro_training.evaluation.task import Choice, Matching, Short
from soro_training.messages import sentence_for

CANARY = "soro-benchmark-canary 6f1d2c6e-4f0a-4c9e-9d7b-2f6a5be0c3a1 trial: must never be in training data"
ABOUT = f"""name = "trial"
version = 2
title = "Озмоиш"
description = "A trial."
licence = "CC BY 4.0"
author = "Soro Tutor"
language = "tg"
canary = "{CANARY}"
kind = "questions"
"""
CHOICE = {
    "id": "tr-001", "subject": "mathematics", "form": "choice", "question": "2 + 2 = ?",
    "options": ["3", "4", "5", "6"], "answer": 1, "source": "computed", "canary": CANARY,
}  # fmt: skip
MATCHING = {
    "id": "tr-002", "subject": "geography", "form": "matching", "question": "Пойтахтҳоро ёбед.",
    "left": ["Фаронса", "Олмон", "Ҷопон", "Миср"], "right": ["Қоҳира", "Берлин", "Токио", "Рим", "Париж"],
    "answer": [4, 1, 2, 0], "source": "харита", "canary": CANARY,
}  # fmt: skip
SHORT = {
    "id": "tr-003", "subject": "general", "form": "short", "question": "Дар ҳафта чанд рӯз ҳаст?",
    "answer": ["7", "ҳафт"], "source": "computed", "canary": CANARY,
}  # fmt: skip
ROWS: tuple[dict[str, Any], ...] = (CHOICE, MATCHING, SHORT)


def a_task(
    folder: Path, rows: tuple[dict[str, Any], ...] = ROWS, about: str = ABOUT, end: str = "\n"
) -> Path:
    place = folder / "trial"
    place.mkdir(exist_ok=True)
    (place / "task.toml").write_text(about, encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (place / "items.jsonl").write_bytes((end.join(lines) + end).encode())
    return place


def refused(place: Path) -> TrainingError:
    with pytest.raises(TrainingError) as found:
        task_file.read(place)
    assert str(found.value.data["path"]) in sentence_for(found.value)
    return found.value


def test_a_task_is_read_with_its_three_forms(tmp_path: Path) -> None:
    task = task_file.read(a_task(tmp_path))
    assert (task.name, task.version, task.canary) == ("trial", "2", CANARY)
    choice, matching, short = task.items
    assert isinstance(choice, Choice)
    assert (choice.options[choice.answer], choice.subject) == ("4", "mathematics")
    assert isinstance(matching, Matching)
    assert [matching.right[at] for at in matching.answer] == ["Париж", "Берлин", "Токио", "Қоҳира"]
    assert isinstance(short, Short)
    assert short.accepted == ("7", "ҳафт")


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter(tmp_path: Path) -> None:
    plain = task_file.read(a_task(tmp_path))
    place = a_task(tmp_path, end="\r\n", about="\ufeff" + ABOUT.replace("\n", "\r\n"))
    file = place / "items.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert task_file.read(place).items == plain.items


def test_letters_in_two_parts_are_read_as_one(tmp_path: Path) -> None:
    place = a_task(tmp_path, ({**SHORT, "answer": ["ҳафтаи\u0304"]},))
    (item,) = task_file.read(place).items
    assert isinstance(item, Short)
    assert item.accepted == ("ҳафтаӣ",)


Change = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.mark.parametrize(
    ("row", "change", "fault"),
    [
        (CHOICE, {"answer": 4}, Fault.ITEM_ANSWER_OUTSIDE),
        (CHOICE, {"answer": -1}, Fault.ITEM_ANSWER_OUTSIDE),
        (MATCHING, {"answer": [0, 1, 2, 5]}, Fault.ITEM_ANSWER_OUTSIDE),
        (CHOICE, {"id": "tr-000"}, Fault.ITEM_TWICE),
        (CHOICE, {"canary": "another"}, Fault.CANARY_MISSING),
        (CHOICE, {"answer": "B"}, Fault.FILE_DAMAGED),
        (CHOICE, {"options": ["3", "4", "4", "6"]}, Fault.FILE_DAMAGED),
        (CHOICE, {"options": ["3", "4", "5"]}, Fault.FILE_DAMAGED),
        (CHOICE, {"subject": "magic"}, Fault.FILE_DAMAGED),
        (CHOICE, {"form": "essay"}, Fault.FILE_DAMAGED),
        (CHOICE, {"question": "  "}, Fault.FILE_DAMAGED),
        (CHOICE, {"answr": 1}, Fault.FILE_DAMAGED),
        (MATCHING, {"answer": [0, 0, 1, 2]}, Fault.FILE_DAMAGED),
        (SHORT, {"answer": []}, Fault.FILE_DAMAGED),
        (SHORT, {"answer": 7}, Fault.FILE_DAMAGED),
    ],
)
def test_a_wrong_item_is_told_with_its_line(
    tmp_path: Path, row: dict[str, Any], change: dict[str, Any], fault: Fault
) -> None:
    error = refused(a_task(tmp_path, ({**SHORT, "id": "tr-000"}, {**row, **change})))
    assert (error.fault, error.data["line"]) == (fault, 2)


def test_an_item_without_its_canary_is_told(tmp_path: Path) -> None:
    error = refused(a_task(tmp_path, ({key: value for key, value in CHOICE.items() if key != "canary"},)))
    assert "canary" in str(error.data["detail"])


def test_a_damaged_line_is_told(tmp_path: Path) -> None:
    place = a_task(tmp_path)
    file = place / "items.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"matching"', b'"matching'))
    assert (refused(place).fault, refused(place).data["line"]) == (Fault.FILE_DAMAGED, 2)


def test_letters_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    place = a_task(tmp_path)
    file = place / "items.jsonl"
    file.write_bytes(file.read_bytes().replace("Дар ҳафта".encode(), "Дар".encode("cp1251")))
    assert refused(place).data["line"] == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "questions"', 'kind = "songs"'),
        ("version = 2", 'version = "two"'),
        ('name = "trial"', 'name = "other"'),
        ("version = 2", "version 2"),
        ('licence = "CC BY 4.0"\n', ""),
    ],
)
def test_a_wrong_task_file_is_told(tmp_path: Path, old: str, new: str) -> None:
    error = refused(a_task(tmp_path, about=ABOUT.replace(old, new)))
    assert error.fault is Fault.FILE_DAMAGED
    assert str(error.data["path"]).endswith("task.toml")


def test_a_task_without_items_is_told(tmp_path: Path) -> None:
    place = a_task(tmp_path, ())
    assert refused(place).fault is Fault.FILE_DAMAGED
    (place / "items.jsonl").unlink()
    assert refused(place).fault is Fault.FILE_MISSING


def test_the_first_items_keep_the_rest_of_the_task(tmp_path: Path) -> None:
    task = task_file.read(a_task(tmp_path))
    assert [item.id for item in task.first(2).items] == ["tr-001", "tr-002"]
    assert task.first(2).canary == task.canary
    assert task.first(0) is task.first(9) is task
