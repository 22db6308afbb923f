"""Multiple choice by likelihood: the option that the model finds likeliest behind the question."""

from collections.abc import Sequence

from soro_training.evaluation.mark import Mark, group_of
from soro_training.evaluation.model import Likelihood
from soro_training.evaluation.task import Choice, Matching, Short
from soro_tutor.engine.messages import Frame


def context(item: Choice | Matching | Short, frame: Frame) -> str:
    """The question as every model is shown it: the passage, then the question under the frame's labels."""
    passage = f"{item.passage}\n\n" if item.passage else ""
    if isinstance(item, Choice) and item.is_continued:
        return f"{passage}{item.question}"
    return f"{passage}{frame.question}: {item.question}\n{frame.answer}:"


def asked(item: Choice, frame: Frame) -> Likelihood:
    """What the model is asked: the odds of each option's text behind the question."""
    return Likelihood(context(item, frame), tuple(f" {option}" for option in item.options))


def mark(item: Choice, odds: Sequence[float]) -> Mark:
    """The mark by log probability for each character, so that long options are not at a disadvantage.

    This is acc_norm of lm-evaluation-harness; the criterion `unnormalized` is its acc, by the sum alone.
    """
    lengths = [len(option) for option in item.options]
    normalized = _best([value / length for value, length in zip(odds, lengths, strict=True)])
    plain = _best(odds)
    score = float(normalized == item.answer)
    sample = {
        "question": item.question,
        "options": list(item.options),
        "answer": item.answer,
        "chosen": normalized,
        "log_odds": [round(value, 4) for value in odds],
    }
    criteria = {"unnormalized": float(plain == item.answer)}
    return Mark(item.id, item.subject, "choice", score, criteria, sample, group_of(item.passage))


def _best(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)
