"""Loading a model file, step by step, from the path to a model that answers."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import llama, memory, modelfile
from soro_tutor.engine.chat import ChatModel
from soro_tutor.engine.gguf import Header
from soro_tutor.engine.messages import Fingerprint, Load, Loading, LoadPhase, ModelCard
from soro_tutor.engine.model import Emit
from soro_tutor.engine.template import GEMMA, FrameWriter, Guard, Marker, TemplateWriter, Writer
from soro_tutor.engine.watchdog import watchdog

GEMMA_END = "<end_of_turn>"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will be loaded: the memory that it takes in bytes, and whether windows are kept whole."""

    context: int
    memory: int
    is_whole_window: bool


def load_model(load: Load, emit: Emit) -> ChatModel:
    """Check and load the file. Raises TutorError with one of the codes of MODEL_ and TEMPLATE_."""
    path = Path(load.path)
    files = modelfile.shards(path)
    for file in files:
        modelfile.check_outside(file)
    llama.start_backend(load.processor)
    read = llama.gguf_reader().read
    header, *_rest = [modelfile.check_whole(file, read) for file in files]
    llama.check_architecture(str(files[0]))
    size = sum(file.stat().st_size for file in files)
    plan = _plan(load, header, size)
    fingerprint = modelfile.read_through(load, files, emit)
    weights = llama.Weights(str(files[0]), _opening(emit))
    try:
        return _assemble(load, header, plan, fingerprint, weights, emit)
    except MemoryError as error:
        weights.close()
        raise _too_large(load, plan.memory) from error
    except BaseException:
        weights.close()
        raise


def _opening(emit: Emit) -> Callable[[float], None]:
    """Passes llama.cpp's progress on where a bar would move: it speaks up after every tensor."""
    told = -1

    def on_progress(share: float) -> None:
        nonlocal told
        if int(share * 100) > told:
            told = int(share * 100)
            emit(Loading(LoadPhase.OPENING, int(share * 1000), 1000))

    return on_progress


def _plan(load: Load, header: Header, size: int) -> _Plan:
    """Whole windows where memory allows them, else windows alone. Raises TutorError MODEL_TOO_LARGE."""
    available = psutil.virtual_memory().available
    for is_whole in (True, False):
        needed = memory.needed(header, size, load.context, llama.BATCH, is_whole_window=is_whole)
        if needed <= available:
            return _Plan(load.context, needed, is_whole)
    if not load.anyway:
        raise _too_large(load, needed)
    return _Plan(load.context, needed, is_whole_window=False)


def _too_large(load: Load, needed: int) -> TutorError:
    available = psutil.virtual_memory().available
    return TutorError(ErrorCode.MODEL_TOO_LARGE, path=load.path, needed=needed, available=available)


def _assemble(
    load: Load, header: Header, plan: _Plan, fingerprint: Fingerprint, weights: llama.Weights, emit: Emit
) -> ChatModel:
    writer = _writer(load.path, header, weights, watchdog(emit))
    marker = Marker(weights.control_tokens())
    size = min(plan.context, weights.trained_context or plan.context)
    threads = load.threads or cores()
    context = llama.Context(weights, size, threads, is_whole_window=plan.is_whole_window)
    card = ModelCard(
        path=load.path,
        name=header.name or Path(load.path).stem,
        architecture=header.architecture,
        parameters=weights.parameters,
        quantization=weights.quantization,
        size=fingerprint.size,
        memory=plan.memory,
        context=context.size,
        vocabulary=weights.size,
        is_base=isinstance(writer, FrameWriter),
        has_template=bool(header.template),
        fingerprint=fingerprint,
    )
    return ChatModel(card, weights, context, writer, marker)


def _writer(path: str, header: Header, weights: llama.Weights, guard: Guard) -> Writer:
    """The file's own template, Gemma's where a tuned Gemma 3 has lost it, the plain frame otherwise."""
    bos, eos = weights.text_of(weights.bos), weights.text_of(weights.eos)
    if header.template:
        return TemplateWriter(header.template, bos, eos, path, guard)
    ends = {weights.text_of(header.eos), weights.text_of(header.eot)}
    if header.architecture == "gemma3" and GEMMA_END in ends:
        return TemplateWriter(GEMMA, bos, eos, path)
    return FrameWriter()


def cores() -> int:
    """Physical cores that this process may use: a second thread on the same core only gets in the way."""
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return min(physical, len(os.sched_getaffinity(0)))
    return physical
