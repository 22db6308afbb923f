"""What is counted of a corpus: documents, words and tokens of each source, and how its letters fall."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import tokenizers
from datatrove.data import Document

SIZES = ("documents", "words", "letters", "bytes", "tokens")
MEASURED_TOKENS_A_WORD = 2.8  # Gemma 3 on Tajik news (NTREX-128), where no tokenizer is named


class Figures:
    """Counts over documents; those of parts of a corpus are added up by `merged`."""

    def __init__(self, tokenizer: str = "") -> None:
        self._tokenizer = tokenizer
        self._sizes: dict[str, Counter[str]] = defaultdict(Counter)
        self._letters: Counter[str] = Counter()
        self._lengths: Counter[str] = Counter()
        self._removed: Counter[str] = Counter()

    def count(self, document: Document, *, is_heldout: bool) -> None:
        """Take in a document."""
        kept, text = document.metadata, document.text
        sizes = self._measure(text)
        keys = [f"split:{'heldout' if is_heldout else 'train'}", f"language:{kept['language']}"]
        keys += [f"source:{kept['source']}", f"licence:{kept['licence'] or 'none stated'}"]
        for key in keys:
            self._sizes[key].update(sizes)
        self._lengths[str(int(math.log2(max(1, sizes["words"]))))] += 1
        self._removed.update(kept.get("removed", {}))
        if kept["language"] == "tg":
            self._letters.update(letter for letter in text.lower() if letter.isalpha())

    def table(self) -> dict[str, Any]:
        """The counts as plain values."""
        return {
            "sizes": {key: dict(sizes) for key, sizes in self._sizes.items()},
            "letters": dict(self._letters),
            "lengths": dict(self._lengths),
            "removed": dict(self._removed),
        }

    def _measure(self, text: str) -> dict[str, int]:
        words = len(text.split())
        tokens = _tokens(self._tokenizer, text) if self._tokenizer else round(words * MEASURED_TOKENS_A_WORD)
        letters = sum(map(str.isalpha, text))
        return dict(zip(SIZES, (1, words, letters, len(text.encode()), tokens), strict=True))


def merged(tables: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The tables of parts of a corpus added up, in a fixed order."""
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("letters", "lengths", "removed")}
    for table in tables:
        for key, some in table["sizes"].items():
            sizes[key].update(some)
        for name, counter in counts.items():
            counter.update(table[name])
    whole = {name: dict(sorted(counter.items())) for name, counter in counts.items()}
    return {"sizes": {key: dict(sizes[key]) for key in sorted(sizes)}, **whole}


@cache
def _loaded(path: str) -> tokenizers.Tokenizer:
    return tokenizers.Tokenizer.from_file(path)


def _tokens(path: str, text: str) -> int:
    return len(_loaded(path).encode(text, add_special_tokens=False).ids)
