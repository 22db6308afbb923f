"""What a difference between two models' marks on the same items may be trusted for: a paired bootstrap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soro_training.evaluation.mark import Mark

LEVEL = 0.05

Floats = NDArray[np.float64]

_AT_ONCE = 2**22  # numbers drawn at a time
_FEW = 20  # groups that differ, below which all their signs are tried: half a million at most


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean gain of the second model over the first on `n` items in `groups`, with its 95 % interval.

    `p` is the two-sided probability of so large a gain if there were none. On a few items the interval is
    too narrow (resampling two of one gain gives nothing but it), while `p` is right.
    """

    n: int
    groups: int
    first: float
    second: float
    gain: float
    low: float
    high: float
    p: float


def difference(
    first: Sequence[Mark], second: Sequence[Mark], *, seed: int, resamples: int
) -> Difference | None:
    """Compare the items that both have, drawing groups of them with replacement; None where they share none.

    A group, such as the questions on one passage, is drawn whole, since its items are no independent ones
    (Davison & Hinkley 1997, section 3.8); most items are a group each.

    The interval holds the middle 95 % of the resampled gains (Efron & Tibshirani 1993, ch. 13); `p` is the
    share of resampled gains, centred, that lie as far from 0 as the one found (their ch. 16), and never 0.
    Where fewer than 20 groups differ that share comes out too small, and `p` is that of Fisher's exact test
    of signs (ibid., ch. 15): the share of all ways to give the differences a sign, all of a group the same,
    with so large a sum.
    """
    known = {mark.id: mark.score for mark in first}
    shared = [mark for mark in second if mark.id in known]
    if not shared:
        return None
    pairs = np.array([(known[mark.id], mark.score) for mark in shared])
    places = {name: at for at, name in enumerate(dict.fromkeys(mark.cluster for mark in shared))}
    groups = [places[mark.cluster] for mark in shared]
    sizes = np.bincount(groups).astype(np.float64)
    gains = np.zeros(len(places))  # sums: one for each group
    np.add.at(gains, groups, pairs[:, 1] - pairs[:, 0])
    means = _resampled(gains, sizes, seed, resamples)
    gain = float(gains.sum() / len(pairs))
    low, high = np.quantile(means, [LEVEL / 2, 1 - LEVEL / 2])
    one, two = pairs.mean(axis=0)
    differing = gains[gains != 0]
    p = _exact(differing) if len(differing) < _FEW else _p(means, gain)
    return Difference(len(pairs), len(gains), float(one), float(two), gain, float(low), float(high), p)


def significant(found: Mapping[str, Difference]) -> set[str]:
    """The names of the differences that hold at the level of 5 % for all of them together (Holm 1979)."""
    kept: set[str] = set()
    ordered = sorted(found, key=lambda name: found[name].p)
    for place, name in enumerate(ordered):
        if found[name].p > LEVEL / (len(ordered) - place):
            break
        kept.add(name)
    return kept


def _resampled(gains: Floats, sizes: Floats, seed: int, resamples: int) -> Floats:
    """The mean gain of an item in each resample of the groups: (resamples,)."""
    draw = np.random.default_rng(seed)
    at_once = max(1, _AT_ONCE // len(gains))
    means = []
    for start in range(0, resamples, at_once):
        drawn = draw.integers(len(gains), size=(min(at_once, resamples - start), len(gains)))
        means.append(gains[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
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
