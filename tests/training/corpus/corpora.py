"""Small corpora for the tests: texts to make them of, configs, and the stage as a person starts it."""

import json
import random
from pathlib import Path
from typing import Any

from soro_training import config
from soro_training.corpus import stage
from soro_training.run import Run

DATA = Path(__file__).parent / "data"
SENTENCES = Path(__file__).parents[2] / "unit" / "domain" / "sentences"
SHARED = Path(__file__).parents[4] / "shared" / "data"
NAMES = ("corpus", "tokenizer", "pretrain", "sft", "export", "evaluate", "release")


def tajik(number: int) -> str:
    """A Tajik text of eight sentences in a drawn order, another one for each number."""
    sentences = (SENTENCES / "tg.txt").read_text("utf-8").splitlines()
    drawn = random.Random(number).sample(sentences, 8)
    return " ".join([*drawn, f"Ин матни рақами {number} аст, ки барои санҷиш навишта шудааст."])


def lines_of(language: str) -> list[str]:
    folder = DATA / "languages" if (DATA / "languages" / f"{language}.txt").exists() else SENTENCES
    return (folder / f"{language}.txt").read_text("utf-8").splitlines()


def write_jsonl(path: Path, texts: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts]
    path.write_text("".join(rows), "utf-8")
    return path


def source(kind: str, path: Path, name: str = "texts", more: str = "") -> str:
    return f'[[corpus.source]]\nname = "{name}"\nkind = "{kind}"\npath = "{path}"\n{more}\n'


def make(folder: Path, sources: str, keys: str = "", seed: int = 1) -> Path:
    """Run the stage and give the folder that it wrote."""
    file = folder / "run.toml"
    head = f'[run]\nname = "x"\nfolder = "{folder}/out"\nseed = {seed}\n[corpus]\n{keys}\n'
    file.write_text(head + sources, "utf-8")
    with Run(config.load(file, NAMES), "corpus", say=lambda _text: None) as at:
        if not at.done:
            stage.run(at)
    return folder / "out" / "corpus"


def rows(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


def kept(folder: Path) -> list[dict[str, Any]]:
    return rows(folder / "train") + rows(folder / "heldout")


def reasons(folder: Path) -> list[str]:
    return sorted(row["reason"] for row in rows(folder / "rejected"))
