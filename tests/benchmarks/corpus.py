"""What a corpus of 1,000 to 1,000,000 documents costs: memory that stays and time that grows with it.

Run this file with sizes as arguments, the first being the one that the others are compared with; each is a
corpus in a process of its own. Without arguments: 1000 10000 30000.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 30_000)
WORDS = 60  # a document
SHARD_MB = 0.5  # so small that also a thousand documents are several tasks


def documents(count: int) -> Iterator[str]:
    """Tajik-looking texts: sentences of a text's own, the same with each start."""
    words = (ROOT / "tests" / "unit" / "domain" / "sentences" / "tg.txt").read_text("utf-8").split()
    draw = random.Random(1)
    for number in range(count):
        yield f"Матни рақами {number}: " + " ".join(draw.choices(words, k=WORDS)) + "."


def measure(count: int, folder: Path) -> dict[str, float]:
    """Seconds and peak memory in bytes of the stage on `count` documents."""
    with (folder / "texts.jsonl").open("w", encoding="utf-8") as file:
        for text in documents(count):
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    config = folder / "run.toml"
    config.write_text(
        f'[run]\nname = "benchmark"\nfolder = "{folder}/out"\n[corpus]\nshard_mb = {SHARD_MB}\n'
        f'[[corpus.source]]\nname = "texts"\nkind = "jsonl"\npath = "{folder}/texts.jsonl"\n',
        "utf-8",
    )
    command = [sys.executable, "-m", "soro_training", "corpus", str(config)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    record = json.loads((folder / "out" / "corpus" / "run.json").read_text("utf-8"))
    kept = record["summary"]["documents"] + record["summary"]["heldout_documents"]
    assert kept + record["summary"]["rejected"] == count
    return {"seconds": record["wall_seconds"], "memory": record["peak_memory_bytes"], "kept": kept}


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    first: tuple[int, dict[str, float]] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(size, Path(folder))
        first = first or (size, figures)
        a_document = figures["seconds"] / size / (first[1]["seconds"] / first[0])
        print(
            f"{size:>9,} documents: {figures['seconds']:7.1f} s, {figures['memory'] / 1e6:6.0f} MB at most, "
            f"{figures['kept']:,.0f} kept; over the first: {a_document:.2f} × the time a document, "
            f"{figures['memory'] / first[1]['memory']:.2f} × the memory",
            flush=True,
        )


if __name__ == "__main__":
    main()
