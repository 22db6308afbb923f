"""Any OpenAI-compatible server that is scored over HTTP: llama-server, vLLM and their like.

Likelihoods are asked in two ways. vLLM repeats a prompt with the odds of its tokens (`echo`). llama-server
does not; there each token is made certain by a bias, and the server tells its odds before the bias.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any

import httpx

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.evaluation.model import Likelihood, Reply, cut, folded, pair
from soro_tutor.engine.messages import Sampling
from soro_tutor.engine.template import FrameWriter

TIMEOUT = 600.0  # seconds: a large model on a small machine takes its time
BATCH = 32  # prompts in one request
CERTAIN = 10_000.0  # a bias that no logit outweighs
LLAMA_SERVER = "llamacpp"  # as which llama-server says that it owns its models
PENALTY = Sampling().repeat_penalty

Pair = tuple[list[int], list[int]]


class ServerModel:
    """A model behind an address; without a `name`, the first that the server lists."""

    def __init__(self, address: str, name: str = "", *, key_variable: str = "") -> None:
        self._address = address.rstrip("/").removesuffix("/v1")
        key = os.environ.get(key_variable, "") if key_variable else ""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=self._address, headers=headers, timeout=TIMEOUT)
        self._tokens: dict[str, list[int]] = {}
        try:
            listed = self._ask("GET", "/v1/models")["data"]
            found = next((model for model in listed if not name or model["id"] == name), None)
            if found is None:
                raise self._failed(cause=Cause.MODEL_NOT_SERVED, name=name)
        except BaseException:
            self._client.close()
            raise
        self._name = str(found["id"])
        self._is_llama_server = found.get("owned_by") == LLAMA_SERVER

    def log_odds(self, questions: Sequence[Likelihood]) -> list[list[float]]:
        """See Model."""
        self._tokens.clear()
        pairs = [
            pair(self._cut, question.context, continuation)
            for question in questions
            for continuation in question.continuations
        ]
        odds = self._forced(pairs) if self._is_llama_server else self._echoed(pairs)
        return [[next(odds) for _ in question.continuations] for question in questions]

    def generate(self, replies: Sequence[Reply]) -> list[str]:
        """See Model."""
        return [self._reply(reply) for reply in replies]

    def close(self) -> None:
        """See Model."""
        self._client.close()

    def _cut(self, text: str) -> list[int]:
        """The tokens of a text with its begin token; each server reads its own half of the keys."""
        if text not in self._tokens:
            body = {"content": text, "add_special": True, "prompt": text, "add_special_tokens": True}
            self._tokens[text] = list(self._ask("POST", "/tokenize", {**body, "model": self._name})["tokens"])
        return self._tokens[text]

    def _echoed(self, pairs: Sequence[Pair]) -> Iterator[float]:
        for start in range(0, len(pairs), BATCH):
            group = pairs[start : start + BATCH]
            settings = {"max_tokens": 1, "temperature": 0.0, "logprobs": 1, "echo": True, "model": self._name}
            prompts = [before + after for before, after in group]
            answer = self._ask("POST", "/v1/completions", {**settings, "prompt": prompts})
            choices = sorted(answer["choices"], key=lambda choice: choice["index"])
            for (before, after), choice in zip(group, choices, strict=True):
                odds = choice["logprobs"]["token_logprobs"][len(before) : len(before) + len(after)]
                if len(odds) != len(after):
                    raise self._failed(cause=Cause.NO_ECHO)
                yield float(sum(odds))

    def _forced(self, pairs: Sequence[Pair]) -> Iterator[float]:
        for before, after in pairs:
            yield sum(self._odd([*before, *after[:at]], token) for at, token in enumerate(after))

    def _odd(self, before: list[int], token: int) -> float:
        """The log probability of one token; the server keeps what it has read of the tokens before it."""
        body = {"prompt": before, "n_predict": 1, "n_probs": 1, "temperature": 0.0, "cache_prompt": True,
                "logit_bias": [[token, CERTAIN]]}  # fmt: skip
        (found,) = self._ask("POST", "/completion", body)["completion_probabilities"]
        if found["id"] != token:
            raise self._failed(cause=Cause.TOKEN_OTHER)
        return float(found["logprob"])

    def _reply(self, reply: Reply) -> str:
        settings = {
            "model": self._name,
            "max_tokens": reply.tokens,
            "temperature": 0.0,
            "repeat_penalty": PENALTY,  # llama-server's word for it
            "repetition_penalty": PENALTY,  # vLLM's
        }
        messages = [{"role": turn.role.value, "content": turn.text} for turn in folded(reply.turns)]
        body = {**settings, "messages": messages, **({"stop": list(reply.stops)} if reply.stops else {})}
        answer = self._send("POST", "/v1/chat/completions", body)
        if answer.status_code == httpx.codes.BAD_REQUEST:  # a base model has no template
            writer = FrameWriter()
            stops = (*writer.stops(reply.frame), *reply.stops)
            prompt = writer.write(reply.turns, reply.frame, is_asking=True)
            found = self._ask("POST", "/v1/completions", {**settings, "prompt": prompt, "stop": list(stops)})
            return cut(found["choices"][0]["text"], stops)
        return cut(self._read(answer)["choices"][0]["message"]["content"] or "", reply.stops)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._read(self._send(method, path, body))

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        try:
            return self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise self._failed(detail=str(error) or type(error).__name__) from error

    def _read(self, answer: httpx.Response) -> dict[str, Any]:
        if answer.is_error:
            raise self._failed(detail=f"{answer.status_code} {answer.text[:200]}")
        try:
            found: dict[str, Any] = answer.json()
        except ValueError as error:
            raise self._failed(cause=Cause.NO_JSON) from error
        return found

    def _failed(self, **data: str) -> TrainingError:
        return TrainingError(Fault.SERVER_FAILED, path=self._address, **data)
