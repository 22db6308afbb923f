"""The keys of [corpus] in a config: where the texts come from, and what is asked of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from soro_training import config

Kind = Literal[
    "jsonl", "parquet", "text", "lines", "html", "warc", "pdf", "epub", "docx", "hub", "project"
]  # fmt: skip
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=1)]


@config.table
class SourceTable:
    """[[corpus.source]]: texts of one kind and one licence.

    `path` is a file, a folder that is searched for files of the `kind`, or a data set of the hub (its id, or
    a local folder) with its `subset`, `split` and `revision`; a relative path starts at the current folder.
    jsonl and parquet hold the text in `field`. text: a document a file; lines: a document for every
    `together` lines, empty ones not counted; both in `encoding`. project: the texts that the application
    brings along. A document is kept where it is in one of `languages`; `weight` is how often the training
    reads the source's texts beside those of other sources. `is_curated` texts were proofread: no filter of
    language, quality or privacy is asked of them.
    """

    name: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    kind: Kind
    path: str = ""
    licence: str = ""
    weight: Positive = 1.0
    languages: tuple[str, ...] = ("tg",)
    field: str = "text"
    encoding: str = "utf-8"
    together: Count = 1
    subset: str = ""
    split: str = "train"
    revision: str = ""
    is_curated: bool = False


@config.table
class QualityTable:
    """[corpus.quality]: thresholds below or above which a document is rejected.

    After Gopher (Rae et al. 2021, arXiv 2112.11446, table A1), with words of our own languages and room for
    short school texts. Lengths are in words, and in letters a word; shares go from 0 to 1. `least_special` is
    the least share of ғ ӣ қ ӯ ҳ ҷ among the letters of a Tajik text (6 % in good ones).
    """

    least_words: Count = 10
    most_words: Count = 200_000
    least_word_length: Positive = 3.0
    most_word_length: Positive = 12.0
    least_alphabetic: Share = 0.7
    most_symbols: Share = 0.1
    most_bullets: Share = 0.9
    most_ellipses: Share = 0.3
    least_stop_words: Annotated[int, Field(ge=0)] = 2
    least_special: Share = 0.015
    may_repeat: bool = False


@config.table
class SlurmTable:
    """[corpus.slurm]: what each task asks of a Slurm cluster; `setup` is run before it, as a shell's line."""

    partition: str = ""
    time: str = "24:00:00"
    memory_gb: Count = 4
    setup: str = ""


@config.table
class CorpusTable:
    """[corpus]: the sources and how they are worked.

    `executor` and `workers`: where the tasks run, and how many at once. A task reads about `shard_mb` of the
    sources; its memory grows with that, not with the corpus. A document of more than `longest_mb` is
    rejected. `heldout` is the share of the documents that no training sees; of lines, stretches of 16 KB are
    held out, and of project what heldout.py names, whatever the share. A document that shares
    `benchmark_words` words in a row with a benchmark is rejected, every number being one and the same word;
    `benchmarks` names files and folders of JSON lines, Parquet, CSV or TSV beside the project's own tasks and
    the files of [evaluate.sets]. Near duplicates share `similarity` of their five-word runs:
    there, half of them are found. `tokenizer` is a tokenizer.json that the report counts tokens with.
    """

    FREE: ClassVar = frozenset({"executor", "workers", "slurm"})  # where it is made, and not what

    source: tuple[SourceTable, ...] = (SourceTable("project", "project"),)
    executor: Literal["local", "slurm", "ray"] = "local"
    workers: Count = 1
    shard_mb: Positive = 16.0
    longest_mb: Positive = 10.0
    heldout: Share = 0.02
    benchmark_words: Annotated[int, Field(ge=5)] = 8
    benchmarks: tuple[str, ...] = ()
    similarity: Annotated[float, Field(ge=0.5, le=0.95)] = 0.72
    tokenizer: str = ""
    quality: QualityTable = QualityTable()
    slurm: SlurmTable = SlurmTable()
