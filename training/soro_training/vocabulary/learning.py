"""New pieces learned on words: byte-pair encoding that goes on from the pieces that a vocabulary has already.

Sennrich, Haddow & Birch 2016 (arXiv 1508.07909), but counted over joined texts and not over pairs: llama.cpp
joins whichever pair makes a piece.
"""

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from soro_training.vocabulary.joining import Scores, join

Segments = tuple[str, ...]
Words = Mapping[Segments, int]


@dataclass(frozen=True, slots=True)
class Learned:
    """A new piece: its text, how often it came about in the words, and the older pieces it consists of."""

    text: str
    count: int
    parts: Segments


class Learner:
    """Words cut into pieces, and how often each two neighbours would make a new one."""

    def __init__(self, words: Words, scores: Scores, others: Words = MappingProxyType({})) -> None:
        """Take words as the vocabulary cuts them, with their counts; `scores` are those of its pieces.

        `others` are words of languages whose texts should be cut as before.
        """
        self._old, self._scores = dict(scores), dict(scores)
        self._words = [list(word) for word in (*words, *others)]
        self._counts = [*words.values(), *others.values()]
        self._own = len(words)
        own = max(1, sum(words.values()))
        self._totals = (
            own,
            max(own, sum(others.values())),
        )  # a few other words say little: not more than own ones
        self._found: Counter[str] = Counter()  # how often a text would come about in the own words
        self._elsewhere: Counter[str] = Counter()  # and in those of other languages
        self._where: defaultdict[str, set[int]] = defaultdict(set)
        for at in range(len(self._words)):
            self._count(at, 1)
        self._heap = [(-count, text) for text, count in self._found.items()]
        heapq.heapify(self._heap)
        self._lowest = min(scores.values(), default=0.0)

    def learn(self, limit: int, least: int, share: float) -> Iterator[Learned]:
        """The most frequent new piece, again and again: at most `limit`, each found at least `least` times.

        A text that is more than `share` times as frequent among the words of other languages as among the own
        ones is passed over. Equal counts come in the order of their texts.
        """
        for _ in range(limit):
            text, count = self._most_frequent(share)
            if count < max(least, 1):
                return
            self._lowest -= 1
            self._scores[text] = self._lowest
            self._apply(text)
            yield Learned(text, count, tuple(join(list(text), self._old)))

    def _most_frequent(self, share: float) -> tuple[str, int]:
        while self._heap:
            count, text = heapq.heappop(self._heap)
            if self._found[text] == -count and self._is_own(text, share):
                return text, -count
        return "", 0

    def _is_own(self, text: str, share: float) -> bool:
        own, others = self._totals
        return self._elsewhere[text] / others <= share * self._found[text] / own

    def _apply(self, text: str) -> None:
        """Join the new piece in all words that have it; a joined piece may let older ones come about."""
        changed: set[str] = set()
        for at in sorted(self._where.pop(text)):
            changed |= self._count(at, -1)
            self._words[at] = join(self._words[at], self._scores)
            changed |= self._count(at, 1)
        for other in changed:
            if self._found[other] > 0:
                heapq.heappush(self._heap, (-self._found[other], other))

    def _count(self, at: int, sign: int) -> set[str]:
        """Add (or with -1 take away) what a word's neighbours would make."""
        word, count = self._words[at], sign * self._counts[at]
        found = self._found if at < self._own else self._elsewhere
        texts = [left + right for left, right in itertools.pairwise(word)]
        for text in texts:
            found[text] += count
            if sign > 0:
                self._where[text].add(at)
            else:
                self._where[text].discard(at)
        return set(texts)


def as_cut(
    words: Mapping[str, int], cut: Callable[[list[str]], Sequence[Sequence[str]]]
) -> dict[Segments, int]:
    """Words as a tokenizer cuts them, with their counts; `cut` takes many at once."""
    texts = sorted(words)
    return {tuple(parts): words[text] for text, parts in zip(texts, cut(texts), strict=True)}
