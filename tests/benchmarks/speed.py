"""What model files do on this computer: tokens a second read and written, and memory.

    python tests/benchmarks/speed.py FILE [FILE ...] [--rounds N]

Files are measured in turn, a round after the other, each time in a process of its own.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from soro_tutor.engine.llama import Context, Weights, start_backend
from soro_tutor.engine.loading import cores

READ, WRITTEN = 512, 128  # tokens
FIRST = 500  # a token that every vocabulary has; which ones are read changes nothing


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens a second; memory of the process in bytes, its file's pages with it."""

    reading: float
    writing: float
    memory: int


def measure(files: Sequence[Path], rounds: int) -> list[list[Speed]]:
    """For each file its rounds; they are taken in turn, so that a busy moment strikes all alike."""
    found: list[list[Speed]] = [[] for _ in files]
    for number in range(1, rounds + 1):
        for speeds, file in zip(found, files, strict=True):
            speeds.append(_in_a_process(file))
        print(f"round {number}: " + ", ".join(f"{speeds[-1].writing:.1f}" for speeds in found), flush=True)
    return found


def table(names: Sequence[str], found: Sequence[Sequence[Speed]]) -> list[list[str]]:
    """Rows of medians, each with the median of the ratios to the first file of the same round."""
    rows = [["", *names]]
    for title, key in (("reading, tokens/s", "reading"), ("writing, tokens/s", "writing")):
        rows.append(
            [title, *(f"{median(one, key):.1f} (× {ratio(one, found[0], key):.2f})" for one in found)]
        )
    return [*rows, ["memory, MB", *(f"{median(one, 'memory') / 1e6:.0f}" for one in found)]]


def median(speeds: Sequence[Speed], key: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(speed, key) for speed in speeds)


def ratio(speeds: Sequence[Speed], base: Sequence[Speed], key: str) -> float:
    """The median of the rounds' ratios."""
    pairs = zip(speeds, base, strict=True)
    return statistics.median(getattr(one, key) / getattr(other, key) for one, other in pairs)


def show(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _in_a_process(file: Path) -> Speed:
    told = subprocess.run(
        [sys.executable, __file__, str(file), "--once"], capture_output=True, check=True, text=True
    )
    return Speed(**json.loads(told.stdout))


def _once(file: Path) -> Speed:
    start_backend()
    weights = Weights(str(file), lambda _share: None)
    context = Context(weights, READ + WRITTEN, cores(), is_whole_window=True)
    tokens = [weights.bos, *(FIRST + at % 200 for at in range(READ - 1))]
    started = time.perf_counter()
    context.read(tokens, lambda: False, lambda _done: None)
    reading = READ / (time.perf_counter() - started)
    started = time.perf_counter()
    for _ in range(WRITTEN):
        context.append(FIRST)
    writing = WRITTEN / (time.perf_counter() - started)
    memory = psutil.Process().memory_info().rss
    context.close()
    weights.close()
    return Speed(reading, writing, memory)


def main() -> None:
    """Measure the files that are named, or one of them once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="one file, one round, printed as JSON")
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(asdict(_once(arguments.files[0]))))
        return
    show(table([file.name for file in arguments.files], measure(arguments.files, arguments.rounds)))


if __name__ == "__main__":
    main()
