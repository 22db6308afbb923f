"""A copy is whole, or it is not there."""

import errno
import hashlib
import os
from pathlib import Path

import pytest
from tests.kit_example import code_of
from tests.unit.kit.fake_disk import let_fail

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying
from soro_tutor.kit.copying import BLOCK
from soro_tutor.kit.manifest import KitFile
from soro_tutor.kit.progress import Progress, Watch

CONTENT = os.urandom(3 * BLOCK + 7)
EXPECTED = KitFile("a", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "Сабақ" / "a.gguf"
    file.parent.mkdir()
    file.write_bytes(CONTENT)
    return file


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models" / "a.gguf"


def _part(target: Path) -> Path:
    return target.with_name("a.gguf.part")


def _copy(source: Path, target: Path) -> bool:
    return copying.copy(source, target, EXPECTED, Watch())


def _refused(source: Path, target: Path) -> ErrorCode:
    with pytest.raises(TutorError) as caught:
        _copy(source, target)
    assert not target.exists()
    return code_of(caught.value)


def _is_right(target: Path) -> bool:
    return target.read_bytes() == CONTENT and not _part(target).exists()


def test_a_file_is_copied_once(source: Path, target: Path) -> None:
    assert _copy(source, target)
    assert _is_right(target)
    assert not _copy(source, target)


def test_an_empty_file_is_copied(source: Path, target: Path) -> None:
    source.write_bytes(b"")
    assert copying.copy(source, target, KitFile("a", 0, hashlib.sha256().hexdigest()), Watch())
    assert target.read_bytes() == b""


@pytest.mark.parametrize("there", [1, BLOCK, BLOCK + 5, len(CONTENT)])
def test_a_copy_goes_on_from_where_it_broke_off(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch, there: int
) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(CONTENT[:there])
    read: list[int] = []
    let_fail(monkeypatch, read=lambda path, position: read.append(position) if path == source else None)
    assert _copy(source, target)
    assert _is_right(target)
    assert min(read) == there


@pytest.mark.parametrize("there", [b"another", bytes(len(CONTENT)), bytes(len(CONTENT) + 9), CONTENT + b"!"])
def test_a_part_that_is_not_of_this_file_is_begun_anew(source: Path, target: Path, there: bytes) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(there)
    assert _copy(source, target)
    assert _is_right(target)


@pytest.mark.parametrize("there", [b"", bytes(len(CONTENT)), CONTENT[:-1]])
def test_a_wrong_file_in_its_place_is_replaced(source: Path, target: Path, there: bytes) -> None:
    target.parent.mkdir(parents=True)
    target.write_bytes(there)
    assert _copy(source, target)
    assert _is_right(target)


@pytest.mark.parametrize(
    "content",
    [CONTENT[:-1], CONTENT + b"!", CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]), b""],
    ids=["too short", "too long", "one bit", "nothing"],
)
def test_a_source_that_is_not_what_was_signed_is_refused(source: Path, target: Path, content: bytes) -> None:
    source.write_bytes(content)
    assert _refused(source, target) is ErrorCode.KIT_FILE_CHANGED
    assert not _part(target).exists()


def test_a_source_that_is_not_there_is_refused(source: Path, target: Path) -> None:
    source.unlink()
    assert _refused(source, target) is ErrorCode.KIT_FILE_MISSING


def test_a_read_that_fails_once_is_tried_again(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [BLOCK, 2 * BLOCK]

    def once(path: Path, position: int) -> None:
        if path == source and position in failures:
            failures.remove(position)
            raise OSError(errno.EIO, "as the system says it")

    let_fail(monkeypatch, read=once)
    assert _copy(source, target)
    assert _is_right(target)
    assert not failures


def test_a_read_that_always_fails_ends_in_a_sentence_and_keeps_what_came(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(path: Path, position: int) -> None:
        if path == source and position == BLOCK:
            raise OSError(errno.EIO, "as the system says it")

    with monkeypatch.context() as bad:
        let_fail(bad, read=always)
        assert _refused(source, target) is ErrorCode.KIT_FILE_BAD
    assert _part(target).stat().st_size == BLOCK
    assert _copy(source, target)
    assert _is_right(target)


def test_a_part_that_cannot_be_read_again_is_begun_anew(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(CONTENT[:BLOCK])

    def bad(path: Path, _: int) -> None:
        if path == _part(target):
            raise OSError(errno.EIO, "as the system says it")

    let_fail(monkeypatch, read=bad)
    assert _copy(source, target)
    assert _is_right(target)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_disk_that_fills_up_gets_its_room_back(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    def full(_: Path, end: int) -> None:
        if end > share * len(CONTENT):
            raise OSError(errno.ENOSPC, "as the system says it")

    with monkeypatch.context() as small:
        let_fail(small, write=full)
        assert _refused(source, target) is ErrorCode.DISK_FULL
    assert not _part(target).exists()
    assert _copy(source, target)


def test_a_target_that_is_a_folder_stays_one(source: Path, target: Path) -> None:
    (target / "a teacher's own").mkdir(parents=True)
    with pytest.raises(TutorError) as caught:
        _copy(source, target)
    assert caught.value.code is ErrorCode.KIT_NOT_WRITTEN
    assert (target / "a teacher's own").is_dir()


def test_a_part_that_is_a_link_is_not_written_through(source: Path, target: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    target.parent.mkdir(parents=True)
    _part(target).symlink_to(precious)
    assert _refused(source, target) is ErrorCode.KIT_LINK
    assert precious.read_bytes() == b"precious"


def test_a_file_that_an_antivirus_holds_for_a_moment_is_waited_for(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, rename = [], os.replace

    def held(one: Path, other: Path) -> None:
        tries.append(one)
        if len(tries) < copying.TRIES:
            raise PermissionError(errno.EACCES, "as the system says it")
        rename(one, other)

    monkeypatch.setattr(copying, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(os, "replace", held)
    assert _copy(source, target)
    assert _is_right(target)


def test_a_cancel_is_heard_within_a_block_and_keeps_what_came(source: Path, target: Path) -> None:
    told: list[Progress] = []
    watch = Watch(told.append, lambda: len(told) == 3, iter(range(1000)).__next__)
    watch.begin(EXPECTED.bytes)
    with pytest.raises(TutorError) as caught:
        copying.copy(source, target, EXPECTED, watch)
    assert caught.value.code is ErrorCode.KIT_CANCELLED
    assert _part(target).stat().st_size == 3 * BLOCK
    assert told[-1].done == 2 * BLOCK
    assert told[-1].speed == BLOCK
    assert told[-1].seconds_left == pytest.approx(1 + 7 / BLOCK)


def test_the_room_is_counted_without_what_is_there(source: Path, target: Path) -> None:
    assert copying.missing_bytes(target, EXPECTED) == len(CONTENT)
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(CONTENT[:BLOCK])
    assert copying.missing_bytes(target, EXPECTED) == len(CONTENT) - BLOCK
    _copy(source, target)
    assert copying.missing_bytes(target, EXPECTED) == 0
    with pytest.raises(TutorError) as caught:
        copying.check_room(target.parent / "not" / "there", 2**60)
    assert caught.value.code is ErrorCode.KIT_NO_ROOM
    assert int(caught.value.data["available"]) > 0
