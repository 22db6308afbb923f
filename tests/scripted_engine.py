"""An engine that plays a script, for tests of sessions."""

from dataclasses import replace

from soro_tutor.engine import messages as wire
from soro_tutor.engine.model import ECHO_CARD

CARD = replace(ECHO_CARD, path="/м/модел.gguf", fingerprint=wire.Fingerprint(253_000_000, 1, "ab" * 32))
USAGE = wire.Usage(
    prompt_tokens=100, reused_tokens=0, reading_seconds=2.0, written_tokens=40, writing_seconds=4.0
)


class ScriptedEngine:
    """Remembers its commands; `events` are what the next poll gives."""

    def __init__(self) -> None:
        self.commands: list[object] = []
        self.stopped: list[int] = []
        self.events: list[wire.Event] = []

    def load(self, command: wire.Load) -> None:
        self.commands.append(command)

    generate = warm = load

    def stop(self, request: int) -> None:
        self.stopped.append(request)

    def poll(self, timeout: float = 0.0) -> list[wire.Event]:
        due, self.events = self.events, []
        return due

    def close(self) -> None:
        self.commands.append(wire.Quit())

    @property
    def generated(self) -> list[wire.Generate]:
        return [command for command in self.commands if isinstance(command, wire.Generate)]
