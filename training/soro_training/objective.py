"""What training makes small: the nats of the tokens to be learnt, reckoned a few rows of logits at a time."""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from soro_training import packing


class Objective(nn.Module):
    """A causal language model with its loss, as one module, so that FSDP gathers the head's weights for it.

    Only `chunk` tokens' logits are there at a time, and they are reckoned again in the backward pass: those
    of a whole batch over 262,144 tokens would take more memory than the model.
    """

    def __init__(self, model: Any, chunk: int) -> None:
        super().__init__()
        self.model = model
        self._chunk = chunk

    def forward(self, ids: Tensor, positions: Tensor, labels: Tensor) -> Tensor:
        """The summed nats of all labels but IGNORED; the arguments have the shape (rows, length)."""
        model = self.model.get_base_model() if hasattr(self.model, "get_base_model") else self.model
        hidden = model.model(input_ids=ids, position_ids=positions, use_cache=False).last_hidden_state
        wanted = labels[:, 1:] != packing.IGNORED
        states, targets = hidden[:, :-1][wanted], labels[:, 1:][wanted]
        head = model.get_output_embeddings().weight
        # Even without a target every weight keeps its place in the graph, as several processes need it.
        total = states.float().sum() * 0
        for start in range(0, len(states), self._chunk):
            end = start + self._chunk
            total = total + checkpoint(
                _nats, states[start:end], head, targets[start:end], use_reentrant=False
            )
        return total


def tensors(batch: packing.Batch, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """The arrays of a batch in the order in which Objective takes them."""
    arrays = (batch.ids, batch.positions, batch.labels)
    ids, positions, labels = (torch.from_numpy(array).to(device) for array in arrays)
    return ids, positions, labels


def bits_per_byte(nats: float, size: int) -> float:
    """Bits for each UTF-8 byte of the text: comparable between vocabularies, unlike the loss of a token."""
    return nats / math.log(2) / max(size, 1)


def _nats(states: Tensor, head: Tensor, targets: Tensor) -> Tensor:
    return functional.cross_entropy(functional.linear(states, head).float(), targets, reduction="sum")
