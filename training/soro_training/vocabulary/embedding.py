"""The rows of a model that belong to its pieces: some are taken, new ones come as the mean of others."""

from collections.abc import Sequence
from typing import Any

import torch


def change_rows(model: Any, kept: Sequence[int], new: Sequence[Sequence[int]]) -> None:
    """Leave the model the rows `kept`, in this order, and behind them a row for each of `new`.

    A new row is the mean of the kept rows at the places it names (in the new order). The head changes in the
    same way where it is not tied to the embedding.
    """
    embedding, head = model.get_input_embeddings(), model.get_output_embeddings()
    is_tied = bool(model.config.tie_word_embeddings)
    _replace(embedding, kept, new)
    embedding.num_embeddings = embedding.weight.shape[0]
    if is_tied:
        head.weight = embedding.weight
    else:
        _replace(head, kept, new)
    head.out_features = embedding.weight.shape[0]
    model.config.vocab_size = model.vocab_size = model.model.vocab_size = embedding.weight.shape[0]


def _replace(layer: Any, kept: Sequence[int], new: Sequence[Sequence[int]]) -> None:
    rows = layer.weight.detach()[torch.tensor(kept, dtype=torch.long)]
    means = [rows[torch.tensor(parts, dtype=torch.long)].float().mean(dim=0) for parts in new]
    if means:
        rows = torch.cat([rows, torch.stack(means).to(rows.dtype)])
    layer.weight = torch.nn.Parameter(rows.contiguous(), requires_grad=layer.weight.requires_grad)
