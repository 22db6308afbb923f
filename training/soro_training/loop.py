"""The one training loop, of pretraining and of instruction tuning: it learns, measures, keeps and goes on.

A step is a function of what is kept and of its number alone: the rows come from packing.Order, the learning
rate from schedule.Schedule. So a training that was killed and goes on ends with the same weights as one that
was not, on the same kind of machine. accelerate spreads it over processes (DDP, FSDP2, DeepSpeed).
"""

import contextlib
import json
import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator, InitProcessGroupKwargs
from accelerate.state import AcceleratorState

from soro_training import adapter, best, packing
from soro_training.best import Best
from soro_training.errors import Fault, TrainingError
from soro_training.loop_table import LoopTable
from soro_training.objective import Objective, bits_per_byte, tensors
from soro_training.packing import Order, Rows
from soro_training.run import METRICS, Run, write_whole
from soro_training.schedule import Schedule
from soro_training.states import PLACE, States

PATIENCE = timedelta(hours=12)  # for a process that waits while another makes the rows
WEIGHT_BYTES, MOMENT_BYTES = 4, 8  # of one weight that is kept, and of its two moments in AdamW


@dataclass(frozen=True, slots=True)
class Job:
    """What a stage hands to the loop: how to load the model, what is learnt, and what is measured by name.

    The best weights are those with the fewest bits a byte on the held-out rows named `judge`.
    """

    load: Callable[[], Any]
    order: Order
    heldout: Mapping[str, Rows]
    judge: str


@dataclass(slots=True)
class Place:
    """How far a training has come; kept with the weights."""

    steps: int  # of the whole training; fewer once the time has run short
    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    warmup_steps: int = -1
    rows: int = 0  # of a step, in all processes together
    before: dict[str, float] = field(default_factory=dict)  # bits per byte before the first step


def train(at: Run, settings: LoopTable, job: Job, accelerator: Accelerator) -> Place:
    """Train, or go on; the best weights lie in `at.folder`/best afterwards, for `result` and `figures`.

    Raises TrainingError NOTHING_TO_LEARN, STEP_CHANGED, TRAINING_DIVERGED or DISK_FULL.
    """
    if not job.order.epoch:
        raise TrainingError(Fault.NOTHING_TO_LEARN, length=settings.sequence_length)
    if (at.folder / PLACE).exists():
        return Place(**json.loads((at.folder / PLACE).read_text(encoding="utf-8")))
    return _Training(at, settings, job, accelerator).run()


def figures(at: Run, place: Place, judge: str) -> dict[str, Any]:
    """What a stage tells of its training when it is finished."""
    found = best.load(at.folder)
    return {
        "steps": place.step,
        "tokens": place.tokens,
        "training_seconds": round(place.seconds, 1),
        "best_step": found.step,
        "judge": judge,
        "bits_per_byte_before": place.before.get(judge),
        "bits_per_byte": found.bits.get(judge),
        "by_text": {"before": place.before, "after": found.bits},
    }


def result(at: Run, settings: LoopTable, job: Job) -> Any:
    """The plain model with the best weights, in the precision in which it is kept."""
    model = job.load()
    kept = model.dtype
    prepared = _prepared(model, settings, at.seed)
    return adapter.merged(prepared, best.weights(at.folder)).to(kept)


