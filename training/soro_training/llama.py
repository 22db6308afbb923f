"""llama.cpp as the training needs it: the odds of many sequences at once, and quantization.

What the application itself needs of it stands in soro_tutor.engine.llama; no other file knows llama.cpp.
"""

import ctypes
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from llama_cpp import llama_cpp
from numpy.typing import NDArray

from soro_training.disk import refuse_scraps
from soro_tutor.engine.llama import Weights, start_backend

BATCH = (
    512  # tokens that llama.cpp computes at once; the shape of a batch moves the odds of a quantized model
)
SEQUENCES = 64  # how many run beside one another
OUTPUTS = 256  # positions a call whose odds are wanted: a megabyte each with Gemma's vocabulary

KINDS = {
    "Q8_0": llama_cpp.LLAMA_FTYPE_MOSTLY_Q8_0,
    "Q6_K": llama_cpp.LLAMA_FTYPE_MOSTLY_Q6_K,
    "Q5_K_M": llama_cpp.LLAMA_FTYPE_MOSTLY_Q5_K_M,
    "Q4_K_M": llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_K_M,
    "IQ4_XS": llama_cpp.LLAMA_FTYPE_MOSTLY_IQ4_XS,
    "Q4_0": llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_0,
}

Floats = NDArray[np.float32]
Tokens = Sequence[int]


@dataclass(frozen=True, slots=True)
class Question:
    """A beginning, and the continuations whose odds are wanted; none of them is empty."""

    prefix: Tokens
    options: tuple[Tokens, ...]

    @property
    def size(self) -> int:
        """How many tokens it takes in the context."""
        return len(self.prefix) + sum(map(len, self.options))

    @property
    def outputs(self) -> int:
        """At how many places the model must say its odds."""
        return 1 + sum(len(option) - 1 for option in self.options)


class Scorer:
    """A GGUF file whose odds are read, a context manager.

    Raises TutorError where the application's loader would: a missing, damaged or unknown file.
    """

    def __init__(self, path: Path, *, context: int = 4096, threads: int = 0) -> None:
        start_backend()
        self.weights = Weights(str(path), lambda _share: None)
        self._context: Any = None
        try:
            self._context = _make_context(self.weights, context, threads or os.cpu_count() or 1)
        finally:
            if not self._context:
                self.weights.close()
        self.size = int(llama_cpp.llama_n_ctx(self._context))
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._room: Floats = np.empty(self.weights.size, dtype=np.float32)  # a row, written over and over

    def __enter__(self) -> "Scorer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back."""
        if self._context:
            llama_cpp.llama_free(self._context)
            self._context = None
            self.weights.close()

    def tokens(self, text: str, *, is_beginning: bool = True) -> list[int]:
        """The tokens of a text; one that is a beginning has the begin token where the model wants it."""
        if is_beginning:
            return self.weights.tokens([text])
        found = self.weights.tokens([text])
        return found[1:] if found[:1] == [self.weights.bos] else found

    def logits(self, tokens: Tokens) -> Floats:
        """What the model says after each token: (tokens, vocabulary), float32, unnormalized.

        At most OUTPUTS tokens.
        """
        place = _Batch(len(tokens), 1)
        for position, token in enumerate(tokens):
            place.add(token, position, (0,), is_wanted=True)
        self._decode(place)
        return np.stack([self._row(index) for index in range(len(tokens))])

    def log_odds(self, questions: Sequence[Question]) -> list[list[float]]:
        """For each question the log probability, in nats, of each option's tokens after the prefix.

        Questions run beside one another, an option a sequence, and share the tokens of their prefix. The
        grouping depends on the questions alone, so two models with one vocabulary meet the same shapes.
        """
        found: list[list[float]] = []
        for group in self._groups(questions):
            found += self._score(group)
        return found

    def _groups(self, questions: Sequence[Question]) -> Iterator[list[Question]]:
        group: list[Question] = []
        for question in questions:
            if question.size > self.size or question.outputs > OUTPUTS:
                raise ValueError(f"a question of {question.size} tokens does not fit")
            if group and not self._fits([*group, question]):
                yield group
                group = []
            group.append(question)
        if group:
            yield group

    def _fits(self, group: Sequence[Question]) -> bool:
        return (
            sum(question.size for question in group) <= self.size
            and sum(question.outputs for question in group) <= OUTPUTS
            and sum(len(question.options) for question in group) <= SEQUENCES
        )

    def _score(self, group: Sequence[Question]) -> list[list[float]]:
        batch = _Batch(sum(question.size for question in group), max(len(one.options) for one in group))
        sequence = itertools.count()
        wanted: list[
            list[list[tuple[int, int]]]
        ] = []  # for each option: the batch index whose odds, the token
        for question in group:
            ids = tuple(next(sequence) for _ in question.options)
            for position, token in enumerate(question.prefix):
                is_last = position == len(question.prefix) - 1
                last = batch.add(token, position, ids, is_wanted=is_last)
            pairs = zip(question.options, ids, strict=True)
            wanted.append(
                [_add_option(batch, option, one, len(question.prefix), last) for option, one in pairs]
            )
        self._decode(batch)
        totals: dict[int, float] = {}  # options share the last place of their prefix, and its sum

        def log_odd(index: int, token: int) -> float:
            if index not in totals:
                totals[index] = self._log_total(index)
            return float(self._view(index)[token]) - totals[index]

        return [[sum(log_odd(*one) for one in option) for option in options] for options in wanted]

    def _decode(self, batch: "_Batch") -> None:
        llama_cpp.llama_memory_clear(self._memory, False)
        result = llama_cpp.llama_decode(self._context, batch.content)
        batch.free()
        if result:
            raise RuntimeError(f"llama.cpp could not read a batch: {result}")

    def _view(self, index: int) -> Floats:
        """What the model says at a place: (vocabulary,), valid until the next batch is read."""
        pointer = llama_cpp.llama_get_logits_ith(self._context, index)
        return np.ctypeslib.as_array(pointer, shape=(self.weights.size,))

    def _row(self, index: int) -> Floats:
        return self._view(index).copy()

    def _log_total(self, index: int) -> float:
        """The logarithm of the sum of the exponentials; numpy adds pairwise, so single precision will do."""
        row = self._view(index)
        top = row.max()
        np.exp(np.subtract(row, top, out=self._room), out=self._room)
        return float(top) + float(np.log(self._room.sum()))


