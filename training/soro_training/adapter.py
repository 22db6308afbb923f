"""LoRA by peft: small trained matrices beside frozen weights, added into them at the end."""

import warnings
from pathlib import Path
from typing import Any

import peft
import torch
from safetensors.torch import load_file

PARTS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def prepared(model: Any, rank: int, *, has_trained_embedding: bool) -> Any:
    """The model as it is trained: whole with rank 0, else frozen with matrices of that rank in each layer.

    With `has_trained_embedding` the embedding is trained too, in place: a vocabulary's new pieces have to be.
    """
    if not rank:
        return model.requires_grad_(True)
    config = peft.LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=PARTS, task_type="CAUSAL_LM")
    with warnings.catch_warnings():  # peft 0.21 asks by a name that transformers gives up in its version 6
        warnings.filterwarnings("ignore", "`is_gradient_checkpointing`", FutureWarning)
        made = peft.get_peft_model(model, config)
    made.get_input_embeddings().weight.requires_grad_(has_trained_embedding)
    return made


def merged(model: Any, weights: Path) -> Any:
    """The plain model with the trained weights in `weights` (a safetensors file), which `prepared` named."""
    trained = load_file(weights)
    unknown = model.load_state_dict(trained, strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"weights of another model: {unknown[:3]}")
    with torch.no_grad():
        plain = model.merge_and_unload() if isinstance(model, peft.PeftModel) else model
    plain.tie_weights()
    return plain.eval()
