"""The bank: written items from packs, and computed ones from generators, as the lessons ask for them."""

import hashlib
import random
import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from soro_tutor import __version__, paths
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.item import Choice, Item, Several
from soro_tutor.exchange import curriculum, pack
from soro_tutor.kit import installation
from soro_tutor.kit.manifest import PartKind
from soro_tutor.session.proof import pack_schema
from soro_tutor.store import items
from soro_tutor.store.database import Database
from soro_tutor.store.items import Found, PackFile

# Where a pack lies, as its name in the database says it.
_PROGRAM, _TEACHER, _KIT = "program", "teacher", "kit"
_SEED = re.compile(r"[0-9]{1,18}")

SAMPLE_SEED = 1  # the variant that says how a generator is answered and found


class Bank:
    """The items of the program, of kits, and of the teacher, whose packs lie in the data folder's `bank`."""

    def __init__(self, data_dir: Path) -> None:
        self.own_folder = data_dir / "bank"
        self._data_dir = data_dir

    @cached_property
    def curriculum(self) -> Curriculum:
        """All topics. Raises TutorError CURRICULUM_DAMAGED."""
        return curriculum.load(paths.resources() / "curriculum")

    def sync(self, db: Database) -> tuple[TutorError, ...]:
        """Both of the next two, one after the other."""
        return (*self.sync_packs(db), *self.sync_generators(db))

    def sync_packs(self, db: Database) -> tuple[TutorError, ...]:
        """Take in packs that are new or changed, forget those that are gone; returns what kept one out.

        A pack that cannot be taken in leaves its items as they were. Raises TutorError as Database does.
        """
        files = {f"{_PROGRAM}/{file.name}": file for file in _packs_in(paths.resources() / "bank")}
        files |= {f"{_TEACHER}/{file.name}": file for file in _packs_in(self.own_folder)}
        files |= {
            f"{_KIT}/{one.part.name}/{file.name}": file
            for one in installation.installed(self._data_dir, (PartKind.PACK,))
            for file in one.files
            if file.suffix == ".toml"
        }
        known = items.packs(db)
        items.remove_packs(db, sorted(known.keys() - files.keys() - {items.GENERATORS}))
        found = [self._sync_pack(db, name, file, known.get(name)) for name, file in files.items()]
        return tuple(error for error in found if error)

    def sync_generators(self, db: Database) -> tuple[TutorError, ...]:
        """Note which generators there are, where the program is another than before; returns which failed."""
        known = items.packs(db).get(items.GENERATORS)
        digest = _fingerprint()
        if known and known.sha256 == digest:
            return ()
        made: list[tuple[Generator, Item]] = []
        failed: list[TutorError] = []
        for generator in catalog.generators().values():
            try:
                made.append((generator, _variant(generator, SAMPLE_SEED)))
            except TutorError as error:
                failed.append(error)
        # With a failure, no fingerprint is kept: the next start tries again.
        items.replace_generators(db, PackFile(items.GENERATORS, 0, 0, "" if failed else digest, ""), made)
        return tuple(failed)

    def item(self, db: Database, uid: str) -> Item:
        """The item of that name, 'generator:seed' for a computed one.

        Raises TutorError ITEM_MISSING(item) or GENERATOR_FAILED(generator).
        """
        name, _, seed = uid.partition(":")
        if seed:
            return _generated(uid, name, seed)
        item = items.find(db, uid)
        if item is None:
            raise TutorError(ErrorCode.ITEM_MISSING, item=uid)
        return _mixed(item)

    def search(self, db: Database, text: str, subject: Subject | None = None, limit: int = 50) -> list[Found]:
        """The items that hold all words of `text`, the best match first."""
        return items.search(db, text, subject, limit)

    def _sync_pack(self, db: Database, name: str, file: Path, known: PackFile | None) -> TutorError | None:
        """Take in one pack where it has changed; returns what kept it from that."""
        try:
            status = file.stat()
            if known and (known.size, known.modified) == (status.st_size, status.st_mtime_ns):
                return None
            content = file.read_bytes()
        except OSError:
            return TutorError(ErrorCode.PACK_UNREADABLE, path=str(file))
        digest = hashlib.sha256(content).hexdigest()
        now = PackFile(name, status.st_size, status.st_mtime_ns, digest, known.title if known else "")
        if known and known.sha256 == digest:  # only copied, or touched
            items.remember_pack(db, now)
            return None
        return self._take_in(db, now, content, str(file))

    def _take_in(self, db: Database, file: PackFile, content: bytes, path: str) -> TutorError | None:
        try:
            text = pack.decode(content, path)
            read = pack.read(text, path, pack_schema(), self.curriculum.topics)
            items.replace_pack(db, replace(file, title=read.title), read.items)
        except TutorError as error:
            if error.code not in _FAULTS:
                raise
            return TutorError(error.code, **(error.data | {"path": path}))
        return None


def _mixed(item: Item) -> Item:
    """A written item with its options in an order of its own, the same each time.

    Whoever writes a pack puts the right option first: nobody is to learn that.
    """
    if not isinstance(item.response, Choice | Several):
        return item
    options = list(item.response.options)
    random.Random(item.id).shuffle(options)  # noqa: S311  no secret
    return replace(item, response=replace(item.response, options=tuple(options)))


_FAULTS = {
    ErrorCode.PACK_UNREADABLE,
    ErrorCode.PACK_NOT_TOML,
    ErrorCode.PACK_FIELD,
    ErrorCode.PACK_TWICE,
    ErrorCode.PACK_TOPIC,
    ErrorCode.CURRICULUM_DAMAGED,
}


def _packs_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _generated(uid: str, name: str, seed: str) -> Item:
    generator = catalog.generators().get(name)
    if generator is None or not _SEED.fullmatch(seed):
        raise TutorError(ErrorCode.ITEM_MISSING, item=uid)
    return _variant(generator, int(seed))


def _variant(generator: Generator, seed: int) -> Item:
    # Only a repeatable draw is wanted here, no secret. The name sets generators of one seed apart.
    chance = random.Random(f"{generator.name}:{seed}")  # noqa: S311
    return catalog.generated(generator, chance, seed)


def _fingerprint() -> str:
    """What the generators' modules are, without importing one: the version, and the files of a checkout."""
    folder = Path(catalog.__file__).parent
    files = [(file, file.stat()) for file in sorted(folder.rglob("*.py"))]
    listed = [f"{file.name} {status.st_size} {status.st_mtime_ns}" for file, status in files]
    return hashlib.sha256("\n".join([__version__, *listed]).encode()).hexdigest()
