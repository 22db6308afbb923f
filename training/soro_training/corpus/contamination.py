"""Decontamination: whether a text shares a run of words with a benchmark that the model will be scored on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import rows
from soro_tutor.domain.text import WORD, fold

TASKS = Path(__file__).parents[2] / "tasks"
CANARY = "soro-benchmark-canary"
ENDINGS = {".jsonl", ".ndjson", ".parquet", ".csv", ".tsv"}  # of the files that are taken from a folder
_SHORTEST = 5  # words; a question of fewer is met anywhere
_LEAST_LONG = 4  # words of three letters or more in a run; a formula has none and stands in many books
# With its decimals and the spaces between its thousands, also as LaTeX writes both.
_NUMBER = re.compile(r"\d+(?:(?:[.,]|\{,\}|\\,|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*")
_ANY_NUMBER = "0"
_COMMAND = re.compile(r"\\([a-z]{1,2})[a-z]*")  # of LaTeX
_QUESTIONS = {"question", "question_tj", "statement", "passage", "prompt", "task"}
_NO_TEXT = {"id", "canary", "source", "subject", "form", "kind", "licence", "language"}


@dataclass(frozen=True, slots=True)
class Match:
    """A run of folded words that a text and a benchmark's item share."""

    benchmark: str
    words: str


class Benchmarks:
    """The runs of `longest` folded words of the benchmarks' texts; a question of 5 words or more is a run.

    Every number is one and the same word in them, so that an exercise with other numbers is found too. A run
    is found by its first five words, so that a text is looked through once.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self._runs: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}

    def add(self, benchmark: str, text: str, *, is_question: bool) -> int:
        """Take in a text of a benchmark's item; how many runs it has.

        Options are short and ordinary, so only long ones count.
        """
        words = _words(text)
        size = min(self.longest, len(words)) if is_question else self.longest
        if size < _SHORTEST:
            return 0
        runs = [words[at : at + size] for at in range(len(words) - size + 1)]
        telling = [run for run in runs if sum(len(word) > 2 for word in run) >= _LEAST_LONG]
        for run in telling:
            self._runs.setdefault(run[:_SHORTEST], {})[run] = benchmark
        return len(telling)

    def find(self, text: str) -> Match | None:
        """The first run of a benchmark in `text`, and which benchmark's; a canary string is one too."""
        if CANARY in text:
            return Match(CANARY, CANARY)
        words = _words(text)
        for at in range(len(words) - _SHORTEST + 1):
            for run, benchmark in self._runs.get(words[at : at + _SHORTEST], {}).items():
                if words[at : at + len(run)] == run:
                    return Match(benchmark, " ".join(run))
        return None


class Decontamination(BaseFilter):
    """Rejects documents that share a run of words with a benchmark."""

    name = "decontamination"

    def __init__(self, longest: int, files: tuple[Path, ...], **others: object) -> None:
        super().__init__(**others)
        self.longest = longest
        self.files = files
        self._benchmarks: Benchmarks | None = None

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the document holds no text of a benchmark."""
        if self._benchmarks is None:  # here and not before, so that a task that is sent away stays small
            self._benchmarks = load(self.files, self.longest)
        match = self._benchmarks.find(doc.text)
        if match is None:
            return True
        doc.metadata["detail"] = f"{match.benchmark}: {match.words}"
        return False, "benchmark_canary" if match.benchmark == CANARY else "benchmark_text"


def load(files: Iterable[Path], longest: int) -> Benchmarks:
    """The texts of the benchmarks in `files`, whatever their columns are.

    Raises TrainingError FILE_MISSING, FILE_DAMAGED, and BENCHMARK_EMPTY of a file that gives nothing.
    """
    benchmarks = Benchmarks(longest)
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        texts = (text for row in rows.from_file(file).content for text in _texts(row))
        if not sum(benchmarks.add(name, text, is_question=key in _QUESTIONS) for key, text in texts):
            raise TrainingError(Fault.BENCHMARK_EMPTY, path=str(file))
    return benchmarks


def benchmark_files(others: Iterable[str] = ()) -> tuple[Path, ...]:
    """The items of all the project's tasks, and other files, or those in folders.

    Raises TrainingError FILE_MISSING, and BENCHMARK_EMPTY of a folder without such files.
    """
    files = sorted(TASKS.glob("*/*.jsonl"))
    for name in others:
        path = Path(name)
        if not path.exists():
            raise TrainingError(Fault.FILE_MISSING, path=name)
        found = _within(path) if path.is_dir() else [path]
        if not found:
            raise TrainingError(Fault.BENCHMARK_EMPTY, path=name)
        files += found
    return tuple(file.resolve() for file in files)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, so that neither a keyboard nor a capital makes another one."""
    return tuple(WORD.findall(fold(text)))


def _words(text: str) -> tuple[str, ...]:
    """The folded words of a text: each number the same, and LaTeX's commands too short to count as words."""
    return tuple(WORD.findall(_COMMAND.sub(r" \1", _NUMBER.sub(_ANY_NUMBER, fold(text)))))


def _within(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a record with its key, but for those that only name or describe the record."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for inner_key, inner in value.items():
            if inner_key not in _NO_TEXT:
                yield from _texts(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
