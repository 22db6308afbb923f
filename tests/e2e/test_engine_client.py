"""The engine's process as the window sees it, with a model that echoes and with the real one."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import probe
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.messages import (
    Died,
    Event,
    Failed,
    Finished,
    FinishReason,
    Frame,
    Generate,
    Load,
    Loaded,
    Loading,
    Reading,
    Text,
    Warm,
)
from soro_tutor.engine.model import EchoModel, Emit, MakeModel, Model, ShouldStop, load_echo
from soro_tutor.engine.template import TemplateWriter
from soro_tutor.engine.watchdog import watchdog

SECONDS = 600.0  # a deadline for what hangs: a busy machine may need minutes to load the model
HANG = 10.0  # seconds that even a busy machine needs only for what hangs; benchmarks/stop.py measures
HARD_TEXT = "🙂👩\u200d🏫 سلام ҳуқуқ \u200b\u200c <end_of_turn>\x00 e\u0301 ғӣқӯҳҷ"


def question(request: int, text: str, max_tokens: int = 1_000_000) -> Generate:
    return Generate(request, (Turn(Role.USER, text),), max_tokens=max_tokens)


def until(client: EngineClient, wanted: Callable[[Event], bool]) -> list[Event]:
    """Poll until an event is wanted; all events so far, and it last."""
    events: list[Event] = []
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for event in client.poll(0.05):
            events.append(event)
            if wanted(event):
                return events
    raise AssertionError(f"it never came: {events[-5:]}")


def is_end(event: Event) -> bool:
    return isinstance(event, Finished | Failed | Died)


def text_of(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, Text))


@pytest.fixture
def client() -> Iterator[EngineClient]:
    client = EngineClient(load_echo)
    yield client
    client.close()


def test_an_answer_comes_piece_by_piece(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "Чаро осмон кабуд аст?"))
    events = until(client, is_end)
    assert isinstance(events[0], Loading)
    assert any(isinstance(event, Loaded) for event in events)
    assert any(isinstance(event, Reading) for event in events)
    assert text_of(events) == "Чаро осмон кабуд аст?"
    assert events[-1].reason is FinishReason.END


@pytest.mark.parametrize("text", [HARD_TEXT, "аҳ" * 500_000], ids=["hard", "a megabyte"])
def test_any_text_survives_the_way_there_and_back(client: EngineClient, text: str) -> None:
    client.load(Load("echo"))
    until(client, lambda event: isinstance(event, Loaded))
    started = time.monotonic()
    client.generate(question(1, text, max_tokens=500))
    assert time.monotonic() - started < HANG
    assert text_of(until(client, is_end)) == text[: 500 * EchoModel.PIECE]


def test_stop_ends_an_answer_while_it_is_written(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "slowly " * 100))
    until(client, lambda event: isinstance(event, Text))
    client.stop(1)
    end = until(client, is_end)[-1]
    assert end.usage.written_tokens < 100
    assert end.reason is FinishReason.STOPPED


def test_stop_ends_the_reading_of_a_question(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "thoughtfully"))
    until(client, lambda event: isinstance(event, Reading))
    client.stop(1)
    stopped = until(client, is_end)[-1]
    assert stopped.reason is FinishReason.STOPPED
    assert stopped.usage.written_tokens == 0


def test_stop_meant_for_one_answer_leaves_the_next_one_alone(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.stop(1)
    client.generate(question(2, "салом"))
    assert text_of(until(client, is_end)) == "салом"


def test_a_killed_engine_is_reported_after_the_text_that_had_come(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "slowly " * 100))
    events = until(client, lambda event: isinstance(event, Text) and event.text == "y")
    assert client.process_id is not None
    os.kill(client.process_id, signal.SIGKILL)
    events += until(client, is_end)
    died = events[-1]
    assert isinstance(died, Died)
    assert died.request == 1
    assert died.error.code is ErrorCode.ENGINE_DIED
    assert text_of(events).startswith("slowly")
    assert not client.is_running


def test_the_question_after_a_crash_is_answered(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "crash, please"))
    events = until(client, is_end)
    assert "crash".startswith(text_of(events)[:5])
    assert isinstance(events[-1], Died)
    client.generate(question(2, "салом"))
    events = until(client, is_end)
    assert any(isinstance(event, Loaded) for event in events)
    assert text_of(events) == "салом"


def test_a_crash_is_reported_once(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "crash"))
    until(client, is_end)
    assert client.poll(0.1) == []


def test_an_error_in_the_model_is_told_and_the_process_lives_on(client: EngineClient) -> None:
    client.load(Load("echo"))
    client.generate(question(1, "stumble"))
    failed = until(client, is_end)[-1]
    process = client.process_id
    assert isinstance(failed, Failed)
    assert failed.error.code is ErrorCode.ENGINE_FAILED
    assert "asked to stumble" in str(failed.error.data["detail"])
    client.generate(question(2, "салом"))
    assert text_of(until(client, is_end)) == "салом"
    assert client.process_id == process


def test_closing_ends_the_process_in_the_middle_of_an_answer() -> None:
    client = EngineClient(load_echo)
    client.load(Load("echo"))
    client.generate(question(1, "slowly " * 100))
    until(client, lambda event: isinstance(event, Text))
    client.close()
    assert not client.is_running
    client.close()


def test_closing_a_process_that_has_only_begun() -> None:
    client = EngineClient(load_echo)
    client.load(Load("echo"))
    client.close()
    assert client.process_id is None


def refuse(load: Load, _emit: Emit) -> Model:
    """A maker that refuses every file but one."""
    if load.path != "good":
        raise TutorError(ErrorCode.MODEL_NOT_GGUF, path=load.path)
    return load_echo(load, _emit)


def test_after_a_refused_file_another_one_can_be_loaded() -> None:
    client = EngineClient(refuse)
    client.load(Load("bad"))
    failed = until(client, is_end)[-1]
    assert isinstance(failed, Failed)
    assert (failed.request, failed.error.code) == (0, ErrorCode.MODEL_NOT_GGUF)
    client.generate(question(1, "салом"))
    assert until(client, is_end)[-1].error.code is ErrorCode.MODEL_NOT_CHOSEN
    client.load(Load("good"))
    client.generate(question(2, "салом"))
    assert text_of(until(client, is_end)) == "салом"
    client.close()


def load_with_endless_rounds(load: Load, emit: Emit) -> Model:
    """A maker whose file holds a template that goes round for ever."""
    rounds = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    return load_with_template(rounds, load, emit)


def load_with_endless_number(load: Load, emit: Emit) -> Model:
    """A maker whose file holds a number that is reckoned while the template is compiled."""
    return load_with_template("{{ 9 ** (9 ** 9) }}", load, emit)


def load_with_template(source: str, load: Load, emit: Emit) -> Model:
    TemplateWriter(source, "", "", load.path, watchdog(emit, seconds=0.5))
    raise AssertionError("it ended")


@pytest.mark.parametrize("maker", [load_with_endless_rounds, load_with_endless_number])
def test_a_template_that_never_ends_is_reported_and_not_tried_again(maker: MakeModel) -> None:
    client = EngineClient(maker)
    client.load(Load("endless.gguf"))
    died = until(client, is_end)[-1]
    assert isinstance(died, Died)
    assert died.error.code is ErrorCode.TEMPLATE_STUCK
    assert died.error.data["path"] == "endless.gguf"
    client.generate(question(1, "салом"))
    assert until(client, is_end)[-1].error.code is ErrorCode.MODEL_NOT_CHOSEN
    client.close()


class StumblingEcho(EchoModel):
    """A model that finds fault with what it is to read beforehand."""

    def warm(self, command: Warm, should_stop: ShouldStop) -> None:
        raise TutorError(ErrorCode.TEMPLATE_REFUSED, path="echo")


def load_stumbling(load: Load, emit: Emit) -> Model:
    return StumblingEcho(load_echo(load, emit).card)


def test_what_is_wrong_with_reading_beforehand_does_not_end_the_question() -> None:
    client = EngineClient(load_stumbling)
    client.load(Load("echo"))
    client.generate(question(1, "салом"))
    until(client, is_end)
    client.warm(Warm((Turn(Role.USER, "салом"),)))
    client.generate(question(2, "хайр"))
    assert text_of(until(client, is_end)) == "хайр"
    client.close()


def test_a_pipe_that_fails_when_it_is_looked_at_is_an_engine_that_died() -> None:
    """On Windows the poll of a dead process's pipe raises, where elsewhere it says that there is an end."""

    def fail(timeout: float) -> bool:
        raise BrokenPipeError

    client = EngineClient(load_echo)
    client.load(Load("echo"))
    until(client, lambda event: isinstance(event, Loaded))
    client._child.pipe.poll = fail
    assert isinstance(client.poll()[-1], Died)
    client.generate(question(1, "салом"))
    assert text_of(until(client, is_end)) == "салом"
    client.close()


