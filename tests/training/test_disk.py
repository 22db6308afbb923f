"""Room on the disk: asked for before, noticed when it ran out in between, and no other error taken for it."""

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from soro_training import disk
from soro_training.errors import Fault, TrainingError


def test_what_has_no_room_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused, disk.room(tmp_path / "not/there/yet", 10**18):
        pytest.fail("it was begun")
    assert refused.value.fault is Fault.DISK_FULL


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "x"),
        OSError(errno.EDQUOT, "x"),
        RuntimeError("I/O error: No space left on device (os error 28)"),
    ],
)
def test_a_disk_that_ran_full_in_between_ends_in_its_fault(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(TrainingError) as refused, disk.room(tmp_path, 1):
        raise error
    assert refused.value.fault is Fault.DISK_FULL


def test_another_error_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shape"), disk.room(tmp_path, 1):
        raise ValueError("shape")


@pytest.mark.parametrize("said", ["OSError: [Errno 28] No space left on device", ""])
def test_the_half_of_a_program_that_had_no_room_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    if not said:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=4096))
    (tmp_path / "x.part").write_bytes(b"half")
    with pytest.raises(OSError, match="No space left") as raised:
        disk.refuse_scraps(tmp_path / "x.part", said)
    assert raised.value.errno == errno.ENOSPC
    assert not list(tmp_path.iterdir())


def test_a_program_that_had_room_failed_for_another_cause(tmp_path: Path) -> None:
    disk.refuse_scraps(tmp_path / "x.part", "KeyError: 'vocab_size'")
