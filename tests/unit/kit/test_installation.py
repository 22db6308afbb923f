"""Models and packs installed from a kit: the old one works, or the new one does."""

import errno
import multiprocessing
import os
import random
import time
from pathlib import Path

import pytest
from tests.kit_example import FIRST, SECOND, code_of, files, flip, release
from tests.unit.kit.fake_disk import let_fail

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, installation, lock, source, verification
from soro_tutor.kit.installation import RECORD, Installed, Order
from soro_tutor.kit.manifest import PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.source import Kit

KILLS = 50


def _install(kit: Kit, data_dir: Path, *, is_older_right: bool = False) -> tuple[Installed, ...]:
    parts = source.chosen(kit, installation.KINDS)
    return installation.install(kit, data_dir, Order(parts, "0.3.0", is_older_right), Watch())


def _model(data_dir: Path) -> Installed:
    found = installation.find(data_dir, PartKind.MODEL, "soro-1b")
    assert found
    return found


def _content(data_dir: Path) -> list[bytes]:
    """The shards of the model that counts, as they lie there."""
    return [file.read_bytes() for file in _model(data_dir).files if file.suffix == ".gguf"]


def _shards(version: int, size: int = 5_000) -> list[bytes]:
    return [files(version, size)[FIRST], files(version, size)[SECOND]]


def test_models_and_packs_are_installed_and_nothing_else(tmp_path: Path) -> None:
    done = _install(release(tmp_path / "stick"), tmp_path / "data")
    assert [one.part.name for one in done] == ["soro-1b", "soro-270m", "physics"]
    assert installation.installed(tmp_path / "data") == done
    assert _content(tmp_path / "data") == _shards(1)
    assert not list((tmp_path / "data").rglob("*.dll"))
    assert _model(tmp_path / "data").model_file == _model(tmp_path / "data").files[1]


