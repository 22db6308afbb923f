"""How much each input column of each weight matters: the importance matrix that quantization minds.

The same figure that llama.cpp's llama-imatrix collects: the mean square of what comes into a matrix, a number
a column (https://github.com/ggml-org/llama.cpp, tools/imatrix).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import gguf
import numpy as np
import torch
from torch import nn

from soro_training.llama import Floats


def importance(model: Any, windows: Sequence[Sequence[int]]) -> dict[str, Floats]:
    """Mean squares by the GGUF name of each linear layer's weight, over all tokens of `windows`.

    The tied embedding counts as the output matrix that it also is.
    """
    sums: dict[str, torch.Tensor] = {}
    with _listening(model, sums), torch.inference_mode():
        for window in windows:
            model(input_ids=torch.tensor([list(window)]))
    tokens = sum(map(len, windows))
    return {name: (total / tokens).float().numpy().astype(np.float32) for name, total in sums.items()}


@contextmanager
def _listening(model: Any, sums: dict[str, torch.Tensor]) -> Iterator[None]:
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.GEMMA3, model.config.num_hidden_layers)
    hooks = []
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear):
            hooks.append(layer.register_forward_pre_hook(_adder(sums, _gguf_name(names, name, model))))
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _gguf_name(names: Any, name: str, model: Any) -> str:
    if name == "lm_head" and model.config.tie_word_embeddings:
        name = "model.embed_tokens"
    return f"{names.get_name(name)}.weight"


def _adder(sums: dict[str, torch.Tensor], name: str) -> Any:
    def add(_layer: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        squares = inputs[0].double().square().flatten(0, -2).sum(0)
        sums[name] = sums[name] + squares if name in sums else squares

    return add
