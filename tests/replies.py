"""The written test set of model-like replies: read, put through the gate as they stream, and counted."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Item
from soro_tutor.domain.item_table import item_from
from soro_tutor.domain.leak import secrets_of
from soro_tutor.domain.reply import Gate, whole_sentences

BAD = "✗"
PIECE = 7  # characters, about what a token holds


@dataclass(frozen=True, slots=True)
class Sample:
    """A reply about an item as sentences, each with whether it must be withheld."""

    item: Item
    language: str
    text: str
    sentences: tuple[tuple[str, bool], ...]


def samples() -> Iterator[Sample]:
    """The replies of tests/data/replies.toml."""
    file = Path(__file__).parent / "data" / "replies.toml"
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
        item = _item(case["item"], Subject(case.get("subject", "mathematics")))
        for reply in case["replies"]:
            text = reply.replace(BAD, "")
            yield Sample(item, case.get("language", "tg"), text, tuple(_sentences(reply)))


def passed(sample: Sample) -> str:
    """What the gate lets through of a reply that comes in pieces."""
    gate = Gate(secrets_of(sample.item), sample.language, sample.item.statement, sample.item.subject)
    text = sample.text
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return "".join(map(gate.feed, pieces)) + gate.close()


def leaked(sample: Sample) -> list[str]:
    """The sentences that should have been withheld and were shown."""
    shown = passed(sample)
    return [sentence for sentence, is_bad in sample.sentences if is_bad and sentence in shown]


def held_for_nothing(sample: Sample) -> list[str]:
    """The sentences that should have been shown and were withheld."""
    shown = passed(sample)
    return [sentence for sentence, is_bad in sample.sentences if not is_bad and sentence not in shown]


def _sentences(reply: str) -> Iterator[tuple[str, bool]]:
    """The marked sentences and those between; a sentence ends as the gate's own do."""
    for part in reply.replace(BAD, "\n" + BAD).split("\n"):
        sentences, rest = whole_sentences(part)
        found = [piece.strip() for piece in (*sentences, rest) if piece.strip()]
        for index, sentence in enumerate(found):
            is_bad = index == 0 and sentence.startswith(BAD)
            yield sentence.removeprefix(BAD), is_bad


def _item(table: dict[str, Any], subject: Subject) -> Item:
    right = table.get("right")
    rights = right if isinstance(right, list) else [right]
    options = [
        {"text": text, "right": True} if index in rights else {"text": text, "misconception": "…"}
        for index, text in enumerate(table.get("options", ()))
    ]
    full = {
        "id": "sample",
        "topic": "mathematics.5.sample",
        "grade": 5,
        "difficulty": 1,
        "hints": ["…", "…", "…"],
        "solution": ["…"],
        "source": "…",
        "misconception": "…",
        **table,
    }
    full["options"] = options
    gaps = table.get("gaps", ())
    full["gaps"] = [{"accept": gap if isinstance(gap, list) else [gap]} for gap in gaps]
    return item_from(full, subject)
