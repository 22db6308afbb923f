"""Tables of texts: Parquet files and data sets of the hub."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import pyarrow
import pyarrow.parquet

from soro_training.corpus.found import SAMPLE, Found
from soro_training.corpus.table import SourceTable
from soro_training.errors import Fault, TrainingError

_ROWS = 256  # at once in memory


def row_groups(path: Path, field: str) -> int:
    """How many row groups a Parquet file has. Raises TrainingError FILE_DAMAGED, COLUMN_MISSING."""
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            _check_column(str(path), field, file.schema_arrow.names)
            return int(file.metadata.num_row_groups)
    except (pyarrow.ArrowException, OSError) as error:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=0, detail=str(error)) from error


def read_parquet(path: Path, span: tuple[int, int], field: str) -> Iterator[Found]:
    """The documents in the row groups of `span` of a Parquet file."""
    with pyarrow.parquet.ParquetFile(path) as file:
        for group in range(*span):
            row = 0
            try:
                for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=[field]):
                    for value in batch.column(0).to_pylist():
                        yield _from_cell(f"{path.name}:{group}.{row}", value)
                        row += 1
            except (pyarrow.ArrowException, OSError) as error:
                yield Found(f"{path.name}:{group}.{row}", str(error), "damaged_table")


def hub_shards(source: SourceTable) -> int:
    """In how many parts a data set can be read. Raises TrainingError HUB_UNREACHABLE, COLUMN_MISSING."""
    data = _load(source)
    if data.column_names is not None:
        _check_column(source.path, source.field, data.column_names)
    return int(data.num_shards)


def read_hub(source: SourceTable, span: tuple[int, int], shards: int) -> Iterator[Found]:
    """The documents in the parts of `span` of a data set that is read in `shards` parts."""
    data = _load(source)
    for shard in range(*span):
        for row, cells in enumerate(data.shard(num_shards=shards, index=shard)):
            yield _from_cell(f"{shard}.{row}", cells.get(source.field))


def _load(source: SourceTable) -> Any:
    try:
        return datasets.load_dataset(
            source.path,
            source.subset or None,
            split=source.split,
            revision=source.revision or None,
            streaming=True,
        )
    except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
        raise TrainingError(Fault.HUB_UNREACHABLE, source=source.path, detail=str(error)) from error


def _from_cell(place: str, value: Any) -> Found:
    if isinstance(value, str):
        return Found(place, value)
    return Found(place, repr(value)[:SAMPLE], "no_text")


def _check_column(path: str, field: str, names: list[str]) -> None:
    if field not in names:
        raise TrainingError(Fault.COLUMN_MISSING, path=path, name=field, names=", ".join(names))
