"""What a full training takes, on paper: GPU-hours, memory, disk and money for each size of Gemma 3."""

from collections.abc import Iterable
from dataclasses import dataclass

HOUR = 3600.0
GIGA = 1e9
# A learnt weight in memory: itself and its gradient in single precision, AdamW's two moments, and the copy in
# half precision that is computed with. A frozen one has neither gradient nor moments.
LEARNT_BYTES, FROZEN_BYTES = 4 + 4 + 8 + 2, 4 + 2
# A weight on the disk: itself with its moments to go on with (two states while one is written), the best one,
# the checkpoint, and the GGUF files (BF16, and the six quantized ones, which have 4.3 bytes together).
STATE_BYTES, BEST_BYTES, CHECKPOINT_BYTES, GGUF_BYTES = 2 * 12, 4, 2, 2 + 4.3
TOKEN_BYTES = 5  # an id and its flags, as packing writes them
TEXT_BYTES = 8  # of a corpus a token, in two copies: Tajik takes about four bytes of UTF-8 a token


@dataclass(frozen=True, slots=True)
class Size:
    """One Gemma 3 (technical report, 2025): weights without the embedding, its width, layers, rows."""

    name: str
    body: float
    width: int
    layers: int
    rows: int = 262_144

    @property
    def weights(self) -> float:
        """All weights; the embedding is the head, too."""
        return self.body + self.rows * self.width


SIZES = (
    Size("1B", 698e6, 1152, 26),
    Size("4B", 3_209e6, 2560, 34),
    Size("12B", 10_759e6, 3840, 48),
)


@dataclass(frozen=True, slots=True)
class Job:
    """How it is trained: tokens, and the GPU: peak in FLOP/s, memory in bytes, price of an hour in dollars.

    `utilisation` is the share of the peak that is reached; `row` tokens are in a GPU's memory at once. The
    price is an assumption: put in the offer at hand.
    """

    tokens: float = 1.9e9
    peak: float = 989e12  # an H100's in bf16
    utilisation: float = 0.4
    gpu_memory: float = 80 * GIGA
    price: float = 2.5
    row: int = 8 * 2048
    loss_chunk: int = 1024
    is_lora: bool = False
    lora_rank: int = 16


@dataclass(frozen=True, slots=True)
class Estimate:
    """What comes out: hours of one GPU, bytes, how many GPUs hold it, dollars."""

    gpu_hours: float
    memory: float
    activations: float
    gpus: int
    disk: float
    money: float


def estimate(size: Size, job: Job) -> Estimate:
    """The figures for a size.

    Operations are 6 N D (Kaplan et al. 2020): two a weight and token forwards, four backwards; with LoRA
    4 N D, since the frozen weights' own gradients are not reckoned. Memory is that of all GPUs together;
    each adds its `activations`: the rows between layers (the rest is computed again) and a chunk of logits.
    """
    operations = (4 if job.is_lora else 6) * size.weights * job.tokens
    hours = operations / (job.peak * job.utilisation) / HOUR
    learnt = _learnt(size, job)
    memory = learnt * LEARNT_BYTES + (size.weights - learnt) * FROZEN_BYTES
    activations = job.row * size.width * size.layers * 2 + job.loss_chunk * size.rows * 4 * 2
    gpus = 1
    while memory / gpus + activations > job.gpu_memory * 0.9:
        gpus *= 2
    kept = size.weights * (STATE_BYTES + BEST_BYTES + CHECKPOINT_BYTES + GGUF_BYTES)
    disk = kept + job.tokens * (TOKEN_BYTES + TEXT_BYTES)
    return Estimate(hours, memory, activations, gpus, disk, hours * job.price)


def table(job: Job, sizes: Iterable[Size] = SIZES) -> str:
    """The estimates as a table in Markdown."""
    lines = [
        "| model | weights | GPU-hours | memory, all GPUs | and each GPU | GPUs at least | disk | dollars |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for size in sizes:
        found = estimate(size, job)
        lines.append(
            f"| {size.name} | {size.weights / GIGA:.2f} B | {found.gpu_hours:.0f} "
            f"| {found.memory / GIGA:.0f} GB | {found.activations / GIGA:.0f} GB | {found.gpus} "
            f"| {found.disk / GIGA:.0f} GB | {found.money:.0f} |"
        )
    return "\n".join(lines) + "\n"


def _learnt(size: Size, job: Job) -> float:
    """How many weights are learnt: all, or the embedding and LoRA's matrices, two in each of seven places."""
    if not job.is_lora:
        return size.weights
    return size.rows * size.width + job.lora_rank * size.layers * 14 * 2 * size.width
