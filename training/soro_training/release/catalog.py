"""The catalog entry of a released model, TOML that the installer and the stick read."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from typing import Any

from soro_training.release.content import GEMMA_NOTICE, Content

Value = str | int | float | bool | list[str]
LANGUAGES = ["tg", "ru", "en"]


def entry(content: Content) -> str:
    """A file with one [[model]]; README.md in this folder lists its keys."""
    head = "# Written by soro-train release: bytes, contexts in tokens, accuracy from 0 to 1."
    lines = [head, "", "[[model]]", *_lines(_general(content))]
    lines += _tables("memory", content.memory)
    lines += _tables("shard", content.shards)
    if content.scores:
        lines += _tables("task", content.scores.tasks)
        lines += _tables("published", content.scores.published)
        lines += _tables("subject", content.scores.subjects)
    return "\n".join(lines) + "\n"


def _general(content: Content) -> dict[str, Value]:
    corpus = content.records.get("corpus", {})
    general: dict[str, Value] = {
        "name": content.name,
        "is_trial": content.is_trial,
        "licence": content.licence or "none stated",
        "notice": GEMMA_NOTICE if content.is_gemma else "",
        "base": content.base_name,
        "languages": LANGUAGES,
        "parameters": content.size.parameters,
        "quantization": content.quantization,
        "vocabulary": content.size.vocabulary,
        "context": content.size.context,
        "bytes": sum(shard.bytes for shard in content.shards),
        "least_program": content.least_program,
        "corpus_sha256": str(corpus.get("summary", {}).get("corpus_hash", "")),
        "commit": str(content.records.get("export", {}).get("commit", "")),
    }
    if content.lost is not None:
        general["lost_score"] = round(content.lost.share, 6)
    return general


def _tables(name: str, rows: tuple[Any, ...]) -> Iterator[str]:
    for row in rows:
        yield ""
        yield f"[[model.{name}]]"
        yield from _lines({key: value for key, value in dataclasses.asdict(row).items() if value is not None})


def _lines(table: Mapping[str, Value]) -> list[str]:
    """Keys and values. JSON writes these kinds of values as TOML does."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
