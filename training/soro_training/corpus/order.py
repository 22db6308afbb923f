"""The last two steps: documents scattered by their hash, then put in a seeded order and held out or not."""

import hashlib
import json
import random
import struct
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import orjson
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from soro_training import run
from soro_training.corpus import reader
from soro_training.corpus.figures import Figures

_POINTS = 1 << 64
_OFFSET = struct.Struct("<QQ")


class Scatter(PipelineStep):
    """Writes a task's documents sorted by the bucket that each one's hash falls into.

    Hashes are even, so that each bucket holds a like share of the corpus, drawn from all of it. Beside the
    documents stand the bytes at which each bucket begins (64 bits each, and the end), and the least and the
    greatest number that was drawn for a group. Where the reader has said whether a document is held out,
    none is drawn.
    """

    type = "ORDER"
    name = "scatter"

    def __init__(self, buckets: int, seed: int, folder: Path) -> None:
        super().__init__()
        self.buckets = buckets
        self.seed = seed
        self.folder = folder

    def run(self, data: Iterator[Document], rank: int = 0, _world_size: int = 1) -> None:
        """Write what task `rank` has; a task's documents are in memory together."""
        rows: list[list[bytes]] = [[] for _ in range(self.buckets)]
        points = []
        for document in data:
            kept = document.metadata
            kept["hash"] = hashlib.sha256(document.text.encode()).hexdigest()
            if kept["is_heldout"] is None:
                kept["point"] = drawn(self.seed, kept["group"])
                points.append(kept["point"])
            row = {"id": document.id, "text": document.text, "metadata": kept}
            bucket = int(kept["hash"][:16], 16) * self.buckets // _POINTS
            rows[bucket].append(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        name = f"{rank:05d}"
        _save(self.folder / f"{name}.jsonl", b"".join(row for some in rows for row in some))
        ends = accumulate((sum(map(len, some)) for some in rows), initial=0)
        _save(self.folder / f"{name}.offsets", b"".join(end.to_bytes(8, "little") for end in ends))
        if points:
            _save(self.folder / f"{name}.points", json.dumps([min(points), max(points)]).encode())


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
        scattered = self.work / "scattered"
        least, most = extremes(scattered)
        figures = Figures(self.tokenizer)
        kept: dict[bool, list[tuple[float, bytes]]] = {False: [], True: []}
        hashes = []
        for file in sorted(scattered.glob("*.jsonl")):
            for document in _of_bucket(file, rank):
                is_heldout = self._is_heldout(document.metadata, least, most)
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

    def _is_heldout(self, kept: dict[str, Any], least: float, most: float) -> bool:
        """Whether a document is held out: where that is drawn, never all, and of two groups at least one."""
        if kept["is_heldout"] is not None:
            return bool(kept["is_heldout"])
        if self.heldout == 0 or least == most:
            return False
        point = kept["point"]
        return bool(point == least or (point < self.heldout and point != most))


def drawn(seed: int, name: str) -> float:
    """A number from 0 to 1 that is drawn for a name, the same each time."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8]) / _POINTS


def places(seed: int, buckets: int) -> list[int]:
    """For each bucket, which of the corpus's files it becomes."""
    order = list(range(buckets))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    return order


def extremes(scattered: Path) -> tuple[float, float]:
    """The least and the greatest number that was drawn for any group of the corpus; 0 and 0 without any."""
    found = [json.loads(file.read_text("utf-8")) for file in scattered.glob("*.points")]
    return min((least for least, _ in found), default=0.0), max((most for _, most in found), default=0.0)


def _of_bucket(file: Path, bucket: int) -> Iterator[Document]:
    """The documents of a bucket that one task scattered."""
    with file.with_suffix(".offsets").open("rb") as offsets:
        offsets.seek(8 * bucket)
        start, end = _OFFSET.unpack(offsets.read(_OFFSET.size))
    with file.open("rb") as rows:
        rows.seek(start)
        yield from map(reader.document, rows.read(end - start).splitlines())


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
