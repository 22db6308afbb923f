"""The key of a published set: letters, Latin or Cyrillic, or indexes, by which it names its options."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Cyrillic letters stand for the Latin ones that look like them: А) В) С) D).
PLACES = {**{letter: at for at, letter in enumerate("ABCDEFGH")}, "А": 0, "В": 1, "С": 2, "Е": 4}
# Where options are lettered А Б В Г Д Е, В is the third; С is none of them.
_LATIN = str.maketrans("АБВГДЕС", "ABCDEF?")
_ONLY_CYRILLIC = set("БГД")
_PAIR = re.compile(r"([A-HА-ЕС?])\s*[-–—:=)]?\s*(\d)")


def as_latin(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The rows of a file with Latin letters in their column `answer`.

    Changed only where an answer holds Б, Г or Д: one such letter shows how the whole file is lettered. A В
    alone does not, since it may be typed for B.
    """
    kept = tuple(rows)
    if not any(_ONLY_CYRILLIC.intersection(_of(row)) for row in kept):
        return kept
    return tuple(
        {**row, "answer": str(row["answer"]).upper().translate(_LATIN)} if _of(row) else row for row in kept
    )


def as_indexes(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The rows of a file with numbers in their column `answer` where the whole column holds digits only.

    A CSV has nothing but texts, and one of digits alone may be an option's: the column shows which it is.
    """
    kept = tuple(rows)
    keys = [_key(row) for row in kept]
    if not all(key.isdecimal() for key in keys if key):
        return kept
    return tuple({**row, "answer": int(key)} if key else row for row, key in zip(kept, keys, strict=True))


def pairs(answer: object) -> list[tuple[str, str]]:
    """The letters of a matching's answer with their numbers: A-3, B-1 …"""
    return _PAIR.findall(str(answer).upper())


def _key(row: Mapping[str, Any]) -> str:
    """What stands in a row's answer where it names an option; empty where nothing does."""
    answer = row.get("answer")
    return "" if answer is None or row.get("type") == "free-response" else str(answer).strip()


def _of(row: Mapping[str, Any]) -> list[str]:
    """The letters in a row's answer; none where it is a text or a number."""
    kind, answer = row.get("type"), str(row.get("answer", "")).upper()
    if kind == "free-response":
        return []
    if kind == "matching":
        return [letter for letter, _ in pairs(answer)]
    letter = answer.strip("().: ")
    return [letter] if len(letter) == 1 and letter.isalpha() else []
