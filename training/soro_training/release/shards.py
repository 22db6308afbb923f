"""A GGUF file cut into shards, in the form of llama.cpp's own llama-gguf-split.

The first shard holds the metadata; each says which one it is (split.no), of how many (split.count), and how
many tensors they hold together (split.tensors.count). https://github.com/ggml-org/llama.cpp, tools/gguf-split
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import gguf

from soro_training.errors import Fault, TrainingError
from soro_training.export.metadata import copy, rewrite

_SPLIT_KEYS = 256  # bytes that the three keys take, and the number of keys
_ALIGNMENT = 32  # bytes between two tensors at most
_ROOM = 2**20  # bytes for what lies beside a model


def write(source: Path, folder: Path, stem: str, limit: int, changes: Mapping[str, str]) -> list[Path]:
    """Put a model into a folder in files of at most `limit` bytes, with `changes` of its metadata.

    A file within the limit keeps its bytes (but for the changes) and a plain name, `stem`.gguf: there is
    nothing to join, and its hash is that of the file that was measured. Larger ones become
    `stem`-00001-of-0000N.gguf. Raises TrainingError SHARD_TOO_LARGE where one tensor alone is larger, and
    DISK_FULL.
    """
    target = folder / f"{stem}.gguf"
    size = source.stat().st_size
    if (
        shutil.disk_usage(folder).free < size + _ROOM
    ):  # numpy, which writes tensors, does not say why it failed
        raise TrainingError(Fault.DISK_FULL, path=str(folder))
    if size <= limit:
        shutil.copyfile(source, target)
        if changes:
            rewrite(target, changes)
    else:
        _split(source, target, limit, changes)
    files = sorted(folder.glob(f"{stem}*.gguf"))
    for file in files:
        if file.stat().st_size > limit:
            raise _too_large(source, limit)
    return files


def metadata(path: Path, key: str) -> str:
    """A text of a GGUF file's metadata; empty where it has no such key."""
    found = gguf.GGUFReader(path).get_field(key)
    return str(found.contents()) if found else ""


def _split(source: Path, target: Path, limit: int, changes: Mapping[str, str]) -> None:
    reader = gguf.GGUFReader(source)
    around = reader.data_offset + len(reader.tensors) * _ALIGNMENT + _SPLIT_KEYS
    if around >= limit:
        raise _too_large(source, limit)
    copy(reader, target, changes, limit - around)


def _too_large(source: Path, limit: int) -> TrainingError:
    return TrainingError(Fault.SHARD_TOO_LARGE, path=str(source), limit=limit)
