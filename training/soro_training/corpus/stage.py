"""The stage `corpus`: texts with a licence in, cleaned Tajik documents and a report on them out."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soro_training import run as run_module
from soro_training.config import line_of
from soro_training.corpus import (
    benchmarks,
    contamination,
    executor,
    figures,
    lines,
    order,
    pipeline,
    plan,
    report,
)
from soro_training.corpus.pipeline import Phase, Places
from soro_training.corpus.table import CorpusTable, SourceTable
from soro_training.errors import Cause, Fault, TrainingError
from soro_training.run import Run

FREE = CorpusTable.FREE


def run(at: Run) -> None:
    """Make the corpus of the config's [corpus]; a stopped one goes on with the tasks that are not done.

    Raises TrainingError CONFIG_VALUE_WRONG, FILE_MISSING, FILE_DAMAGED, SOURCE_EMPTY, SOURCE_CHANGED,
    COLUMN_MISSING, HUB_UNREACHABLE, BENCHMARK_EMPTY, EXECUTOR_MISSING, EXECUTOR_FAILED, LIBRARIES_MISSING,
    and CORPUS_NOTHING_LEFT, after which the report and the rejected documents are there.
    """
    table = at.config.stage("corpus", CorpusTable)
    check(at, table)
    places = Places(at.folder.resolve())
    places.work.mkdir(exist_ok=True)
    files = contamination.benchmark_files(benchmarks.named(at.config))
    contamination.load(files, table.benchmark_words)
    tasks = plan.make(table, places.plan)
    is_done = since = 0.0
    for phase in pipeline.phases(table, places, at.seed, tasks, files) if tasks else ():
        since += phase.share * executor.done(places.logs(phase.name)) / phase.tasks
        _run_phase(at, table, phase, (is_done, since))
        is_done += phase.share
    result = _report(places, table, benchmarks.not_searched(at.config))
    if not result["documents"]:
        _nothing_left(places, result)
    at.metric(**{name: result[name] for name in ("documents", "words", "rejected")})
    at.finish(**result)
    shutil.rmtree(places.work, ignore_errors=True)


def check(at: Run, table: CorpusTable) -> None:
    """Hold the sources against what a table's types cannot say. Raises TrainingError CONFIG_VALUE_WRONG."""
    names: set[str] = set()
    for number, source in enumerate(table.source):
        for key, cause in _faults(source, names):
            place = ("corpus", "source", number, key)
            raise TrainingError(
                Fault.CONFIG_VALUE_WRONG,
                path=str(at.config.path),
                line=line_of(at.config.text, place),
                key=f"corpus.source.{number}.{key}",
                cause=cause,
            )
        names.add(source.name)
    if table.tokenizer and not Path(table.tokenizer).is_file():
        raise TrainingError(Fault.FILE_MISSING, path=table.tokenizer)


def _faults(source: SourceTable, names: set[str]) -> Iterator[tuple[str, Cause]]:
    if source.name in names:
        yield "name", Cause.NAME_TWICE
    if not lines.is_encoding(source.encoding):
        yield "encoding", Cause.ENCODING_UNFIT
    if not source.path and source.kind != "project":
        yield "path", Cause.PATH_MISSING


def _run_phase(at: Run, table: CorpusTable, phase: Phase, shares: tuple[float, float]) -> None:
    """Run a phase; `shares` of the whole were done before it, and by an earlier start of the stage."""
    is_done, since = shares

    def tell(tasks: int) -> None:
        at.progress(is_done + phase.share * tasks / phase.tasks, 1.0, phase.name, since=since)

    executor.run(phase, table, Places(at.folder.resolve()).logs(phase.name), tell)
    at.metric(phase=phase.name, tasks=phase.tasks)


def _report(places: Places, table: CorpusTable, not_searched: list[str]) -> dict[str, Any]:
    """Write the report; the figures of the summary."""
    parts = sorted((places.work / "figures").glob("*.json"))
    counted = figures.merged(json.loads(part.read_text("utf-8")) for part in parts)
    rejected = report.rejections(places.rejected)
    hashes = places.work / "hashes"
    sizes = counted["sizes"]
    train = sizes.get("split:train", {})
    result: dict[str, Any] = {
        "corpus_hash": order.corpus_hash(hashes) if hashes.is_dir() else "",
        "documents": train.get("documents", 0),
        "heldout_documents": sizes.get("split:heldout", {}).get("documents", 0),
        "words": train.get("words", 0),
        "tokens": train.get("tokens", 0),
        "rejected": sum(one["count"] for one in rejected),
        "licences": sorted(key.removeprefix("licence:") for key in sizes if key.startswith("licence:")),
        "has_unlicensed": "licence:none stated" in sizes,
        "not_searched": not_searched,
    }
    content = {**result, "figures": counted, "rejections": rejected}
    run_module.write_whole(places.folder / "report.json", json.dumps(content, ensure_ascii=False, indent=1))
    run_module.write_whole(places.folder / "report.html", report.page(content, table))
    return result


def _nothing_left(places: Places, result: dict[str, Any]) -> None:
    rejected = report.rejections(places.rejected)
    first: dict[str, Any] = rejected[0] if rejected else {"reason": "", "count": 0}
    raise TrainingError(
        Fault.CORPUS_NOTHING_LEFT,
        path=str(places.folder / "report.html"),
        documents=result["rejected"],
        reason=first["reason"],
        count=first["count"],
    )
