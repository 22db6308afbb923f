"""The one description of how a corpus is made: phases of datatrove steps, for any executor."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup import (
    ExactDedupFilter,
    ExactDedupSignature,
    ExactFindDedups,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.exact_dedup import ExactDedupConfig
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.writers import JsonlWriter
from datatrove.utils.text import TextNormConfig

from soro_training.corpus import contamination, rejection
from soro_training.corpus.cleaning import Clean, Plain, Repair
from soro_training.corpus.contamination import Decontamination
from soro_training.corpus.identification import Language
from soro_training.corpus.order import Arrange, Scatter
from soro_training.corpus.privacy import Removal
from soro_training.corpus.quality import Quality, Repetition, Words
from soro_training.corpus.reader import ReadAgain, ReadSources
from soro_training.corpus.rejection import Unreadable
from soro_training.corpus.table import CorpusTable

_HASHES = 112  # of a document: FineWeb's number
_BUFFER = 1000  # signatures read at once
_AS_FOLDED = TextNormConfig(
    lowercase=False, norm_whitespace=False, remove_punctuation=False, norm_unicode_diacritics=False,
    norm_numbers=False,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps that `tasks` tasks run, each on its own share; it begins when the phase before it has ended.

    `share` is about how much of the whole time it takes.
    """

    name: str
    share: float
    tasks: int
    steps: list[PipelineStep]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a corpus is made: its `folder`, and in it the plan and all that is only needed on the way."""

    folder: Path

    @property
    def work(self) -> Path:
        """What can be thrown away when the corpus is there."""
        return self.folder / "work"

    @property
    def plan(self) -> Path:
        """Which task reads what."""
        return self.work / "plan"

    def logs(self, phase: str) -> Path:
        """What datatrove keeps of a phase: its tasks' logs, and which are done."""
        return self.work / "tasks" / phase.replace(" ", "-")

    @property
    def rejected(self) -> Path:
        """The documents that are not in the corpus."""
        return self.folder / "rejected"


class FoldedWords(Words):
    """The words by which near duplicates are found: folded, so that no keyboard makes a text another one."""

    def word_tokenize(self, text: str) -> list[str]:
        """The folded words of a text in their order."""
        return list(contamination.folded_words(text))


def phases(
    table: CorpusTable, places: Places, seed: int, tasks: int, benchmarks: tuple[Path, ...] = ()
) -> Iterator[Phase]:
    """The phases in their order. `tasks` is the number of tasks in the plan; `benchmarks` are their files."""
    buckets, hashes = bands(table.similarity)
    minhash = MinhashConfig(
        num_buckets=buckets, hashes_per_bucket=hashes, seed=seed + 1, norm_config=_AS_FOLDED
    )
    work = places.work
    reading = [*_reading(table, places, benchmarks), *_signing_exact(table, places)]
    yield Phase("read and filter", 0.75, tasks, reading)
    yield Phase("find equal texts", 0.01, 1, _finding_exact(table, places))
    yield Phase("compare texts", 0.15, tasks, [*_unique(table, places), _signing(places, minhash)])
    yield Phase("find like texts", 0.03, buckets, [_matching(places, minhash)])
    yield Phase("group like texts", 0.01, 1, [_clustering(places, minhash)])
    yield Phase("scatter", 0.02, tasks, _scattering(places, seed, tasks))
    arrange = Arrange(work, places.folder, seed, table.heldout, table.tokenizer)
    yield Phase("arrange", 0.03, tasks, [arrange])


def bands(similarity: float) -> tuple[int, int]:
    """Into how many buckets of how many hashes a signature is cut so that pairs of `similarity` are found.

    The curve 1 - (1 - s^hashes)^buckets is steepest at about (1 / buckets)^(1 / hashes) (Leskovec, Rajaraman,
    Ullman, Mining of Massive Datasets, 3.4.2).
    """
    cuts = [(_HASHES // hashes, hashes) for hashes in range(2, 29)]
    return min(cuts, key=lambda cut: abs((1 / cut[0]) ** (1 / cut[1]) - similarity))


def _reading(table: CorpusTable, places: Places, benchmarks: tuple[Path, ...]) -> list[PipelineStep]:
    def rejects(name: str) -> JsonlWriter:
        return rejection.writer(places.rejected, name)

    steps = [
        ReadSources(table, places.plan),
        Unreadable(rejects("unreadable")),
        Clean(),
        Plain(rejects("plain")),
        Repair(),
        Language(table, exclusion_writer=rejects("language")),
        Quality(table.quality, exclusion_writer=rejects("quality")),
        Removal(),
        Decontamination(table.benchmark_words, benchmarks, exclusion_writer=rejects("decontamination")),
    ]
    if not table.quality.may_repeat:
        steps.insert(-2, Repetition(exclusion_writer=rejects("repetition"), language=Words()))
    return steps


def _signing_exact(table: CorpusTable, places: Places) -> list[PipelineStep]:
    work = places.work
    return [_writer(work / "clean"), ExactDedupSignature(_folder(work / "equal"), _exact(table))]


def _finding_exact(table: CorpusTable, places: Places) -> list[PipelineStep]:
    signatures, found = _folder(places.work / "equal"), _folder(places.work / "equal found")
    return [ExactFindDedups(signatures, found, _exact(table), lines_to_buffer=_BUFFER)]


def _unique(table: CorpusTable, places: Places) -> list[PipelineStep]:
    rejects = rejection.writer(places.rejected, "exact", "exact_duplicate")
    return [
        ReadAgain(places.work / "clean"),
        ExactDedupFilter(_folder(places.work / "equal found"), _exact(table), rejects),
        _writer(places.work / "unique"),
    ]


def _signing(places: Places, minhash: MinhashConfig) -> PipelineStep:
    return MinhashDedupSignature(_folder(places.work / "like"), minhash, language=FoldedWords())


def _matching(places: Places, minhash: MinhashConfig) -> PipelineStep:
    signatures, found = _folder(places.work / "like"), _folder(places.work / "like found")
    return MinhashDedupBuckets(signatures, found, config=minhash, lines_to_buffer=_BUFFER)


def _clustering(places: Places, minhash: MinhashConfig) -> PipelineStep:
    found, removed = _folder(places.work / "like found"), _folder(places.work / "like removed")
    return MinhashDedupCluster(found, removed, minhash, lines_to_buffer=_BUFFER)


def _scattering(places: Places, seed: int, buckets: int) -> list[PipelineStep]:
    rejects = rejection.writer(places.rejected, "near", "near_duplicate")
    return [
        ReadAgain(places.work / "unique"),
        MinhashDedupFilter(_folder(places.work / "like removed"), rejects),
        Scatter(buckets, seed, places.work / "scattered"),
    ]


def _exact(table: CorpusTable) -> ExactDedupConfig:
    return ExactDedupConfig(content_getter=_content, document_priority=Priority(len(table.source)))


def _content(document: Document) -> str:
    return " ".join(document.text.split())


@dataclass(frozen=True, slots=True)
class Priority:
    """Of equal texts, the one of the source that stands first in the config is kept."""

    sources: int

    def __call__(self, document: Document) -> int:
        """Higher for earlier sources, from 1."""
        return int(self.sources - document.metadata["number"])


def _writer(folder: Path) -> JsonlWriter:
    return JsonlWriter(_folder(folder), "${rank}.jsonl", compression=None)


def _folder(path: Path) -> str:
    path.mkdir(parents=True, exist_ok=True)
    return str(path)
