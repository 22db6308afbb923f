"""The keys that the tables [pretrain] and [sft] of a config have in common."""

from typing import Annotated, Literal

from pydantic import Field

from soro_training.config import Amount, Count, Part, Positive, PositiveAmount, table


@table
class LoopTable:
    """What [pretrain] and [sft] have in common.

    `steps` of 0 follow from `epochs`. A step learns `batch_size` rows of `sequence_length` tokens, times
    `accumulation`, times the number of processes. `warmup` and `decay` are shares of the steps, `floor` is
    that of the learning rate at the end. `lora_rank` 0 trains all weights. After `max_minutes` (0: never) it
    ends with what it has; the decay of wsd begins in time for that.
    """

    steps: Count = 0
    epochs: PositiveAmount = 1.0
    batch_size: Positive = 4
    accumulation: Positive = 1
    sequence_length: Annotated[int, Field(ge=8)] = 512
    learning_rate: PositiveAmount = 2e-4
    warmup: Part = 0.05
    schedule: Literal["wsd", "cosine", "constant"] = "wsd"
    decay: Part = 0.2
    floor: Part = 0.0
    weight_decay: Amount = 0.0
    clip: PositiveAmount = 1.0
    lora_rank: Count = 0
    train_embedding: bool = True
    precision: Literal["fp32", "bf16"] = "fp32"
    activation_checkpointing: bool = False
    loss_chunk: Positive = 1024
    evaluate_every: Positive = 50
    evaluation_tokens: Positive = 20_000
    checkpoint_every: Positive = 100
    max_minutes: Amount = 0.0
