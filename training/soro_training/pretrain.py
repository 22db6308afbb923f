"""The stage `pretrain`: a checkpoint goes on reading, Tajik documents first, and knows more afterwards."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from soro_training import checkpoint, documents, loop, packing
from soro_training.chat import Encoder
from soro_training.checkpoint import Checkpoint
from soro_training.config import Part, table
from soro_training.documents import Document
from soro_training.errors import Fault, TrainingError
from soro_training.loop import Job
from soro_training.loop_table import LoopTable
from soro_training.packing import Order, Rows, Text
from soro_training.run import Run

JUDGE = "tg"  # the language by whose held-out text the best weights are chosen
BATCH = 256  # documents that are made tokens at once
TOO_LONG = 64

Place = tuple[bytes, Path, int]  # a document's hash, its file, and the byte at which its line begins


@table
class PretrainTable(LoopTable):
    """[pretrain]: the loop's keys, and what is replayed so that English is not forgotten.

    `replay_share` of the rows come from the corpus' own English documents (of a source with languages =
    ["en"]), which have passed its gates as all others have: licences, benchmarks, privacy.
    """

    replay_share: Part = 0.0


def run(at: Run) -> None:
    """Read the corpus' documents into the tokenizer stage's checkpoint, and keep the best of what comes out.

    Raises TrainingError STAGE_NOT_DONE, NOTHING_TO_REPLAY, FILE_DAMAGED and what loop.train raises.
    """
    settings = at.config.stage("pretrain", PretrainTable)
    corpus, start = at.earlier("corpus"), at.earlier("tokenizer") / "checkpoint"
    base = checkpoint.load(start)
    encoder = Encoder(base)
    base.model = None  # the loop loads one of its own, and two have no room
    with loop.accelerated(settings) as accelerator:
        with accelerator.main_process_first():  # what it makes, the others find
            order = _order(at, settings, encoder, corpus)
        heldout = _heldout(encoder, corpus / "heldout", settings)
        judge = JUDGE if JUDGE in heldout else next(iter(heldout), JUDGE)
        job = Job(lambda: checkpoint.load(start).model, order, heldout, judge)
        place = loop.train(at, settings, job, accelerator)
    if at.is_first:
        model = loop.result(at, settings, job)
        checkpoint.save(Checkpoint(model, base.tokenizer, base.pieces), at.folder / "checkpoint")
        at.finish(**loop.figures(at, place, judge))


def _order(at: Run, settings: PretrainTable, encoder: Encoder, corpus: Path) -> Order:
    """The corpus' rows and those to be replayed, made once and kept in the stage's folder."""
    is_apart, length = settings.replay_share > 0, settings.sequence_length
    files = sorted((corpus / "train").glob("*.jsonl"))

    def rows(name: str, file: Path, *, is_replay: bool) -> Rows:
        def chosen() -> Iterator[Document]:
            return (one for one in documents.read(file, "text") if _is_chosen(one, is_replay, is_apart))

        def made() -> Iterator[tuple[packing.Ids, packing.Flags]]:
            for texts in turns(chosen, at.seed):
                yield from packing.stream(_tokens(encoder, texts), length)

        return packing.kept(at.folder / name, length, made)

    learnt = packing.joined(length, [rows(f"rows-{file.stem}", file, is_replay=False) for file in files])
    replayed = files if is_apart else []
    replay = packing.joined(length, [rows(f"replay-{file.stem}", file, is_replay=True) for file in replayed])
    if is_apart and not len(replay):
        raise TrainingError(Fault.NOTHING_TO_REPLAY)
    return Order(learnt, at.seed, replay, settings.replay_share)


def _is_chosen(document: Document, is_replay: bool, is_apart: bool) -> bool:
    """English documents of the corpus are either replayed or learnt, not both."""
    is_english = document.get("language") == "en"
    return not is_apart or is_english is is_replay


def turns(read: Callable[[], Iterable[Document]], seed: int) -> Iterator[Iterator[str]]:
    """The texts of documents, each as often as its weight says: once in a turn, as long as it has some left.

    Each turn begins with a row, so that none holds a text twice. `read` is called anew for each.
    """
    most = max((_times(document, seed) for document in read()), default=0)
    for turn in range(most):
        yield (document["text"] for document in read() if _times(document, seed) > turn)


def _times(document: Document, seed: int) -> int:
    """How often a document is read; what is behind the point of its weight is a chance, drawn from its id."""
    weight = float(document.get("weight", 1.0))
    drawn = hashlib.sha256(f"{seed}:{document.get('id', document['text'])}".encode()).digest()
    share = int.from_bytes(drawn[:6], "big") / 2**48
    return int(weight) + (share < weight % 1)


def _tokens(encoder: Encoder, texts: Iterator[str]) -> Iterator[Text]:
    while some := list(islice(texts, BATCH)):
        yield from encoder.documents(some)


def _heldout(encoder: Encoder, folder: Path, settings: LoopTable) -> dict[str, Rows]:
    """The held-out documents of each language, in the order of their hashes, up to `evaluation_tokens`.

    Only the places of those that may be measured are kept in memory: however large the corpus is, no more
    than that many can be, since each has a token at least.
    """
    most = settings.evaluation_tokens + TOO_LONG
    by_language: dict[str, list[Place]] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for start, document in documents.placed(file, "text"):
            place = _digest(document["text"]), file, start
            by_language.setdefault(document.get("language", ""), []).append(place)
        by_language = {language: sorted(places)[:most] for language, places in by_language.items()}
    return {
        language: measured(_tokens(encoder, _texts_at(places)), settings)
        for language, places in sorted(by_language.items())
    }


def _texts_at(places: Iterable[Place]) -> Iterator[str]:
    return (documents.at(file, start)["text"] for _digest, file, start in places)


def measured(texts: Iterable[Text], settings: LoopTable) -> Rows:
    """The first of `texts`, in rows to be measured: whole ones, but for a first one that is too long.

    After TOO_LONG texts for which no room was left no more are read: of a large corpus most are not needed.
    """
    limit, taken, too_long = settings.evaluation_tokens, 0, 0
    chosen: list[Text] = []
    for text in texts:
        if not chosen or taken + len(text.ids) <= limit:
            chosen.append(text)
            taken += len(text.ids)
        else:
            too_long += 1
        if too_long == TOO_LONG:
            break
    length = settings.sequence_length
    pieces = packing.windows(chosen, length)
    return packing.in_memory(packing.fitted(pieces, length), length, sum(text.size for text in chosen))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
