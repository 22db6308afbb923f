"""The engine on this computer's processor: tried in its own process, and stepped down where it dies of it."""

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import probe
from soro_tutor.engine.messages import Load
from soro_tutor.engine.probe import SelfTest
from soro_tutor.kit import processor

Try = Callable[[Load], SelfTest]


def remembered(data_dir: Path) -> str:
    """The library that is known to run on this processor; empty where llama.cpp may choose."""
    return processor.remembered(data_dir, probe.machine().processor) if has_libraries() else ""


def try_out(data_dir: Path, load: Load, once: Try = probe.self_test) -> SelfTest:
    """Load a model and write five tokens, with plainer libraries where the better ones die; remember which.

    Each try is a process of its own. Only the frozen program brings such libraries. Raises TutorError as
    `writing` does.
    """
    name = probe.machine().processor
    known = processor.remembered(data_dir, name)
    done: dict[str, SelfTest] = {}

    def dies(library: str) -> bool:
        done[library] = once(dataclasses.replace(load, processor=library))
        return _is_illegal(done[library].error)

    if not has_libraries():
        return once(load)
    runs = processor.settle(dies, known, probe.processor_features())
    if runs is None:
        return done[known]
    if runs != known and done[runs].error is None:
        processor.remember(data_dir, name, runs)
    return done[runs]


def step_down(data_dir: Path, error: TutorError) -> bool:
    """Whether the engine died of the processor and a plainer library is there to try; it is remembered."""
    if not (has_libraries() and _is_illegal(error)):
        return False
    name = probe.machine().processor
    plainer = processor.steps(probe.processor_features(), processor.remembered(data_dir, name))
    if not plainer:
        return False
    try:
        processor.remember(data_dir, name, plainer[0])
    except TutorError:  # a guest's data folder may be read-only: the error is told as it is
        return False
    return True


def has_libraries() -> bool:
    """Whether there is a choice of libraries."""
    return bool(getattr(sys, "frozen", False))


def _is_illegal(error: TutorError | None) -> bool:
    return (
        error is not None
        and error.code is ErrorCode.ENGINE_DIED
        and error.data["exit_code"] in processor.ILLEGAL_INSTRUCTION
    )
