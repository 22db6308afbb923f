"""Whether a GGUF file says the same as the checkpoint that it was converted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from soro_training.llama import Scorer

MOST_MEAN = 0.02  # logits; a sound F32 conversion of the 270M differs by 0.003 in the mean, by 0.08 at most
LEAST_TOP1 = 0.98


@dataclass(frozen=True, slots=True)
class Parity:
    """How far apart the logits are, and how often both hold the same token for the likeliest."""

    most: float
    mean: float
    top1: float

    @property
    def holds(self) -> bool:
        """Whether it is the same model."""
        return self.mean <= MOST_MEAN and self.top1 >= LEAST_TOP1


def parity(model: Any, scorer: Scorer, tokens: Sequence[int]) -> Parity:
    """Compare on one text of at most llama.OUTPUTS tokens, given in the ids that both share."""
    with torch.inference_mode():
        ours = model(input_ids=torch.tensor([list(tokens)])).logits[0].float().numpy()
    theirs = scorer.logits(tokens)
    # Rows behind the vocabulary, which pad an embedding to a round size, are no tokens.
    both = min(ours.shape[1], theirs.shape[1])
    apart = np.abs(ours[:, :both] - theirs[:, :both])
    top1 = (ours[:, :both].argmax(axis=1) == theirs[:, :both].argmax(axis=1)).mean()
    return Parity(float(apart.max()), float(apart.mean()), float(top1))