@pytest.fixture
def real(small_model: Path) -> Iterator[EngineClient]:
    """The real model in its process, with a long prompt to come."""
    client = EngineClient()
    client.load(Load(str(small_model)))
    until(client, lambda event: isinstance(event, Loaded))
    yield client
    client.close()


def test_the_real_model_stops_while_it_reads_and_while_it_writes(real: EngineClient) -> None:
    real.generate(question(1, "Дар боғ дарахтони зиёд ҳастанд. " * 250, max_tokens=400))
    until(real, lambda event: isinstance(event, Reading) and event.done > 0)
    real.stop(1)
    stopped = until(real, is_end)[-1]
    assert stopped.reason is FinishReason.STOPPED
    assert stopped.usage.written_tokens == 0
    real.generate(replace(question(2, "Дар бораи боғ нақл кун.", max_tokens=2000), frame=Frame("\0", "\0")))
    until(real, lambda event: isinstance(event, Text))
    real.stop(2)
    stopped = until(real, is_end)[-1]
    assert stopped.reason is FinishReason.STOPPED
    assert stopped.usage.written_tokens < 2000


def test_the_real_model_killed_in_the_middle_of_an_answer(real: EngineClient) -> None:
    endless = Frame("\0", "\0")
    real.generate(replace(question(1, "Дар бораи боғ нақл кун.", max_tokens=2000), frame=endless))
    events = until(real, lambda event: isinstance(event, Text))
    assert real.process_id is not None
    os.kill(real.process_id, signal.SIGKILL)
    events += until(real, is_end)
    assert isinstance(events[-1], Died)
    assert text_of(events)
    real.generate(question(2, "Пойтахти Тоҷикистон кадом шаҳр аст?", max_tokens=8))
    assert isinstance(until(real, is_end)[-1], Finished)


def test_the_trial_of_the_engine_tells_its_speeds(small_model: Path) -> None:
    trial = probe.self_test(Load(str(small_model)))
    assert trial.error is None
    assert trial.card is not None
    assert trial.reading_speed > 0 < trial.writing_speed


def test_the_trial_of_a_bad_file_tells_the_error(tmp_path: Path) -> None:
    trial = probe.self_test(Load(str(tmp_path)), EngineClient())
    assert trial.error is not None
    assert trial.error.code is ErrorCode.MODEL_IS_FOLDER


def test_the_trial_ends_at_its_deadline_with_its_process() -> None:
    trial = probe.self_test(Load("echo"), EngineClient(load_echo), seconds=0.0)
    assert trial.error is not None
    assert trial.error.code is ErrorCode.ENGINE_FAILED
