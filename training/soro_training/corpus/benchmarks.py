"""Which benchmarks a config names beside the project's own tasks: its texts are held against them."""

from soro_training.config import Config
from soro_training.corpus.table import CorpusTable
from soro_training.evaluation.table import EvaluateTable


def named(config: Config) -> tuple[str, ...]:
    """The files and folders of [corpus] benchmarks, and the files of [evaluate.sets]."""
    sets = config.stage("evaluate", EvaluateTable).sets.values()
    return (*config.stage("corpus", CorpusTable).benchmarks, *(one.path for one in sets if one.path))


def not_searched(config: Config) -> list[str]:
    """The names of the [evaluate.sets] that only the hub has: no text can be held against them."""
    return [name for name, one in config.stage("evaluate", EvaluateTable).sets.items() if not one.path]