class _Training:
    def __init__(self, at: Run, settings: LoopTable, job: Job, accelerator: Accelerator) -> None:
        self._at, self._settings, self._job, self._accelerator = at, settings, job, accelerator
        model = _prepared(job.load(), settings, at.seed)
        if settings.activation_checkpointing:
            model.activation_checkpointing_enable()
        objective = Objective(model.train(), settings.loss_chunk)
        self._names = [name for name, weight in objective.named_parameters() if weight.requires_grad]
        size = WEIGHT_BYTES * _count(objective, is_all=True) + MOMENT_BYTES * _count(objective)
        self._states = States(at.folder, accelerator, size)
        optimizer = torch.optim.AdamW(
            [weight for weight in objective.parameters() if weight.requires_grad],
            lr=settings.learning_rate, betas=(0.9, 0.95), weight_decay=settings.weight_decay,
        )  # fmt: skip
        self._objective, self._optimizer = accelerator.prepare(objective, optimizer)
        self._in_step = _rows_in_a_step(settings, accelerator)
        self._place = Place(
            settings.steps or max(1, round(settings.epochs * job.order.epoch / self._in_step)),
            rows=self._in_step,
        )
        self._best = Best()
        self._begun = time.monotonic()

    def run(self) -> Place:
        place, settings = self._place, self._settings
        self._resume()
        if not place.step:
            place.before = self._evaluate()
            self._tell(step=0, bits_per_byte=place.before.get(self._job.judge), by_text=place.before)
        first, begun, is_last = place.step, place.seconds, False
        while not is_last:  # each start learns a step at least, so that the last one is always measured
            self._learn()
            is_last = place.step >= place.steps or self._is_time_over()
            if is_last or place.step % settings.evaluate_every == 0:
                self._measure()
            if place.step % settings.checkpoint_every == 0 and not is_last:
                self._spend()
                self._states.keep(place.step, asdict(place))
            self._progress(first, begun)
        self._spend()
        self._warn()
        if self._accelerator.is_main_process:
            write_whole(self._at.folder / PLACE, json.dumps(asdict(place)))
        self._states.clear()
        return place

    def _learn(self) -> None:
        """One step: the mean loss of all tokens in it, whichever process they are in."""
        place, settings = self._place, self._settings
        factor = self._schedule().factor(place.step)
        for group in self._optimizer.param_groups:
            group["lr"] = settings.learning_rate * factor
        first = place.step * self._in_step
        learnt = sum(
            int((self._job.order.at(first + one)[1] & packing.LEARNT).sum()) for one in range(self._in_step)
        )
        total = torch.zeros((), device=self._accelerator.device)
        for turn in range(settings.accumulation):
            with self._accelerator.accumulate(self._objective):
                nats = self._objective(*self._rows(first, turn))
                # Both factors undo a division: accelerate's by the turns, the gradients' by the processes.
                scale = settings.accumulation * self._accelerator.num_processes / max(learnt, 1)
                self._accelerator.backward(nats * scale)
                if self._accelerator.sync_gradients:
                    self._accelerator.clip_grad_norm_(self._objective.parameters(), settings.clip)
                self._optimizer.step()
                self._optimizer.zero_grad()
            total += nats.detach()
        place.step += 1
        place.tokens += learnt
        loss = float(self._accelerator.reduce(total, "sum")) / max(learnt, 1)
        self._tell(
            step=place.step, loss=loss, learning_rate=settings.learning_rate * factor, tokens=place.tokens
        )

    def _rows(self, first: int, turn: int) -> tuple[torch.Tensor, ...]:
        """This process's share of a step's rows, as one batch."""
        count = self._settings.batch_size
        start = first + (turn * self._accelerator.num_processes + self._accelerator.process_index) * count
        rows = [self._job.order.at(place) for place in range(start, start + count)]
        return tensors(packing.batch(rows), self._accelerator.device)

    def _schedule(self) -> Schedule:
        """The schedule; where time runs short, wsd decays while there still is some."""
        settings, place = self._settings, self._place
        shape = Schedule(
            settings.schedule,
            place.steps,
            settings.warmup,
            settings.decay,
            settings.floor,
            place.warmup_steps,
        )
        if not settings.max_minutes or settings.schedule != "wsd" or place.warmup_steps >= 0:
            return shape
        is_due = self._agreed(self._seconds() >= (1 - settings.decay) * settings.max_minutes * 60)
        if is_due and place.step:
            steps = round(place.step / (1 - settings.decay))
            if steps < place.steps:
                place.warmup_steps = round(place.steps * settings.warmup)
                place.steps = max(steps, place.step + 1)
                return shape.shortened(place.steps)
        return shape

    def _is_time_over(self) -> bool:
        limit = self._settings.max_minutes
        return bool(limit) and self._agreed(self._seconds() >= limit * 60)

    def _agreed(self, is_so: bool) -> bool:
        """What the first process says of the clock: all have to end with the same step."""
        said = torch.tensor(
            [float(is_so and self._accelerator.is_main_process)], device=self._accelerator.device
        )
        return bool(self._accelerator.reduce(said, "sum") > 0)

    def _seconds(self) -> float:
        return self._place.seconds + time.monotonic() - self._begun

    def _spend(self) -> None:
        self._place.seconds, self._begun = self._seconds(), time.monotonic()

    def _progress(self, first: int, begun: float) -> None:
        """By the steps, or by the clock where that will end the training sooner."""
        place, limit = self._place, self._settings.max_minutes * 60
        seconds = self._seconds()
        if limit and seconds / limit > place.step / place.steps:
            self._at.progress(seconds, limit, "learnt", since=begun)
        else:
            self._at.progress(place.step, place.steps, "learnt", since=first)

    def _warn(self) -> None:
        """Say where nothing was gained: the weights are kept, and whoever trains must know."""
        judge = self._job.judge
        before, after = self._place.before.get(judge), self._best.bits.get(judge)
        if before is not None and after is not None and after >= before:
            self._at.say(
                f"{self._at.stage}: nothing was gained: {judge} takes {after:.3f} bits a byte at best, and "
                f"took {before:.3f} before the first step. Choose another learning_rate, or more text."
            )

    # What is measured

    def _measure(self) -> None:
        place, judge = self._place, self._job.judge
        found = self._evaluate()
        if not all(map(math.isfinite, found.values())):
            raise TrainingError(Fault.TRAINING_DIVERGED, step=place.step)
        self._tell(step=place.step, bits_per_byte=found.get(judge), by_text=found)
        if not found or not self._best.bits or found[judge] < self._best.bits[judge]:
            self._best = Best(place.step, found)
            self._keep_best()

    def _evaluate(self) -> dict[str, float]:
        """Bits a byte of the held-out texts by name."""
        self._objective.eval()
        found = {name: self._bits(rows) for name, rows in self._job.heldout.items() if len(rows)}
        self._objective.train()
        return found

    def _bits(self, rows: Rows) -> float:
        """Every process measures as many batches, as FSDP needs it; after the last row nothing is counted."""
        count, workers = self._settings.batch_size, self._accelerator.num_processes
        nats = torch.zeros((), dtype=torch.float64, device=self._accelerator.device)
        for first in range(0, len(rows), count * workers):
            start = first + self._accelerator.process_index * count
            taken = [rows.row(index) for index in range(start, min(start + count, len(rows)))]
            batch = packing.batch(taken or [rows.row(0)])
            if not taken:
                batch.labels.fill(packing.IGNORED)
            with torch.no_grad():
                nats += self._objective(*tensors(batch, self._accelerator.device)).double()
        return bits_per_byte(float(self._accelerator.reduce(nats, "sum")), rows.size)

    def _tell(self, **values: Any) -> None:
        if self._accelerator.is_main_process:
            self._at.metric(**{name: value for name, value in values.items() if value is not None})

    # What is kept

    def _keep_best(self) -> None:
        weights = self._accelerator.get_state_dict(self._objective)
        if self._accelerator.is_main_process:
            # Under the names of the model alone, as `result` finds them.
            trained = {
                name.removeprefix("model."): weights[name].detach().cpu().contiguous() for name in self._names
            }
            best.keep(self._at.folder, trained, self._best)
        self._accelerator.wait_for_everyone()

    def _resume(self) -> None:
        """Go on from the last whole state; what was told after it will be told again.

        The best weights may be of a later step than the state: they and their figures stay.
        """
        kept = self._states.load()
        for name, value in kept.items():
            setattr(self._place, name, value)
        if self._place.rows != self._in_step:
            raise TrainingError(Fault.STEP_CHANGED, before=self._place.rows, now=self._in_step)
        self._best = best.load(self._at.folder)
        if self._accelerator.is_main_process:
            _forget_after(self._at.folder / METRICS, self._place.step if kept else -1)
        self._accelerator.wait_for_everyone()


