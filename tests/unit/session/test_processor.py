"""An engine that dies of its processor is tried with plainer libraries, in processes that really die."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import probe
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.messages import Load
from soro_tutor.engine.model import Emit, Model
from soro_tutor.engine.probe import SelfTest
from soro_tutor.kit import processor as remembering
from soro_tutor.session import processor

ILLEGAL = TutorError(ErrorCode.ENGINE_DIED, exit_code=-4)


@pytest.fixture(autouse=True)
def of_many_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "has_libraries", lambda: True)
    monkeypatch.setattr(probe, "processor_features", lambda: ("SSE42", "AVX"))


def runs_with(*good: str, error: TutorError | None = None) -> Callable[[Load], SelfTest]:
    return lambda load: SelfTest(text=load.processor, error=error if load.processor in good else ILLEGAL)


def dies_of_its_processor(load: Load, emit: Emit) -> Model:
    """Runs in the engine's process."""
    os.kill(os.getpid(), signal.SIGILL)
    raise AssertionError


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGILL is sent as a signal here")
def test_a_process_that_dies_of_an_illegal_instruction_is_recognised(tmp_path: Path) -> None:
    found = probe.self_test(Load("a.gguf"), EngineClient(dies_of_its_processor), seconds=60)
    assert found.error is not None
    assert processor.step_down(tmp_path, found.error)
    assert processor.remembered(tmp_path) == "sandybridge"


def test_the_first_library_that_runs_is_remembered_and_comes_first_the_next_time(tmp_path: Path) -> None:
    assert processor.try_out(tmp_path, Load("a.gguf"), runs_with("sse42", "x64")).text == "sse42"
    tried: list[str] = []

    def once(load: Load) -> SelfTest:
        tried.append(load.processor)
        return SelfTest()

    processor.try_out(tmp_path, Load("a.gguf"), once)
    assert tried == ["sse42"]


def test_nothing_is_remembered_where_all_is_well(tmp_path: Path) -> None:
    assert processor.try_out(tmp_path, Load("a.gguf"), runs_with("")).error is None
    assert not list(tmp_path.iterdir())


def test_where_all_die_the_death_is_told(tmp_path: Path) -> None:
    assert processor.try_out(tmp_path, Load("a.gguf"), runs_with()).error is ILLEGAL
    assert not list(tmp_path.iterdir())


def test_another_error_is_no_reason_to_step_down(tmp_path: Path) -> None:
    broken = TutorError(ErrorCode.MODEL_REFUSED, path="a.gguf")
    assert processor.try_out(tmp_path, Load("a.gguf"), runs_with("", error=broken)).error is broken
    assert not processor.step_down(tmp_path, broken)
    assert not processor.step_down(tmp_path, TutorError(ErrorCode.ENGINE_DIED, exit_code=-9))


def test_stepping_down_ends_at_the_plainest(tmp_path: Path) -> None:
    steps = []
    while processor.step_down(tmp_path, ILLEGAL):
        steps.append(processor.remembered(tmp_path))
    assert steps == ["sandybridge", "sse42", "x64"]


def test_a_build_without_a_choice_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "has_libraries", lambda: False)
    remembering.remember(tmp_path, probe.machine().processor, "sse42")
    assert processor.remembered(tmp_path) == ""
    assert processor.try_out(tmp_path, Load("a.gguf"), runs_with()).error is ILLEGAL
    assert not processor.step_down(tmp_path, ILLEGAL)
