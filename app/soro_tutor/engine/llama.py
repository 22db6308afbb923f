"""llama.cpp through its low-level bindings: one model, one context, one sequence of tokens in it."""

import ctypes
import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as package
from llama_cpp import llama_cpp
from llama_cpp._ctypes_extensions import load_shared_library

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.gguf import Reader
from soro_tutor.engine.messages import Sampling

# Measured on two cores with the 270M, tokens a second of reading: 335 with 32, 420 with 64, 507 with 128,
# 514 with 256, 453 with 512. With n_outputs_max = 1 the buffer is 6 MiB; without it llama.cpp would make room
# for the logits of every token of a batch, 512 MiB at 512 with Gemma's vocabulary of 262,144.
BATCH = 128
REPORT_SECONDS = 0.2
PENALTY_TOKENS = 64
ABORTED = 2  # llama_decode's answer where the abort callback said so

_LIBRARIES = Path(package.__file__).parent / "lib"
_ATTRIBUTE_UNKNOWN, _ATTRIBUTE_CONTROL = 1, 8
_WARNING, _ERROR = 3, 4

log = logging.getLogger(__name__)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """How a prompt was read: the tokens that were there already, and whether it was stopped half-way."""

    reused: int
    is_stopped: bool


def gguf_reader() -> Reader:
    """ggml's own reader of file headers."""
    return Reader(load_shared_library("ggml-base", _LIBRARIES))


def start_backend(processor: str = "") -> None:
    """Ready llama.cpp for the first model; its log goes to Python's. For `processor` see messages.Load."""
    llama_cpp.llama_log_set(_on_log, None)
    if getattr(sys, "frozen", False):
        # A frozen build brings libraries for each kind of processor, which the binding never loads.
        ggml = load_shared_library("ggml", _LIBRARIES)
        if not _load_variant(ggml, processor):
            ggml.ggml_backend_load_all_from_path(str(_LIBRARIES).encode())
    llama_cpp.llama_backend_init()


def _load_variant(ggml: ctypes.CDLL, processor: str) -> bool:
    """Load the library for one kind of processor; whether there is one."""
    ggml.ggml_backend_load.restype = ctypes.c_void_p
    files = _LIBRARIES.glob(f"*ggml-cpu-{processor}.*") if processor else ()
    return any(ggml.ggml_backend_load(str(file).encode()) for file in files)


_last_lines: deque[str] = deque(maxlen=20)


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _on_log(level: int, text: bytes, _data: object) -> None:
    if level in (_WARNING, _ERROR):  # all else is said at every load
        line = text.decode("utf-8", "replace").strip()
        _last_lines.append(line)
        log.info("%s", line)


def _refusal(path: str) -> TutorError:
    """Why llama.cpp did not load the file; it says so only in its log, whose words a test holds."""
    for line in _last_lines:
        if "unknown model architecture" in line:
            name = line.split("'")[-2] if line.count("'") >= 2 else ""
            return TutorError(ErrorCode.MODEL_UNKNOWN_ARCHITECTURE, path=path, architecture=name)
        if "not within the file bounds" in line:
            return TutorError(ErrorCode.MODEL_TRUNCATED, path=path, present=0, expected=0)
    return TutorError(ErrorCode.MODEL_REFUSED, path=path)


def check_architecture(path: str) -> None:
    """Let llama.cpp look at the file without reading its tensors or vocabulary: a tenth of a second.

    Raises TutorError MODEL_UNKNOWN_ARCHITECTURE or MODEL_REFUSED.
    """
    no_vocabulary: Any = (llama_cpp.llama_model_kv_override * 2)()  # the second one, empty, ends the list
    no_vocabulary[0].tag = llama_cpp.LLAMA_KV_OVERRIDE_TYPE_STR
    no_vocabulary[0].key = b"tokenizer.ggml.model"
    no_vocabulary[0].value.val_str = b"none"
    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    params.kv_overrides = no_vocabulary
    _last_lines.clear()
    model = llama_cpp.llama_model_load_from_file(path.encode(), params)
    if not model:
        raise _refusal(path)
    llama_cpp.llama_model_free(model)


