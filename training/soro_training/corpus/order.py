"""The last two steps: documents scattered by their hash, then put in a seeded order and held out or not."""

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from soro_training import run
from soro_training.corpus import reader
from soro_training.corpus.figures import Figures

MOST_BUCKETS = 500  # files that a task may hold open
_POINTS = 1 << 64


class Mark(PipelineStep):
    """Gives each document its hash and the bucket that this falls into, and notes its group's place.

    Hashes are even, so that each bucket holds a like share of the corpus, drawn from all of it.
    """

    type = "ORDER"
    name = "mark"

    def __init__(self, buckets: int, seed: int, groups: Path) -> None:
        super().__init__()
        self.buckets = buckets
        self.seed = seed
        self.groups = groups

    def run(self, data: Iterator[Document], rank: int = 0, _world_size: int = 1) -> Iterator[Document]:
        """The documents, marked."""
        least, most = 1.0, 0.0
        for document in data:
            digest = hashlib.sha256(document.text.encode()).hexdigest()
            document.metadata["hash"] = digest
            document.metadata["bucket"] = f"{int(digest[:16], 16) * self.buckets // _POINTS:05d}"
            point = drawn(self.seed, document.metadata["group"])
            least, most = min(least, point), max(most, point)
            document.metadata["point"] = point
            yield document
        self.groups.mkdir(parents=True, exist_ok=True)
        run.write_whole(self.groups / f"{rank:05d}.json", json.dumps([least, most]))


class Arrange(PipelineStep):
    """Writes the documents of bucket `rank` in a drawn order, held-out ones apart, and their figures."""

    type = "ORDER"
    name = "arrange"

    def __init__(self, work: Path, folder: Path, seed: int, heldout: float, tokenizer: str) -> None:
        super().__init__()
        self.work = work
        self.folder = folder
        self.seed = seed
        self.heldout = heldout
        self.tokenizer = tokenizer

    def run(self, _data: Any = None, rank: int = 0, world_size: int = 1) -> None:
        """Write train, heldout, figures and the sorted hashes of one bucket, each whole or not at all."""
        least, most = extremes(self.work / "groups")
        figures = Figures(self.tokenizer)
        kept: dict[bool, list[tuple[float, bytes]]] = {False: [], True: []}
        hashes = []
        for file in sorted((self.work / "scattered" / f"{rank:05d}").glob("*.jsonl")):
            for document in reader.documents(file):
                is_heldout = self._is_heldout(document.metadata["point"], least, most)
                figures.count(document, is_heldout=is_heldout)
                row = orjson.dumps(_row(document), option=orjson.OPT_APPEND_NEWLINE)
                kept[is_heldout].append((drawn(self.seed, document.metadata["hash"]), row))
                if not is_heldout:
                    hashes.append(bytes.fromhex(document.metadata["hash"]))
        place = places(self.seed, world_size)[rank]
        for is_heldout, rows in kept.items():
            _write(self.folder / ("heldout" if is_heldout else "train"), f"{place:05d}.jsonl", rows)
        _save(self.work / "hashes" / f"{rank:05d}", b"".join(sorted(hashes)))
        _save(self.work / "figures" / f"{rank:05d}.json", json.dumps(figures.table()).encode())

    def _is_heldout(self, point: float, least: float, most: float) -> bool:
        """Whether a group is held out: never all of a corpus, and of two groups or more at least one."""
        if self.heldout == 0 or least == most:
            return False
        return point == least or (point < self.heldout and point != most)


def drawn(seed: int, name: str) -> float:
    """A number from 0 to 1 that is drawn for a name, the same each time."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8]) / _POINTS


def places(seed: int, buckets: int) -> list[int]:
    """For each bucket, which of the corpus's files it becomes."""
    order = list(range(buckets))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    return order


def extremes(groups: Path) -> tuple[float, float]:
    """The least and the greatest number that was drawn for any group of the corpus."""
    found = [json.loads(file.read_text("utf-8")) for file in sorted(groups.glob("*.json"))]
    return min(least for least, _ in found), max(most for _, most in found)


def corpus_hash(hashes: Path) -> str:
    """SHA-256 over the sorted SHA-256 hashes of the training texts, whatever their order is."""
    whole = hashlib.sha256()
    for file in sorted(hashes.iterdir()):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _row(document: Document) -> dict[str, Any]:
    kept = document.metadata
    return {
        "id": document.id,
        "text": document.text,
        "source": kept["source"],
        "licence": kept["licence"],
        "language": kept["language"],
        "weight": kept["weight"],
    }


def _write(folder: Path, name: str, rows: list[tuple[float, bytes]]) -> None:
    if rows:
        _save(folder / name, b"".join(row for _, row in sorted(rows)))


def _save(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    run.write_whole(file, content)