def _add_option(
    batch: "_Batch", option: Tokens, sequence: int, start: int, last: int
) -> list[tuple[int, int]]:
    """Put an option at `start`, behind its prefix; for each of its tokens the index before it, and itself."""
    places = [
        batch.add(token, start + at, (sequence,), is_wanted=True) for at, token in enumerate(option[:-1])
    ]
    return list(zip([last, *places], option, strict=True))


class _Batch:
    """Tokens for one call, each with its place and the sequences that it belongs to."""

    def __init__(self, size: int, sequences: int) -> None:
        self.content: Any = llama_cpp.llama_batch_init(size, 0, sequences)
        self.content.n_tokens = 0

    def add(self, token: int, position: int, sequences: tuple[int, ...], *, is_wanted: bool) -> int:
        """Append a token; its index."""
        index = int(self.content.n_tokens)
        self.content.token[index] = token
        self.content.pos[index] = position
        self.content.n_seq_id[index] = len(sequences)
        for at, sequence in enumerate(sequences):
            self.content.seq_id[index][at] = sequence
        self.content.logits[index] = is_wanted
        self.content.n_tokens = index + 1
        return index

    def free(self) -> None:
        """Give the memory back."""
        llama_cpp.llama_batch_free(self.content)


def _make_context(weights: Weights, size: int, threads: int) -> Any:
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = params.n_batch = size
    params.n_ubatch = BATCH
    params.n_seq_max = SEQUENCES
    params.n_outputs_max = OUTPUTS
    params.n_threads = params.n_threads_batch = threads
    params.kv_unified = True  # sequences share the cells of their prefix
    params.swa_full = True
    params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
    params.no_perf = True
    context = llama_cpp.llama_init_from_model(weights.pointer, params)
    if not context:
        raise MemoryError("llama.cpp could not make a context")
    return context


def quantize(source: Path, target: Path, kind: str, importance: Mapping[str, Floats], threads: int) -> None:
    """Write `source`, a GGUF in F32 or BF16, as `target` in one of KINDS.

    `importance` gives for a tensor's name the mean square of each of its input columns; tensors that are not
    in it are quantized without. Raises OSError where the disk has no room.
    """
    params = llama_cpp.llama_model_quantize_default_params()
    params.nthread = threads
    params.ftype = KINDS[kind]
    entries = (llama_cpp.llama_model_imatrix_data * (len(importance) + 1))()  # an empty one ends the list
    kept = [np.ascontiguousarray(column, dtype=np.float32) for column in importance.values()]
    for entry, name, column in zip(entries, importance, kept, strict=False):
        entry.name = name.encode()
        entry.data = column.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        entry.size = column.size
    if importance:
        params.imatrix = ctypes.cast(entries, ctypes.POINTER(llama_cpp.llama_model_imatrix_data))
    start_backend()
    if llama_cpp.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.byref(params)):
        refuse_scraps(target)
        raise RuntimeError(f"llama.cpp could not quantize {source.name} to {kind}")
