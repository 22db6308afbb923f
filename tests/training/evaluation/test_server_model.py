"""Servers over HTTP: one repeats prompts with their odds as vLLM does, one is biased as llama-server is."""

import json
import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the training's libraries are not installed")

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.evaluation.model import Likelihood, Reply
from soro_training.evaluation.server_model import ServerModel
from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.session.prompt import frame

BEGIN = 1
ASKED = [Likelihood("Об:", (" буғ", " ях")), Likelihood("Ду:", (" се",))]
REPLY = Reply((Turn(Role.SYSTEM, "Омӯзгор"), Turn(Role.USER, "Чист?")), frame("tg"), 9, ("\n\n",))

Answer = tuple[int, Any]


def tokens(text: str) -> list[int]:
    return [BEGIN, *map(ord, text)]


def odd(token: int) -> float:
    """What the models here think of a token, whatever stood before it."""
    return -math.log(1 + token % 7)


def expected(question: Likelihood) -> list[float]:
    return [sum(odd(ord(letter)) for letter in text) for text in question.continuations]


class Fake:
    """A model behind HTTP; `asked` keeps the bodies by path."""

    def __init__(self, owner: str, *, has_template: bool = True) -> None:
        self.owner = owner
        self.has_template = has_template
        self.asked: dict[str, list[Any]] = {}

    def answer(self, path: str, body: Any) -> Answer:
        self.asked.setdefault(path, []).append(body)
        match path:
            case "/v1/models":
                return 200, {"data": [{"id": "soro", "owned_by": self.owner}]}
            case "/tokenize":
                return 200, {"tokens": tokens(body["content" if self.owner == "llamacpp" else "prompt"])}
            case "/completion" if self.owner == "llamacpp":
                return 200, {"completion_probabilities": [self._biased(body)]}
            case "/v1/chat/completions" if self.has_template:
                return 200, {"choices": [{"message": {"content": " Нӯшед.\n\nБоз"}}]}
            case "/v1/completions" if body.get("echo"):
                return 200, {"choices": self._echoed(body)}
            case "/v1/completions":
                return 200, {"choices": [{"text": " Нӯшед.\nСавол: боз"}]}
        return 400, {"error": "no such thing"}

    def _biased(self, body: Any) -> Any:
        ((token, bias),) = body["logit_bias"]
        assert (bias > 1000, body["n_predict"], body["n_probs"]) == (True, 1, 1)
        return {"id": token, "logprob": odd(token)}

    def _echoed(self, body: Any) -> Any:
        choices = []
        for index, prompt in enumerate(body["prompt"]):
            odds = [None, *map(odd, prompt[1:]), -0.5]  # the last is of a token that it adds itself
            choices.append({"index": index, "logprobs": {"token_logprobs": odds}})
        return choices[::-1]


@contextmanager
def served(answer: Callable[[str, Any], Answer]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(answer(self.path, None))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._send(answer(self.path, json.loads(body)))

        def log_message(self, *_: Any) -> None:
            pass

        def _send(self, found: Answer) -> None:
            status, content = found
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def opened(fake: Fake, suffix: str = "") -> Iterator[ServerModel]:
    with served(fake.answer) as address:
        model = ServerModel(address + suffix)
        try:
            yield model
        finally:
            model.close()


@pytest.mark.parametrize("owner", ["vllm", "llamacpp"])
def test_the_odds_of_continuations_are_those_of_their_own_tokens(owner: str) -> None:
    with opened(Fake(owner)) as model:
        found = model.log_odds(ASKED)
    assert found == [pytest.approx(expected(question)) for question in ASKED]


def test_llama_server_is_asked_for_one_token_behind_all_before_it() -> None:
    fake = Fake("llamacpp")
    with opened(fake) as model:
        model.log_odds(ASKED[1:])
    assert [body["prompt"] for body in fake.asked["/completion"]] == [
        tokens("Ду:"), tokens("Ду: "), tokens("Ду: с"),
    ]  # fmt: skip


def test_an_address_may_name_the_version_of_the_interface() -> None:
    with opened(Fake("vllm"), "/v1/") as model:
        assert len(model.log_odds(ASKED)) == 2


def test_a_reply_is_written_greedily_with_the_system_text_at_the_head_of_the_question() -> None:
    fake = Fake("vllm")
    with opened(fake) as model:
        assert model.generate([REPLY]) == ["Нӯшед."]
    (body,) = fake.asked["/v1/chat/completions"]
    assert body["messages"] == [{"role": "user", "content": "Омӯзгор\n\nЧист?"}]
    assert (body["temperature"], body["max_tokens"], body["stop"]) == (0.0, 9, ["\n\n"])


def test_a_base_model_is_asked_in_the_plain_frame() -> None:
    fake = Fake("vllm", has_template=False)
    with opened(fake) as model:
        assert model.generate([REPLY]) == ["Нӯшед."]
    (body,) = fake.asked["/v1/completions"]
    assert body["prompt"] == "Омӯзгор\n\nСавол: Чист?\n\nҶавоб:"


def test_a_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAL_KEY", "s3cret")
    with served(Fake("vllm").answer) as address:
        model = ServerModel(address, "soro", key_variable="TRIAL_KEY")
        assert model._client.headers["Authorization"] == "Bearer s3cret"
        model.close()


def failing(status: int, content: Any) -> Callable[[str, Any], Answer]:
    whole = Fake("vllm")

    def answer(path: str, body: Any) -> Answer:
        return whole.answer(path, body) if path == "/v1/models" else (status, content)

    return answer


@pytest.mark.parametrize(("status", "content"), [(500, {"error": "out of memory"}), (200, b"<html>")])
def test_a_server_that_fails_is_told(status: int, content: Any) -> None:
    with served(failing(status, content)) as address:
        model = ServerModel(address)
        with pytest.raises(TrainingError) as refused:
            model.log_odds(ASKED)
        model.close()
    assert (refused.value.fault, refused.value.data["path"]) == (Fault.SERVER_FAILED, address)


def test_a_server_that_is_not_there_or_has_no_such_model_is_told() -> None:
    with served(Fake("vllm").answer) as address, pytest.raises(TrainingError) as unknown:
        ServerModel(address, "other")
    data = {"path": address, "cause": Cause.MODEL_NOT_SERVED, "name": "other"}
    assert unknown.value.data == data
    with pytest.raises(TrainingError) as gone:  # the port is free again
        ServerModel(address)
    assert gone.value.fault is Fault.SERVER_FAILED
