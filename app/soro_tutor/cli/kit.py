"""`soro-tutor kit`: sticks made, copied, verified, repaired and installed; keys and signatures of kits."""

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from soro_tutor import __version__, formats, paths
from soro_tutor.cli import terminal
from soro_tutor.cli.progress import ProgressLine
from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate, translate_plural
from soro_tutor.kit import secret_key, signing
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signing import Release
from soro_tutor.kit.verification import Fault, Finding
from soro_tutor.session import kits
from soro_tutor.session.kits import Wishes


def run(arguments: argparse.Namespace, data_dir: Path) -> int:
    """Run one of the actions; returns the exit code."""
    actions: dict[str, Callable[[argparse.Namespace, Path], int]] = {
        "make": _make,
        "clone": _clone,
        "verify": _verify,
        "repair": _repair,
        "install": _install,
        "sign": _sign,
        "keys": _keys,
    }
    try:
        return actions[arguments.action](arguments, data_dir)
    except KeyboardInterrupt:
        return terminal.INTERRUPTED


def _make(arguments: argparse.Namespace, data_dir: Path) -> int:
    wishes = Wishes(tuple(arguments.models or ()), arguments.older)
    return _copy(_place(arguments.source), arguments.paths, wishes, data_dir)


def _clone(arguments: argparse.Namespace, data_dir: Path) -> int:
    return _copy(Path(arguments.source), arguments.paths, Wishes(is_older_right=arguments.older), data_dir)


def _copy(source: Path | None, places: list[str], wishes: Wishes, data_dir: Path) -> int:
    """One stick after the other: a bad one does not keep the next from being made."""
    kit = kits.open_kit(source, data_dir)
    good = 0
    for place in places:
        terminal.say(place)
        try:
            with ProgressLine() as line:
                finding = kits.copy(kit, Path(place), wishes, Watch(line.show))
        except TutorError as error:
            terminal.say_error(error)
            continue
        _print_flaws(finding)
        good += finding.is_whole
    _print(translate_plural("{count} good copy.", "{count} good copies.", good))
    return 0 if good == len(places) else terminal.FAILED


def _verify(arguments: argparse.Namespace, data_dir: Path) -> int:
    with ProgressLine() as line:
        finding = kits.verify(_place(arguments.path), data_dir, Watch(line.show))
    _print_flaws(finding)
    if finding.is_whole:
        text = translate("All is whole: {parts}.", parts=formats.list_of(finding.parts))
        _print(text)
    return 0 if finding.is_whole else terminal.FLAWED


def _repair(arguments: argparse.Namespace, data_dir: Path) -> int:
    others = [Path(other) for other in arguments.sources]
    with ProgressLine() as line:
        mended = kits.repair(_place(arguments.path), data_dir, others, Watch(line.show))
    for path in mended:
        _print(translate("Repaired: {path}", path=path))
    if not mended:
        _print(translate("There was nothing to repair."))
    return 0


def _install(arguments: argparse.Namespace, data_dir: Path) -> int:
    wishes = Wishes(tuple(arguments.models or ()), arguments.older, arguments.keep)
    with ProgressLine() as line:
        done = kits.install(Path(arguments.path), data_dir, wishes, Watch(line.show))
    for one in done:
        _print(translate("Installed: {name}", name=one.part.name))
    return 0


def _sign(arguments: argparse.Namespace, _: Path) -> int:
    key_file = Path(arguments.key)
    password = getpass.getpass(_password_words()) if secret_key.is_locked(key_file) else ""
    release = Release(
        arguments.number, arguments.version or __version__, arguments.least_program or __version__, _today()
    )
    key = secret_key.read(key_file, password)
    with ProgressLine() as line:
        made = signing.sign(Path(arguments.path), release, key, Watch(line.show))
    for part in made.parts:
        _print(f"{part.folder}  {formats.file_size(part.bytes)}")
    return 0


def _keys(arguments: argparse.Namespace, _: Path) -> int:
    if arguments.what == "list":
        for key in kits.trusted_keys():
            _print(key.name)
        return 0
    file = Path(arguments.path)
    password = "" if arguments.open else getpass.getpass(_password_words())
    if not arguments.open and password != getpass.getpass(translate("The same password again: ")):
        terminal.say(translate("The two passwords are not the same."))
        return terminal.FAILED
    public_file = file.with_suffix(".pub")
    made = secret_key.new(file, public_file, password)
    _print(translate("Secret key, to be kept: {path}", path=str(file)))
    _print(translate("Public key {name}: {path}", name=made.public.name, path=str(public_file)))
    _print(translate("Programs trust it once it lies in {path}.", path=str(paths.keys())))
    return 0


def _place(path: str | None) -> Path | None:
    return Path(path) if path else None


def _password_words() -> str:
    return translate("Password of the key: ")


def _today() -> str:
    return date.today().isoformat()  # the maintainer's own day


def _print_flaws(finding: Finding) -> None:
    words = {
        Fault.MISSING: translate("missing"),
        Fault.CHANGED: translate("damaged"),
        Fault.UNREADABLE: translate("cannot be read"),
        Fault.STRANGE: translate("no part of the kit"),
    }
    for flaw in finding.flaws:
        _print(f"{flaw.path}: {words[flaw.fault]}")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
