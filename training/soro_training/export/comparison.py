"""A quantized model beside the unquantized one: perplexity, divergence and agreement on the same texts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soro_training.llama import OUTPUTS, Scorer

_ROWS = 32


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one text says of two models.

    `perplexity` and `bits_per_byte` are those of the second model, `unquantized` the first one's perplexity;
    `divergence` is the mean Kullback-Leibler divergence KL(first ‖ second) in nats a token, `top1` the share
    of tokens after which both hold the same token for the likeliest; `tokens` is how many were predicted.
    """

    unquantized: float
    perplexity: float
    bits_per_byte: float
    divergence: float
    divergence_error: float
    top1: float
    tokens: int


def agreement(first: Scorer, second: Scorer, text: str, limit: int) -> Agreement:
    """Compare two models of one vocabulary on the first `limit` tokens of a text."""
    found: list[NDArray[np.float32]] = []  # (tokens, 4): both losses, the divergence, whether they agree
    size = 0
    for window in windows(first, text, limit):
        wanted = np.array(window[1:])
        rows = (model.logits(window)[:-1] for model in (first, second))
        found += [
            _compare(ours, theirs, right)
            for ours, theirs, right in zip(*map(_pieces, (*rows, wanted)), strict=True)
        ]
        size += sum(len(first.weights.piece(token)) for token in window[1:])
    loss, other, divergence, same = np.concatenate(found).astype(np.float64).T
    return Agreement(
        unquantized=math.exp(loss.mean()),
        perplexity=math.exp(other.mean()),
        bits_per_byte=float(other.sum()) / math.log(2) / size,
        divergence=float(divergence.mean()),
        divergence_error=float(divergence.std() / math.sqrt(len(divergence))),
        top1=float(same.mean()),
        tokens=len(loss),
    )


def windows(model: Scorer, text: str, limit: int) -> Iterator[Sequence[int]]:
    """The first `limit` tokens of a text in windows of OUTPUTS, each begun with the begin token."""
    tokens = model.tokens(text, is_beginning=False)[:limit]
    begin = model.tokens("")
    step = OUTPUTS - len(begin)
    for start in range(0, len(tokens), step):
        window = [*begin, *tokens[start : start + step]]
        if len(window) > 1:
            yield window


def _compare(
    ours: NDArray[np.float32], theirs: NDArray[np.float32], wanted: NDArray[np.int64]
) -> NDArray[np.float32]:
    """(tokens, 4): each token's loss in the first and in the second model, the divergence, the agreement."""
    rows = np.arange(len(wanted))
    same = ours.argmax(axis=1) == theirs.argmax(axis=1)
    first, second = _log_odds(ours), _log_odds(theirs)
    divergence = (np.exp(first) * (first - second)).sum(axis=1)
    return np.stack([-first[rows, wanted], -second[rows, wanted], divergence, same], axis=1)


def _pieces(rows: NDArray[Any]) -> list[NDArray[Any]]:
    """Cut along the first axis: a piece of Gemma's logits takes 32 MB, and stays near the processor."""
    return [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]


def _log_odds(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """(tokens, vocabulary): the log probabilities, in nats."""
    logits = logits - logits.max(axis=1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logits
