"""Matching by likelihood: each right item behind each left one, and the likeliest assignment of all."""

import itertools
import math
from collections.abc import Iterator, Sequence

from soro_training.evaluation.choice import context
from soro_training.evaluation.mark import Mark, group_of
from soro_training.evaluation.model import Likelihood
from soro_training.evaluation.task import Matching
from soro_tutor.engine.messages import Frame


def asked(item: Matching, frame: Frame) -> Iterator[Likelihood]:
    """What the model is asked, a question for each left item: the odds of every right one behind it."""
    for left in item.left:
        yield Likelihood(f"{context(item, frame)} {left} —", tuple(f" {right}" for right in item.right))


def mark(item: Matching, odds: Sequence[Sequence[float]]) -> Mark:
    """A point for each right pair; the score is their share, the criterion `whole` is all of them.

    `odds[i][j]` belongs to left i and right j. Each right item's mean is taken off, since a short or common
    one is likely behind anything; then the assignment with the largest sum is chosen.
    """
    chosen = assignment(odds)
    points = sum(found == wanted for found, wanted in zip(chosen, item.answer, strict=True))
    sample = {
        "question": item.question,
        "left": list(item.left),
        "right": list(item.right),
        "answer": list(item.answer),
        "chosen": list(chosen),
        "points": points,
    }
    whole = {"whole": float(points == len(item.answer))}
    share = points / len(item.answer)
    return Mark(item.id, item.subject, "matching", share, whole, sample, group_of(item.passage))


def assignment(odds: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """For each row a column of its own, so that the sum of the centred odds is largest."""
    columns = range(len(odds[0]))
    means = [math.fsum(row[column] for row in odds) / len(odds) for column in columns]

    def total(chosen: tuple[int, ...]) -> float:
        return math.fsum(row[column] - means[column] for row, column in zip(odds, chosen, strict=True))

    # Five right items for four left ones: 120 ways.
    return max(itertools.permutations(columns, len(odds)), key=total)
