"""Runs one command of the terminal."""

import argparse
from pathlib import Path

from soro_tutor.cli import terminal
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.settings import Settings


def run(arguments: argparse.Namespace, data_dir: Path, settings: Settings, damaged: Path | None) -> int:
    """Run one command; known errors end in a sentence and exit code 2.

    `damaged` is where a damaged settings file was set aside.
    """
    terminal.speak_utf8()
    if damaged is not None:
        terminal.say_error(TutorError(ErrorCode.SETTINGS_DAMAGED, path=str(damaged), kept_as=str(damaged)))
    try:
        return _run(arguments, data_dir, settings)
    except TutorError as error:
        terminal.say_error(error)
        return terminal.FAILED


def _run(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    # Each command is imported where it is asked for: none waits for what another needs.
    if arguments.command == "bank":
        from soro_tutor.cli import bank

        return bank.check(arguments)
    if arguments.command == "doctor":
        from soro_tutor.cli import doctor

        return doctor.run(arguments, data_dir, settings)
    if arguments.command == "kit":
        from soro_tutor.cli import kit

        return kit.run(arguments, data_dir)
    if arguments.command == "model":
        from soro_tutor.cli import model

        return model.run(arguments, data_dir, settings)
    from soro_tutor.cli import ask

    return ask.run(arguments, data_dir, settings)
