"""A very small Gemma 3 with drawn weights and a tokenizer of its own, and the run that made it."""

import json
from collections.abc import Sequence
from pathlib import Path

from soro_training import checkpoint, config, pieces
from soro_training.checkpoint import Checkpoint
from soro_training.config import BaseTable, Config
from soro_training.run import Run
from soro_training.vocabulary.counting import count
from soro_training.vocabulary.scratch import count_words, learn_vocabulary

STAGES = ("corpus", "tokenizer", "pretrain", "sft", "export", "evaluate", "release")
BASE = BaseTable(kind="scratch", layers=6, embedding=64, heads=2, feed_forward=128, context=256)
SENTENCES = (
    "Қувва чист? Қувва он аст, ки суръати ҷисмро тағйир медиҳад.",
    "Об дар ҳарорати сад дараҷа меҷӯшад ва ба буғ табдил меёбад.",
    "Тоҷикистон кишвари кӯҳӣ аст, ва дарёҳои он аз пиряхҳо оғоз мешаванд.",
    "Суммаи кунҷҳои дарунии секунҷа ба 180 дараҷа баробар аст.",
    "Хонандагон дар мактаб китоб мехонанд ва масъалаҳоро ҳал мекунанд.",
    "Адади сода танҳо ба як ва ба худаш тақсим мешавад.",
    "Вода кипит при температуре сто градусов и превращается в пар.",
    "Water boils at one hundred degrees and turns into steam.",
)


def tiny(sentences: Sequence[str] = SENTENCES, vocabulary: int = 800, seed: int = 1) -> Checkpoint:
    """Six layers of 64 with a vocabulary learned on a few sentences: about 0.3 million parameters."""
    cutter = pieces.to_tokenizers(pieces.first_pieces())
    counts = count((("tg", text) for text in sentences), cutter)
    whole, _ = learn_vocabulary(count_words(counts.words), counts.characters, vocabulary, least=2)
    return checkpoint.scratch(BASE, whole, seed)


def a_config(folder: Path, tables: str = "", base: str = "") -> Config:
    """A config for a run in `folder`/run; `tables` are its stages' tables, `base` the lines of [base]."""
    base = (
        base or 'kind = "scratch"\nlayers = 6\nembedding = 64\nheads = 2\nfeed_forward = 128\ncontext = 256'
    )
    file = folder / "run.toml"
    head = f'[run]\nname = "tiny"\nfolder = "{folder / "run"}"\nseed = 1\n\n[base]\n{base}\n\n'
    file.write_text(head + tables, encoding="utf-8")
    return config.load(file, STAGES)


def a_corpus(made: Config, sentences: Sequence[str] = SENTENCES, repeat: int = 4) -> Path:
    """The finished stage `corpus` of a run, with these sentences as its documents."""
    with Run(made, "corpus", say=quiet) as at:
        for part, some in (("train", list(sentences) * repeat), ("heldout", list(sentences)[:2])):
            (at.folder / part).mkdir(exist_ok=True)
            lines = [
                json.dumps(_document(number, text), ensure_ascii=False) for number, text in enumerate(some)
            ]
            (at.folder / part / "00000.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        at.finish(documents=len(sentences) * repeat, corpus_hash="tiny")
    return at.folder


def quiet(_text: str) -> None:
    """Say nothing."""


def _document(number: int, text: str) -> dict[str, object]:
    language = "tg" if set(text) & set("ғӣқӯҳҷ") else "en" if text.isascii() else "ru"
    row = {"id": f"tiny/{number}", "text": text, "language": language}
    return {**row, "source": "tiny", "licence": "CC BY 4.0", "weight": 1.0}
