"""What a kit holds, in the file that is signed: every part of a release with its files, sizes and hashes.

A stick may lack whole parts (two of three models) and keeps the same signed manifest, so that a teacher,
who has no secret key, can choose what goes on it.
"""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import names

FORMAT = 1
FILE = "manifest.json"
LARGEST = 4 * 2**20  # bytes of a manifest; one of a whole release has some hundred thousand
_LARGEST_FILE = 2**32 - 1  # FAT32 takes no larger one


class PartKind(StrEnum):
    """What a part of a kit is; it is also how the manifest says it."""

    INSTALLER = "installer"
    PORTABLE = "portable"
    MODEL = "model"
    PACK = "pack"
    GUIDE = "guide"


# In which folder of the kit parts of a kind lie; of models and packs there are several, a folder each.
FOLDERS: Mapping[PartKind, str] = {
    PartKind.INSTALLER: "installer",
    PartKind.PORTABLE: "portable",
    PartKind.MODEL: "models",
    PartKind.PACK: "packs",
    PartKind.GUIDE: "guide",
}
OF_MANY = frozenset([PartKind.MODEL, PartKind.PACK])


@dataclass(frozen=True, slots=True)
class KitFile:
    """A file of a kit: its path below the kit with "/", its size, its SHA-256 in lower-case hexadecimal."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is there whole or not at all: an installer, a model, a pack of exercises."""

    name: str
    kind: PartKind
    files: tuple[KitFile, ...]

    @property
    def folder(self) -> str:
        """Where all its files lie, below the kit."""
        return folder_of(self.kind, self.name)

    @property
    def bytes(self) -> int:
        """The size of all its files."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release. `number` only grows; programs older than `least_program` cannot use it; `made` is a date."""

    number: int
    version: str
    least_program: str
    made: str
    parts: tuple[Part, ...]
    format: int = FORMAT

    def files(self) -> Iterator[KitFile]:
        """The files of all parts."""
        return (file for part in self.parts for file in part.files)

    def of_kind(self, kind: PartKind) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind is kind)


def folder_of(kind: PartKind, name: str) -> str:
    """The folder of a part, below the kit."""
    return f"{FOLDERS[kind]}/{name}" if kind in OF_MANY else FOLDERS[kind]


def write(manifest: Manifest) -> bytes:
    """The manifest as it is signed."""
    text = json.dumps(dataclasses.asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def read(content: bytes, path: str) -> Manifest:
    """A manifest from the bytes that were signed; `path` is only named in errors.

    Raises TutorError KIT_DAMAGED(path, detail), KIT_NEEDS_NEWER, KIT_NAME or KIT_NAMES_CLASH.
    """
    try:
        document = json.loads(content, object_pairs_hook=_unique, parse_constant=_refuse)
        if document["format"] > FORMAT:
            newer = str(document.get("least_program", ""))[:40]
            raise TutorError(ErrorCode.KIT_NEEDS_NEWER, needed=newer, present="")
        manifest = _manifest(document)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise TutorError(ErrorCode.KIT_DAMAGED, path=path, detail=str(error)[:200]) from error
    names.check_all(file.path for file in manifest.files())
    return manifest


def _manifest(document: Mapping[str, Any]) -> Manifest:
    _expect(document, {"format", "number", "version", "least_program", "made", "parts"})
    manifest = Manifest(
        number=_whole(document["number"], least=1, most=2**53),
        version=_match(document["version"], r"\d[0-9A-Za-z.+-]{0,39}"),
        least_program=_match(document["least_program"], r"\d{1,6}(\.\d{1,6}){0,3}"),
        made=date.fromisoformat(document["made"]).isoformat(),
        parts=tuple(_part(part) for part in document["parts"]),
        format=_whole(document["format"], least=FORMAT, most=FORMAT),
    )
    folders = [names.key(part.folder) for part in manifest.parts]
    if len(set(folders)) < len(folders):
        raise ValueError("parts: two in one folder")
    return manifest


def _part(document: Mapping[str, Any]) -> Part:
    _expect(document, {"name", "kind", "files"})
    part = Part(
        name=_match(document["name"], r"[^/\\]{1,80}"),
        kind=PartKind(document["kind"]),
        files=tuple(_file(file) for file in document["files"]),
    )
    strangers = [file.path for file in part.files if not file.path.startswith(f"{part.folder}/")]
    if strangers or not part.files:
        raise ValueError(f"{part.folder}: {strangers[:1]}")
    return part


def _file(document: Mapping[str, Any]) -> KitFile:
    _expect(document, {"path", "bytes", "sha256"})
    return KitFile(
        path=_match(document["path"], r"[^\0]+"),
        bytes=_whole(document["bytes"], least=0, most=_LARGEST_FILE),
        sha256=_match(document["sha256"], r"[0-9a-f]{64}"),
    )


def _expect(document: Mapping[str, Any], keys: set[str]) -> None:
    if set(document) != keys:
        raise ValueError(f"keys: {sorted(set(document) ^ keys)}")


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"number: {str(value)[:40]}")
    return value


def _match(value: object, pattern: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII | re.DOTALL):
        raise ValueError(f"text: {str(value)[:80]!r}")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may take different ones of two keys with one name: then what was signed is not clear."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
