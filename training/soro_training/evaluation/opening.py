"""The models of a config, found where they lie and opened, each for as long as it is scored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training import development
from soro_training.errors import Fault, TrainingError
from soro_training.evaluation.model import Model
from soro_training.evaluation.table import EvaluateTable, ModelTable
from soro_training.run import Run, file_mark, read_record

LABEL = re.compile(r"[\w][\w.+-]*")
_STAGES = ("tokenizer", "pretrain", "sft")


@dataclass(frozen=True, slots=True)
class Source:
    """A model under its label: a file, a checkpoint's folder or id, or a server's address.

    `mark` changes when the file does.
    """

    label: str
    table: ModelTable
    path: str
    mark: str = ""


def sources(at: Run, table: EvaluateTable) -> list[Source]:
    """The models to be scored, the baseline first.

    Raises TrainingError MODEL_LABEL_UNKNOWN, STAGE_NOT_DONE, FILE_MISSING, PACKAGE_MISSING.
    """
    asked = table.models or _usual(at)
    for label in asked:
        if not LABEL.fullmatch(label):
            raise TrainingError(Fault.MODEL_LABEL_WRONG, name=label)
    baseline = table.baseline or next(iter(asked))
    if baseline not in asked:
        raise TrainingError(Fault.MODEL_LABEL_UNKNOWN, name=baseline, names=", ".join(asked))
    ordered = [baseline, *(label for label in asked if label != baseline)]
    return [_source(at, label, asked[label]) for label in ordered]


def open_model(source: Source, table: EvaluateTable) -> Model:
    """The model, ready to be asked. Raises TrainingError MODEL_REFUSED, SERVER_FAILED."""
    match source.table.kind:
        case "gguf":
            from soro_training.evaluation.gguf_model import GgufModel

            return GgufModel(Path(source.path), context=table.context, threads=table.threads)
        case "server":
            from soro_training.evaluation.server_model import ServerModel

            return ServerModel(source.path, source.table.name, key_variable=source.table.key_variable)
        case _:
            from soro_training.evaluation.checkpoint_model import CheckpointModel  # torch takes seconds

            return CheckpointModel(source.path, revision=source.table.revision, context=table.context)


def _usual(at: Run) -> dict[str, ModelTable]:
    """What is scored where the config names nothing: the base, the exported file, the unquantized one."""
    exported = _export(at).get("summary", {})
    chosen = exported.get("quantization", "")
    found, base = {}, at.config.base
    match base.kind:
        case "gguf":
            found["base"] = ModelTable("base")
        case "folder" | "hub":
            found["base"] = ModelTable(base.source, base.kind, base.revision)
    rows = [str(row["quantization"]) for row in exported.get("rows", ())]
    for quantization in dict.fromkeys((rows[0], chosen) if rows else ()):
        found[quantization] = ModelTable(f"export:{quantization}")
    return found


def _export(at: Run) -> Mapping[str, Any]:
    return read_record(at.earlier("export"))


def _source(at: Run, label: str, table: ModelTable) -> Source:
    match table.kind:
        case "gguf":
            path = _gguf(at, table.path)
            if not path.exists():
                raise TrainingError(Fault.FILE_MISSING, path=str(path))
            return Source(label, table, str(path), file_mark(path))
        case "folder":
            folder = at.earlier(table.path) / "checkpoint" if table.path in _STAGES else Path(table.path)
            if not (folder / "config.json").exists():
                raise TrainingError(Fault.FILE_MISSING, path=str(folder / "config.json"))
            return Source(label, table, str(folder), str((folder / "config.json").stat().st_mtime_ns))
    return Source(label, table, table.path, f"{table.revision} {table.name}")


def _gguf(at: Run, path: str) -> Path:
    name, _, quantization = path.partition(":")
    if name == "export":
        return _exported(at, quantization)
    if path == "base":
        path = at.config.base.source
    return development.gguf(path)


def _exported(at: Run, quantization: str) -> Path:
    folder, record = at.earlier("export"), _export(at)
    files = {row["quantization"]: row["file"] for row in record["summary"]["rows"]}
    if not quantization:
        return folder / str(record["summary"]["chosen"])
    if quantization not in files:
        raise TrainingError(Fault.MODEL_LABEL_UNKNOWN, name=f"export:{quantization}", names=", ".join(files))
    return folder / str(files[quantization])
