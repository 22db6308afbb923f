"""Which names a kit may have."""

import os
from pathlib import Path

import pytest

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import names

BAD = {
    "one that climbs out": "models/../../a",
    "one that is a step up": "..",
    "one that stays": "models/./a",
    "an absolute one": "/etc/passwd",
    "one on a drive": "C:/a",
    "one on a drive without a root": "C:a",
    "one of a network": "//server/share",
    "one with backslashes": "models\\a",
    "an empty one": "",
    "one with an empty step": "models//a",
    "one that ends in a slash": "models/",
    "a console": "models/CON",
    "a console with an ending": "models/con.gguf",
    "a console with two endings": "nul.tar.gz",
    "a console with a space": "NUL .txt",
    "a port": "packs/com1/a",
    "a port with a small figure": "packs/COM¹",
    "one that ends in a dot": "models/a.",
    "one that ends in a space": "models/a ",
    "one that begins with a space": "models/ a",
    "one with a colon, a stream of Windows": "models/a.gguf:b",
    "one with a star": "models/*",
    "one with a line break": "models/a\nb",
    "one with an end": "models/a\0b",
    "one that is shown backwards": "models/\u202egpj.exe",
    "one with an unpaired half": "models/\ud800",
    "one with letters taken apart": "models/и\u0306",
    "one of a copy in work": "models/a.part",
    "one of 300 characters": "models/" + "/".join(["a" * 41] * 7)[:293],
    "one with a step of too many bytes": "models/" + "ҷ" * 150,
}


@pytest.mark.parametrize("path", BAD.values(), ids=BAD.keys())
def test_a_bad_name_is_refused(path: str) -> None:
    with pytest.raises(TutorError) as caught:
        names.check(path)
    assert caught.value.code is ErrorCode.KIT_NAME


@pytest.mark.parametrize(
    "path", ["models/soro-1b/soro-1b-00001-of-00002.gguf", "guide/Дастури муаллим.pdf", "a", "console.log"]
)
def test_a_good_name_is_taken(path: str) -> None:
    names.check(path)
    names.check_all([path, f"{path}2"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("models/a.gguf", "models/A.gguf"),
        ("models/a.gguf", "models/a.gguf"),
        ("models/Ҷ", "models/ҷ"),
        ("models/straße", "models/STRASSE"),
        ("Models/a", "models/b"),
        ("models/a", "models/a/b"),
        ("models/A/b", "models/a"),
    ],
)
def test_names_that_are_one_on_a_stick_are_refused(one: str, other: str) -> None:
    with pytest.raises(TutorError) as caught:
        names.check_all([one, other])
    assert caught.value.code is ErrorCode.KIT_NAMES_CLASH


def test_a_link_on_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "models").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TutorError) as caught:
        names.locate(tmp_path / "kit", "models/a")
    assert caught.value.code is ErrorCode.KIT_LINK


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_file_that_never_ends_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(TutorError) as caught:
        names.locate(tmp_path, "a")
    assert caught.value.code is ErrorCode.KIT_LINK


def test_what_is_not_there_yet_has_its_place(tmp_path: Path) -> None:
    assert names.locate(tmp_path, "models/a/b") == tmp_path / "models" / "a" / "b"
