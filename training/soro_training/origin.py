"""What the exported weights came from, by its records and not by the config: base, stages, searched texts."""

from dataclasses import replace
from typing import Any

from soro_training.config import BaseTable
from soro_training.corpus.benchmarks import named
from soro_training.corpus.table import CorpusTable
from soro_training.run import Run, read_record


def stages(at: Run) -> tuple[str, ...]:
    """The stages that made the exported weights, in their order, the corpus first."""
    exported = _table(at, "export", "export").get("checkpoint", "sft")
    taught = _table(at, "sft", "sft").get("start", "pretrain")
    before = {"tokenizer": (), "pretrain": ("tokenizer",), "sft": ("tokenizer", "pretrain")}
    if exported == "sft":
        return ("corpus", *before[taught], taught, "sft")
    return ("corpus", *before[exported], exported)


def base(at: Run) -> BaseTable:
    """The [base] that the tokenizer stage began from.

    Where the config names the very same weights still, its `name` and `licence` count: they can be stated
    later without a new training.
    """
    made = BaseTable(**_table(at, "tokenizer", "base"))
    now = at.config.base
    return now if replace(now, name=made.name, licence=made.licence) == made else made


def benchmarks(at: Run) -> tuple[tuple[str, ...], int]:
    """The further files of benchmarks, and how many shared words in a row reject a text.

    Those that the corpus was made with, or those of today's config where they are stricter: a config that
    was loosened afterwards lets nothing through, and one that was tightened holds for what there is already.
    """
    now, made = at.config.stage("corpus", CorpusTable), _table(at, "corpus", "corpus")
    files = dict.fromkeys((*made.get("benchmarks", ()), *named(at.config)))
    return tuple(files), min(made.get("benchmark_words", CorpusTable().benchmark_words), now.benchmark_words)


def _table(at: Run, stage: str, name: str) -> dict[str, Any]:
    """A table of the config with which a stage of the run was made; empty where there is no record."""
    tables: dict[str, Any] = read_record(at.config.run.folder / stage).get("config", {})
    found: dict[str, Any] = tables.get(name, {})
    return found
