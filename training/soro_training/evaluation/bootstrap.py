"""What a difference between two models' marks on the same items may be trusted for: a paired bootstrap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soro_training.evaluation.mark import Mark

LEVEL = 0.05

Floats = NDArray[np.float64]

_AT_ONCE = 2**22  # numbers drawn at a time
_FEW = 20  # items that differ, below which all their signs are tried: half a million at most


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean gain of the second model over the first on `n` items, with its 95 % interval.

    `p` is the two-sided probability of so large a gain if there were none. On a few items the interval is
    too narrow (resampling two of one gain gives nothing but it), while `p` is right.
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
    Where fewer than 20 items differ that share comes out too small, and `p` is that of Fisher's exact test
    of signs (ibid., ch. 15): the share of all ways to give the differences a sign with so large a sum.
    """
    known = {mark.id: mark.score for mark in first}
    pairs = np.array([(known[mark.id], mark.score) for mark in second if mark.id in known])
    if not len(pairs):
        return None
    gains = pairs[:, 1] - pairs[:, 0]
    means = _resampled(gains, seed, resamples)
    gain = float(gains.mean())
    low, high = np.quantile(means, [LEVEL / 2, 1 - LEVEL / 2])
    one, two = pairs.mean(axis=0)
    differing = gains[gains != 0]
    p = _exact(differing) if len(differing) < _FEW else _p(means, gain)
    return Difference(len(pairs), float(one), float(two), gain, float(low), float(high), p)


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


def _p(means: Floats, gain: float) -> float:
    """The share of resampled gains, centred, as far from 0 as `gain`; the one found counts as one of them."""
    return (int(_reaches(means - gain, gain).sum()) + 1) / (len(means) + 1)


def _exact(differing: Floats) -> float:
    """The share of the sums of ± each difference that are as far from 0 as their own sum."""
    sums = np.zeros(1)
    for one in differing:
        sums = np.concatenate([sums + one, sums - one])
    return float(_reaches(sums, float(differing.sum())).mean())


def _reaches(found: Floats, gain: float) -> NDArray[np.bool_]:
    # A hair less than the gain itself: sums in another order must not make it smaller than itself.
    return np.abs(found) >= abs(gain) - 1e-12
