"""The command line of `soro-tutor kit`; apart from its work, which nobody waits for who opens the window."""

import argparse
from collections.abc import Callable
from typing import TypeAlias


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> list[argparse.ArgumentParser]:
    """`kit` with all that can be done with kits; returns the parsers of the actions."""
    kit = commands.add_parser("kit", help="sticks with the program, models and packs")
    actions = kit.add_subparsers(dest="action", metavar="ACTION", required=True)
    adding: tuple[Callable[..., argparse.ArgumentParser], ...] = (
        _make,
        _clone,
        _verify,
        _repair,
        _install,
        _sign,
    )
    return [*(add_action(actions) for add_action in adding), *_keys(actions)]


_Actions: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _make(actions: _Actions) -> argparse.ArgumentParser:
    make = actions.add_parser("make", help="make sticks from a kit, or from what is installed")
    make.add_argument("paths", metavar="PATH", nargs="+", help="a stick or a folder")
    make.add_argument("--from", dest="source", metavar="FOLDER", help="the kit; else what is installed")
    _add_models(make)
    _add_older(make)
    return make


def _clone(actions: _Actions) -> argparse.ArgumentParser:
    clone = actions.add_parser("clone", help="copy a stick to others")
    clone.add_argument("source", metavar="FROM")
    clone.add_argument("paths", metavar="TO", nargs="+")
    _add_older(clone)
    return clone


def _verify(actions: _Actions) -> argparse.ArgumentParser:
    verify = actions.add_parser("verify", help="read a stick, or what is installed, and compare")
    verify.add_argument("path", metavar="PATH", nargs="?")
    return verify


def _repair(actions: _Actions) -> argparse.ArgumentParser:
    repair = actions.add_parser("repair", help="mend a stick, or what is installed, from other copies")
    repair.add_argument("path", metavar="PATH", nargs="?")
    repair.add_argument(
        "--from", dest="sources", metavar="OTHER", action="append", required=True, help="may be given again"
    )
    return repair


def _install(actions: _Actions) -> argparse.ArgumentParser:
    install = actions.add_parser("install", help="install models and packs from a stick")
    install.add_argument("path", metavar="PATH")
    _add_models(install)
    _add_older(install)
    install.add_argument("--keep", action="store_true", help="keep the rest, so that sticks can be made")
    return install


def _sign(actions: _Actions) -> argparse.ArgumentParser:
    sign = actions.add_parser("sign", help="describe and sign a folder that is laid out as a kit")
    sign.add_argument("path", metavar="PATH")
    sign.add_argument("--key", metavar="FILE", required=True, help="the secret key")
    sign.add_argument("--number", metavar="N", type=int, required=True, help="larger than the kit before")
    sign.add_argument("--version", metavar="VERSION", help="of the release; else this program's")
    sign.add_argument("--least-program", metavar="VERSION", help="that can use it; else this program's")
    return sign


def _keys(actions: _Actions) -> list[argparse.ArgumentParser]:
    keys = actions.add_parser("keys", help="make a key, list those that are trusted")
    whats = keys.add_subparsers(dest="what", metavar="WHAT", required=True)
    new = whats.add_parser("new", help="make a key; its public half is written beside it")
    new.add_argument("path", metavar="FILE")
    new.add_argument("--open", action="store_true", help="without a password")
    return [new, whats.add_parser("list", help="the keys that this program trusts")]


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", dest="models", metavar="NAME", action="append", help="only this model; may be given again"
    )


def _add_older(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--older", action="store_true", help="take a kit that is older, too")
