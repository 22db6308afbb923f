"""Which of llama.cpp's libraries runs on this processor, where its own choice dies of an illegal instruction.

llama.cpp asks the processor what it can do, not the system whether it lets programs do it: a virtual machine
or an old system without AVX kills the engine. Then plainer libraries are tried, and what runs is remembered
under the processor's name: a data folder on a stick comes to other computers, too.
"""

import json
from collections.abc import Callable, Collection
from pathlib import Path

from soro_tutor.kit.copying import write_small

# From the best to the plainest, each with what a processor must have for it to be worth a try.
LADDER = (
    ("zen4", "AVX512VBMI"),
    ("icelake", "AVX512VBMI"),
    ("skylakex", "AVX512F"),
    ("alderlake", "AVX2"),
    ("haswell", "AVX2"),
    ("piledriver", "FMA3"),
    ("ivybridge", "F16C"),
    ("sandybridge", "AVX"),
    ("sse42", "SSE42"),
    ("x64", ""),
)
# SIGILL, and STATUS_ILLEGAL_INSTRUCTION as a signed and as an unsigned number
ILLEGAL_INSTRUCTION = frozenset([-4, 0xC000001D, 0xC000001D - 2**32])
_FILE = "processor.json"


def steps(features: Collection[str], current: str = "") -> tuple[str, ...]:
    """What may be tried where `current` has died, best first; empty stands for llama.cpp's own choice."""
    names = [name for name, _ in LADDER]
    start = names.index(current) + 1 if current in names else 0
    return tuple(name for name, feature in LADDER[start:] if not feature or feature in features)


def settle(dies: Callable[[str], bool], current: str, features: Collection[str]) -> str | None:
    """The first library from `current` on that does not die; None where all do."""
    return next((name for name in (current, *steps(features, current)) if not dies(name)), None)


def remembered(data_dir: Path, processor: str) -> str:
    """The library that is known to run on a processor of this name; empty where llama.cpp may choose."""
    found = _read(data_dir).get(processor, "")
    return found if found in dict(LADDER) else ""


def remember(data_dir: Path, processor: str, library: str) -> None:
    """Keep what runs on a processor of this name. Raises TutorError as `writing` does."""
    known = _read(data_dir) | {processor: library}
    write_small(data_dir / _FILE, json.dumps(known, ensure_ascii=False, indent=1).encode())


def _read(data_dir: Path) -> dict[str, str]:
    try:
        known = json.loads((data_dir / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}  # it will be found out anew
    if not isinstance(known, dict):
        return {}
    return {name: value for name, value in known.items() if isinstance(value, str)}
