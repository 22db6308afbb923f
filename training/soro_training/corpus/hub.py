"""Data sets of the hub, or in its form in a local folder, read as a stream."""

from collections.abc import Iterator
from typing import Any

import datasets

from soro_training.corpus import columns
from soro_training.corpus.found import Found
from soro_training.corpus.table import SourceTable
from soro_training.errors import Fault, TrainingError


def shards_of(source: SourceTable) -> int:
    """In how many parts a data set can be read. Raises TrainingError HUB_UNREACHABLE, COLUMN_MISSING."""
    data = _load(source)
    if data.column_names is not None:
        columns.check_column(source.path, source.field, data.column_names)
    return int(data.num_shards)


def read_hub(source: SourceTable, span: tuple[int, int], shards: int, longest: int) -> Iterator[Found]:
    """The documents in the parts of `span` of a data set that is read in `shards` parts."""
    data = _load(source)
    for shard in range(*span):
        for row, cells in enumerate(data.shard(num_shards=shards, index=shard)):
            yield columns.from_cell(f"{shard}.{row}", cells.get(source.field), longest)


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
