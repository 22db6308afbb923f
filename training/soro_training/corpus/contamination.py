"""Decontamination: whether a text shares a run of words with a benchmark that the model will be scored on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter

from soro_training.errors import Fault, TrainingError
from soro_tutor.domain.text import WORD, fold

TASKS = Path(__file__).parents[2] / "tasks"
CANARY = "soro-benchmark-canary"
_SHORTEST = 5  # words; a question of fewer is met anywhere
_LEAST_LONG = 4  # words of three letters or more in a run; a formula has none and stands in many books
_QUESTIONS = {"question", "question_tj", "statement", "passage", "prompt", "task"}
_NO_TEXT = {"id", "canary", "source", "subject", "form", "kind", "licence", "language"}


@dataclass(frozen=True, slots=True)
class Match:
    """A run of folded words that a text and a benchmark's item share."""

    benchmark: str
    words: str


class Benchmarks:
    """The runs of `longest` folded words of the benchmarks' texts; a question of 5 words or more is a run.

    A run is found by its first five words, so that a text is looked through once.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self._runs: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}

    def add(self, benchmark: str, text: str, *, is_question: bool) -> None:
        """Take in a text of a benchmark's item. Options are short and ordinary, so only long ones count."""
        words = folded_words(text)
        size = min(self.longest, len(words)) if is_question else self.longest
        if size < _SHORTEST:
            return
        for at in range(len(words) - size + 1):
            run = words[at : at + size]
            if sum(len(word) > 2 for word in run) >= _LEAST_LONG:
                self._runs.setdefault(run[:_SHORTEST], {})[run] = benchmark

    def find(self, text: str) -> Match | None:
        """The first run of a benchmark in `text`, and which benchmark's; a canary string is one too."""
        if CANARY in text:
            return Match(CANARY, CANARY)
        words = folded_words(text)
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
    """The texts of the benchmarks in `files` of JSON lines. Raises TrainingError FILE_DAMAGED."""
    benchmarks = Benchmarks(longest)
    for file in files:
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            if line.strip():
                for key, text in _texts(_parsed(file, number, line)):
                    is_question = key in _QUESTIONS
                    benchmarks.add(f"{file.parent.name}/{file.name}", text, is_question=is_question)
    return benchmarks


def benchmark_files(others: Iterable[str] = ()) -> tuple[Path, ...]:
    """The items of all the project's tasks, and the JSON lines of other files and folders.

    Raises TrainingError FILE_MISSING.
    """
    files = sorted(TASKS.glob("*/*.jsonl"))
    for name in others:
        path = Path(name)
        if not path.exists():
            raise TrainingError(Fault.FILE_MISSING, path=name)
        files += sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    return tuple(file.resolve() for file in files)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, so that neither a keyboard nor a capital makes another one."""
    return tuple(WORD.findall(fold(text)))


def _parsed(file: Path, number: int, line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except ValueError as error:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(file), line=number, detail=str(error)) from error


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
