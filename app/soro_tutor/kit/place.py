"""Where models may lie: at a place that a person names, and on the sticks that are there."""

from collections.abc import Mapping
from pathlib import Path

import psutil

from soro_tutor.kit import catalog, copying, installed
from soro_tutor.kit.catalog import Catalog, Model


def sticks() -> tuple[Path, ...]:
    """The roots of all drives that hold a kit with models."""
    roots = (Path(drive.mountpoint) for drive in psutil.disk_partitions() if drive.fstype)
    return tuple(root for root in roots if _is_folder(root / "Soro" / "models"))


def located(model: Model, place: Path) -> Mapping[str, Path]:
    """The files of a model at a place, by the names of its shards; empty where not all are there.

    A single file may have any name: its size and its hash decide.
    """
    if len(model.shards) == 1 and copying.size(place) == model.bytes:
        return {model.shards[0].file: place}
    for base in _bases(place):
        for folder in (base, base / model.name):
            if installed.has_all(model, folder):
                return {shard.file: folder / shard.file for shard in model.shards}
    return {}


def with_catalogs_at(known: Catalog, place: Path) -> Catalog:
    """The catalog with the models that a place has one for; of a model that is known nothing changes."""
    files = {
        file for base in _bases(place) for pattern in ("*.toml", "*/*.toml") for file in base.glob(pattern)
    }
    found = catalog.gathered(sorted(files)).models
    keys = {name.casefold() for name in known.models}
    new = {name: model for name, model in found.items() if name.casefold() not in keys}
    return Catalog({**known.models, **new}, known.damaged)


def _bases(place: Path) -> tuple[Path, ...]:
    folder = place if _is_folder(place) else place.parent
    return folder, folder / "models", folder / "Soro" / "models"


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # a drive without a stick in it
        return False
