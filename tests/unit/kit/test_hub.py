"""Fetching from a hub that misbehaves: a clear error in three languages, and nothing half-made or lost."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.kit import fake_hub
from tests.unit.kit.fake_hub import REPOSITORY, REVISION, Answer, FakeHub

from soro_tutor import i18n
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import download, hub
from soro_tutor.kit.catalog import Shard, Source
from soro_tutor.kit.hub import Connection, Hub
from soro_tutor.kit.progress import Progress, Watch
from soro_tutor.session import messages

CONTENT = random.Random(5).randbytes(200_000)
SHARD = Shard("soro.gguf", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
SOURCE = Source("hub", REPOSITORY, REVISION)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "UNSURE", 1000)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[FakeHub]:
    with FakeHub({"soro.gguf": CONTENT}).running() as server:
        yield server


def fetch(server: FakeHub, target: Path, watch: Watch | None = None, token: str = "") -> bool:
    with Hub(Connection(server.endpoint, token), pause=0.001) as opened:
        return opened.fetch(SHARD, SOURCE, target, watch or Watch())


def failure(server: FakeHub, target: Path) -> TutorError:
    with pytest.raises(TutorError) as caught:
        fetch(server, target)
    assert not target.exists()
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert "{" not in messages.words_for(caught.value).as_line()
    return caught.value


def part(target: Path) -> Path:
    return target.with_name("soro.gguf.part")


def test_a_file_arrives_whole_and_is_not_fetched_again(server: FakeHub, tmp_path: Path) -> None:
    told: list[Progress] = []
    watch = Watch(told.append)
    watch.begin(SHARD.bytes)
    target = tmp_path / "Хуҷанд" / "soro.gguf"
    assert fetch(server, target, watch)
    assert target.read_bytes() == CONTENT
    assert told[-1].done == told[-1].total == SHARD.bytes
    assert [file.name for file in target.parent.iterdir()] == ["soro.gguf"]
    count = len(server.requests)
    assert not fetch(server, target)
    assert len(server.requests) == count


def test_a_connection_that_breaks_off_is_taken_up_where_it_was(server: FakeHub, tmp_path: Path) -> None:
    server.script["GET"].extend([fake_hub.break_off(70_000), fake_hub.break_off(50_000)])
    assert fetch(server, tmp_path / "soro.gguf")
    assert (tmp_path / "soro.gguf").read_bytes() == CONTENT
    assert server.asked("GET") == ["", "bytes=70000-", "bytes=120000-"]


def test_a_later_start_asks_only_for_the_rest(server: FakeHub, tmp_path: Path) -> None:
    target = tmp_path / "soro.gguf"
    server.script["GET"].append(fake_hub.break_off(150_000))
    server.always["GET"] = fake_hub.break_off(0)
    assert failure(server, target).code is ErrorCode.HUB_UNREACHABLE
    assert part(target).read_bytes() == CONTENT[:150_000]
    server.always.clear()
    server.requests.clear()
    assert fetch(server, target)
    assert target.read_bytes() == CONTENT
    assert server.asked("GET") == ["bytes=149000-"], "but for the end that a power cut may have spoilt"


def test_a_server_without_ranges_sends_all_anew(server: FakeHub, tmp_path: Path) -> None:
    server.script["GET"].extend([fake_hub.break_off(70_000), fake_hub.whole_anyway])
    assert fetch(server, tmp_path / "soro.gguf")
    assert (tmp_path / "soro.gguf").read_bytes() == CONTENT


@pytest.mark.parametrize("spoilt", [b"x" * 90_000, CONTENT + b"x", CONTENT[:5] + b"x" + CONTENT[6:]])
def test_a_part_of_another_file_is_dropped(server: FakeHub, tmp_path: Path, spoilt: bytes) -> None:
    target = tmp_path / "soro.gguf"
    part(target).write_bytes(spoilt)
    assert fetch(server, target)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("method", "answer", "code", "is_passing"),
    [
        ("HEAD", fake_hub.status(401), ErrorCode.HUB_REFUSED, False),
        ("HEAD", fake_hub.status(403, X_Error_Code="GatedRepo"), ErrorCode.HUB_REFUSED, False),
        ("HEAD", fake_hub.status(404, X_Error_Code="EntryNotFound"), ErrorCode.HUB_MISSING, False),
        ("HEAD", fake_hub.status(404, X_Error_Code="RevisionNotFound"), ErrorCode.HUB_MISSING, False),
        ("HEAD", fake_hub.status(429, Retry_After=30), ErrorCode.HUB_BUSY, False),
        ("HEAD", fake_hub.status(500), ErrorCode.HUB_FAILED, True),
        ("HEAD", fake_hub.round_and_round, ErrorCode.HUB_STRANGE, False),
        ("HEAD", fake_hub.sign_in_page, ErrorCode.HUB_STRANGE, False),
        ("GET", fake_hub.status(401), ErrorCode.HUB_REFUSED, False),
        ("GET", fake_hub.status(403), ErrorCode.HUB_REFUSED, False),
        ("GET", fake_hub.status(404), ErrorCode.HUB_MISSING, False),
        ("GET", fake_hub.status(416), ErrorCode.HUB_FAILED, True),
        ("GET", fake_hub.status(429), ErrorCode.HUB_BUSY, False),
        ("GET", fake_hub.status(500), ErrorCode.HUB_FAILED, True),
        ("GET", fake_hub.status(503), ErrorCode.HUB_FAILED, True),
        ("GET", fake_hub.round_and_round, ErrorCode.HUB_STRANGE, False),
        ("GET", fake_hub.break_off(0), ErrorCode.HUB_UNREACHABLE, True),
    ],
)
def test_a_refusal_is_told_and_what_has_come_is_kept(
    server: FakeHub, tmp_path: Path, method: str, answer: Answer, code: ErrorCode, is_passing: bool
) -> None:
    target = tmp_path / "soro.gguf"
    part(target).write_bytes(CONTENT[:50_000])
    server.always[method] = answer
    assert failure(server, target).code is code
    if answer is not fake_hub.round_and_round:
        assert len(server.asked(method)) == (hub.TRIES if is_passing else 1)
    kept = part(target).read_bytes()
    assert kept == CONTENT[: len(kept)]
    if code is not ErrorCode.HUB_FAILED or method == "HEAD":
        assert len(kept) == 49_000


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("GET", fake_hub.instead(CONTENT[:-1])),
        ("GET", fake_hub.instead(CONTENT + b"x")),
        ("GET", fake_hub.instead(CONTENT[:-1] + b"x")),
        ("GET", fake_hub.without_length(CONTENT + b"x" * 100_000)),
        ("GET", fake_hub.without_length(b"x" * len(CONTENT))),
        ("HEAD", lambda at: at.reply(200, fake_hub.about(CONTENT) | {"X-Linked-Size": 5})),
        ("HEAD", lambda at: at.reply(200, fake_hub.about(b"x" * len(CONTENT)))),
    ],
    ids=["short", "long", "wrong", "endless", "wrong-unsaid", "size", "hash"],
)
def test_another_file_than_the_catalog_names_is_not_kept(
    server: FakeHub, tmp_path: Path, method: str, answer: Answer
) -> None:
    server.always[method] = answer
    assert failure(server, tmp_path / "soro.gguf").code is ErrorCode.HUB_DIFFERENT
    assert not list(tmp_path.iterdir())


def test_too_few_bytes_without_a_length_are_asked_for_again(server: FakeHub, tmp_path: Path) -> None:
    server.script["GET"].append(fake_hub.without_length(CONTENT[:123]))
    assert fetch(server, tmp_path / "soro.gguf")
    assert server.asked("GET") == ["", "bytes=123-"]


def test_the_wait_that_a_busy_hub_wants_is_told(server: FakeHub, tmp_path: Path) -> None:
    server.always["HEAD"] = fake_hub.status(429, Retry_After=120)
    assert failure(server, tmp_path / "soro.gguf").data["seconds"] == 120
    i18n.use("en")
    error = TutorError(ErrorCode.HUB_BUSY, endpoint="https://hub", seconds=120)
    assert "2\u00a0minutes" in messages.words_for(error).text


def test_a_cancel_keeps_what_has_come(server: FakeHub, tmp_path: Path) -> None:
    target = tmp_path / "soro.gguf"
    asked = iter([False] * 3 + [True] * 100)
    with pytest.raises(TutorError, match="kit_cancelled"):
        fetch(server, target, Watch(is_cancelled=lambda: next(asked)))
    assert 0 < part(target).stat().st_size < SHARD.bytes
    assert fetch(server, target)


def test_a_token_goes_to_the_hub_and_not_to_where_it_sends_one_on(server: FakeHub, tmp_path: Path) -> None:
    server.always = {"HEAD": fake_hub.elsewhere}
    server.script["GET"].append(fake_hub.elsewhere)
    assert fetch(server, tmp_path / "soro.gguf", token="hf_secret")
    tokens = [(path.startswith("/cdn/"), token) for _, path, _, token in server.requests]
    assert tokens == [(False, "Bearer hf_secret"), (False, "Bearer hf_secret"), (True, "")]


def test_without_a_token_of_ones_own_none_is_sent(
    server: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_the_system")
    fetch(server, tmp_path / "soro.gguf")
    assert {token for *_, token in server.requests} == {""}


def test_a_proxy_is_asked_in_place_of_the_hub(server: FakeHub, tmp_path: Path) -> None:
    server.files["http://far.invalid/soro/soro-1b/resolve/" + REVISION + "/soro.gguf"] = CONTENT
    with Hub(Connection("http://far.invalid", proxy=server.endpoint)) as opened:
        assert opened.fetch(SHARD, SOURCE, tmp_path / "soro.gguf", Watch())
    assert server.requests[0][1].startswith("http://far.invalid/")


@pytest.mark.parametrize("endpoint", ["ftp://127.0.0.1", "127.0.0.1", "http://", "http://[", "http://a:b"])
def test_an_address_that_is_none_is_told(tmp_path: Path, endpoint: str) -> None:
    with pytest.raises(TutorError) as caught, Hub(Connection(endpoint), pause=0.001) as opened:
        opened.fetch(SHARD, SOURCE, tmp_path / "soro.gguf", Watch())
    assert caught.value.code in {ErrorCode.HUB_STRANGE, ErrorCode.HUB_UNREACHABLE}


def test_a_proxy_that_is_no_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="hub_strange"), Hub(Connection(proxy="nonsense")):
        pass


def test_nobody_there_is_told(server: FakeHub, tmp_path: Path) -> None:
    gone = Connection("http://127.0.0.1:1")
    with pytest.raises(TutorError, match="hub_unreachable"), Hub(gone, pause=0.001) as opened:
        opened.fetch(SHARD, SOURCE, tmp_path / "soro.gguf", Watch())


def test_a_hub_that_falls_silent_counts_as_gone(
    server: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "SECONDS", 0.05)
    monkeypatch.setattr(hub, "TRIES", 2)
    server.always["GET"] = lambda at: at.connection.settimeout(1) or at.rfile.read(1)  # type: ignore[func-returns-value]
    with pytest.raises(TutorError, match="hub_unreachable"):
        fetch(server, tmp_path / "soro.gguf")


def test_a_full_disk_gets_its_room_back(
    server: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download.os, "fsync", full)
    assert failure(server, tmp_path / "soro.gguf").code is ErrorCode.DISK_FULL
    assert not list(tmp_path.iterdir())
