"""A quantized model beside the unquantized one: perplexity, divergence and agreement on the same texts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soro_training.llama import OUTPUTS, Scorer


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
    losses: list[NDArray[np.float64]] = []
    others: list[NDArray[np.float64]] = []
    divergences: list[NDArray[np.float64]] = []
    same, size = 0, 0
    for window in windows(first, text, limit):
        ours, theirs = (_log_odds(model, window) for model in (first, second))
        wanted = np.array(window[1:])
        rows = np.arange(len(wanted))
        losses.append(-ours[rows, wanted])
        others.append(-theirs[rows, wanted])
        divergences.append((np.exp(ours) * (ours - theirs)).sum(axis=1))
        same += int((ours.argmax(axis=1) == theirs.argmax(axis=1)).sum())
        size += sum(len(first.weights.piece(token)) for token in window[1:])
    loss, other, divergence = map(np.concatenate, (losses, others, divergences))
    return Agreement(
        unquantized=math.exp(loss.mean()),
        perplexity=math.exp(other.mean()),
        bits_per_byte=float(other.sum()) / math.log(2) / size,
        divergence=float(divergence.mean()),
        divergence_error=float(divergence.std() / math.sqrt(len(divergence))),
        top1=same / len(loss),
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


def _log_odds(model: Scorer, window: Sequence[int]) -> NDArray[np.float64]:
    """(tokens - 1, vocabulary): the log probabilities after each token but the last, in nats."""
    logits = model.logits(window)[:-1].astype(np.float64)
    logits -= logits.max(axis=1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logits
