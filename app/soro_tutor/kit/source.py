"""A kit that may be trusted, wherever its parts lie: on a stick, in a folder, on a computer that has them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import manifest, names, signature
from soro_tutor.kit.copying import write_small
from soro_tutor.kit.failure import reading
from soro_tutor.kit.manifest import KitFile, Manifest, Part, PartKind
from soro_tutor.kit.signature import PublicKey

FOLDER = "Soro"  # at the root of a stick


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest and its signature as they lie in a kit, byte by byte."""

    content: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit whose signature is right. `places` says which folders of it lie elsewhere than below `root`."""

    root: Path
    manifest: Manifest
    signed: Signed
    places: tuple[tuple[str, Path], ...] = ()

    def locate(self, path: str) -> Path:
        """Where a file lies. Raises TutorError KIT_NAME or KIT_LINK."""
        for folder, place in self.places:
            if path.startswith(f"{folder}/"):
                return names.locate(place, path.removeprefix(f"{folder}/"))
        return names.locate(self.root, path)

    def has(self, part: Part) -> bool:
        """Whether anything of a part is there: a kit may lack whole parts, but no piece of one."""
        return any(self._is_there(file) for file in part.files)

    def parts(self) -> tuple[Part, ...]:
        """The parts that are there."""
        return tuple(part for part in self.manifest.parts if self.has(part))

    def _is_there(self, file: KitFile) -> bool:
        try:
            return self.locate(file.path).exists()
        except TutorError:
            return True  # a link in its place is not nothing: who opens it will say so


def home(path: Path) -> Path:
    """The folder of the kit at a place that a person named: the stick, or the kit's own folder."""
    is_own = path.name == FOLDER and not os.path.ismount(path)  # a stick may have this name, too
    return path if is_own or (path / manifest.FILE).exists() else path / FOLDER


def open_kit(path: Path, keys: Sequence[PublicKey]) -> Kit:
    """The kit at a place that a person named. Raises TutorError as open_root does."""
    return open_root(home(path), keys)


def open_root(root: Path, keys: Sequence[PublicKey]) -> Kit:
    """The kit whose manifest lies in a folder.

    Raises TutorError KIT_MISSING, KIT_UNSIGNED, KIT_FORGED, KIT_OF_OTHERS, as manifest.read and as `reading`.
    """
    signed = read_signed(root)
    signature.verify(signed.content, signed.signature, keys, str(root))
    return Kit(root, manifest.read(signed.content, str(root / manifest.FILE)), signed)


def read_signed(root: Path) -> Signed:
    """The manifest of a kit and its signature, unread. Raises TutorError as open_root does."""
    file = names.locate(root, manifest.FILE)
    return Signed(
        _read(file, manifest.LARGEST, ErrorCode.KIT_MISSING, ErrorCode.KIT_DAMAGED),
        _read(
            names.locate(root, manifest.FILE + signature.SUFFIX),
            signature.LARGEST,
            ErrorCode.KIT_UNSIGNED,
            ErrorCode.KIT_FORGED,
        ),
    )


def write_signed(root: Path, signed: Signed) -> None:
    """Put a manifest and its signature into a kit: what is there before this is no kit of that manifest.

    Raises TutorError as `writing` does.
    """
    write_small(names.locate(root, manifest.FILE + signature.SUFFIX), signed.signature)
    write_small(names.locate(root, manifest.FILE), signed.content)


def chosen(kit: Kit, kinds: Sequence[PartKind], wanted: Sequence[str] = ()) -> tuple[Part, ...]:
    """The parts of these kinds that are there; of the models only the wanted ones, where any is named.

    Raises TutorError KIT_PART_UNKNOWN(part, known) and KIT_EMPTY(path).
    """
    there = [part for part in kit.parts() if part.kind in kinds]
    models = {part.name: part for part in there if part.kind is PartKind.MODEL}
    for name in wanted:
        if name not in models:
            raise TutorError(ErrorCode.KIT_PART_UNKNOWN, part=name, known=", ".join(models) or "–")
    parts = [part for part in there if not wanted or part.kind is not PartKind.MODEL or part.name in wanted]
    if not parts:
        raise TutorError(ErrorCode.KIT_EMPTY, path=str(kit.root))
    return tuple(parts)


def _read(file: Path, largest: int, missing: ErrorCode, damaged: ErrorCode) -> bytes:
    try:
        with reading(file):
            return signature.read_small(file, largest)
    except ValueError as error:
        raise TutorError(damaged, path=str(file.parent), detail=str(error)) from error
    except TutorError as error:
        if error.code is ErrorCode.KIT_FILE_MISSING or (
            error.code is ErrorCode.KIT_GONE and missing is ErrorCode.KIT_MISSING
        ):
            raise TutorError(missing, path=str(file.parent)) from error
        raise
