"""`soro-tutor model`: which models there are, getting one, verifying those that are here, and advice."""

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

from soro_tutor import formats, paths
from soro_tutor.cli import terminal
from soro_tutor.cli.progress import ProgressLine
from soro_tutor.i18n import translate
from soro_tutor.kit import advice, catalog, delivery, installed, place
from soro_tutor.kit.catalog import Catalog, Model
from soro_tutor.kit.delivery import Sources
from soro_tutor.kit.progress import Watch
from soro_tutor.session import computer, model_words
from soro_tutor.settings import Settings

TOKEN = "SORO_HUB_TOKEN"  # noqa: S105 - the name of an environment variable


def run(arguments: argparse.Namespace, data_dir: Path, settings: Settings) -> int:
    """Do what `arguments.action` says; returns the exit code. Raises TutorError."""
    known = catalog.load(data_dir)
    for error in known.damaged:
        terminal.say_error(error)
    folder = paths.models(data_dir)
    try:
        match arguments.action:
            case "get":
                return _get(arguments, known, folder, settings)
            case "verify":
                return _verify(arguments.names, known, folder)
            case "advise":
                return _advise(arguments, known, data_dir, settings)
            case _:
                return _list(known, folder)
    except KeyboardInterrupt:
        return terminal.INTERRUPTED  # what has come so far lies there as a part, and is gone on with


def _list(known: Catalog, folder: Path) -> int:
    for model in known.models.values():
        state = translate("on this computer") if installed.is_there(model, folder) else ""
        parts = [
            model.name,
            formats.file_size(model.bytes),
            model.quantization,
            state,
            model_words.remark(model),
        ]
        _print("  ".join(part for part in parts if part))
    return 0


def _get(arguments: argparse.Namespace, known: Catalog, folder: Path, settings: Settings) -> int:
    source = Path(arguments.source) if arguments.source else None
    if source is not None:
        known = place.with_catalogs_at(known, source)
    model = known.find(arguments.name)
    sources = Sources(
        place=source,
        sticks=place.sticks() if source is None else (),
        endpoint=arguments.endpoint or settings.hub_endpoint,
        token=_token(arguments, settings),
        proxy=arguments.proxy or settings.hub_proxy,
    )
    with ProgressLine() as line:
        first = delivery.deliver(model, folder, sources, Watch(line.show))
    _print(str(first))
    return 0


def _token(arguments: argparse.Namespace, settings: Settings) -> str:
    """A token that is kept goes only to the hub that is kept beside it."""
    kept = "" if arguments.endpoint else settings.hub_token
    return os.environ.get(TOKEN, kept)


def _verify(names: list[str], known: Catalog, folder: Path) -> int:
    chosen = [known.find(name) for name in names] or [
        model for model in known.models.values() if installed.is_there(model, folder)
    ]
    if not chosen:
        terminal.say(translate("No model of the list is on this computer yet."))
    return max((_verify_one(model, folder) for model in chosen), default=0)


def _verify_one(model: Model, folder: Path) -> int:
    with ProgressLine() as line:
        flaws = installed.flawed(model, folder, Watch(line.show))
    if not flaws:
        _print(translate("{name}: whole", name=model.name))
        return 0
    files = formats.list_of([shard.file for shard in flaws])
    _print(translate("{name}: missing or damaged: {files}", name=model.name, files=files))
    terminal.say(translate("Get it again: only what is bad is copied."))
    return terminal.FLAWED


def _advise(arguments: argparse.Namespace, known: Catalog, data_dir: Path, settings: Settings) -> int:
    found = computer.examine(data_dir)
    folder = paths.models(data_dir)
    there = [model.name for model in known.models.values() if installed.is_there(model, folder)]
    said = advice.advise(known.models.values(), there, found, settings.context)
    if arguments.json:
        models = {one.model.name: {"fit": one.fit, "is_best": one.is_best} for one in said}
        content = {"computer": dataclasses.asdict(found), "models": models}
        _print(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for line in (*model_words.computer(found), *map(model_words.advice, said)):
            _print(line)
    return 0


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
