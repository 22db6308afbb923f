"""What speaks against giving a model to schools: each an error with its sentence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training import origin
from soro_training.config import BaseTable
from soro_training.errors import Fault, TrainingError
from soro_training.release import scores, shards
from soro_training.release.content import name_of
from soro_training.release.scores import Scores
from soro_training.release.sources import Contents
from soro_training.release.table import GEMMA_LICENCES, ReleaseTable
from soro_training.run import Run, read_record


@dataclass(frozen=True, slots=True)
class Exported:
    """What the export has chosen: its file and the name of its quantization; and the unquantized file."""

    file: Path
    quantization: str
    unquantized: Path

    @classmethod
    def of(cls, at: Run) -> "Exported":
        """Raises TrainingError STAGE_NOT_DONE."""
        folder = at.earlier("export")
        summary = read_record(folder)["summary"]
        whole = folder / summary["rows"][0]["file"]
        return cls(folder / summary["chosen"], str(summary["quantization"]), whole)


def against(at: Run, table: ReleaseTable, exported: Exported, contents: Contents) -> list[TrainingError]:
    """All that speaks against a release; empty for nothing."""
    checks: tuple[Callable[[], Iterator[TrainingError]], ...] = (
        lambda: stages(at),
        lambda: other_corpus(at, exported.file),
        lambda: licences(contents, table.licences),
        lambda: base(origin.base(at), table),
        lambda: benchmark(contents),
        lambda: lost_score(at, exported, table.most_loss),
    )
    return [found for check in checks for found in check()]


def stages(at: Run) -> Iterator[TrainingError]:
    """Stages that made the exported weights, and the evaluation, that are not done with what there is now."""
    for stage in (*origin.stages(at), "evaluate"):
        try:
            at.earlier(stage)
        except TrainingError as error:
            yield error


def other_corpus(at: Run, file: Path) -> Iterator[TrainingError]:
    """A file that was made from another corpus than the one whose licences and texts were looked at."""
    summary: dict[str, Any] = read_record(at.earlier("corpus")).get("summary", {})
    if shards.metadata(file, "soro.corpus_sha256") != summary.get("corpus_hash", ""):
        yield TrainingError(Fault.CORPUS_OTHER, path=str(file))


def licences(contents: Contents, allowed: tuple[str, ...]) -> Iterator[TrainingError]:
    """Sources without a licence, or with one under which nothing may be passed on."""
    known = {_plain(licence) for licence in allowed}
    for source in contents.sources:
        if not source.licence:
            yield TrainingError(Fault.LICENCE_MISSING, name=source.name)
        elif _plain(source.licence) not in known:
            yield TrainingError(Fault.LICENCE_UNFIT, name=source.name, licence=source.licence)


def base(table: BaseTable, limits: ReleaseTable) -> Iterator[TrainingError]:
    """A base model without a licence that fits, or Gemma's without a copy of its terms to pass on."""
    name = name_of(table)
    allowed = {_plain(licence) for licence in (*limits.licences, *GEMMA_LICENCES)}
    if not table.licence:
        yield TrainingError(Fault.BASE_LICENCE_MISSING, name=name)
    elif _plain(table.licence) not in allowed:
        yield TrainingError(Fault.LICENCE_UNFIT, name=name, licence=table.licence)
    if is_gemma(table) and limits.terms is None:
        yield TrainingError(Fault.TERMS_MISSING)


def is_gemma(table: BaseTable) -> bool:
    """Whether the model has weights from Gemma: each one has, but for those from scratch."""
    return table.kind != "scratch"


def benchmark(contents: Contents) -> Iterator[TrainingError]:
    """Text of a benchmark among what the model was trained on."""
    found = contents.benchmark
    if found:
        data = {"document": found.document, "benchmark": found.benchmark, "words": found.words}
        yield TrainingError(Fault.BENCHMARK_IN_CORPUS, **data)


def lost_score(at: Run, exported: Exported, most: float) -> Iterator[TrainingError]:
    """Scores that are not there or of a part only, or that the quantization has cost more than `most` of."""
    try:
        chosen, whole = both_scores(at, exported)
    except TrainingError as error:
        yield error
        return
    for file, found in ((exported.file, chosen), (exported.unquantized, whole)):
        if found.partial:
            yield TrainingError(Fault.SCORES_PARTIAL, name=file.name, tasks=", ".join(found.partial))
    lost = scores.loss(chosen, whole)
    if lost is None:
        yield TrainingError(Fault.SCORE_ZERO)
    elif lost.share > most:
        data = {"name": exported.quantization, "lost": str(lost), "most": f"{100 * most:.1f} %"}
        yield TrainingError(Fault.SCORE_LOST, **data)


def both_scores(at: Run, exported: Exported) -> tuple[Scores, Scores]:
    """Those of the chosen file and of the unquantized one. Raises TrainingError RELEASE_UNSCORED."""
    return scores.of(at, exported.file), scores.of(at, exported.unquantized)


def _plain(licence: str) -> str:
    """CC-BY-4.0 and 'CC BY 4.0' are one licence."""
    return re.sub(r"[\s_-]+", " ", licence).strip().casefold()
