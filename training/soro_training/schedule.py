"""The learning rate over the steps of a training: warm-up, then stable and decaying, or a cosine."""

import math
from dataclasses import dataclass, replace
from typing import Literal

Shape = Literal["wsd", "cosine", "constant"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A factor of the learning rate for each of `steps`.

    `warmup` and `decay` are shares of the steps; it ends at `floor`. wsd is warm-up–stable–decay (Hu et al.
    2024, MiniCPM) with a straight decay; its stable part needs not know when it ends, so `shortened` may
    bring the end forward as long as the decay has not begun.
    """

    shape: Shape
    steps: int
    warmup: float = 0.0
    decay: float = 0.2
    floor: float = 0.0
    warmup_steps: int = -1

    def factor(self, step: int) -> float:
        """The factor of step `step`, counted from 0: 1 is the whole learning rate."""
        warmup = self._warmup_steps
        rise = (step + 1) / warmup if step < warmup else 1.0
        # A schedule that was shortened may fall before it has risen.
        return min(rise, self.floor + (1 - self.floor) * self._fall(step, warmup))

    @property
    def decay_steps(self) -> int:
        """How many steps the decay of wsd has."""
        return max(1, round(self.steps * self.decay))

    def shortened(self, steps: int) -> "Schedule":
        """With another end; what was before stays as it was."""
        return replace(self, steps=steps, warmup_steps=self._warmup_steps)

    @property
    def _warmup_steps(self) -> int:
        return self.warmup_steps if self.warmup_steps >= 0 else round(self.steps * self.warmup)

    def _fall(self, step: int, warmup: int) -> float:
        if self.shape == "constant":
            return 1.0
        if self.shape == "cosine":
            share = (step - warmup) / max(1, self.steps - warmup)
            return 0.5 * (1 + math.cos(math.pi * min(max(share, 0.0), 1.0)))
        return min(1.0, (self.steps - step) / self.decay_steps)
