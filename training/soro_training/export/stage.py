"""The stage `export`: a checkpoint becomes GGUF files; each is measured, and one is chosen by rule."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import torch
import transformers
from pydantic import Field

from soro_training import config, origin
from soro_training.config import BaseTable, Count, Positive
from soro_training.errors import Fault, TrainingError
from soro_training.export import report
from soro_training.export.choice import Row, choose
from soro_training.export.comparison import agreement
from soro_training.export.converter import convert
from soro_training.export.importance import importance
from soro_training.export.metadata import rewrite
from soro_training.export.parity import Parity, parity
from soro_training.export.texts import calibration, measured
from soro_training.llama import KINDS, OUTPUTS, Floats, Scorer, quantize
from soro_training.run import Run, read_record, write_whole
from soro_training.server import schemes


@config.table
class ExportTable:
    """[export]: `checkpoint` is the stage whose checkpoint is exported. Text sizes are in tokens.

    Of the quantizations the smallest file is chosen whose perplexity on Tajik is at most
    `most_perplexity` times that of the unquantized model. `server` names the forms for schools' servers that
    are made besides: FP8, W4A16; they need an environment of their own, 1.5 GB, which is made the first time.
    """

    checkpoint: Literal["tokenizer", "pretrain", "sft"] = "sft"
    unquantized: Literal["F32", "BF16"] = "F32"
    quantizations: tuple[str, ...] = tuple(KINDS)
    calibration_tokens: Count = 20_000
    measured_tokens: Positive = 4_000
    most_perplexity: Annotated[float, Field(ge=1)] = 1.03
    server: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """What is exported: the checkpoint's folder, and its GGUF without quantization."""

    checkpoint: Path
    whole: Path


def run(at: Run) -> None:
    """Export. Raises TrainingError STAGE_NOT_DONE, EXPORT_KIND_UNKNOWN, CONVERTER_…, PARITY_LOST, SERVER_…"""
    table = at.config.stage("export", ExportTable)
    for kind in table.quantizations:
        if kind not in KINDS:
            raise TrainingError(Fault.EXPORT_KIND_UNKNOWN, kind=kind, kinds=", ".join(KINDS))
    corpus = at.earlier("corpus")
    source = _Source(
        at.earlier(table.checkpoint) / "checkpoint",
        at.folder / f"{at.config.run.name}-{table.unquantized}.gguf",
    )
    found = _convert(at, table, source)
    weights = _importance(at, table, source, corpus)
    texts = measured(corpus)
    kinds = (table.unquantized, *table.quantizations)
    rows: list[Row] = []
    for number, kind in enumerate(kinds):
        at.progress(number, len(kinds), "quantized and measured")
        rows.append(_row(at, table, source, kind, weights, texts))
    chosen = choose(rows, table.most_perplexity)
    report.write(at.folder, at.config.run.name, rows, chosen, found)
    servers = schemes.make(source.checkpoint, corpus, at.folder / "server", table.server, at.say)
    at.finish(
        chosen=chosen.file,
        quantization=chosen.quantization,
        parity=dataclasses.asdict(found),
        rows=[dataclasses.asdict(row) for row in rows],
        server=servers,
    )


def _convert(at: Run, table: ExportTable, source: _Source) -> Parity:
    """Write the unquantized GGUF with its metadata, and prove that it says what the checkpoint says."""
    if not source.whole.exists():
        at.say("export: the checkpoint is converted")
        draft = source.whole.with_suffix(".draft")
        convert(source.checkpoint, draft, table.unquantized)
        rewrite(draft, _metadata(at))
        draft.replace(source.whole)
    model = _model(source.checkpoint)
    with Scorer(source.whole, context=OUTPUTS) as scorer:
        tokens = scorer.tokens(measured(at.earlier("corpus"))["tg"])[:OUTPUTS]
        found = parity(model, scorer, tokens)
    at.metric(parity=dataclasses.asdict(found))
    if table.unquantized == "F32" and not found.holds:
        raise TrainingError(
            Fault.PARITY_LOST, path=str(source.whole), mean=round(found.mean, 4), top1=round(found.top1, 3)
        )
    return found


_CHANGES = {
    "tokenizer": "its vocabulary was cut and extended",
    "pretrain": "it was trained further on texts",
    "sft": "it was trained on lessons as dialogues",
}


def _description(at: Run, base: BaseTable, name: str) -> str:
    """What the file was made from, and what was done to it."""
    if base.kind == "scratch":
        return "Trained from scratch; it holds no weights of another model."
    done = [change for stage, change in _CHANGES.items() if stage in origin.stages(at)]
    return f"Changed from {name}: {'; '.join(done)}."


def _metadata(at: Run) -> Mapping[str, str | list[str]]:
    base = origin.base(at)
    corpus = read_record(at.earlier("corpus"))
    name = base.name or base.source
    return {
        "general.name": at.config.run.name,
        # Gemma's terms want every changed file to say so.
        "general.description": _description(at, base, name),
        "general.languages": ["tg", "ru", "en"],
        "general.license": base.licence or "unknown",
        "general.base_model.0.name": name,
        "soro.corpus_sha256": str(corpus.get("summary", {}).get("corpus_hash", "")),
        "soro.commit": str(read_record(at.folder).get("commit", "")),
    }


def _model(checkpoint: Path) -> Any:
    model = transformers.AutoModelForCausalLM.from_pretrained(checkpoint, dtype=torch.float32)
    return model.eval()


def _importance(at: Run, table: ExportTable, source: _Source, corpus: Path) -> dict[str, Floats]:
    """The importance matrix on Tajik of the corpus; it takes a pass over the calibration text each time."""
    if not table.calibration_tokens or not table.quantizations:
        return {}
    at.say("export: the importance matrix is collected")
    tokenizer = transformers.AutoTokenizer.from_pretrained(source.checkpoint)
    ids = tokenizer(calibration(corpus, table.calibration_tokens * 8)).input_ids[: table.calibration_tokens]
    model = _model(source.checkpoint)
    length = min(512, model.config.max_position_embeddings)
    return importance(model, [ids[start : start + length] for start in range(0, len(ids), length)])


def _row(
    at: Run, table: ExportTable, source: _Source, kind: str, weights: dict[str, Floats], texts: dict[str, str]
) -> Row:
    """Quantize and measure one kind; what an earlier start has measured is taken over."""
    kept = at.folder / "measured" / f"{kind}.json"
    if kept.exists():
        return Row.from_json(json.loads(kept.read_text(encoding="utf-8")))
    file = at.folder / f"{at.config.run.name}-{kind}.gguf"
    if kind != table.unquantized and not file.exists():
        part = file.with_name(f"{file.name}.part")
        quantize(source.whole, part, kind, weights, threads=2)
        part.replace(file)
    with Scorer(source.whole, context=OUTPUTS) as first, Scorer(file, context=OUTPUTS) as second:
        found = {name: agreement(first, second, text, table.measured_tokens) for name, text in texts.items()}
    row = Row(kind, file.name, file.stat().st_size, found)
    at.metric(quantization=kind, bytes=row.bytes, tg=dataclasses.asdict(found["tg"]))
    kept.parent.mkdir(exist_ok=True)
    write_whole(kept, json.dumps(dataclasses.asdict(row)))
    return row
