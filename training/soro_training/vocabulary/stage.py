"""The stage `tokenizer`: a base model gets a vocabulary that is small, and that knows Tajik words."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from soro_training import checkpoint, config, pieces
from soro_training.checkpoint import Checkpoint
from soro_training.config import Count, Positive
from soro_training.pieces import Kind, Piece
from soro_training.run import Run, read_record, write_whole
from soro_training.vocabulary import counting, sample
from soro_training.vocabulary.counting import Counts
from soro_training.vocabulary.embedding import change_rows
from soro_training.vocabulary.fertility import compare
from soro_training.vocabulary.joining import scores_of
from soro_training.vocabulary.learning import Learned, Learner, as_cut
from soro_training.vocabulary.scratch import count_words, learn_vocabulary
from soro_training.vocabulary.trimming import extended, trim

FOLDER, RECORD, REPORT = "checkpoint", "tokens.json", "report.json"
STEP = 500  # learned pieces between two words on how far it is


@config.table
class TokenizerTable:
    """[tokenizer]: how large the vocabulary becomes.

    size: pieces that stay of the base's vocabulary, 0 for all · added: pieces learned on the words of
    `language` in the corpus · least: how often a piece must be found to be learned · share: a piece is passed
    over that is more than this many times as frequent among other languages' words · vocabulary: the size of
    a model from scratch, for which `size`, `added` and `share` do not count · texts: text files that must
    stay well written though the corpus may lack their like, by language; fertility is measured on them, too.
    """

    size: Count = 64000
    added: Count = 8000
    least: Positive = 3
    share: Annotated[float, Field(ge=0)] = 0.05
    language: str = sample.TAJIK
    vocabulary: Positive = 8192
    texts: dict[str, tuple[Path, ...]] = field(default_factory=dict)


def run(at: Run) -> None:
    """Count what the texts need, trim and extend the base's vocabulary, and write the changed model.

    Raises TrainingError STAGE_NOT_DONE, VOCABULARY_TOO_SMALL, FILE_MISSING, FILE_DAMAGED, those of load_base.
    """
    table = at.config.stage(at.stage, TokenizerTable)
    corpus = at.earlier("corpus")
    if not (at.folder / FOLDER).exists():
        given = sample.read_texts(table.texts)
        at.say("tokenizer: loading the base model")
        base = checkpoint.load_base(at.config.base, at.seed)
        cutter = base.tokenizer.backend_tokenizer
        counts = _count(at, corpus, cutter)
        counts.add(counting.count(sample.counted(given), cutter))
        is_scratch = at.config.base.kind == "scratch"
        made, record = _from_scratch(at, table, counts) if is_scratch else _changed(at, table, counts, base)
        texts = sample.measured(corpus / "heldout", given)
        report = {
            "vocabulary": {
                "before": len(base.pieces),
                "after": len(made.pieces),
                "learned": len(record["learned"]),
            },
            "parameters": made.model.num_parameters(),
            "embedding_parameters": made.model.get_input_embeddings().weight.numel(),
            "fertility": compare(cutter, made.tokenizer.backend_tokenizer, texts),
        }
        write_whole(at.folder / REPORT, json.dumps(report, ensure_ascii=False, indent=1))
        checkpoint.save(made, at.folder / FOLDER, {RECORD: json.dumps(record, ensure_ascii=False)})
    at.finish(**json.loads((at.folder / REPORT).read_text(encoding="utf-8")))


def _count(at: Run, corpus: Path, cutter: Any) -> Counts:
    """The counts of the corpus; those of each file are kept for a second start on the same corpus."""
    files = sorted((corpus / "train").glob("*.jsonl"))
    kept = (
        at.folder / "counts" / str(read_record(corpus).get("summary", {}).get("corpus_hash", "corpus"))[:16]
    )

    def done(number: int) -> None:
        at.progress(number, len(files), "files counted")

    return counting.count_files(files, kept, cutter, done)


def _changed(
    at: Run, table: TokenizerTable, counts: Counts, base: Checkpoint
) -> tuple[Checkpoint, dict[str, Any]]:
    """The base model with a trimmed and extended vocabulary, and the record of what stayed and what came."""
    size = min(table.size or len(base.pieces), len(base.pieces))
    kept = trim(base.pieces, counts.tokens, size)
    smaller = [base.pieces[old] for old in kept]
    learned = _learn(at, table, counts, smaller)
    whole = extended(smaller, [one.text for one in learned])
    ids = {piece.text: new for new, piece in enumerate(smaller) if piece.kind is Kind.NORMAL}
    change_rows(base.model, kept, [[ids[part] for part in one.parts] for one in learned])
    made = Checkpoint(base.model, checkpoint.tokenizer(whole), whole)
    return made, {"kept": kept, "learned": [asdict(one) for one in learned]}


def _learn(at: Run, table: TokenizerTable, counts: Counts, vocabulary: Sequence[Piece]) -> list[Learned]:
    cutter = pieces.to_tokenizers(vocabulary)

    def cut(words: list[str]) -> list[list[str]]:
        return [one.tokens for one in cutter.encode_batch(words, add_special_tokens=False)]

    own = counts.words.get(table.language, Counter())
    apart = {table.language, *sample.NO_LANGUAGE}
    others = count_words({name: some for name, some in counts.words.items() if name not in apart})
    learner = Learner(as_cut(own, cut), scores_of(vocabulary), as_cut(others, cut))
    learned = []
    for one in learner.learn(table.added, table.least, table.share):
        learned.append(one)
        if len(learned) % STEP == 0:
            at.progress(len(learned), table.added, "pieces learned")
    return learned


def _from_scratch(at: Run, table: TokenizerTable, counts: Counts) -> tuple[Checkpoint, dict[str, Any]]:
    """A model with drawn weights whose vocabulary is learned on the words of all the corpus."""
    words = count_words(counts.words)
    whole, learned = learn_vocabulary(words, counts.characters, table.vocabulary, table.least)
    return checkpoint.scratch(at.config.base, whole, at.seed), {"learned": [asdict(one) for one in learned]}
