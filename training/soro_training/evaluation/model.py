"""What is asked of a model that is scored, whichever kind it is, and how a text is cut into tokens for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.engine.messages import Frame
from soro_tutor.engine.stream import SPACE
from soro_tutor.engine.template import Writer


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A beginning, and the continuations whose likelihood is wanted; each begins with its own space."""

    context: str
    continuations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be written: the answer to `turns`, greedily, of at most `tokens`.

    `frame` labels questions and answers for a base model; `stops` end the answer besides the model's own end.
    """

    turns: tuple[Turn, ...]
    frame: Frame
    tokens: int
    stops: tuple[str, ...] = ()


class Model(Protocol):
    """A model that is scored. What fails for its own reasons raises TrainingError MODEL_REFUSED."""

    def log_odds(self, questions: Sequence[Likelihood]) -> list[list[float]]:
        """For each question the natural logarithm of the probability of each continuation."""

    def generate(self, replies: Sequence[Reply]) -> list[str]:
        """The text of each reply, without the control tokens around it; the same at every call.

        A question that does not fit into the model's context has an empty one.
        """

    def close(self) -> None:
        """Give back what it holds."""


def pair(tokens: Callable[[str], list[int]], context: str, continuation: str) -> tuple[list[int], list[int]]:
    """The tokens of a context and of what goes on from it, cut as lm-evaluation-harness cuts them.

    Spaces at the context's end go to the continuation, whose first token holds them. Both are made into
    tokens together, and the continuation is what comes behind as many as the context has by itself.
    """
    spaces = len(context) - len(context.rstrip())
    if spaces:
        context, continuation = context[:-spaces], context[-spaces:] + continuation
    before = tokens(context)
    return before, tokens(context + continuation)[len(before) :]


def prompt_of(writer: Writer, reply: Reply) -> str:
    """The text after which the model writes its reply."""
    return writer.write(reply.turns, reply.frame, is_asking=True)


def cut(text: str, stops: Sequence[str]) -> str:
    """The text up to the first of the stops, without spaces around it."""
    ends = [at for stop in stops if (at := text.find(stop)) >= 0]
    return text[: min(ends, default=len(text))].strip(SPACE + "\n")


def folded(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with the system's text at the head of the first question, as Gemma's template folds it."""
    if len(turns) < 2 or turns[0].role is not Role.SYSTEM:
        return list(turns)
    return [Turn(turns[1].role, f"{turns[0].text}\n\n{turns[1].text}"), *turns[2:]]
