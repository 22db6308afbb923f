"""The stage `sft`: a checkpoint learns to speak as a tutor, from dialogues in the application's own form."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from soro_training import checkpoint, documents, loop, origin, packing
from soro_training.chat import Encoder, taught
from soro_training.checkpoint import Checkpoint
from soro_training.config import Count, Positive, table
from soro_training.corpus import benchmarks, contamination
from soro_training.dialogue import collection, school
from soro_training.dialogue.collection import HELDOUT, TRAIN, Plan
from soro_training.loop import Job
from soro_training.loop_table import LoopTable
from soro_training.packing import Order, Text
from soro_training.pretrain import measured
from soro_training.run import Run

CONVERSATIONS, ROWS = "conversations", "rows"
JUDGE = "tutor"


@table
class SftTable(LoopTable):
    """[sft]: the loop's keys, and what the dialogues are made from.

    `start` is the stage whose checkpoint is taught. `items` 0 takes all of the bank and the glossary, with
    `variants` of each generator. The other languages get their shares, and one and the same reply stands at
    most `repeats` times. What is kept for measuring is what the corpus holds out: see heldout.py.
    """

    start: Literal["pretrain", "tokenizer"] = "pretrain"
    items: Count = 0
    variants: Count = 2
    russian: Annotated[float, Field(ge=0, le=0.4)] = 0.1
    english: Annotated[float, Field(ge=0, le=0.4)] = 0.1
    repeats: Positive = 3


def run(at: Run) -> None:
    """Make the dialogues, teach an earlier checkpoint with them, and keep the best with its template.

    Raises TrainingError STAGE_NOT_DONE, NOTHING_TO_LEARN, FILE_MISSING, FILE_DAMAGED, BENCHMARK_EMPTY,
    DISK_FULL.
    """
    settings = at.config.stage("sft", SftTable)
    start = at.earlier(settings.start) / "checkpoint"
    base = taught(checkpoint.load(start))
    encoder = Encoder(base)
    base.model = None  # the loop loads one of its own, and two have no room
    conversations, length = at.folder / CONVERSATIONS, settings.sequence_length
    with loop.accelerated(settings) as accelerator:
        with accelerator.main_process_first():  # what it makes, the others find
            if not conversations.exists():
                _make_conversations(at, settings, conversations)
            rows = packing.kept(
                at.folder / ROWS,
                length,
                lambda: packing.fitted(_tokens(encoder, conversations / TRAIN), length),
            )
        heldout = measured(_tokens(encoder, conversations / HELDOUT), settings)
        job = Job(lambda: checkpoint.load(start).model, Order(rows, at.seed), {JUDGE: heldout}, JUDGE)
        place = loop.train(at, settings, job, accelerator)
    if at.is_first:
        model = loop.result(at, settings, job)
        made = taught(Checkpoint(model, base.tokenizer, base.pieces))
        checkpoint.save(made, at.folder / "checkpoint")
        report = json.loads((conversations / collection.REPORT).read_text(encoding="utf-8"))
        too_long = sum(len(one.ids) > length for one in _tokens(encoder, conversations / TRAIN))
        at.finish(
            **loop.figures(at, place, JUDGE),
            conversations=report,
            too_long=too_long,
            not_searched=benchmarks.not_searched(at.config),
        )


def _make_conversations(at: Run, settings: SftTable, folder: Path) -> None:
    others, longest = origin.benchmarks(at)
    plan = Plan(
        seed=at.seed,
        items=settings.items,
        shares={"ru": settings.russian, "en": settings.english},
        repeats=settings.repeats,
        benchmark_words=longest,
        benchmarks=contamination.benchmark_files(others),
    )
    found = school.load(at.seed, settings.variants)
    collection.make(found, plan, folder, lambda done, total: at.progress(done, total, "dialogues"))


def _tokens(encoder: Encoder, file: Path) -> Iterator[Text]:
    for one in documents.read(file, "messages"):
        yield encoder.dialogue(one["messages"])
