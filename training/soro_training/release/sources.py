"""What a finished corpus consists of, read document by document: sources, licences, text of benchmarks."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training import documents, origin
from soro_training.corpus import contamination
from soro_training.corpus.contamination import Benchmarks
from soro_training.documents import Document
from soro_training.run import Run, file_mark, write_whole

FIELDS = ("documents", "words")
CONVERSATIONS = Path("sft", "conversations", "train.jsonl")


@dataclass(frozen=True, slots=True)
class Source:
    """The documents of one source under one licence."""

    name: str
    licence: str
    documents: int
    words: int


@dataclass(frozen=True, slots=True)
class Found:
    """Text of a benchmark in the training's texts: where, of which benchmark, and the words."""

    document: str
    benchmark: str
    words: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All sources of a corpus by name, and the first text of a benchmark that was found in it, if any."""

    sources: tuple[Source, ...]
    benchmark: Found | None


def read(at: Run) -> Contents:
    """Go through corpus/train, and through the conversations where there are some.

    It takes a while for a large corpus; a file that an earlier start has gone through is not read again.
    Raises TrainingError STAGE_NOT_DONE, FILE_MISSING, FILE_DAMAGED, BENCHMARK_EMPTY.
    """
    others, longest = origin.benchmarks(at)
    items = contamination.benchmark_files(others)
    benchmarks = contamination.load(items, longest)
    mark = f"{_digest(items)} {longest}"
    files = _files(at)
    sizes: Counter[tuple[str, str, str]] = Counter()
    benchmark: Found | None = None
    for number, file in enumerate(files):
        at.progress(number, len(files), "texts gone through")
        found = _kept(at, file, mark) or _go_through(at, file, mark, benchmarks)
        sizes.update({(name, licence, field): count for name, licence, field, count in found["sizes"]})
        benchmark = benchmark or (Found(**found["benchmark"]) if found["benchmark"] else None)
    names = sorted({key[:2] for key in sizes})
    return Contents(
        tuple(Source(*name, *(sizes[*name, field] for field in FIELDS)) for name in names), benchmark
    )


def _files(at: Run) -> list[Path]:
    conversations = at.config.run.folder / CONVERSATIONS
    return [*sorted((at.earlier("corpus") / "train").glob("*.jsonl")), *filter(Path.exists, [conversations])]


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _notes(at: Run, file: Path) -> Path:
    return at.folder / "read" / f"{file.parent.name}-{file.name}.json"


def _mark(file: Path, mark: str) -> str:
    return f"{mark} {file_mark(file)}"


def _kept(at: Run, file: Path, mark: str) -> dict[str, Any]:
    notes = _notes(at, file)
    found: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    return found if found.get("mark") == _mark(file, mark) else {}


def _go_through(at: Run, file: Path, mark: str, benchmarks: Benchmarks) -> dict[str, Any]:
    sizes: Counter[tuple[str, str, str]] = Counter()
    benchmark: dict[str, str] | None = None
    for document in documents.read(file, *_keys(file)):
        texts = _texts(document)
        if "source" in document:
            place = document["source"], document["licence"]
            sizes.update({(*place, "documents"): 1, (*place, "words"): len(texts[0].split())})
        match = None if benchmark else next(filter(None, map(benchmarks.find, texts)), None)
        if match:
            benchmark = {"document": document["id"], "benchmark": match.benchmark, "words": match.words}
    found = {
        "mark": _mark(file, mark),
        "sizes": [[*key, count] for key, count in sorted(sizes.items())],
        "benchmark": benchmark,
    }
    notes = _notes(at, file)
    notes.parent.mkdir(exist_ok=True)
    write_whole(notes, json.dumps(found, ensure_ascii=False))
    return found


def _keys(file: Path) -> tuple[str, ...]:
    """What each line of a file has to have."""
    return ("id", "messages") if file.name == CONVERSATIONS.name else ("id", "text", "source", "licence")


def _texts(document: Document) -> list[str]:
    """What a document says; of a conversation each turn, as the stage `sft` has looked through them."""
    if "messages" in document:
        return [message["content"] for message in document["messages"]]
    return [str(document["text"])]
