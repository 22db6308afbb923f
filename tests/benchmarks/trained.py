"""A run's exported model beside the untouched development model: file, memory, speed, tokens, bits a byte.

    python tests/benchmarks/trained.py RUN [ru=FILE] [en=FILE] [--rounds N] [--bytes N]

RUN is a run's folder with corpus and export; Tajik is the prose that the corpus held out, each source for
itself, without the project's own texts: [sft] teaches from them. A FILE is plain text that was never counted
nor trained on. Both models are measured as they ship, quantized.
"""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import speed
from vocabulary import base_file

from soro_training import checkpoint, documents
from soro_training.config import BaseTable
from soro_training.llama import OUTPUTS, Scorer

STRETCH = 400  # characters that are read together, after <bos>, by both models alike
BYTES = 60_000  # of each language

Row = list[str]


def main() -> None:
    """Measure both files in turn, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bytes", type=int, default=BYTES)
    arguments = parser.parse_args()
    record = json.loads((arguments.run / "export" / "run.json").read_text("utf-8"))
    checkpoint.load_base(BaseTable(), 0)  # which joins the parts of its file
    files = [base_file(), arguments.run / "export" / record["summary"]["chosen"]]
    texts = _prose(arguments.run / "corpus")
    speeds = speed.measure(files, arguments.rounds)
    rows = speed.table(["untouched", files[1].stem], speeds)
    rows.insert(1, ["file, MB", *(f"{file.stat().st_size / 1e6:.0f}" for file in files)])
    rows += _words(files, speeds, [text for some in texts.values() for text in some])
    others = (word.partition("=") for word in arguments.texts)
    texts |= {name: Path(path).read_text("utf-8").split("\n\n") for name, _, path in others}
    for name, some in texts.items():
        rows += _written(files, name, _stretches(some, arguments.bytes))
    speed.show(rows)


def _prose(corpus: Path) -> dict[str, list[str]]:
    """The held-out Tajik texts of each source that is not the project."""
    sources = json.loads((corpus / "run.json").read_text("utf-8"))["config"]["corpus"]["source"]
    own = {one["name"] for one in sources if one["kind"] == "project"}
    found: dict[str, list[str]] = {}
    for file in sorted((corpus / "heldout").glob("*.jsonl")):
        for document in documents.read(file, "language", "source", "text"):
            if document["language"] == "tg" and document["source"] not in own:
                found.setdefault(f"tg, {document['source']}", []).append(document["text"])
    return found


def _stretches(texts: Sequence[str], limit: int) -> list[str]:
    """Stretches of all texts, taken evenly, of about `limit` bytes in all."""
    found = [text[at : at + STRETCH] for text in texts for at in range(0, len(text), STRETCH)]
    whole = sum(len(one.encode()) for one in found)
    return found[:: max(1, round(whole / limit))]


def _words(files: Sequence[Path], speeds: Sequence[Sequence[speed.Speed]], texts: Sequence[str]) -> list[Row]:
    """Tajik words a second: the tokens a second over the tokens that a word takes."""
    words = sum(len(text.split()) for text in texts)
    a_word = []
    for file in files:
        with Scorer(file, context=OUTPUTS) as model:
            a_word.append(sum(len(model.tokens(text, is_beginning=False)) for text in texts) / words)
    rows = [["tokens a word, tg", *(f"{one:.3f}" for one in a_word)]]
    for title, key in (("Tajik words/s read", "reading"), ("Tajik words/s written", "writing")):
        values = [speed.median(one, key) / size for one, size in zip(speeds, a_word, strict=True)]
        shares = [
            speed.ratio(one, speeds[0], key) * a_word[0] / size
            for one, size in zip(speeds, a_word, strict=True)
        ]
        rows.append([title, *(f"{one:.1f} (× {by:.2f})" for one, by in zip(values, shares, strict=True))])
    return rows


def _written(files: Sequence[Path], name: str, stretches: Sequence[str]) -> list[Row]:
    """Bits a byte of the same stretches of text."""
    found = []
    for file in files:
        with Scorer(file, context=OUTPUTS) as model:
            found.append(_bits_a_byte(model, stretches))
    return [[f"bits a byte, {name}", *(f"{one:.4f} ({one / found[0] - 1:+.1%})" for one in found)]]


def _bits_a_byte(model: Scorer, stretches: Sequence[str]) -> float:
    bits = 0.0
    for tokens in _pieces(model, stretches):
        rows = model.logits(tokens)[:-1].astype(np.float64)
        rows -= rows.max(axis=1, keepdims=True)
        wanted = rows[np.arange(len(rows)), tokens[1:]]
        bits += float((np.log(np.exp(rows).sum(axis=1)) - wanted).sum()) / math.log(2)
    return bits / sum(len(one.encode()) for one in stretches)


def _pieces(model: Scorer, stretches: Sequence[str]) -> Iterator[list[int]]:
    """The tokens of each stretch after <bos>; what is too long for a call is read in halves."""
    for text in stretches:
        tokens = model.tokens(text)
        if len(tokens) <= OUTPUTS:
            yield tokens
        else:
            middle = len(text) // 2
            yield from _pieces(model, [text[:middle], text[middle:]])


if __name__ == "__main__":
    main()
