"""A model that answers in a conversation: prompt, budget, reading, writing."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.budget import Budget, budget_for, turns_to_drop
from soro_tutor.engine.messages import (
    Finished,
    FinishReason,
    Frame,
    Generate,
    ModelCard,
    Reading,
    Sampling,
    Text,
    Trimmed,
    Usage,
    Warm,
)
from soro_tutor.engine.model import Emit, ShouldStop
from soro_tutor.engine.stream import SPACE, TextStream
from soro_tutor.engine.template import Marker, Writer

TURN_TOKENS = 8  # what a template writes around a turn, about
QUESTION_TOKENS = 100  # what the next question will take, about
ANSWER_TOKENS = 512  # as long as no question has said


Turns = tuple[Turn, ...]


class _Read(Protocol):
    @property
    def reused(self) -> int: ...
    @property
    def is_stopped(self) -> bool: ...


class Vocabulary(Protocol):
    """What is needed of a model's tokens (llama.Weights)."""

    def tokens(self, fragments: Sequence[str]) -> list[int]: ...
    def count(self, text: str) -> int: ...
    def piece(self, token: int) -> bytes: ...
    def is_end(self, token: int) -> bool: ...
    def close(self) -> None: ...


class Memory(Protocol):
    """What is needed of a model's context (llama.Context)."""

    @property
    def size(self) -> int: ...
    @property
    def used(self) -> int: ...
    def read(
        self, prompt: Sequence[int], should_stop: ShouldStop, progress: Callable[[int], None]
    ) -> _Read: ...
    def append(self, token: int) -> None: ...
    def drawing(self, sampling: Sampling) -> AbstractContextManager[Callable[[], int]]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Prompt:
    tokens: list[int]
    dropped: int


class ChatModel:
    """The engine's Model on llama.cpp."""

    def __init__(
        self, card: ModelCard, vocabulary: Vocabulary, memory: Memory, writer: Writer, marker: Marker
    ) -> None:
        self._card = card
        self._vocabulary = vocabulary
        self._memory = memory
        self._writer = writer
        self._marker = marker
        self._answer_tokens = ANSWER_TOKENS
        # Turns never change, and a long conversation comes whole with every question.
        self._count = lru_cache(maxsize=20_000)(vocabulary.count)

    @property
    def card(self) -> ModelCard:
        """What is known of the model."""
        return self._card

    def generate(self, command: Generate, should_stop: ShouldStop, emit: Emit) -> Finished:
        """Answer the last turn. Raises TutorError QUESTION_TOO_LONG, TEMPLATE_REFUSED."""
        self._answer_tokens = command.max_tokens
        prompt = self._asking(command)
        if prompt.dropped:
            emit(Trimmed(command.request, prompt.dropped))
        total = len(prompt.tokens)
        started = time.monotonic()
        read = self._memory.read(
            prompt.tokens, should_stop, lambda done: emit(Reading(command.request, done, total))
        )
        begun = time.monotonic()
        reason, written = FinishReason.STOPPED, 0
        if not read.is_stopped:
            reason, written = self._write(command, should_stop, emit)
        usage = Usage(total, read.reused, begun - started, written, time.monotonic() - begun)
        return Finished(command.request, reason, usage)

    def warm(self, command: Warm, should_stop: ShouldStop) -> None:
        """Read what the next question's prompt will begin with, cut as that question will need it."""
        budget = budget_for(self._memory.size, self._answer_tokens)
        system, history, last = _parts(command.turns)
        history += last
        dropped = turns_to_drop(self._sizes(history), sum(self._sizes(system)) + QUESTION_TOKENS, budget)
        turns = (*system, *history[dropped:])
        tokens = self._tokens(self._write_prompt(turns, command.frame, is_asking=False))
        self._memory.read(tokens[: budget.limit], should_stop, lambda _done: None)

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
        self._vocabulary.close()

    def _asking(self, command: Generate) -> _Prompt:
        """The prompt, without the oldest turns where it would not fit."""
        budget = budget_for(self._memory.size, command.max_tokens)
        system, history, question = _parts(command.turns)
        fixed = sum(self._sizes((*system, *question))) + self._count(command.partial)
        if fixed > budget.limit + self._memory.size:  # so long that writing it out is not worth the time
            raise _too_long(fixed, budget)
        dropped = turns_to_drop(self._sizes(history), fixed, budget)
        while True:
            text = self._write_prompt((*system, *history[dropped:], *question), command.frame, is_asking=True)
            tokens = self._tokens(_continued(text, self._marker.marked(command.partial)))
            if len(tokens) <= budget.limit:
                return _Prompt(tokens, dropped)
            if dropped >= len(history):
                raise _too_long(len(tokens), budget)
            dropped = min(dropped + 2, len(history))  # the reckoning was a little short

    def _write_prompt(self, turns: Sequence[Turn], frame: Frame, *, is_asking: bool) -> str:
        marked = [replace(turn, text=self._marker.marked(turn.text)) for turn in turns]
        return self._writer.write(marked, frame, is_asking=is_asking)

    def _tokens(self, prompt: str) -> list[int]:
        return self._vocabulary.tokens(self._marker.fragments(prompt))

    def _sizes(self, turns: Sequence[Turn]) -> list[int]:
        return [self._count(turn.text) + TURN_TOKENS for turn in turns]

    def _write(self, command: Generate, should_stop: ShouldStop, emit: Emit) -> tuple[FinishReason, int]:
        """Write the answer; why it ended, and how many tokens it took."""
        stops = (*self._writer.stops(command.frame), *command.stop)
        is_fresh = not command.partial.rstrip(SPACE) or command.partial[-1] in SPACE
        stream = TextStream(stops, is_fresh=is_fresh)
        is_end, piece = self._vocabulary.is_end, self._vocabulary.piece
        written = 0
        reason = None
        with self._memory.drawing(command.sampling) as draw:
            while reason is None:
                token = draw()
                if is_end(token):
                    reason = FinishReason.END
                    break
                written += 1
                if text := stream.push(piece(token)):
                    emit(Text(command.request, text))
                if stream.is_stopped:
                    reason = FinishReason.END
                elif should_stop():
                    reason = FinishReason.STOPPED
                elif written >= command.max_tokens or self._memory.used >= self._memory.size:
                    reason = FinishReason.LENGTH
                else:
                    self._memory.append(token)
        if text := stream.finish():
            emit(Text(command.request, text))
        return reason, written


def _parts(turns: Turns) -> tuple[Turns, Turns, Turns]:
    """The system prompt where there is one, what was said before, and the last question."""
    start = 1 if turns[0].role is Role.SYSTEM and len(turns) > 1 else 0
    return turns[:start], turns[start:-1], turns[-1:]


def _too_long(tokens: int, budget: Budget) -> TutorError:
    return TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=tokens, limit=budget.limit)


def _continued(prompt: str, partial: str) -> str:
    """The prompt with the beginning of the answer.

    Spaces at its end are left to the model: a word's first token holds the space before it.
    """
    partial = partial.strip(SPACE)
    if not partial:
        return prompt
    return f"{prompt} {partial}" if prompt.endswith(":") else prompt + partial
