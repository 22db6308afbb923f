"""`soro-tutor doctor`: an examination of this computer."""

import argparse
import json
import sys
from pathlib import Path

from soro_tutor import formats
from soro_tutor.cli import terminal
from soro_tutor.cli.chosen_model import chosen_model
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.i18n import translate
from soro_tutor.session import doctor
from soro_tutor.session.doctor import Report
from soro_tutor.settings import Settings


def run(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    """Examine the computer and print what is found; returns the exit code."""
    try:
        model = chosen_model(arguments.model, data_dir, settings)
    except TutorError as error:
        if error.code is not ErrorCode.MODEL_NOT_CHOSEN:
            raise
        model = ""
    report = doctor.examine(data_dir, model)
    if arguments.json:
        sys.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        _print_report(report)
    return 0 if report.is_sound else terminal.FAILED


def _print_report(report: Report) -> None:
    machine, test = report.machine, report.test
    lines = [
        (translate("System"), machine.system),
        (translate("Processor"), f"{machine.processor} ({formats.number(machine.cores)})"),
        (translate("Processor features"), ", ".join(report.features) or "—"),
        (translate("Memory"), formats.file_size(machine.memory_total)),
        (translate("Free memory"), formats.file_size(machine.memory_available)),
        (translate("Free disk space"), formats.file_size(machine.disk_free)),
        (translate("Data folder"), str(report.data_dir)),
        (translate("Model"), report.model or translate("No model is chosen")),
        *((name, version) for name, version in report.versions.items()),
    ]
    if test is not None and test.error is None:
        lines += [
            (translate("Engine"), translate("The engine answers: {text}", text=repr(test.text))),
            (translate("Reading speed"), _speed(test.reading_speed)),
            (translate("Writing speed"), _speed(test.writing_speed)),
        ]
    width = max(len(name) for name, _ in lines)
    sys.stdout.write("".join(f"{name:<{width}}  {value}\n" for name, value in lines))
    if test is not None and test.error is not None:
        terminal.say_error(test.error)


def _speed(tokens: float) -> str:
    return translate("{count} tokens a second", count=formats.number(round(tokens)))
