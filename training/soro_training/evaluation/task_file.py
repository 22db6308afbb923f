"""Tasks of the project's own, read strictly from training/tasks: a TOML file, and a JSON object a line."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.evaluation.moment import moment_from
from soro_training.evaluation.task import Choice, Kind, Matching, Question, Short, Task
from soro_tutor import paths
from soro_tutor.domain.text import normalize

TASKS = Path(__file__).resolve().parents[2] / "tasks"
ABOUT = "task.toml"
ITEMS = "items.jsonl"

Row = Mapping[str, Any]


def names(folder: Path = TASKS) -> list[str]:
    """The tasks that stand in a folder, in the order of their names."""
    return sorted(file.parent.name for file in folder.glob(f"*/{ABOUT}"))


def read(folder: Path) -> Task:
    """The task of a folder that holds task.toml and items.jsonl; Windows line ends and a BOM are no matter.

    Raises TrainingError FILE_MISSING, FILE_DAMAGED, ITEM_ANSWER_OUTSIDE, ITEM_TWICE or CANARY_MISSING, each
    with the line.
    """
    about = _about(folder / ABOUT)
    path = folder / ITEMS
    content = _content(path)
    kind = Kind(about["kind"])
    items: dict[str, Question] = {}
    for line, row in _rows(content, path, kind):
        if row["canary"] != about["canary"]:
            raise TrainingError(Fault.CANARY_MISSING, path=str(path), line=line, name=row["id"])
        if row["id"] in items:
            raise TrainingError(Fault.ITEM_TWICE, path=str(path), line=line, name=row["id"])
        if _is_outside(row):
            raise TrainingError(Fault.ITEM_ANSWER_OUTSIDE, path=str(path), line=line, name=row["id"])
        items[row["id"]] = _item(row, kind)
    if not items:
        raise _damaged(path, 0, cause=Cause.EMPTY)
    return Task(
        name=about["name"],
        version=str(about["version"]),
        title=about["title"],
        description=about["description"],
        licence=about["licence"],
        language=about["language"],
        kind=kind,
        items=tuple(items.values()),
        digest=hashlib.sha256(content).hexdigest(),
        canary=about["canary"],
    )


def decoded(content: bytes, path: Path) -> str:
    """Text in UTF-8 with or without a byte order mark. Raises TrainingError FILE_DAMAGED with the line."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _damaged(path, line, cause=Cause.NOT_UTF8) from error


def _about(path: Path) -> dict[str, Any]:
    try:
        about = tomllib.loads(decoded(_content(path), path).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _damaged(path, 0, detail=str(error)) from error
    _check(about, _schema("task"), path, 0)
    if about["name"] != path.parent.name:
        raise _damaged(path, 0, cause=Cause.NAME_OTHER, name=about["name"], folder=path.parent.name)
    return about


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TrainingError(Fault.FILE_MISSING, path=str(path)) from error


def _rows(content: bytes, path: Path, kind: Kind) -> Iterator[tuple[int, Row]]:
    """Each row with its line, checked against its schema; empty lines are passed over."""
    checks = [("", _schema(kind.value))] + ([("item", _bank_schema())] if kind is Kind.TUTORING else [])
    # Not splitlines: it would part a string at U+2028 and the like.
    for line, text in enumerate(decoded(content, path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            row = _normalized(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise _damaged(path, line, detail=str(error)) from error
        for part, schema in checks:
            _check(row[part] if part else row, schema, path, line)
        yield line, row


def _normalized(value: Any) -> Any:
    """Every string in NFC, so that ӣ and ӯ are one character each."""
    if isinstance(value, str):
        return normalize(value)
    if isinstance(value, dict):
        return {key: _normalized(inner) for key, inner in value.items()}
    return [_normalized(inner) for inner in value] if isinstance(value, list) else value


def _schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((TASKS / f"schema-{name}.json").read_text(encoding="utf-8")))


def _bank_schema() -> Draft202012Validator:
    """The schema of one item of the application's bank."""
    bank = json.loads((paths.resources() / "bank" / "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$defs": bank["$defs"], "$ref": "#/$defs/item"})


def _check(value: Any, validator: Draft202012Validator, path: Path, line: int) -> None:
    error = best_match(validator.iter_errors(value))
    if error is not None:
        place = ".".join(str(part) for part in error.absolute_path)
        raise _damaged(path, line, detail=f"{place}: {error.message}" if place else error.message)


def _is_outside(row: Row) -> bool:
    """Whether an answer names an option that is not there."""
    match row.get("form"):
        case "choice":
            return not 0 <= row["answer"] < len(row["options"])
        case "matching":
            return not all(0 <= index < len(row["right"]) for index in row["answer"])
    return False


def _item(row: Row, kind: Kind) -> Question:
    if kind is Kind.TUTORING:
        return moment_from(row)
    shared = (row["id"], row["subject"], row["question"])
    passage = row.get("passage", "")
    match row["form"]:
        case "choice":
            return Choice(*shared, tuple(row["options"]), row["answer"], passage)
        case "matching":
            return Matching(*shared, tuple(row["left"]), tuple(row["right"]), tuple(row["answer"]), passage)
    return Short(*shared, tuple(row["answer"]), passage)


def _damaged(path: Path, line: int, **data: str) -> TrainingError:
    return TrainingError(Fault.FILE_DAMAGED, path=str(path), line=line, **data)
