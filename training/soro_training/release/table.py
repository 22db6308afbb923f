"""[release]: the limits within which a model may be given to schools."""

from pathlib import Path

from soro_training import config
from soro_training.config import Positive, Share

# Licences under which a text, and what was learned from it, may be passed on, for money too.
LICENCES = (
    "CC0 1.0", "CC BY 3.0", "CC BY 4.0", "CC BY-SA 3.0", "CC BY-SA 4.0", "ODC-BY 1.0", "public domain",
    "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause",
)  # fmt: skip
GEMMA_LICENCES = ("Gemma Terms of Use", "Gemma")


@config.table
class ReleaseTable:
    """[release]. `most_loss`: the share of the unquantized model's score that the shipped one may lose.

    `shard_bytes` is the most that a file may hold: 2,000 MB are safe on every stick. `licences` are those
    under which texts may be in the corpus. `terms` is a file with the Gemma Terms of Use, which every
    recipient must be given. `least_program` is the oldest program that can use the model; empty for this one.
    `trial` makes a folder that is marked as a trial instead, whatever speaks against a release.
    """

    most_loss: Share = 0.03
    shard_bytes: Positive = 2_000_000_000
    licences: tuple[str, ...] = LICENCES
    terms: Path | None = None
    least_program: str = ""
    trial: bool = False
