"""What a GGUF file says of itself: its name, licence, languages, base, and what it was made from."""

import contextlib
import errno
import io
import logging
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gguf
from gguf.scripts.gguf_new_metadata import MetadataDetails, copy_with_new_metadata

Value = str | int | list[str]
ROOM = 1_000_000  # bytes, for the header


def rewrite(path: Path, values: Mapping[str, Value]) -> None:
    """Put metadata into a GGUF file, in the place of what stood there under the same keys.

    Raises OSError ENOSPC where the disk has no room for a second file.
    """
    if shutil.disk_usage(path.parent).free < path.stat().st_size + ROOM:
        raise OSError(
            errno.ENOSPC, "no room to write the file again", str(path)
        )  # numpy itself would not say
    part = path.with_name(f"{path.name}.part")
    copy(gguf.GGUFReader(path), part, values)
    part.replace(path)


def copy(reader: Any, target: Path, values: Mapping[str, Value], most: int = 0) -> None:
    """Write what a GGUFReader reads as `target`, with metadata changed, in shards of `most` bytes of tensors.

    `most` 0 makes one file.
    """
    architecture = str(reader.get_field(gguf.Keys.General.ARCHITECTURE).contents())
    writer = gguf.GGUFWriter(target, architecture, split_max_size=most)
    logging.getLogger("gguf-new-metadata").setLevel(logging.WARNING)
    details = {key: _details(value) for key, value in values.items()}
    with contextlib.redirect_stderr(io.StringIO()):  # it would draw a bar of its own
        copy_with_new_metadata(reader, writer, details, [])


def _details(value: Value) -> MetadataDetails:
    if isinstance(value, list):
        return MetadataDetails(gguf.GGUFValueType.ARRAY, value, sub_type=gguf.GGUFValueType.STRING)
    if isinstance(value, int):
        return MetadataDetails(gguf.GGUFValueType.UINT32, value)
    return MetadataDetails(gguf.GGUFValueType.STRING, value)
