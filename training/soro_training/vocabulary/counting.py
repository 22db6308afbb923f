"""What a corpus consists of: how often each of its pieces, words and characters comes, by language."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soro_training import documents
from soro_training.pieces import SPACE
from soro_training.run import write_whole

DOCUMENTS = 256  # encoded at once
MOST_WORDS = 2_000_000  # of a language in memory; of more the rarer ones are forgotten
_WORD = re.compile(r" ?[^\W\d_]+")


@dataclass(slots=True)
class Counts:
    """Counts of a part of the corpus: of token ids, of characters, and by language of words (▁ for space)."""

    tokens: Counter[int] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    words: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, other: "Counts") -> None:
        """Add the counts of another part; see MOST_WORDS."""
        self.tokens.update(other.tokens)
        self.characters.update(other.characters)
        for language, words in other.words.items():
            known = self.words.setdefault(language, Counter())
            known.update(words)
            if len(known) > MOST_WORDS:
                self.words[language] = _frequent(known)


def count_files(files: list[Path], kept: Path, tokenizer: Any, done: Callable[[int], None]) -> Counts:
    """Count the corpus files, one after the other; the counts of each are kept in the folder `kept`.

    `tokenizer` is one of the tokenizers library; `done` is told how many files are counted.
    Raises TrainingError FILE_DAMAGED.
    """
    kept.mkdir(parents=True, exist_ok=True)
    whole = Counts()
    for number, path in enumerate(files, 1):
        place = kept / f"{path.stem}.json"
        if not place.exists():
            write_whole(place, _to_json(count(documents.texts(path), tokenizer)))
        whole.add(_from_json(place.read_text(encoding="utf-8")))
        done(number)
    return whole


def count(texts: Iterator[tuple[str, str]], tokenizer: Any) -> Counts:
    """The counts of texts, each with its language before it."""
    counts = Counts()
    batch: list[str] = []
    for language, text in texts:
        counts.characters.update(text)
        words = counts.words.setdefault(language, Counter())
        words.update(word.replace(" ", SPACE) for word in _WORD.findall(text))
        batch.append(text)
        if len(batch) == DOCUMENTS:
            _count_tokens(batch, tokenizer, counts.tokens)
            batch.clear()
    _count_tokens(batch, tokenizer, counts.tokens)
    return counts


def _count_tokens(texts: list[str], tokenizer: Any, tokens: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch(texts, add_special_tokens=False):
        tokens.update(encoding.ids)


def _frequent(words: Counter[str]) -> Counter[str]:
    """The most frequent of too many words, the first in the alphabet of those that are as frequent."""
    ordered = sorted(words.items(), key=lambda one: (-one[1], one[0]))
    return Counter(dict(ordered[: MOST_WORDS // 2]))


def _to_json(counts: Counts) -> str:
    content = {"tokens": counts.tokens, "characters": counts.characters, "words": counts.words}
    return json.dumps(content, ensure_ascii=False)


def _from_json(text: str) -> Counts:
    content = json.loads(text)
    return Counts(
        Counter({int(token): count for token, count in content["tokens"].items()}),
        Counter(content["characters"]),
        {language: Counter(words) for language, words in content["words"].items()},
    )