class Weights:
    """A loaded model file and its vocabulary."""

    def __init__(self, path: str, progress: Callable[[float], None]) -> None:
        """Load; `progress` is given 0.0 to 1.0. Raises TutorError where llama.cpp refuses the file."""

        @llama_cpp.llama_progress_callback  # type: ignore[untyped-decorator]
        def on_progress(fraction: float, _data: object) -> bool:
            progress(fraction)
            return True

        _last_lines.clear()
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = 0
        params.progress_callback = on_progress
        self.pointer: Any = llama_cpp.llama_model_load_from_file(path.encode(), params)
        if not self.pointer or not llama_cpp.llama_model_has_decoder(self.pointer):
            self.close()
            raise _refusal(path)
        self.vocabulary: Any = llama_cpp.llama_model_get_vocab(self.pointer)
        self._piece = ctypes.create_string_buffer(256)

    def close(self) -> None:
        """Give the memory back."""
        if self.pointer:
            llama_cpp.llama_model_free(self.pointer)
        self.pointer = None

    @property
    def size(self) -> int:
        """How many tokens the vocabulary has."""
        return int(llama_cpp.llama_vocab_n_tokens(self.vocabulary))

    @property
    def parameters(self) -> int:
        """How many numbers the model has."""
        return int(llama_cpp.llama_model_n_params(self.pointer))

    @property
    def quantization(self) -> str:
        """The name of the file's kind of quantization, such as Q4_K - Medium."""
        name = llama_cpp.llama_ftype_name(llama_cpp.llama_model_ftype(self.pointer))
        return name.decode() if name else ""

    @property
    def trained_context(self) -> int:
        """The longest context that the model was trained on."""
        return int(llama_cpp.llama_model_n_ctx_train(self.pointer))

    @property
    def window(self) -> int:
        """Tokens of sliding attention, 0 for none."""
        return int(llama_cpp.llama_model_n_swa(self.pointer))

    def text_of(self, token: int) -> str:
        """How the vocabulary spells a token, control tokens too; empty for a token that it has not."""
        if not 0 <= token < self.size:
            return ""
        return str(llama_cpp.llama_vocab_get_text(self.vocabulary, token).decode("utf-8", "replace"))

    @property
    def bos(self) -> int:
        """The token with which a text begins, -1 for none."""
        return int(llama_cpp.llama_vocab_bos(self.vocabulary))

    @property
    def eos(self) -> int:
        """The token with which a text ends, -1 for none."""
        return int(llama_cpp.llama_vocab_eos(self.vocabulary))

    def control_tokens(self) -> list[str]:
        """The spellings that llama.cpp takes for control tokens in a prompt."""
        kinds = _ATTRIBUTE_CONTROL | _ATTRIBUTE_UNKNOWN
        attribute, vocabulary = llama_cpp.llama_vocab_get_attr, self.vocabulary
        return [self.text_of(token) for token in range(self.size) if attribute(vocabulary, token) & kinds]

    def tokens(self, fragments: Sequence[str]) -> list[int]:
        """The prompt's tokens, with one begin token where the model wants it."""
        found = [token for fragment in fragments for token in self._tokens(fragment)]
        if llama_cpp.llama_vocab_get_add_bos(self.vocabulary) and found[:1] != [self.bos]:
            return [self.bos, *found]
        return found

    def _tokens(self, text: str) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 2  # no token is empty, and one space may be put in front
        buffer = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self.vocabulary, data, len(data), buffer, room, False, True)
        return buffer[: max(count, 0)]

    def count(self, text: str) -> int:
        """How many tokens a text has by itself."""
        return len(self._tokens(text))

    def piece(self, token: int) -> bytes:
        """The bytes of a token, which may end inside a character; none for a control token."""
        length = llama_cpp.llama_token_to_piece(self.vocabulary, token, self._piece, 256, 0, False)
        return self._piece.raw[: max(length, 0)]

    def is_end(self, token: int) -> bool:
        """Whether the model ends its answer with this token."""
        return bool(llama_cpp.llama_vocab_is_eog(self.vocabulary, token))


