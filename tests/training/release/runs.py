"""Runs that are ready for the stage `release`: a tiny model, really exported, and scores of it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.training import tiny

from soro_training import checkpoint
from soro_training.config import Config
from soro_training.evaluation import scores
from soro_training.evaluation.mark import Mark
from soro_training.evaluation.task import Choice, Kind, Task
from soro_training.export import stage as export
from soro_training.run import RECORD, Run, file_mark, read_record, write_whole

EXPORT = """[export]
checkpoint = "tokenizer"
quantizations = ["Q8_0"]
calibration_tokens = 0
measured_tokens = 60
"""
OWN = 'kind = "scratch"\nlayers = 6\nembedding = 64\nheads = 2\nfeed_forward = 128\ncontext = 256\n'
BASE = OWN + 'licence = "Apache-2.0"'
ITEMS = 40
TASK = Task(
    "physics_task", "1", "Физика", "", "CC BY 4.0", "tg", Kind.QUESTIONS,
    tuple(Choice(f"i{number}", "physics", "?", ("а", "б"), 0) for number in range(ITEMS)), "digest", "canary",
)  # fmt: skip

SET = replace(TASK, name="abroad", items=TASK.items[:10], canary="")


def export_once(folder: Path) -> Path:
    """A run whose stages up to `export` are done: the folder that tests copy."""
    made = tiny.a_config(folder, EXPORT, BASE)
    tiny.a_corpus(made)
    with Run(made, "tokenizer", say=tiny.quiet) as at:
        at.earlier("corpus")
        checkpoint.save(tiny.tiny(), at.folder / "checkpoint")
        at.finish()
    with Run(made, "export", say=tiny.quiet) as at:
        export.run(at)
    return made.run.folder


def a_run(exported: Path, folder: Path, table: str = "", base: str = BASE) -> Config:
    """A copy of the run in `folder`/run, scored, with this [release] and [base]."""
    made = tiny.a_config(folder, f"{EXPORT}\n[release]\n{table}", base)
    shutil.copytree(exported, made.run.folder)
    change_record(made, "tokenizer", lambda record: record["config"].update(base=made.tables["base"]))
    give_scores(made, right={"F32": 30, "Q8_0": 30})
    return made


def change_record(made: Config, stage: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Let a stage's record say something else."""
    record = read_record(made.run.folder / stage)
    change(record)
    write_whole(made.run.folder / stage / RECORD, json.dumps(record))


def give_scores(made: Config, right: dict[str, int], limit: int = 0) -> None:
    """The finished stage `evaluate`, in which each file got so many of the task's ITEMS items right.

    Of a published set the unquantized file got all right, each other one nothing.
    """
    task = TASK.first(limit)
    with Run(made, "evaluate", again=True, say=tiny.quiet) as at:
        for kind, count in right.items():
            file = made.run.folder / "export" / f"tiny-{kind}.gguf"
            about = {
                "label": kind,
                "kind": "gguf",
                "path": str(file),
                "file": file_mark(file),
            }
            marks = [
                Mark(one.id, "physics", "choice", float(at < count)) for at, one in enumerate(task.items)
            ]
            kept = scores.begin(at.folder / kind, about)
            kept.add(task, marks, 1.0)
            abroad = [Mark(one.id, "law", "choice", float(kind == "F32")) for one in SET.items]
            kept.add(SET, abroad, 1.0)
        (at.folder / "table.md").write_text("| task | n |\n|---|---|\n| Физика | 40 |\n", encoding="utf-8")
        at.finish()


def add_document(made: Config, text: str, source: str = "other", licence: str = "CC BY 4.0") -> None:
    """One more document that the model was trained on."""
    document = {"id": f"{source}/1", "text": text, "source": source, "licence": licence, "language": "tg"}
    file = made.run.folder / "corpus" / "train" / "00001.jsonl"
    file.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
