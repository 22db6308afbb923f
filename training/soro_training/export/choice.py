"""Which of the quantized files is shipped: the rule, and the rows that it is applied to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from soro_training.export.comparison import Agreement


@dataclass(frozen=True, slots=True)
class Row:
    """One file: its quantization, name and size, and how it agrees with the unquantized one, a text each."""

    quantization: str
    file: str
    bytes: int
    texts: dict[str, Agreement]

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Row":
        """The row that dataclasses.asdict has written."""
        texts = {name: Agreement(**values) for name, values in found["texts"].items()}
        return cls(found["quantization"], found["file"], found["bytes"], texts)

    @property
    def loss(self) -> float:
        """The perplexity on Tajik over that of the unquantized model."""
        return self.texts["tg"].perplexity / self.texts["tg"].unquantized


def choose(rows: Sequence[Row], most_perplexity: float) -> Row:
    """The smallest file whose `loss` is within `most_perplexity`, else the first, which is unquantized."""
    fit = [row for row in rows[1:] if row.loss <= most_perplexity]
    return min(fit, key=lambda row: row.bytes, default=rows[0])
