"""All that a release says of its model, collected once for the catalog, the card and the notice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training.config import BaseTable
from soro_training.errors import Fault, TrainingError
from soro_training.release import scores
from soro_training.release.scores import Loss, Scores
from soro_training.release.sources import Source
from soro_tutor.domain.errors import TutorError
from soro_tutor.engine import llama, memory, modelfile
from soro_tutor.engine.gguf import Header

CONTEXTS = (2048, 4096, 8192)  # tokens; those among which the program lets one choose
GEMMA_TERMS = "https://ai.google.dev/gemma/terms"
GEMMA_NOTICE = (
    "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms"
)


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of the model."""

    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What the model takes with a context of so many tokens: as the program prefers it, and at least."""

    context: int
    bytes: int
    least_bytes: int


@dataclass(frozen=True, slots=True)
class Size:
    """What llama.cpp says of the model when it has loaded it."""

    parameters: int
    vocabulary: int
    context: int


@dataclass(frozen=True, slots=True)
class Content:
    """The model that is released.

    `score_table` is the evaluation's own Markdown, `records` are those of the run's stages by name,
    `objections` the sentences for what speaks against a release (a trial may have some), `terms_file` is the
    copy of the base's terms in the folder, if there is one.
    """

    name: str
    is_trial: bool
    base: BaseTable
    is_gemma: bool
    quantization: str
    least_program: str
    size: Size
    shards: tuple[Shard, ...]
    memory: tuple[Memory, ...]
    sources: tuple[Source, ...]
    scores: Scores | None
    unquantized: Scores | None
    score_table: str
    records: dict[str, dict[str, Any]]
    objections: tuple[str, ...]
    terms_file: str

    @property
    def licence(self) -> str:
        """The licence of the weights: that of the base, which what is made from it keeps."""
        return self.base.licence

    @property
    def lost(self) -> Loss | None:
        """What is lost of the unquantized model's score; None where that cannot be told."""
        if self.scores is None or self.unquantized is None:
            return None
        return scores.loss(self.scores, self.unquantized)

    @property
    def base_name(self) -> str:
        """How the base is called."""
        return name_of(self.base)


def name_of(base: BaseTable) -> str:
    """How a base model is called."""
    return "scratch" if base.kind == "scratch" else base.name or base.source


def shard(file: Path) -> Shard:
    """A file's size and hash; it is read once."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Shard(file.name, file.stat().st_size, digest)


def header(file: Path) -> Header:
    """The header of a whole GGUF file. Raises TrainingError GGUF_DAMAGED."""
    try:
        modelfile.check_outside(file)
        return modelfile.check_whole(file, llama.gguf_reader().read)
    except TutorError as error:
        raise TrainingError(Fault.GGUF_DAMAGED, path=str(file)) from error


def loaded(first: Path) -> Size:
    """Load the model as the program does, all its shards, and ask it. Raises TrainingError GGUF_DAMAGED."""
    llama.start_backend()
    try:
        weights = llama.Weights(str(first), lambda _share: None)
    except TutorError as error:
        raise TrainingError(Fault.GGUF_DAMAGED, path=str(first)) from error
    try:
        return Size(weights.parameters, weights.size, weights.trained_context)
    finally:
        weights.close()


def memory_table(found: Header, shards: Sequence[Shard], trained: int) -> tuple[Memory, ...]:
    """The program's own reckoning for each context that the model can have."""
    size = sum(one.bytes for one in shards)
    contexts = [context for context in CONTEXTS if context <= trained] or [trained]
    whole, least = (
        [memory.needed(found, size, context, llama.BATCH, is_whole_window=is_whole) for context in contexts]
        for is_whole in (True, False)
    )
    return tuple(Memory(*row) for row in zip(contexts, whole, least, strict=True))
