"""One program at a time on a data folder."""

import errno
from pathlib import Path

from filelock import FileLock, Timeout

from soro_tutor.domain.errors import ErrorCode, TutorError


def lock(data_dir: Path) -> FileLock:
    """Take the data folder for this process, making it where it is missing; it is free when the process ends.

    Raises TutorError DATA_IN_USE, DATA_READ_ONLY or DISK_FULL.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        held = FileLock(data_dir / "soro.lock")
        held.acquire(timeout=0)
    except Timeout as error:
        raise TutorError(ErrorCode.DATA_IN_USE, path=str(data_dir)) from error
    except OSError as error:
        code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.DATA_READ_ONLY
        raise TutorError(code, path=str(data_dir)) from error
    return held
