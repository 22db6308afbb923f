"""What is checked of a model file before llama.cpp opens it."""

import hashlib
import re
import time
from collections.abc import Callable
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.gguf import MAGIC, Header
from soro_tutor.engine.messages import Fingerprint, Load, Loading, LoadPhase
from soro_tutor.engine.model import Emit

HEADER_BYTES = 24  # magic, version and two counts
BLOCK = 4 * 2**20
REPORT_SECONDS = 0.1

_SHARD = re.compile(r"(.*)-(\d{5})-of-(\d{5})\.gguf")


def shards(path: Path) -> list[Path]:
    """All files of a model that is split in llama.cpp's way, or the one file that it is."""
    match = _SHARD.fullmatch(path.name)
    if match is None or int(match[3]) == 0:
        return [path]
    stem, _, count = match.groups()
    return [path.with_name(f"{stem}-{number:05}-of-{count}.gguf") for number in range(1, int(count) + 1)]


def check_outside(path: Path) -> None:
    """Refuse what is no GGUF file. Raises TutorError MODEL_MISSING, _IS_FOLDER, _UNREADABLE or _NOT_GGUF."""
    if path.is_dir():
        raise TutorError(ErrorCode.MODEL_IS_FOLDER, path=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except FileNotFoundError as error:
        raise TutorError(ErrorCode.MODEL_MISSING, path=str(path)) from error
    except (OSError, ValueError) as error:
        raise TutorError(ErrorCode.MODEL_UNREADABLE, path=str(path)) from error
    if head[: len(MAGIC)] != MAGIC:
        raise TutorError(ErrorCode.MODEL_NOT_GGUF, path=str(path))


def check_whole(path: Path, read: Callable[[str], Header | None]) -> Header:
    """The file's header. Raises TutorError MODEL_TRUNCATED where the file ends before its last tensor."""
    present = path.stat().st_size
    header = read(str(path))
    if header is None:  # even the header breaks off; where it would end cannot be known
        raise TutorError(ErrorCode.MODEL_TRUNCATED, path=str(path), present=present, expected=0)
    if present < header.end:
        raise TutorError(ErrorCode.MODEL_TRUNCATED, path=str(path), present=present, expected=header.end)
    return header


def read_through(load: Load, files: list[Path], emit: Emit) -> Fingerprint:
    """Read the files once from front to back, and give their fingerprint.

    A hard disk reads a file in order far faster than the scattered pages that a memory map asks for. The
    checksum is only reckoned where none is known that fits. Raises TutorError MODEL_CHANGED where it differs.
    """
    stats = [file.stat() for file in files]
    size = sum(stat.st_size for stat in stats)
    modified = max(stat.st_mtime_ns for stat in stats)
    known = load.expected
    if known is not None and known.size != size and not load.anyway:
        raise TutorError(ErrorCode.MODEL_CHANGED, path=load.path)
    digest = None
    if known is None or (known.size, known.modified) != (size, modified):
        digest = hashlib.sha256()
    try:
        _read(files, size, digest.update if digest else None, emit)
    except OSError as error:
        raise TutorError(ErrorCode.MODEL_UNREADABLE, path=load.path) from error
    sha256 = digest.hexdigest() if digest else known.sha256 if known else ""
    if known is not None and sha256 != known.sha256 and not load.anyway:
        raise TutorError(ErrorCode.MODEL_CHANGED, path=load.path)
    return Fingerprint(size, modified, sha256)


def _read(files: list[Path], size: int, use: Callable[[bytes], None] | None, emit: Emit) -> None:
    done = 0
    reported = 0.0
    for path in files:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                if use:
                    use(block)
                done += len(block)
                if time.monotonic() - reported > REPORT_SECONDS:
                    reported = time.monotonic()
                    emit(Loading(LoadPhase.CHECKING, done, size))
    emit(Loading(LoadPhase.CHECKING, done, size))
