"""The entry point: `soro-train STAGE CONFIG.toml`, `soro-train compare A B`, or `python -m soro_training`."""

import argparse
import importlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_tutor import i18n


@dataclass(frozen=True, slots=True)
class Stage:
    """One step from texts to a finished model: what it reads, what it writes, and the module that does it."""

    name: str
    reads: str
    writes: str
    module: str


STAGES = (
    Stage("corpus", "texts with a licence", "cleaned Tajik documents, each with its source", "corpus.stage"),
    Stage(
        "tokenizer",
        "cleaned documents and a base model",
        "a checkpoint with a vocabulary for Tajik",
        "vocabulary.stage",
    ),
    Stage("pretrain", "cleaned documents and a checkpoint", "a checkpoint that knows more Tajik", "pretrain"),
    Stage("sft", "a checkpoint, and lessons as dialogues", "a checkpoint that teaches", "sft"),
    Stage("export", "a checkpoint", "GGUF files for the application, measured", "export.stage"),
    Stage(
        "evaluate", "model files and test questions", "scores beside those of a baseline", "evaluation.stage"
    ),
    Stage("release", "GGUF files and their scores", "the folder that the installer takes", "release.stage"),
)
CONFIGS = Path(__file__).parents[1] / "configs"
COMPARE = "compare"  # no stage: it prints what differs between two models that `evaluate` has scored
FAILED = 2
STOPPED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run a stage: 0 when it is done, 2 with a sentence when it cannot be, 130 when it was stopped."""
    _speak_utf8()
    arguments = _parser().parse_args(words)
    if arguments.other is not None and arguments.stage != COMPARE:
        _parser().error(f"unrecognized argument: {arguments.other}")
    i18n.use(arguments.language)
    if not arguments.stage:
        sys.stdout.write(_listing())
        return 0
    try:
        return _compare(arguments) if arguments.stage == COMPARE else _run_stage(arguments)
    except TrainingError as error:
        sys.stderr.write(sentence_for(error) + "\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write(i18n.translate("Stopped. The same command goes on where it stopped.") + "\n")
        return STOPPED


def _run_stage(arguments: argparse.Namespace) -> int:
    names = tuple(stage.name for stage in STAGES)
    chosen = next((stage for stage in STAGES if stage.name == arguments.stage), None)
    if chosen is None:
        raise TrainingError(Fault.STAGE_UNKNOWN, stage=arguments.stage, stages=", ".join(names))
    if arguments.config is None:
        example = str(CONFIGS / "miniature.toml")
        raise TrainingError(Fault.CONFIG_NOT_NAMED, stage=chosen.name, path=example)
    config_module, run_module = _module("config"), _module("run")
    config = config_module.load(arguments.config, names)
    module = _module(chosen.module)
    free = getattr(module, "FREE", ())
    with run_module.Run(config, chosen.name, again=arguments.again, free=free) as at:
        if at.done:
            at.say(i18n.translate("{stage} is done already: {path}", stage=chosen.name, path=at.folder))
            return 0
        module.run(at)
    at.say(i18n.translate("{stage} is done: {path}", stage=chosen.name, path=at.folder))
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    if arguments.config is None or arguments.other is None:
        raise TrainingError(Fault.COMPARE_NEEDS_TWO)
    sys.stdout.write(_module("evaluation.comparison").compare_folders(arguments.config, arguments.other))
    return 0


def _module(name: str) -> Any:
    """A module of the training, imported only when a stage runs: the listing needs no library."""
    try:
        return importlib.import_module(f"soro_training.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("soro_"):
            raise  # a fault of our own, not of the installation
        raise TrainingError(Fault.LIBRARIES_MISSING, name=error.name or "") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="soro-train", description="Make Soro's own model, stage by stage.")
    parser.add_argument(
        "stage", nargs="?", help="the stage to run, or compare; without it, the stages are listed"
    )
    parser.add_argument("config", nargs="?", type=Path, metavar="CONFIG.toml", help="the config of the run")
    parser.add_argument("other", nargs="?", type=Path, help="compare: the second model's folder of scores")
    parser.add_argument("--again", action="store_true", help="throw the stage's folder away and start anew")
    parser.add_argument("--language", choices=i18n.LANGUAGES, default="en", help="the language of messages")
    return parser


def _listing() -> str:
    lines = [i18n.translate("The stages, in their order; soro-train STAGE CONFIG.toml runs one:"), ""]
    lines += [f"  {stage.name:<10} {stage.reads} → {stage.writes}" for stage in STAGES]
    lines += ["", i18n.translate("soro-train compare A B compares two models' folders of scores.")]
    return "\n".join(lines) + "\n"


def _speak_utf8() -> None:
    """A Windows console or pipe may stand on a code page that lacks the Tajik letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
