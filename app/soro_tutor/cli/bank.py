"""`soro-tutor bank check`: packs of items, proofread."""

import argparse
import json
import sys
from pathlib import Path

from soro_tutor.cli import terminal
from soro_tutor.session import proof, proof_words


def check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the packs; returns 1 where something is, else 0."""
    done = proof.proofread([Path(place) for place in arguments.paths])
    if arguments.json:
        sys.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        lines = [*proof_words.lines(done), *proof_words.summary(done)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if done.is_clean else terminal.FLAWED
