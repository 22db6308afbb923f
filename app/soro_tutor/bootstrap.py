"""The composition root: reads the command line, then hands over to the window or to the terminal."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from soro_tutor import __version__, cli, i18n, logs, paths, settings
from soro_tutor.settings import Settings


def run(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code of the process."""
    arguments = _parser().parse_args(argv)
    data_dir = Path(arguments.data_dir).absolute() if arguments.data_dir else paths.default_data_dir()
    chosen, damaged = settings.load(data_dir)
    i18n.use(chosen.language)
    logs.start(data_dir)
    try:
        if arguments.command is None:
            return _run_window(data_dir, chosen, damaged, arguments.model)
        return cli.run(arguments, data_dir, chosen)
    finally:
        logs.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="soro-tutor", description="An offline tutor in Tajik. Without a command, the window opens."
    )
    parser.add_argument("--version", action="version", version=f"Soro Tutor {__version__}")
    cli.add_places(parser)
    cli.add_commands(parser)
    return parser


def _run_window(data_dir: Path, chosen: Settings, damaged: Path | None, model: str) -> int:
    # Only here: the terminal's commands and the engine's process never import Qt.
    from soro_tutor.ui.application import WindowContext, run_window

    return run_window(WindowContext(data_dir, chosen, damaged, model))
