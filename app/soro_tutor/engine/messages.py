"""The frozen values that cross the border between the window's process and the engine's process."""

from dataclasses import dataclass, field
from enum import StrEnum

from soro_tutor.domain.dialogue import Turn
from soro_tutor.domain.errors import TutorError


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a model file was when it was verified; `modified` is st_mtime_ns."""

    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of the plain question-and-answer frame of a base model, in the tutor's language."""

    question: str = "Савол"
    answer: str = "Ҷавоб"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn; temperature 0 is greedy. `seed` makes a draw repeatable."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    repeat_penalty: float = 1.1
    seed: int = 0


# Commands: from the window to the engine -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """Load a model file.

    `context` is in tokens; `threads` 0 means as many as the machine has cores. `expected` is the file's
    fingerprint when it was last verified. `anyway` loads in spite of too little memory or a changed file.
    `processor` names the library for a kind of processor, such as haswell, where the best one by llama.cpp's
    own choice does not run here; a build that brings no such libraries does not heed it.
    """

    path: str
    context: int = 4096
    threads: int = 0
    expected: Fingerprint | None = None
    anyway: bool = False
    processor: str = ""


@dataclass(frozen=True, slots=True)
class Generate:
    """Answer the last turn; the first turn is the system prompt.

    `partial` is the beginning of an answer that is to be continued. `request` grows with every command of
    this client, so that late events of an earlier request can be told apart.
    """

    request: int
    turns: tuple[Turn, ...]
    partial: str = ""
    max_tokens: int = 512
    sampling: Sampling = field(default_factory=Sampling)
    stop: tuple[str, ...] = ()
    frame: Frame = field(default_factory=Frame)


@dataclass(frozen=True, slots=True)
class Warm:
    """Read these turns into the context while idle, so that the next answer is sooner."""

    turns: tuple[Turn, ...]
    frame: Frame = field(default_factory=Frame)


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the request, while its prompt is read or its answer written."""

    request: int


@dataclass(frozen=True, slots=True)
class Quit:
    """End the engine's process."""


Command = Load | Generate | Warm | Stop | Quit


# Events: from the engine to the window -------------------------------------------------------------------


class LoadPhase(StrEnum):
    """What is being done while a model loads."""

    STARTING = "starting"  # the process starts; total is 0
    CHECKING = "checking"  # the file is read once from front to back; bytes
    OPENING = "opening"  # llama.cpp loads it; per mille


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model. `size` is in bytes, `context` in tokens, `memory` an estimate in bytes."""

    path: str
    name: str
    architecture: str
    parameters: int
    quantization: str
    size: int
    memory: int
    context: int
    vocabulary: int
    is_base: bool
    has_template: bool
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Loading:
    """How far loading has come."""

    phase: LoadPhase
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready."""

    card: ModelCard


@dataclass(frozen=True, slots=True)
class Reading:
    """How many tokens of the prompt have been read; tokens reused from the context count as read."""

    request: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The oldest turns did not fit into the context: the model does not see this many of them."""

    request: int
    turns: int


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the answer: whole characters only."""

    request: int
    text: str


class FinishReason(StrEnum):
    """Why an answer ended."""

    END = "end"
    LENGTH = "length"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took: tokens and seconds. Reused tokens were in the context already and cost nothing."""

    prompt_tokens: int
    reused_tokens: int
    reading_seconds: float
    written_tokens: int
    writing_seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is whole, cut at its limit, or stopped."""

    request: int
    reason: FinishReason
    usage: Usage


@dataclass(frozen=True, slots=True)
class Failed:
    """A request (or, with request 0, the loading) ended in an error; the process lives on."""

    request: int
    error: TutorError


@dataclass(frozen=True, slots=True)
class Died:
    """The engine's process is gone; `request` is what it was working on, 0 for nothing.

    The client makes this event itself; the next command starts a new process and loads the model again.
    """

    request: int
    error: TutorError


@dataclass(frozen=True, slots=True)
class Rendering:
    """The chat template, a stranger's program, begins or has ended; between worker and client only.

    A process that dies in between died of a template that never ends.
    """

    is_begun: bool


Event = Loading | Loaded | Reading | Trimmed | Text | Finished | Failed | Died | Rendering
