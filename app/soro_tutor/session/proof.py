"""Packs proofread from the disk: what `soro-tutor bank check` finds, as values and in words."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soro_tutor import paths
from soro_tutor.domain import markup, proofreading
from soro_tutor.domain.curriculum import Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Item
from soro_tutor.domain.item_table import table_of
from soro_tutor.domain.proofreading import Flaw, FlawKind
from soro_tutor.exchange import curriculum, pack
from soro_tutor.exchange.pack import Pack

_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw of one item of one file."""

    path: str
    item: str
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in some packs; `errors` are what kept packs from being read at all."""

    packs: tuple[Pack, ...]
    findings: tuple[Finding, ...]
    errors: tuple[TutorError, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings and not self.errors

    def counts(self) -> dict[str, dict[str, int]]:
        """How many items there are by 'subject' and by 'form'."""
        items = [item for pack in self.packs for item in pack.items]
        return {
            "subject": dict(Counter(item.subject.value for item in items)),
            "form": dict(Counter(item.form.value for item in items)),
        }

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "is_clean": self.is_clean,
            "items": self.counts(),
            "errors": [{"code": error.code.value, **error.data} for error in self.errors],
            "flaws": [
                {
                    "path": finding.path,
                    "item": finding.item,
                    "field": finding.flaw.field,
                    "kind": finding.flaw.kind.value,
                    "detail": finding.flaw.detail,
                    "figure": finding.flaw.figure.value if finding.flaw.figure else "",
                }
                for finding in self.findings
            ],
        }


@dataclass
class _Notes:
    """What has been found so far."""

    packs: list[Pack] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    errors: list[TutorError] = field(default_factory=list)


def proofread(places: Iterable[Path]) -> Proof:
    """Check the packs at `places`: files, and folders with the .toml files in them.

    Never raises a TutorError: what cannot be read is among the errors.
    """
    notes = _Notes()
    schema = pack_schema()
    topics = _topics(notes)
    for place in places:
        for file in _files(place):
            _proofread(file, schema, topics, notes)
    return Proof(tuple(notes.packs), tuple(notes.findings), tuple(notes.errors))


def pack_schema() -> dict[str, Any]:
    """The schema of packs."""
    schema: dict[str, Any] = json.loads(_read_resource("bank", "schema.json"))
    return schema


def _read_resource(*names: str) -> str:
    return paths.resources().joinpath(*names).read_text(encoding="utf-8")


def _topics(notes: _Notes) -> dict[str, Topic]:
    """The topics of every subject whose file can be read."""
    topics: dict[str, Topic] = {}
    schema = json.loads(_read_resource("curriculum", "schema.json"))
    for subject in Subject:
        file = paths.resources() / "curriculum" / f"{subject}.toml"
        try:
            if file.exists():
                topics |= {topic.id: topic for topic in curriculum.read(file, schema)}
        except TutorError as error:
            notes.errors.append(error)
    return topics


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("*.toml")) if place.is_dir() else [place]


def _proofread(file: Path, schema: dict[str, Any], topics: dict[str, Topic], notes: _Notes) -> None:
    path = str(file)
    try:
        text = pack.decode(file.read_bytes(), path)
    except OSError:
        notes.errors.append(TutorError(ErrorCode.PACK_UNREADABLE, path=path))
        return
    except TutorError as error:
        notes.errors.append(error)
        return
    read, faults = pack.examined(text, path, schema, topics)
    notes.errors += faults
    if read is None:
        return
    notes.packs.append(read)
    for item in read.items:
        flaws = (*proofreading.check(item), *_picture_flaws(item, file.parent))
        notes.findings += [Finding(path, item.id, flaw) for flaw in flaws]
    notes.findings += [Finding(path, item.id, flaw) for item, flaw in proofreading.twins(read.items)]


def _picture_flaws(item: Item, folder: Path) -> Iterator[Flaw]:
    """The pictures of an item that are not beside its pack, or are no PNG, JPEG or SVG."""
    for name, text in proofreading.texts(table_of(item)):
        for picture in markup.pictures(text):
            try:
                head = (folder / picture).read_bytes()[:1000]
            except (OSError, ValueError):  # ValueError: a null byte in the name
                yield Flaw(FlawKind.PICTURE_MISSING, name, picture)
                continue
            if not head.startswith(_HEADS) and b"<svg" not in head:
                yield Flaw(FlawKind.PICTURE_BROKEN, name, picture)