def _rows_in_a_step(settings: LoopTable, accelerator: Accelerator) -> int:
    """Of all processes together."""
    return settings.batch_size * settings.accumulation * int(accelerator.num_processes)


def _prepared(model: Any, settings: LoopTable, seed: int) -> Any:
    """The model in single precision, as it is trained; LoRA's first matrices are drawn with the seed."""
    torch.manual_seed(seed)
    return adapter.prepared(model.float(), settings.lora_rank, has_trained_embedding=settings.train_embedding)


def _count(module: torch.nn.Module, *, is_all: bool = False) -> int:
    """How many weights it has: those that are trained, or all."""
    return sum(weight.numel() for weight in module.parameters() if is_all or weight.requires_grad)


@contextlib.contextmanager
def accelerated(settings: LoopTable) -> Iterator[Accelerator]:
    """accelerate for one training; how many processes there are and how they share says its own config."""
    # It warns at each keeping that a tied head is written once only, which is as it should be.
    logging.getLogger("accelerate.utils.other").setLevel(logging.ERROR)
    accelerator = Accelerator(
        mixed_precision="bf16" if settings.precision == "bf16" else "no",
        gradient_accumulation_steps=settings.accumulation,
        cpu=not torch.cuda.is_available(),
        kwargs_handlers=[InitProcessGroupKwargs(timeout=PATIENCE)],
    )
    if accelerator.state.deepspeed_plugin is not None:  # which asks a data loader for it, where there is one
        made = accelerator.state.deepspeed_plugin.deepspeed_config
        made["train_micro_batch_size_per_gpu"] = settings.batch_size
    try:
        yield accelerator
    finally:
        accelerator.free_memory()
        accelerator.end_training()
        AcceleratorState._reset_state()  # so that the next stage in this process may choose another precision


def _forget_after(metrics: Path, step: int) -> None:
    """Take out of the metrics what was told of later steps, and a last line that is not whole."""
    if metrics.exists():
        *lines, _cut_off = metrics.read_bytes().split(b"\n")  # nothing stands behind the end of a whole line
        kept = [line for line in lines if json.loads(line).get("step", step) <= step]
        write_whole(metrics, b"".join(line + b"\n" for line in kept))
