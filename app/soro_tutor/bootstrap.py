"""The composition root: reads the command line, then hands over to the window or to the terminal."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from soro_tutor import __version__, i18n, logs, paths, settings
from soro_tutor.cli import kit_options, model_options
from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.settings import Settings


def run(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code of the process."""
    arguments = _parser().parse_args(argv)
    data_dir = Path(arguments.data_dir).absolute() if arguments.data_dir else paths.default_data_dir()
    chosen, damaged = settings.load(data_dir)
    logs.start(data_dir)
    try:
        if arguments.command is None:
            return _run_window(data_dir, chosen, damaged, arguments.model)
        return _run_command(arguments, data_dir, chosen, damaged)
    finally:
        logs.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="soro-tutor", description="An offline tutor in Tajik. Without a command, the window opens."
    )
    parser.add_argument("--version", action="version", version=f"Soro Tutor {__version__}")
    _add_places(parser, "")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    ask = commands.add_parser("ask", help="ask the tutor one question and print the answer")
    ask.add_argument("question")
    ask.add_argument("--subject", choices=[subject.value for subject in Subject], required=True)
    ask.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.EXPLAIN.value)
    ask.add_argument("--language", choices=i18n.LANGUAGES, help="the tutor's language")
    doctor = commands.add_parser("doctor", help="examine this computer and test the engine")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    check = _add_bank(commands)
    for command in (ask, doctor, check, *model_options.add(commands)):
        _add_places(command, argparse.SUPPRESS)  # given before the command, they stay as they are
    for command in kit_options.add(commands):
        _add_data_dir(command, argparse.SUPPRESS)  # `--model` is the name of one in the kit there
    return parser


def _add_bank(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """`bank` with what can be done with packs of items; returns the parser of `bank check`."""
    bank = commands.add_parser("bank", help="packs of items")
    actions = bank.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="proofread packs of items")
    check.add_argument("paths", metavar="PATH", nargs="+", help="a pack, or a folder of packs")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    return check


def _add_places(parser: argparse.ArgumentParser, default: str) -> None:
    """The options that most commands take: where the data lies, and which model to use."""
    _add_data_dir(parser, default)
    parser.add_argument("--model", metavar="FILE", default=default, help="the model file (GGUF)")


def _add_data_dir(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--data-dir", metavar="FOLDER", default=default, help="the folder of the learner's data"
    )


def _run_command(
    arguments: argparse.Namespace, data_dir: Path, chosen: Settings, damaged: Path | None
) -> int:
    from soro_tutor.cli import command  # only here: the window opens sooner without it

    i18n.use(chosen.language)  # the window does so itself
    return command.run(arguments, data_dir, chosen, damaged)


def _run_window(data_dir: Path, chosen: Settings, damaged: Path | None, model: str) -> int:
    # Only here: the terminal's commands and the engine's process never import Qt.
    from soro_tutor.ui.application import WindowContext, run_window

    return run_window(WindowContext(data_dir, chosen, damaged, model))
