"""A data folder belongs to one running program."""

import errno
from pathlib import Path
from typing import Never

import pytest

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.store.lock import lock


def test_a_second_program_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    data_dir = tmp_path / "Маълумоти ман"
    held = lock(data_dir)
    with pytest.raises(TutorError) as caught:
        lock(data_dir)
    assert caught.value.code is ErrorCode.DATA_IN_USE
    assert caught.value.data == {"path": str(data_dir)}
    held.release()


def test_the_folder_is_free_again_when_the_first_program_has_ended(tmp_path: Path) -> None:
    lock(tmp_path).release()
    again = lock(tmp_path)
    again.release()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EROFS, ErrorCode.DATA_READ_ONLY), (errno.ENOSPC, ErrorCode.DISK_FULL)]
)
def test_a_folder_that_cannot_be_made_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    def fail(*_args: object, **_kwargs: object) -> Never:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(TutorError) as caught:
        lock(tmp_path / "new")
    assert caught.value.code is code
