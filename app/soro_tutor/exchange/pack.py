"""Packs of items as people write them: TOML, checked against a schema and against the curriculum."""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soro_tutor.domain.curriculum import Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Item
from soro_tutor.domain.item_table import item_from
from soro_tutor.domain.text import normalize

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any]

LONGEST_TEXT = 20_000  # letters in one string of a pack; a statement has some hundred

_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Pack:
    """The items of one file, all of one subject."""

    subject: Subject
    title: str
    author: str
    licence: str
    items: tuple[Item, ...]


def decode(content: bytes, path: str) -> str:
    """The text of a file, which is UTF-8 with or without a byte order mark. Raises PACK_UNREADABLE."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TutorError(ErrorCode.PACK_UNREADABLE, path=path) from error


def read(text: str, path: str, schema: Schema, topics: Mapping[str, Topic]) -> Pack:
    """The pack that `text` holds, its texts in NFC; `path` is only named in errors.

    Raises TutorError PACK_NOT_TOML, PACK_FIELD, PACK_TWICE or PACK_TOPIC: the first fault of `examined`.
    """
    pack, faults = examined(text, path, schema, topics)
    if pack is None or faults:
        raise faults[0]
    return pack


def examined(
    text: str, path: str, schema: Schema, topics: Mapping[str, Topic]
) -> tuple[Pack | None, tuple[TutorError, ...]]:
    """The pack that `text` holds, None where its fields cannot be read as items, and all its faults."""
    try:
        document = parse(text, path)
    except TutorError as error:
        return None, (error,)
    faults = tuple(
        TutorError(ErrorCode.PACK_FIELD, path=path, item=item, field=field)
        for item, field in _wrong_fields(document, schema)
    )
    if faults:
        return None, faults
    return _pack(document), (*_twice(document["item"], path), *_off_topic(document, path, topics))


def parse(text: str, path: str) -> dict[str, Any]:
    """The values of a TOML text, every string in NFC. Raises TutorError PACK_NOT_TOML(path, line)."""
    try:
        document: dict[str, Any] = _normalized(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a ValueError too: a number of 5,000 digits
        told = _LINE.search(str(error))
        line = int(told[1]) if told else text.count("\n") + 1
        raise TutorError(ErrorCode.PACK_NOT_TOML, path=path, line=line) from error
    return document


def schema_errors(document: Mapping[str, Any], schema: Schema) -> "list[ValidationError]":
    """What the schema (JSON Schema 2020-12) has against a document, in the document's order."""
    from jsonschema import Draft202012Validator  # only here: the window opens without it

    errors = Draft202012Validator(schema).iter_errors(document)
    return sorted(errors, key=lambda error: [_rank(part) for part in error.absolute_path])


def _rank(part: str | int) -> tuple[int, str]:
    return (part, "") if isinstance(part, int) else (0, part)


def _normalized(value: Any) -> Any:
    if isinstance(value, str):
        return normalize(value)
    if isinstance(value, dict):
        return {key: _normalized(inner) for key, inner in value.items()}
    return [_normalized(inner) for inner in value] if isinstance(value, list) else value


def _pack(document: dict[str, Any]) -> Pack:
    subject = Subject(document["subject"])
    return Pack(
        subject=subject,
        title=document["title"],
        author=document["author"],
        licence=document["licence"],
        items=tuple(item_from(table, subject) for table in document["item"]),
    )


def _wrong_fields(document: dict[str, Any], schema: Schema) -> Iterator[tuple[str, str]]:
    """The item (its id or its number, '' for the pack itself) and the dotted field of each mistake, once."""
    seen = set()
    for error in schema_errors(document, schema):
        place = list(error.absolute_path)
        for ending in _endings(error, schema):
            found = _named(document, [*place, *ending])
            if found not in seen:
                seen.add(found)
                yield found
    for place in _unreasonable(document, []):
        if (found := _named(document, place)) not in seen:
            yield found


def _endings(error: "ValidationError", schema: Schema) -> Iterable[list[str]]:
    """Which fields of the value that an error is about are meant; [] is the value itself."""
    instance: Any = error.instance
    wanted: Any = error.validator_value
    schema_here: Any = error.schema
    match error.validator:
        case "required":
            return [[name] for name in wanted if name not in instance][:1]
        case "additionalProperties":
            return [[name] for name in instance if name not in schema_here["properties"]]
        case "unevaluatedProperties":
            return [[name] for name in instance if name not in _known(instance, schema)]
        case "oneOf":
            return [["misconception"]]  # an option is right or names its misconception
        case _:
            return [[]]


def _known(item: Mapping[str, Any], schema: Schema) -> set[str]:
    """The fields that an item of its form may have; all that it has where there is no such form."""
    rules = schema["$defs"]["item"]
    for rule in rules["allOf"]:
        if rule["if"]["properties"]["form"]["const"] == item.get("form"):
            return {*rules["properties"], *rule["then"]["properties"]}
    return set(item)


def _unreasonable(value: Any, place: list[str | int]) -> Iterator[list[str | int]]:
    """Where values stand that a schema cannot refuse: endless texts, and numbers that are none."""
    if _is_endless(value):
        yield place
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unreasonable(inner, [*place, key])
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unreasonable(inner, [*place, number])


def _is_endless(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > LONGEST_TEXT
    return isinstance(value, float) and not math.isfinite(value)


def _named(document: Mapping[str, Any], place: list[str | int]) -> tuple[str, str]:
    """An item's name and the field in it, people's way: lists are counted from 1."""
    match place:
        case ["item", int(number), *rest]:
            table = document["item"][number]
            name = table.get("id") if isinstance(table, dict) else None
            return name if isinstance(name, str) and name else str(number + 1), _dotted(rest)
        case _:
            return "", _dotted(place)


def _dotted(place: Iterable[str | int]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def _twice(tables: list[dict[str, Any]], path: str) -> Iterator[TutorError]:
    seen: set[str] = set()
    for table in tables:
        if table["id"] in seen:
            yield TutorError(ErrorCode.PACK_TWICE, path=path, item=table["id"])
        seen.add(table["id"])


def _off_topic(document: dict[str, Any], path: str, topics: Mapping[str, Topic]) -> Iterator[TutorError]:
    for table in document["item"]:
        topic = topics.get(table["topic"])
        if topic is None or topic.subject != document["subject"]:
            yield TutorError(ErrorCode.PACK_TOPIC, path=path, item=table["id"], topic=table["topic"])
        elif table["grade"] < topic.grade:
            yield TutorError(ErrorCode.PACK_FIELD, path=path, item=table["id"], field="grade")
