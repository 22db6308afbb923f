"""A small server that speaks the hub's protocol as far as it is used here, and does wrong when told to."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPOSITORY, REVISION = "soro/soro-1b", "0123456789" * 4

Answer = Callable[["Handler"], None]


@dataclass
class FakeHub:
    """Its files by name, what it does wrong before it does right (by method), and what it was asked."""

    files: dict[str, bytes]
    script: dict[str, deque[Answer]] = field(default_factory=lambda: {"HEAD": deque(), "GET": deque()})
    always: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, str, str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, method: str) -> list[str]:
        """The ranges that were asked for, empty for a whole file."""
        return [span for verb, _, span, _ in self.requests if verb == method]

    @contextmanager
    def running(self) -> Iterator["FakeHub"]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": self}))
        server.daemon_threads = False  # so that closing waits for them
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Handler(BaseHTTPRequestHandler):
    hub: FakeHub

    def do_HEAD(self) -> None:
        self.serve(head)

    def do_GET(self) -> None:
        self.serve(whole_or_rest)

    def serve(self, right: Answer) -> None:
        span, token = self.headers.get("Range", ""), self.headers.get("Authorization", "")
        self.hub.requests.append((self.command, self.path, span, token))
        script = self.hub.script[self.command]
        (script.popleft() if script else self.hub.always.get(self.command, right))(self)

    def log_message(self, *_: object) -> None:
        pass

    @property
    def content(self) -> bytes | None:
        prefix = f"/{REPOSITORY}/resolve/{REVISION}/"
        return self.hub.files.get(self.path.removeprefix(prefix).removeprefix("/cdn/"))

    @property
    def start(self) -> int:
        return int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))

    def reply(self, code: int, headers: dict[str, object], body: bytes = b"") -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


def about(content: bytes) -> dict[str, object]:
    sha256 = hashlib.sha256(content).hexdigest()
    return {
        "X-Repo-Commit": REVISION,
        "X-Linked-Size": len(content),
        "X-Linked-Etag": f'"{sha256}"',
        "ETag": '"1"',
    }


def head(at: Handler) -> None:
    if (content := at.content) is None:
        at.reply(404, {"X-Error-Code": "EntryNotFound"})
    else:
        at.reply(200, about(content) | {"Content-Length": len(content)})


def whole_or_rest(at: Handler) -> None:
    if (content := at.content) is None:
        return at.reply(404, {"X-Error-Code": "EntryNotFound"})
    send(at, content, content[at.start :])
    return None


def send(at: Handler, content: bytes, body: bytes, length: int = -1) -> None:
    """Send `body`, said to be of `length`, as the answer to the range that was asked for."""
    headers: dict[str, object] = {"Content-Length": len(body) if length < 0 else length}
    if "Range" in at.headers:
        headers["Content-Range"] = f"bytes {at.start}-{len(content) - 1}/{len(content)}"
    at.reply(206 if "Range" in at.headers else 200, headers, body)


def status(code: int, **headers: object) -> Answer:
    return lambda at: at.reply(
        code, {name.replace("_", "-"): value for name, value in headers.items()}, b"no"
    )


def break_off(after: int) -> Answer:
    """Announce all, send so many bytes, and hang up."""
    return lambda at: send(
        at, at.content or b"", (at.content or b"")[at.start :][:after], len(at.content or b"") - at.start
    )


def instead(body: bytes) -> Answer:
    """Send other bytes, and announce them rightly."""
    return lambda at: send(at, body, body)


def without_length(body: bytes) -> Answer:
    return lambda at: at.reply(200, {}, body)


def whole_anyway(at: Handler) -> None:
    """As a server that does not know of ranges."""
    at.reply(200, {"Content-Length": len(at.content or b"")}, at.content or b"")


def elsewhere(at: Handler) -> None:
    """Send on to a store of another name, as the hub does."""
    name = at.path.rsplit("/", 1)[-1]
    headers = about(at.content or b"") | {"Location": f"http://localhost:{at.hub.port}/cdn/{name}"}
    at.reply(302, headers | {"Content-Length": 0})


def round_and_round(at: Handler) -> None:
    at.reply(302, {"Location": at.path, "Content-Length": 0})


def sign_in_page(at: Handler) -> None:
    """What a network answers that wants its guests to sign in."""
    at.reply(
        200, {"Content-Type": "text/html", "Content-Length": 5}, b"hello" if at.command == "GET" else b""
    )
