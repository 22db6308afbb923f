"""Texts in four languages on which a vocabulary is tried, and ways to look at how it cuts them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from soro_tutor.engine.llama import Weights, start_backend

TEXTS = {
    "tg": "Қувваи вазнинӣ ҷисмҳоро ба сӯи маркази Замин мекашад.\n«Ҳаракат» чист? Ҷавоб: 9,8 м/с².",
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю. Вода кипит при 100 °C.",
    "en": "The quick brown fox doesn't jump over 1,234 lazy dogs; it's the “other way” round!",
    "mathematics": "$$\\frac{a}{b} = \\sqrt{x^2 + 1},\\quad x \\in \\mathbb{R}$$ ∑ ≤ ∞ → 3x² − 12 = 0",
    "code": "def f(x):\n    if x > 0:\n\t\treturn x**2  # 'ҷавоб'\n\n\n    return {\"a\": [1, 2]}\n",
    "rare": "<h1>№5</h1> <start_of_turn>user\nСалом 🙂 𓀀 漢字 ▁ x   y<end_of_turn>\n",
}


def texts_of(cutter: Any, text: str) -> list[str]:
    """The text's pieces by a tokenizer of the tokenizers library."""
    return list(cutter.encode(text, add_special_tokens=False).tokens)


def by_llama(path: Path, texts: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """The whole vocabulary of a GGUF as the application's llama.cpp knows it, and its tokens of the texts."""
    start_backend()
    weights = Weights(str(path), lambda _done: None)
    try:
        vocabulary = [weights.text_of(token) for token in range(weights.size)]
        return vocabulary, [weights.tokens([text])[1:] for text in texts]
    finally:
        weights.close()
