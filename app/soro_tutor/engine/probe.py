"""What this computer is and can do, and a short trial of the engine; nothing here imports llama.cpp."""

import ctypes
import ctypes.util
import importlib
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.messages import (
    Died,
    Event,
    Failed,
    Finished,
    Generate,
    Load,
    Loaded,
    ModelCard,
    Sampling,
    Text,
    Usage,
)

TRIAL_TOKENS = 5
TRIAL_SECONDS = 600.0  # a large file on an old hard disk is read for minutes


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer. Memory and disk are in bytes; `cores` are physical, `threads` what they run at a time."""

    system: str
    processor: str
    architecture: str
    cores: int
    threads: int
    memory_total: int
    memory_available: int
    disk_free: int


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How a trial of the engine went; speeds are in tokens a second, 0 where it did not come so far."""

    card: ModelCard | None = None
    text: str = ""
    loading_seconds: float = 0.0
    reading_speed: float = 0.0
    writing_speed: float = 0.0
    error: TutorError | None = None


def machine(folder: Path | None = None) -> Machine:
    """This computer now; the free disk is that of `folder`, or of the person's own folder."""
    memory = psutil.virtual_memory()
    threads = os.cpu_count() or 1
    return Machine(
        system=f"{platform.system()} {platform.release()}",
        processor=_processor_name(),
        architecture=platform.machine(),
        cores=psutil.cpu_count(logical=False) or threads,
        threads=threads,
        memory_total=memory.total,
        memory_available=memory.available,
        disk_free=psutil.disk_usage(str(folder or Path.home())).free,
    )


def processor_features() -> tuple[str, ...]:
    """What the processor can do, such as AVX2, found out at run time by numpy."""
    # numpy has no public name for this; imported by name, since it is large and only the report needs it.
    features = importlib.import_module("numpy._core._multiarray_umath").__cpu_features__
    return tuple(sorted(name for name, is_there in features.items() if is_there))


def self_test(load: Load, client: EngineClient | None = None, seconds: float = TRIAL_SECONDS) -> SelfTest:
    """Load the model in a process of its own and let it write five tokens. Always ends that process."""
    client = client or EngineClient()
    try:
        return _trial(client, load, time.monotonic() + seconds)
    finally:
        client.close()


def _trial(client: EngineClient, load: Load, deadline: float) -> SelfTest:
    started = time.monotonic()
    client.load(load)
    question = (Turn(Role.USER, "2 + 2 = ?"),)
    sampling = Sampling(temperature=0.0)
    client.generate(Generate(1, question, max_tokens=TRIAL_TOKENS, sampling=sampling))
    card, text, loading_seconds = None, "", 0.0
    while time.monotonic() < deadline:
        for event in client.poll(0.1):
            if error := _error(event):
                return SelfTest(card, text, loading_seconds, error=error)
            if isinstance(event, Loaded):
                card, loading_seconds = event.card, time.monotonic() - started
            elif isinstance(event, Text):
                text += event.text
            elif isinstance(event, Finished):
                return SelfTest(card, text, loading_seconds, *_speeds(event.usage))
    error = TutorError(ErrorCode.ENGINE_FAILED, detail="The trial took too long")
    return SelfTest(card, text, loading_seconds, error=error)


def _error(event: Event) -> TutorError | None:
    return event.error if isinstance(event, Failed | Died) else None


def _speeds(usage: Usage) -> tuple[float, float]:
    """Tokens a second of reading and of writing."""
    read = usage.prompt_tokens - usage.reused_tokens
    return (
        read / usage.reading_seconds if usage.reading_seconds else 0.0,
        usage.written_tokens / usage.writing_seconds if usage.writing_seconds else 0.0,
    )


def _processor_name() -> str:
    """The name that a person would find on the box, or at least the kind of processor."""
    try:
        return _NAMES.get(platform.system(), platform.machine)()
    except OSError:
        return platform.machine()


def _linux_processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("model name", "Model"):
            return " ".join(value.split())
    return platform.machine()


def _mac_processor() -> str:
    name = ctypes.create_string_buffer(256)
    size = ctypes.c_size_t(len(name))
    system = ctypes.CDLL(ctypes.util.find_library("c"))
    if system.sysctlbyname(b"machdep.cpu.brand_string", name, ctypes.byref(size), None, 0):
        return platform.machine()
    return name.value.decode("utf-8", "replace")


def _windows_processor() -> str:
    winreg = importlib.import_module("winreg")  # there on Windows only
    path = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as processor:
        return " ".join(str(winreg.QueryValueEx(processor, "ProcessorNameString")[0]).split())


_NAMES = {"Linux": _linux_processor, "Darwin": _mac_processor, "Windows": _windows_processor}
