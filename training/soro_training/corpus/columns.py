"""Tables of texts: Parquet files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from soro_training.corpus.found import SAMPLE, Found
from soro_training.errors import Fault, TrainingError

_ROWS = 256  # at once in memory


def row_groups(path: Path, field: str) -> int:
    """How many row groups a Parquet file has. Raises TrainingError FILE_DAMAGED, COLUMN_MISSING."""
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            check_column(str(path), field, file.schema_arrow.names)
            return int(file.metadata.num_row_groups)
    except (pyarrow.ArrowException, OSError) as error:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=0, detail=str(error)) from error


def read_parquet(path: Path, span: tuple[int, int], longest: int, field: str) -> Iterator[Found]:
    """The documents in the row groups of `span` of a Parquet file."""
    with pyarrow.parquet.ParquetFile(path) as file:
        for group in range(*span):
            row = 0
            try:
                for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=[field]):
                    for value in batch.column(0).to_pylist():
                        yield from_cell(f"{path.name}:{group}.{row}", value, longest)
                        row += 1
            except (pyarrow.ArrowException, OSError) as error:
                yield Found(f"{path.name}:{group}.{row}", str(error), "damaged_table")


def from_cell(place: str, value: Any, longest: int) -> Found:
    """The document in a cell, which may hold something else than text, or more of it than `longest` bytes."""
    if not isinstance(value, str):
        return Found(place, repr(value)[:SAMPLE], "no_text")
    if len(value) > longest or len(value.encode("utf-8", "replace")) > longest:
        return Found(place, value[:SAMPLE], "too_long")
    return Found(place, value)


def check_column(path: str, field: str, names: list[str]) -> None:
    """Raises TrainingError COLUMN_MISSING where `field` is none of `names`."""
    if field not in names:
        raise TrainingError(Fault.COLUMN_MISSING, path=path, name=field, names=", ".join(names))