class Context:
    """The model's memory of one sequence of tokens, and the way to read and write more of them.

    What is in it is known token by token, so that a new prompt is only read from where it differs.
    """

    def __init__(self, weights: Weights, size: int, threads: int, *, is_whole_window: bool) -> None:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = BATCH
        params.n_outputs_max = 1
        params.n_threads = params.n_threads_batch = threads
        # Without it, attention layers with a sliding window forget what lies before the window, and going
        # back to an earlier place would silently lose part of the conversation: see _rewind.
        params.swa_full = is_whole_window
        # Flash attention adds up in another order for each length of a batch: logits differed by up to 0.8
        # between a prompt read at once and the same one read in two parts. Without it they are equal to the
        # last bit, so a reused context answers as a fresh one; it is about as fast here.
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.no_perf = True
        self._pointer: Any = llama_cpp.llama_init_from_model(weights.pointer, params)
        if not self._pointer:
            raise MemoryError("llama.cpp could not make a context")
        self.size = int(llama_cpp.llama_n_ctx(self._pointer))
        self._memory = llama_cpp.llama_get_memory(self._pointer)
        self._vocabulary_size = weights.size
        self._window = weights.window
        self._tokens: list[int] = []
        self._next = (llama_cpp.llama_token * 1)()
        self._watch = llama_cpp.ggml_abort_callback(self._on_node)
        self._no_watch = llama_cpp.ggml_abort_callback()
        self._nodes = self._nodes_in_all = 0
        self._should_stop: Callable[[], bool] = lambda: False
        self._progress: Progress = lambda _done: None
        self._reported = 0.0
        self._batch_length = 0
        self._count_nodes(weights)

    def close(self) -> None:
        """Give the memory back."""
        llama_cpp.llama_free(self._pointer)
        self._pointer = None

    @property
    def used(self) -> int:
        """How many tokens are in the context."""
        return len(self._tokens)

    def read(self, prompt: Sequence[int], should_stop: Callable[[], bool], progress: Progress) -> Read:
        """Make the context hold exactly the prompt, ready to draw the token after it.

        `progress` is told how many tokens are done, several times a second.
        """
        if not prompt:
            return Read(0, is_stopped=False)  # a template may write nothing before the first question
        self._should_stop, self._progress = should_stop, progress
        self._reported = time.monotonic()
        reused = self._rewind(prompt)
        progress(reused)
        with self._watched():
            for start in range(reused, len(prompt), BATCH):
                if not self._read_batch(prompt[start : start + BATCH]):
                    return Read(reused, is_stopped=True)
                progress(self.used)
        return Read(reused, is_stopped=False)

    def append(self, token: int) -> None:
        """Read one token that the model has drawn."""
        self._next[0] = token
        if llama_cpp.llama_decode(self._pointer, llama_cpp.llama_batch_get_one(self._next, 1)):
            raise RuntimeError("llama.cpp could not go on")
        self._tokens.append(token)

    @contextmanager
    def drawing(self, sampling: Sampling) -> Iterator[Callable[[], int]]:
        """A function that draws the next token."""
        chain = _sampler(sampling, self._vocabulary_size)
        sample, pointer = llama_cpp.llama_sampler_sample, self._pointer
        try:
            yield lambda: sample(chain, pointer, -1)
        finally:
            llama_cpp.llama_sampler_free(chain)

    def _rewind(self, prompt: Sequence[int]) -> int:
        """Drop what is not the prompt's beginning; how many tokens of the prompt stay."""
        keep = min(_common(self._tokens, prompt), len(prompt) - 1)  # the last one gives the next one's odds
        if keep == self.used:
            return keep
        oldest = llama_cpp.llama_memory_seq_pos_min(self._memory, 0)
        is_remembered = oldest <= max(0, keep - max(1, self._window))
        if not (keep and is_remembered and llama_cpp.llama_memory_seq_rm(self._memory, 0, keep, -1)):
            llama_cpp.llama_memory_clear(self._memory, False)
            keep = 0
        del self._tokens[keep:]
        return keep

    def _read_batch(self, tokens: Sequence[int]) -> bool:
        """Read up to BATCH tokens; False where it was stopped, and then none of them is in the context."""
        self._nodes = 0
        self._batch_length = len(tokens)
        buffer = (llama_cpp.llama_token * len(tokens))(*tokens)
        result = llama_cpp.llama_decode(self._pointer, llama_cpp.llama_batch_get_one(buffer, len(tokens)))
        if result == 0:
            self._tokens.extend(tokens)
            return True
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, self.used, -1):
            llama_cpp.llama_memory_clear(self._memory, False)
            self._tokens.clear()
        if result != ABORTED:
            raise RuntimeError(f"llama.cpp could not read the prompt: {result}")
        return False

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Ask for stopping and tell progress after every node of the graph, while a prompt is read.

        Writing goes without: there the call from C into Python would cost as much as the node.
        """
        llama_cpp.llama_set_abort_callback(self._pointer, self._watch, None)
        try:
            yield
        finally:
            llama_cpp.llama_set_abort_callback(self._pointer, self._no_watch, None)

    def _on_node(self, _data: object) -> bool:
        self._nodes += 1
        now = time.monotonic()
        if now - self._reported > REPORT_SECONDS and self._nodes_in_all:
            self._reported = now
            share = min(self._nodes / self._nodes_in_all, 1.0)
            self._progress(self.used + int(share * self._batch_length))
        return self._should_stop()

    def _count_nodes(self, weights: Weights) -> None:
        """Read a token and forget it, to learn how many nodes a batch has; it wakes the threads as well."""
        with self._watched():
            self._read_batch([max(weights.bos, 0)])
        self._nodes_in_all = self._nodes
        llama_cpp.llama_memory_clear(self._memory, False)
        self._tokens.clear()


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def _sampler(sampling: Sampling, vocabulary_size: int) -> Any:
    """llama.cpp's sampler chain. Top-k comes first, so that the rest sees dozens of tokens, not 262,144."""
    params = llama_cpp.llama_sampler_chain_default_params()
    params.no_perf = True
    chain = llama_cpp.llama_sampler_chain_init(params)
    is_greedy = sampling.temperature <= 0
    has_penalty = sampling.repeat_penalty != 1.0
    links = []
    if has_penalty or not is_greedy:
        links.append(llama_cpp.llama_sampler_init_top_k(sampling.top_k))
    if has_penalty:
        penalty = (vocabulary_size, PENALTY_TOKENS, sampling.repeat_penalty, 0.0, 0.0)
        links.append(llama_cpp.llama_sampler_init_penalties(*penalty))
    if is_greedy:
        links.append(llama_cpp.llama_sampler_init_greedy())
    else:
        links.append(llama_cpp.llama_sampler_init_top_p(sampling.top_p, 1))
        links.append(llama_cpp.llama_sampler_init_temp(sampling.temperature))
        links.append(llama_cpp.llama_sampler_init_dist(sampling.seed))
    for link in links:
        llama_cpp.llama_sampler_chain_add(chain, link)
    return chain
