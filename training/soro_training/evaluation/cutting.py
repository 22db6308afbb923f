"""Questions as llama.cpp can read them at once: in tokens, shortened or parted where they are too long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from soro_training.evaluation.model import Likelihood, pair
from soro_training.llama import Question

Cut = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits: tokens of one sequence, tokens of all sequences of a question, places with odds."""

    sequence: int
    room: int
    outputs: int


@dataclass(frozen=True, slots=True)
class Part:
    """A question for llama.cpp; the odds of its option number i belong to continuation `of[i]`."""

    question: Question
    of: tuple[int, ...]


def parts(asked: Likelihood, tokens: Cut, limits: Limits) -> list[Part]:
    """The question as one part where it fits, else each continuation by itself, the longest in pieces.

    A beginning that leaves no room loses tokens at its front, behind the begin token.
    """
    pairs = [pair(tokens, asked.context, continuation) for continuation in asked.continuations]
    prefix = pairs[0][0]
    options = tuple(tuple(option) for _, option in pairs)
    whole = Question(prefix, options)
    longest = len(prefix) + max(map(len, options))
    if longest <= limits.sequence and whole.size <= limits.room and whole.outputs <= limits.outputs:
        return [Part(whole, tuple(range(len(options))))]
    return [part for of, option in enumerate(options) for part in _pieces(prefix, option, of, limits)]


def _pieces(prefix: Sequence[int], option: Sequence[int], of: int, limits: Limits) -> Iterator[Part]:
    room = min(limits.sequence, limits.room)
    step = min(limits.outputs, max(room // 2, 1))
    for start in range(0, len(option), step):
        piece = tuple(option[start : start + step])
        before = [*prefix, *option[:start]]
        keep = max(room - len(piece), 1)
        if len(before) > keep:
            before = [before[0], *before[len(before) - keep + 1 :]]
        yield Part(Question(before, (piece,)), (of,))
