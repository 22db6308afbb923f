"""The options of `soro-tutor model`."""

import argparse
from collections.abc import Iterator


def add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> Iterator[argparse.ArgumentParser]:
    """`model` with what can be done with models; gives the parser of each."""
    model = commands.add_parser("model", help="models: which there are, which suits this computer")
    actions = model.add_subparsers(dest="action", metavar="ACTION", required=True)
    yield actions.add_parser("list", help="the models that the program knows")
    get = actions.add_parser("get", help="bring a model to this computer, or go on with it")
    get.add_argument("name")
    get.add_argument("--from", dest="source", metavar="PLACE", help="a folder, a stick or the model file")
    get.add_argument("--endpoint", metavar="URL", help="a mirror of the hub; SORO_HUB_TOKEN may hold a token")
    get.add_argument("--proxy", metavar="URL", help="a proxy on the way to the hub")
    yield get
    verify = actions.add_parser("verify", help="read models through and compare their hashes")
    verify.add_argument("names", metavar="NAME", nargs="*", help="those on this computer by default")
    yield verify
    advise = actions.add_parser("advise", help="measure this computer and say which model is right for it")
    advise.add_argument("--json", action="store_true", help="print the findings as JSON")
    yield advise
