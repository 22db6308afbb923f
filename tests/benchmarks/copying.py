"""How long a copy with its hash takes, over `cp` and `sha256sum` one after the other.

    python tests/benchmarks/copying.py [FOLDER [MEGABYTES [ROUNDS]]]

Both bring what they wrote to the disk (`sync FILE`), in turn, in one run: a file in FOLDER is copied within
it. Before each copy the one before goes; the source lies in memory.
"""

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from soro_tutor.kit import copying
from soro_tutor.kit.manifest import KitFile
from soro_tutor.kit.progress import Watch

MEGABYTES, ROUNDS = 512, 5
AIM = 1.2


def theirs(source: Path, target: Path) -> None:
    """Copy, bring to the disk, read again for the hash."""
    for command in (["cp", source, target], ["sync", target], ["sha256sum", target]):
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def measured(copy: Callable[[], object], target: Path) -> float:
    """Seconds of one copy."""
    target.unlink(missing_ok=True)
    os.sync()
    began = time.monotonic()
    copy()
    return time.monotonic() - began


def main() -> None:
    """Print medians and their ratio."""
    folder = sys.argv[1] if len(sys.argv) > 1 else None
    size = (int(sys.argv[2]) if len(sys.argv) > 2 else MEGABYTES) * 2**20
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else ROUNDS
    with tempfile.TemporaryDirectory(dir=folder) as name:
        source, target = Path(name) / "source", Path(name) / "target"
        content = os.urandom(size)
        source.write_bytes(content)
        expected = KitFile("source", size, hashlib.sha256(content).hexdigest())
        del content
        runs: dict[str, list[float]] = {"ours": [], "cp + sha256sum": []}
        for _ in range(rounds):
            ours = measured(lambda: copying.copy(source, target, expected, Watch()), target)
            runs["ours"].append(ours)
            runs["cp + sha256sum"].append(measured(lambda: theirs(source, target), target))
    medians = {kind: statistics.median(seconds) for kind, seconds in runs.items()}
    print(f"a file of {size // 2**20} MB copied with its hash, median of {rounds} (aim: {AIM} times)")
    for kind, seconds in medians.items():
        print(f"  {kind:<15} {seconds:.2f} s, {size / 2**20 / seconds:.0f} MB a second")
    print(f"  {medians['ours'] / medians['cp + sha256sum']:.2f} times")


if __name__ == "__main__":
    main()
