"""A tiny study for the tests of the training: a corpus, a model from scratch, and the config of a run."""

import json
from pathlib import Path

from soro_training import checkpoint, config, pieces, run
from soro_training.checkpoint import Checkpoint
from soro_training.config import BaseTable, Config

WORDS = ("кӯҳ", "дарё", "замин", "осмон", "савол", "қувва", "масса", "суръат", "вақт", "роҳ", "об", "гул")
STAGES = ("corpus", "tokenizer", "pretrain", "sft")


def quiet(_text: str) -> None:
    pass


def a_checkpoint(seed: int = 1) -> Checkpoint:
    """Six layers of Gemma 3 over the pieces with which each Gemma begins."""
    base = BaseTable(kind="scratch", layers=6, embedding=32, heads=1, feed_forward=48, context=128)
    return checkpoint.scratch(base, pieces.first_pieces(), seed)


def sentence(number: int) -> str:
    """A sentence that looks like one, each number's its own."""
    return " ".join(WORDS[(number * (at + 3) + at * at) % len(WORDS)] for at in range(7)) + "."


def a_study(folder: Path, tables: str, documents: int = 40) -> Config:
    """A config whose corpus and tokenizer stages are done; `tables` holds its other tables as TOML."""
    _write(folder / "corpus/train/a.jsonl", documents)
    _write(folder / "corpus/heldout/a.jsonl", 6, first=1000)
    file = folder / "run.toml"
    text = f'[run]\nname = "tiny"\nfolder = {json.dumps(str(folder))}\nseed = 5\n{tables}'
    file.write_text(text, encoding="utf-8")
    checkpoint.save(a_checkpoint(), folder / "tokenizer/checkpoint")
    for stage in ("corpus", "tokenizer"):
        run.write_whole(folder / stage / run.RECORD, json.dumps({"state": "done"}))
    return config.load(file, STAGES)


def losses(folder: Path) -> dict[int, float]:
    """The loss of each step that a stage told."""
    lines = (folder / run.METRICS).read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert len({one["step"] for one in told if "loss" in one}) == sum("loss" in one for one in told)
    return {one["step"]: one["loss"] for one in told if "loss" in one}


def _write(file: Path, count: int, first: int = 0) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {"id": f"{number}", "text": sentence(number), "source": "own", "language": "tg", "weight": 1.0}
        for number in range(first, first + count)
    ]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
