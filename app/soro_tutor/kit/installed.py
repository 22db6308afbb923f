"""Which models of the catalog lie on this computer, and whether they are whole."""

from pathlib import Path

from soro_tutor.kit import copying
from soro_tutor.kit.catalog import Model, Shard
from soro_tutor.kit.progress import Watch


def home(model: Model, folder: Path) -> Path:
    """Where below the folder of models its files lie or are to lie: a folder of its own.

    What a kit has installed lies one folder deeper, and files may have been put straight into that of models.
    """
    own = folder / model.name
    places = (own, *sorted(own.glob("*/")), folder)
    return next((place for place in places if has_all(model, place)), own)


def has_all(model: Model, place: Path) -> bool:
    """Whether a folder holds all files of a model, by their sizes."""
    return all(copying.size(place / shard.file) == shard.bytes for shard in model.shards)


def is_there(model: Model, folder: Path) -> bool:
    """Whether all files are there, by their sizes."""
    return has_all(model, home(model, folder))


def first_file(model: Model, folder: Path) -> Path:
    """The file by which the engine loads the model; it finds the others beside it."""
    return home(model, folder) / model.shards[0].file


def flawed(model: Model, folder: Path, watch: Watch) -> tuple[Shard, ...]:
    """Read all files; the shards that are missing, unreadable or not what the catalog names.

    Raises TutorError KIT_CANCELLED.
    """
    place = home(model, folder)
    watch.begin(model.bytes)
    flaws = []
    for shard in model.shards:
        watch.turn_to(shard.file, shard.bytes)
        copying.forget(place / shard.file)
        if not copying.is_right(place / shard.file, shard, watch):
            flaws.append(shard)
    return tuple(flaws)
