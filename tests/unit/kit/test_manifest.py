"""What a manifest may say."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import manifest
from soro_tutor.kit.manifest import KitFile, Manifest, Part, PartKind

SHA = "0" * 64
MODEL = Part(
    "soro-1b",
    PartKind.MODEL,
    (KitFile("models/soro-1b/a.gguf", 5, SHA), KitFile("models/soro-1b/b.gguf", 0, SHA)),
)
RELEASE = Manifest(
    7,
    "0.4.0",
    "0.3",
    "2026-11-27",
    (MODEL, Part("guide", PartKind.GUIDE, (KitFile("guide/Дастур.txt", 1, SHA),))),
)


def _changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(manifest.write(RELEASE))
    change(document)
    return json.dumps(document).encode()


def _refused(content: bytes) -> ErrorCode:
    with pytest.raises(TutorError) as caught:
        manifest.read(content, "manifest.json")
    return caught.value.code


def test_a_manifest_is_read_as_it_was_written() -> None:
    content = manifest.write(RELEASE)
    assert manifest.read(content, "") == RELEASE
    assert manifest.write(manifest.read(content, "")) == content


def _file(document: dict[str, Any]) -> dict[str, Any]:
    return document["parts"][0]["files"][0]  # type: ignore[no-any-return]


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "a number as text": lambda all_: all_.update(number="7"),
    "a number that is a truth": lambda all_: all_.update(number=True),
    "no number": lambda all_: all_.pop("number"),
    "number zero": lambda all_: all_.update(number=0),
    "an unknown key": lambda all_: all_.update(more=1),
    "a day that there is not": lambda all_: all_.update(made="2026-02-30"),
    "a version of words": lambda all_: all_.update(least_program="new"),
    "parts that are none": lambda all_: all_.update(parts=7),
    "a part of no kind": lambda all_: all_["parts"][0].update(kind="virus"),
    "a part without files": lambda all_: all_["parts"][0].update(files=[]),
    "a part in the folder of another": lambda all_: all_["parts"][0].update(name="soro-270m"),
    "a part with a name of two steps": lambda all_: all_["parts"][0].update(name="a/b"),
    "two parts in one folder": lambda all_: all_["parts"].append(all_["parts"][0]),
    "a size below nothing": lambda all_: _file(all_).update(bytes=-1),
    "a size that FAT32 cannot have": lambda all_: _file(all_).update(bytes=2**32),
    "a size with a fraction": lambda all_: _file(all_).update(bytes=5.5),
    "a hash in capitals": lambda all_: _file(all_).update(sha256="A" * 64),
    "a short hash": lambda all_: _file(all_).update(sha256="0" * 63),
    "a path that is none": lambda all_: _file(all_).update(path=None),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_manifest_that_says_nonsense_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    assert _refused(_changed(change)) is ErrorCode.KIT_DAMAGED


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"7", b"\xff\xfe", b"{", b"[" * 100_000, b'{"format": NaN}', b'{"format": 1, "format": 1}'],
    ids=["empty", "a list", "a number", "no text", "half", "deep", "no number", "a key twice"],
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    assert _refused(content) is ErrorCode.KIT_DAMAGED


def test_a_manifest_of_a_later_form_needs_a_newer_program() -> None:
    assert (
        _refused(_changed(lambda all_: all_.update(format=2, parts="who knows"))) is ErrorCode.KIT_NEEDS_NEWER
    )


@pytest.mark.parametrize("path", ["models/soro-1b/../../a", "models/soro-1b/CON", "models/soro-1b/a."])
def test_a_manifest_with_a_bad_name_is_refused(path: str) -> None:
    assert _refused(_changed(lambda all_: _file(all_).update(path=path))) is ErrorCode.KIT_NAME


def test_a_manifest_with_names_that_differ_by_case_only_is_refused() -> None:
    change = _changed(lambda all_: _file(all_).update(path="models/soro-1b/B.gguf"))
    assert _refused(change) is ErrorCode.KIT_NAMES_CLASH
