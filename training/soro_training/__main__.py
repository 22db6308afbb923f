"""The entry point: `soro-train`, or `python -m soro_training`; it lists the stages of the training."""

import argparse
import io
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One step from texts to a finished model: what it reads and what it writes."""

    name: str
    reads: str
    writes: str


STAGES = (
    Stage("corpus", "texts with a licence", "cleaned Tajik documents, each with its source"),
    Stage("tokenizer", "cleaned documents", "a report on tokens per Tajik word"),
    Stage("pretrain", "cleaned documents and a base model", "checkpoints that know more Tajik"),
    Stage("sft", "a checkpoint and lessons as dialogues", "a checkpoint that teaches"),
    Stage("export", "a checkpoint", "a GGUF file for the application"),
    Stage("evaluate", "a GGUF file and test questions", "scores beside those of the base model"),
    Stage("release", "a GGUF file and its scores", "the files of a release with their checksums"),
)
FAILED = 2


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """List the stages (0), or say why a stage cannot run (2)."""
    _speak_utf8()
    arguments = _parser().parse_args(words)
    if not arguments.stage:
        sys.stdout.write(_listing(arguments))
        return 0
    if arguments.stage not in {stage.name for stage in STAGES}:
        names = ", ".join(stage.name for stage in STAGES)
        sys.stderr.write(f"There is no stage “{arguments.stage}”. The stages are: {names}.\n")
    else:
        sys.stderr.write(f"The stage “{arguments.stage}” is not built yet; nothing was read or written.\n")
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="soro-train", description="Make Soro's own model, stage by stage.")
    parser.add_argument("stage", nargs="?", help="the stage to run; without it, the stages are listed")
    parser.add_argument("--data-dir", metavar="FOLDER", help="the folder of corpora and runs")
    parser.add_argument("--model", metavar="FILE", help="the model to start from or to examine")
    return parser


def _listing(arguments: argparse.Namespace) -> str:
    lines = ["The stages of the training. None is built yet; each comes with its own issue.", ""]
    lines += [f"  {stage.name:<10} reads {stage.reads}; writes {stage.writes}" for stage in STAGES]
    chosen = [("data folder", arguments.data_dir), ("model", arguments.model)]
    lines += [f"\nThe {what} given is: {value}" for what, value in chosen if value]
    return "\n".join(lines) + "\n"


def _speak_utf8() -> None:
    """A Windows console or pipe may stand on a code page that lacks the Tajik letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