def test_an_update_takes_over_the_shard_that_has_not_changed(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    _install(release(tmp_path / "one", 1), data)
    old = _model(data)
    kept = old.files[1].stat().st_ino
    new = release(tmp_path / "two", 2)
    flip(new.root / FIRST)  # so it cannot have come from this stick
    _install(new, data)
    assert _content(data) == _shards(2)
    assert _model(data).files[1].stat().st_ino == kept
    assert not old.folder.exists()
    assert [one.release.number for one in installation.installed(data)] == [2, 2, 2]


def test_a_model_that_was_chosen_is_found_again_after_an_update(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _install(release(tmp_path / "one", 1), data)
    before = str(_model(data).model_file)
    assert installation.follow(data, before) == before
    _install(release(tmp_path / "two", 2), data)
    assert installation.follow(data, before) == str(_model(data).model_file)
    assert installation.follow(data, "/elsewhere/a.gguf") == "/elsewhere/a.gguf"


def test_an_older_kit_is_refused_unless_the_teacher_insists(tmp_path: Path) -> None:
    data = tmp_path / "data"
    old, new = release(tmp_path / "one", 1), release(tmp_path / "two", 2)
    _install(new, data)
    with pytest.raises(TutorError) as caught:
        _install(old, data)
    assert caught.value.code is ErrorCode.KIT_OLDER
    assert _content(data) == _shards(2)
    _install(old, data, is_older_right=True)
    assert _content(data) == _shards(1)


@pytest.mark.parametrize(
    ("least", "is_right"), [("0.3", True), ("0.2.9", True), ("0.3.1", False), ("0.10", False)]
)
def test_a_kit_for_a_newer_program_is_refused(tmp_path: Path, least: str, is_right: bool) -> None:
    kit = release(tmp_path / "stick", least=least)
    if is_right:
        assert _install(kit, tmp_path / "data")
        return
    with pytest.raises(TutorError) as caught:
        _install(kit, tmp_path / "data")
    assert caught.value.code is ErrorCode.KIT_NEEDS_NEWER
    assert caught.value.data == {"needed": least, "present": "0.3.0"}
    assert not (tmp_path / "data").exists()


def test_a_damaged_stick_leaves_the_old_model_as_it_was(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _install(release(tmp_path / "one", 1), data)
    new = release(tmp_path / "two", 2)
    flip(new.root / SECOND)
    with pytest.raises(TutorError) as caught:
        _install(new, data)
    assert caught.value.code is ErrorCode.KIT_FILE_CHANGED
    assert _content(data) == _shards(1)
    assert _model(data).release.number == 1


def test_a_damaged_old_shard_is_not_taken_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _install(release(tmp_path / "one", 1), data)
    flip(_model(data).files[1])
    _install(release(tmp_path / "two", 2), data)
    assert _content(data) == _shards(2)


def test_what_is_installed_is_verified_and_repaired_from_a_stick(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _install(release(tmp_path / "stick"), data)
    flip(_model(data).files[2])
    kit = installation.as_kit(data)
    finding = verification.verify(kit, Watch())
    assert [flaw.path for flaw in finding.flaws] == [SECOND]
    assert verification.repair(kit, [tmp_path / "stick"], Watch()) == (SECOND,)
    assert _content(data) == _shards(1)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"format": 1}'])
def test_a_damaged_record_counts_as_nothing_installed_and_is_mended_by_installing(
    tmp_path: Path, content: bytes
) -> None:
    data = tmp_path / "data"
    kit = release(tmp_path / "stick")
    _install(kit, data)
    (data / "models" / "soro-1b" / RECORD).write_bytes(content)
    assert installation.find(data, PartKind.MODEL, "soro-1b") is None
    _install(kit, data)
    assert _content(data) == _shards(1)


def test_too_little_room_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "RESERVE", 2**60)
    with pytest.raises(TutorError) as caught:
        _install(release(tmp_path / "stick"), tmp_path / "data")
    assert caught.value.code is ErrorCode.KIT_NO_ROOM
    assert not (tmp_path / "data").exists()


def test_a_second_install_at_the_same_time_is_refused(tmp_path: Path) -> None:
    kit = release(tmp_path / "stick")
    with lock.held(tmp_path / "data"), pytest.raises(TutorError) as caught:
        _install(kit, tmp_path / "data")
    assert caught.value.code is ErrorCode.KIT_BUSY
    assert _install(kit, tmp_path / "data")


def test_a_clock_in_the_past_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = release(tmp_path / "stick")
    for file in kit.root.rglob("*"):
        os.utime(file, (2**32, 2**32))  # all files are from the future
    monkeypatch.setattr(time, "time", lambda: 0.0)
    _install(kit, tmp_path / "data")
    assert _content(tmp_path / "data") == _shards(1)


def test_a_pulled_stick_is_said_and_the_install_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 3 * copying.BLOCK
    kit = release(tmp_path / "stick", size=size)
    place = tmp_path / "stick"

    def pull_out(path: Path, position: int) -> None:
        """As a system does it: the folder goes, and what is open gives no more."""
        if path == kit.root / FIRST and position == copying.BLOCK:
            place.rename(tmp_path / "away")
            raise OSError(errno.EIO, "as the system says it")

    with monkeypatch.context() as pulled:
        let_fail(pulled, read=pull_out)
        with pytest.raises(TutorError) as caught:
            _install(kit, tmp_path / "data")
    assert code_of(caught.value) is ErrorCode.KIT_GONE
    assert installation.installed(tmp_path / "data") == ()
    (tmp_path / "away").rename(place)
    positions: list[int] = []
    let_fail(
        monkeypatch,
        read=lambda path, position: positions.append(position) if path == kit.root / FIRST else None,
    )
    _install(kit, tmp_path / "data")
    assert _content(tmp_path / "data") == _shards(1, size)
    assert min(positions) == copying.BLOCK  # what had come before was not read again


SIZE = 400_000


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="here a process cannot be copied, so each would take seconds"
)
def test_a_power_cut_at_any_moment_leaves_the_old_model_or_the_new_one(tmp_path: Path) -> None:
    """A process is killed while it replaces one version by another, over and over, at moments by chance."""
    data = tmp_path / "data"
    kits = [release(tmp_path / f"stick{number}", number, SIZE) for number in (1, 2)]
    _install(kits[0], data)
    began = time.monotonic()
    for kit in reversed(kits):
        _install(kit, data, is_older_right=True)
    seconds = (time.monotonic() - began) / 2
    chance = random.Random(5)
    killed = 0
    for number in range(KILLS):
        killed += _killed_while_installing(kits[number % 2], data, chance.random() * seconds)
        assert _content(data) in [_shards(1, SIZE), _shards(2, SIZE)], f"after kill {number}"
        assert not verification.verify(installation.as_kit(data), Watch()).flaws, f"after kill {number}"
    assert killed > KILLS // 3  # most were killed while they worked
    _install(kits[1], data)
    assert _content(data) == _shards(2, SIZE)
    assert not list(data.rglob("*.part"))
    assert len(list((data / "models" / "soro-1b").iterdir())) == 2  # the version and its record


def _killed_while_installing(kit: Kit, data: Path, seconds: float) -> bool:
    child = multiprocessing.get_context("fork").Process(
        target=_install, args=(kit, data), kwargs={"is_older_right": True}
    )
    child.start()
    time.sleep(seconds)
    child.kill()
    child.join()
    was_killed = child.exitcode != 0
    child.close()
    return was_killed
