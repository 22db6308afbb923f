"""One copy or install at a time at one place."""

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit.failure import writing


@contextlib.contextmanager
def held(place: Path) -> Iterator[None]:
    """Hold a folder for this process; the system frees it when the process ends, however it ends.

    The lock lies in this computer's folder for passing files: a stick keeps no trace of it.
    Raises TutorError KIT_BUSY(path), or as `writing` does.
    """
    name = hashlib.sha256(os.path.normcase(os.path.realpath(place)).encode(errors="surrogatepass"))
    user = os.getuid() if hasattr(os, "getuid") else 0  # one may not open another's file there
    file = Path(tempfile.gettempdir()) / f"soro-kit-{user}-{name.hexdigest()[:16]}.lock"
    with writing(file):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        try:
            _take(descriptor)
        except OSError as error:
            raise TutorError(ErrorCode.KIT_BUSY, path=str(place)) from error
        yield
    finally:
        os.close(descriptor)  # which frees it


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
