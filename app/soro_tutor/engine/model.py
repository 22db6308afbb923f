"""What the engine's process drives: a language model, or an echo for tests without a model file."""

import dataclasses
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from soro_tutor.engine.messages import (
    Event,
    Fingerprint,
    Finished,
    FinishReason,
    Generate,
    Load,
    Loading,
    LoadPhase,
    ModelCard,
    Reading,
    Text,
    Usage,
    Warm,
)

Emit = Callable[[Event], None]
ShouldStop = Callable[[], bool]


class Model(Protocol):
    """A loaded model. Every method runs in the main thread of the engine's process."""

    @property
    def card(self) -> ModelCard:
        """What is known of the model."""

    def generate(self, command: Generate, should_stop: ShouldStop, emit: Emit) -> Finished:
        """Answer, emitting Reading, Trimmed and Text on the way; ask `should_stop` often.

        Raises TutorError where the question cannot be answered (QUESTION_TOO_LONG, TEMPLATE_REFUSED).
        """

    def warm(self, command: Warm, should_stop: ShouldStop) -> None:
        """Read the turns into the context; what was read before `should_stop` said so is kept."""

    def close(self) -> None:
        """Give the memory back."""


MakeModel = Callable[[Load, Emit], Model]
"""Loads a model, emitting Loading on the way; raises TutorError. Must be picklable: it runs in the child."""


ECHO_CARD = ModelCard(
    path="",
    name="Echo",
    architecture="echo",
    parameters=1,
    quantization="F16",
    size=1,
    memory=1,
    context=4096,
    vocabulary=256,
    is_base=False,
    has_template=True,
    fingerprint=Fingerprint(1, 0, ""),
)


class EchoModel:
    """Says the last question back in small pieces.

    A question that holds "slowly" is answered a letter every 50 ms, "thoughtfully" is read for two seconds
    first, "crash" kills the process in the middle of the answer, and "stumble" raises an unexpected error.
    """

    PIECE = 4

    def __init__(self, card: ModelCard) -> None:
        self.card = card

    def generate(self, command: Generate, should_stop: ShouldStop, emit: Emit) -> Finished:
        question = command.turns[-1].text
        if "stumble" in question:
            raise RuntimeError("The echo model was asked to stumble")
        started = time.monotonic()
        is_stopped = self._read(command, should_stop, emit)
        reading = time.monotonic() - started
        rest = question.removeprefix(command.partial)
        pieces = [] if is_stopped else self._pieces(rest, "slowly" in question)
        written = 0
        for piece in pieces[: command.max_tokens]:
            if is_stopped := should_stop():
                break
            self._say(command.request, piece, question, emit)
            written += 1
            if "crash" in question and written == (len(pieces) + 1) // 2:
                os._exit(9)
        reason = FinishReason.END if written == len(pieces) else FinishReason.LENGTH
        usage = Usage(len(question), 0, reading, written, time.monotonic() - started - reading)
        return Finished(command.request, FinishReason.STOPPED if is_stopped else reason, usage)

    def warm(self, command: Warm, should_stop: ShouldStop) -> None:
        """Nothing is kept between questions."""

    def close(self) -> None:
        """Nothing is held."""

    def _read(self, command: Generate, should_stop: ShouldStop, emit: Emit) -> bool:
        total = len(command.turns[-1].text)
        pause = 0.2 if "thoughtfully" in command.turns[-1].text else 0.0
        for step in range(11):
            if should_stop():
                return True
            emit(Reading(command.request, total * step // 10, total))
            time.sleep(pause)
        return False

    def _pieces(self, text: str, is_slow: bool) -> list[str]:
        size = 1 if is_slow else self.PIECE
        return [text[start : start + size] for start in range(0, len(text), size)]

    def _say(self, request: int, piece: str, question: str, emit: Emit) -> None:
        emit(Text(request, piece))
        time.sleep(0.05 if "slowly" in question else 0.001)


def load_echo(load: Load, emit: Emit) -> Model:
    """The maker of EchoModel: any path loads."""
    emit(Loading(LoadPhase.CHECKING, 1, 1))
    emit(Loading(LoadPhase.OPENING, 1000, 1000))
    return EchoModel(_echo_card(load))


def _echo_card(load: Load) -> ModelCard:
    name = Path(load.path).stem or ECHO_CARD.name
    return dataclasses.replace(ECHO_CARD, path=load.path, name=name, context=load.context)
