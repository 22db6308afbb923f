"""Which base model and which stages the exported weights came from: by their records, not the config."""

from dataclasses import replace
from typing import Any

from soro_training.config import BaseTable
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


def _table(at: Run, stage: str, name: str) -> dict[str, Any]:
    """A table of the config with which a stage of the run was made; empty where there is no record."""
    tables: dict[str, Any] = read_record(at.config.run.folder / stage).get("config", {})
    found: dict[str, Any] = tables.get(name, {})
    return found
