"""The stage `release`: the folder that the installer and the stick take as it is, or why there is none."""

import shutil
from pathlib import Path

from soro_training import origin
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_training.release import card, catalog, content, notice, objection, shards, sources
from soro_training.release.content import Content
from soro_training.release.objection import Exported
from soro_training.release.scores import Scores
from soro_training.release.sources import Contents
from soro_training.release.table import ReleaseTable
from soro_training.run import Run, read_record, whole_folder
from soro_tutor import __version__

TRIAL = "-TRIAL"
CATALOG = "catalog.toml"
SUMS = "SHA256SUMS"


def run(at: Run) -> None:
    """Make the folder, named as the run. Raises the first TrainingError that speaks against a release.

    With `trial` nothing but a missing corpus, an export of what has been made anew since, a missing or
    damaged file and a full disk does.
    """
    table = at.config.stage("release", ReleaseTable)
    if table.terms is not None and not table.terms.is_file():
        raise TrainingError(Fault.FILE_MISSING, path=str(table.terms))
    exported = Exported.of(at)
    content.header(exported.file)
    contents = sources.read(at)
    against = objection.against(at, table, exported, contents)
    if against and not table.trial:
        raise against[0]
    name = at.config.run.name + (TRIAL if table.trial else "")
    with whole_folder(at.folder / name) as folder:
        made = _content(at, table, exported, contents, (name, folder, against))
        _write(folder, made, table)
    at.finish(
        folder=name,
        is_trial=table.trial,
        files=len(made.shards),
        bytes=sum(shard.bytes for shard in made.shards),
        objections=[str(error.fault) for error in against],
    )


def _content(
    at: Run,
    table: ReleaseTable,
    exported: Exported,
    contents: Contents,
    place: tuple[str, Path, list[TrainingError]],
) -> Content:
    """Cut the model into shards, load them as the program does, and collect what is said of it."""
    name, folder, against = place
    base = origin.base(at)
    at.say("release: the files are written")
    changes = {"general.name": name} if table.trial else {}
    stem = f"{name}-{exported.quantization}"
    files = shards.write(exported.file, folder, stem, table.shard_bytes, changes)
    found = tuple(map(content.shard, files))
    size = content.loaded(files[0])
    chosen, unquantized = _scores(at, exported)
    return Content(
        name=name,
        is_trial=table.trial,
        base=base,
        is_gemma=objection.is_gemma(base),
        quantization=exported.quantization,
        least_program=table.least_program or __version__,
        size=size,
        shards=found,
        memory=content.memory_table(content.header(exported.file), found, size.context),
        sources=contents.sources,
        scores=chosen,
        unquantized=unquantized,
        score_table=_score_table(at),
        records=_records(at),
        objections=tuple(sentence_for(error).replace(f"{at.config.run.folder}/", "") for error in against),
        terms_file=f"{notice.TERMS}{table.terms.suffix}" if table.terms else "",
    )


def _scores(at: Run, exported: Exported) -> tuple[Scores | None, Scores | None]:
    try:
        return objection.both_scores(at, exported)
    except TrainingError:  # a trial may go without; a release has been refused by now
        return None, None


def _score_table(at: Run) -> str:
    file = at.config.run.folder / "evaluate" / "table.md"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _records(at: Run) -> dict[str, dict[str, object]]:
    """Those of the stages that made what is released; others of the run did not."""
    stages = (*origin.stages(at), "export", "evaluate")
    found = {stage: read_record(at.config.run.folder / stage) for stage in stages}
    return {stage: record for stage, record in found.items() if record.get("state") == "done"}


def _write(folder: Path, made: Content, table: ReleaseTable) -> None:
    """The texts beside the weights, and the sums over all."""
    if table.terms is not None:
        shutil.copyfile(table.terms, folder / made.terms_file)
    texts = {CATALOG: catalog.entry(made), card.FILE: card.text(made), notice.FILE: notice.text(made)}
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    known = {shard.file: shard.sha256 for shard in made.shards}
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{known.get(one) or content.shard(folder / one).sha256}  {one}\n" for one in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
