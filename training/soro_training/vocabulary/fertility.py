"""How many tokens a text costs: tokens a word, and bytes a token, for each language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Fertility:
    """What the texts of one language cost; a word is what stands between white space."""

    words: int
    tokens: int
    bytes: int

    @property
    def tokens_a_word(self) -> float:
        """Tokens a word: less is faster, since a model reads and writes tokens."""
        return self.tokens / max(1, self.words)

    @property
    def bytes_a_token(self) -> float:
        """UTF-8 bytes a token."""
        return self.bytes / max(1, self.tokens)


def fertility(tokenizer: Any, texts: Mapping[str, Sequence[str]]) -> dict[str, Fertility]:
    """The cost of each language's texts; `tokenizer` is one of the tokenizers library."""
    return {language: _of(tokenizer, list(some)) for language, some in texts.items()}


def _of(tokenizer: Any, texts: list[str]) -> Fertility:
    tokens = sum(len(one.ids) for one in tokenizer.encode_batch(texts, add_special_tokens=False))
    words = sum(len(_WORD.findall(text)) for text in texts)
    return Fertility(words, tokens, sum(len(text.encode("utf-8")) for text in texts))


def compare(before: Any, after: Any, texts: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """What each language's texts cost with one tokenizer and with another, as figures for a report."""
    old, new = fertility(before, texts), fertility(after, texts)
    return {
        language: {
            "words": old[language].words,
            "tokens_a_word_before": round(old[language].tokens_a_word, 4),
            "tokens_a_word": round(new[language].tokens_a_word, 4),
            "bytes_a_token_before": round(old[language].bytes_a_token, 4),
            "bytes_a_token": round(new[language].bytes_a_token, 4),
        }
        for language in texts
    }
