"""Kits as this program meets them: with its keys, its version and its data folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soro_tutor import __version__, paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import installation, lock, signature, source, stick, verification
from soro_tutor.kit.installation import Installed, Order
from soro_tutor.kit.manifest import FOLDERS, PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import PublicKey
from soro_tutor.kit.source import Kit
from soro_tutor.kit.verification import Finding


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of a kit: which models (all, where none is named), and whether an older one, too.

    `is_kept`: an installed kit's other parts stay on the computer, so that it can make sticks.
    """

    models: tuple[str, ...] = ()
    is_older_right: bool = False
    is_kept: bool = False


def trusted_keys() -> tuple[PublicKey, ...]:
    """The keys that this program trusts. Raises TutorError KIT_NO_KEYS, KEY_DAMAGED."""
    return signature.trusted_keys(paths.keys())


def open_kit(place: Path | None, data_dir: Path) -> Kit:
    """The kit at a place; without one, what a kit has left on this computer.

    Raises TutorError as source.open_root and keys do.
    """
    if place is not None:
        return source.open_kit(place, trusted_keys())
    kit = source.open_root(paths.kit(data_dir), trusted_keys())
    return installation.as_kit(data_dir, kit.signed, kit.manifest)


def copy(kit: Kit, place: Path, wishes: Wishes, watch: Watch) -> Finding:
    """Make a stick of a kit and read all of it again. Raises TutorError as stick.make and source.chosen."""
    parts = source.chosen(kit, list(PartKind), wishes.models)
    root = source.home(place)
    made = stick.make(kit, root, parts, trusted_keys(), watch, is_older_right=wishes.is_older_right)
    return verification.verify(made, watch)


def install(place: Path, data_dir: Path, wishes: Wishes, watch: Watch) -> tuple[Installed, ...]:
    """Bring the models and packs of a kit into the data folder.

    Raises TutorError as installation.install, source.chosen and stick.make.
    """
    kit = open_kit(place, data_dir)
    parts = source.chosen(kit, installation.KINDS, wishes.models)
    order = Order(parts, __version__, wishes.is_older_right)
    done = installation.install(kit, data_dir, order, watch)
    rest = [part for part in kit.parts() if part.kind not in installation.KINDS and wishes.is_kept]
    # The manifest stays in any case: with it, what is installed can be passed on.
    stick.make(kit, paths.kit(data_dir), rest, trusted_keys(), watch, is_older_right=True)
    return done


def verify(place: Path | None, data_dir: Path, watch: Watch) -> Finding:
    """Read a kit, or without a place what is installed.

    Raises TutorError as open_kit, KIT_CANCELLED, and KIT_EMPTY: of nothing nobody can say that it is whole.
    """
    return verification.verify(_filled(_whole(place, data_dir)), watch)


def repair(place: Path | None, data_dir: Path, others: Sequence[Path], watch: Watch) -> tuple[str, ...]:
    """Mend a kit, or without a place what is installed, from other places; returns the paths of the files.

    A manifest that is damaged is taken from the first of the others that has one. Raises TutorError KIT_EMPTY
    where nothing of a kit is there, KIT_BUSY, and as verification.repair.
    """
    try:
        kit = _filled(_whole(place, data_dir))
    except TutorError as error:
        if place is None or error.code not in _MENDED_FROM_OTHERS:
            raise
        kit = _with_manifest_of(others, place)
    with lock.held(data_dir if place is None else kit.root):
        return verification.repair(kit, others, watch)


def _filled(kit: Kit) -> Kit:
    if not kit.parts():
        raise TutorError(ErrorCode.KIT_EMPTY, path=str(kit.root))
    return kit


_MENDED_FROM_OTHERS = frozenset(
    [
        *(ErrorCode.KIT_MISSING, ErrorCode.KIT_UNSIGNED, ErrorCode.KIT_FORGED, ErrorCode.KIT_OF_OTHERS),
        *(ErrorCode.KIT_DAMAGED, ErrorCode.KIT_FILE_BAD),
    ]
)


def _whole(place: Path | None, data_dir: Path) -> Kit:
    if place is not None:
        return open_kit(place, data_dir)
    kit = installation.as_kit(data_dir)
    if not kit.manifest.parts:
        raise TutorError(ErrorCode.KIT_EMPTY, path=str(data_dir / FOLDERS[PartKind.MODEL]))
    return kit


def _with_manifest_of(others: Sequence[Path], place: Path) -> Kit:
    failed: TutorError | None = None
    for other in others:
        try:
            kit = source.open_kit(other, trusted_keys())
        except TutorError as error:
            failed = failed or error
        else:
            found = _filled(Kit(source.home(place), kit.manifest, kit.signed))
            source.write_signed(found.root, kit.signed)
            return found
    raise failed or TutorError(ErrorCode.KIT_NO_OTHER, path=str(place))
