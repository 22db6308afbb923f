"""What a difference between two models' marks on the same items may be trusted for: a paired bootstrap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soro_training.evaluation.mark import Mark

LEVEL = 0.05

Floats = NDArray[np.float64]

_AT_ONCE = 2**22  # numbers drawn at a time


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean gain of the second model over the first on `n` items, with its 95 % interval.

    `p` is the two-sided probability of so large a gain if there were none.
    """

    n: int
    first: float
    second: float
    gain: float
    low: float
    high: float
    p: float


def difference(
    first: Sequence[Mark], second: Sequence[Mark], *, seed: int, resamples: int
) -> Difference | None:
    """Compare the items that both have, drawing items with replacement; None where they share none.

    The interval holds the middle 95 % of the resampled gains (Efron & Tibshirani 1993, ch. 13); `p` is the
    share of resampled gains, centred, that lie as far from 0 as the one found (their ch. 16), and never 0.
    """
    known = {mark.id: mark.score for mark in first}
    pairs = np.array([(known[mark.id], mark.score) for mark in second if mark.id in known])
    if not len(pairs):
        return None
    gains = pairs[:, 1] - pairs[:, 0]
    means = _resampled(gains, seed, resamples)
    gain = float(gains.mean())
    low, high = np.quantile(means, [LEVEL / 2, 1 - LEVEL / 2])
    # A hair less than the gain itself: sums in another order must not make it smaller than itself.
    as_far = int((np.abs(means - gain) >= abs(gain) - 1e-12).sum())
    one, two = pairs.mean(axis=0)
    return Difference(
        len(pairs), float(one), float(two), gain, float(low), float(high), (as_far + 1) / (resamples + 1)
    )


def significant(found: Mapping[str, Difference]) -> set[str]:
    """The names of the differences that hold at the level of 5 % for all of them together (Holm 1979)."""
    kept: set[str] = set()
    ordered = sorted(found, key=lambda name: found[name].p)
    for place, name in enumerate(ordered):
        if found[name].p > LEVEL / (len(ordered) - place):
            break
        kept.add(name)
    return kept


def _resampled(gains: Floats, seed: int, resamples: int) -> Floats:
    """The mean gain of each resample: (resamples,)."""
    draw = np.random.default_rng(seed)
    at_once = max(1, _AT_ONCE // len(gains))
    means = [
        gains[draw.integers(len(gains), size=(min(at_once, resamples - start), len(gains)))].mean(axis=1)
        for start in range(0, resamples, at_once)
    ]
    return np.concatenate(means)
