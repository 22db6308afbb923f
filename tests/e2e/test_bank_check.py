"""`soro-tutor bank check`, run as a teacher runs it, on a pack with everything wrong that may be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pack_example import ITEM, TEXT

from soro_tutor import paths

SECONDS = 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A teacher's folder, with letters and spaces as they come."""
    made = tmp_path / "Муаллим Ҷӯра" / "супоришҳо"
    made.mkdir(parents=True)
    return made


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `soro-tutor bank check` with these words."""
    return subprocess.run(
        [sys.executable, "-m", "soro_tutor", "bank", "check", "--data-dir", str(folder / "data"), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )


@pytest.fixture
def topic() -> str:
    """A topic of the shipped curriculum."""
    text = (paths.resources() / "curriculum" / "physics.toml").read_text(encoding="utf-8")
    return text.split('id = "')[1].split('"')[0]


def test_a_sound_pack_passes(folder: Path, topic: str) -> None:
    file = folder / "физика.toml"
    file.write_text(TEXT.replace("physics.7.force", topic), encoding="utf-8")
    done = check(folder, str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Физика" in done.stdout


def test_each_flaw_is_told_with_its_place(folder: Path, topic: str) -> None:
    file = folder / "физика.toml"
    text = (
        TEXT.replace("physics.7.force", topic)
        .replace("F = m a", r"\frac{1}{2")
        .replace("Ба формула", "![](акс.png) Ба формула")
        .replace('"ватт"', '"Ҷоул"')
    )
    file.write_text(text, encoding="utf-8")
    done = check(folder, str(folder))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for place in ("statement", "hints.1", "options.3.text"):
        assert f"{file}:phy-7-force-unit:{place}: " in done.stdout


def test_the_findings_are_told_to_machines_too(folder: Path, topic: str) -> None:
    file = folder / "физика.toml"
    file.write_text(TEXT.replace("physics.7.force", topic).replace("ватт", "cард"), encoding="utf-8")
    done = check(folder, "--json", str(file))
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert not report["is_clean"]
    assert report["items"]["form"] == {"choice": 1}
    (flaw,) = report["flaws"]
    assert (flaw["item"], flaw["field"], flaw["kind"]) == ("phy-7-force-unit", "options.3.text", "lookalike")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "pack_unreadable"),
        (b"", "pack_field"),
        (b"\xff\xfe", "pack_unreadable"),
        (b"\0", "pack_not_toml"),
        ((TEXT + ITEM).encode(), "pack_twice"),
        (TEXT.replace("physics.7.force", "physics.7.magic").encode(), "pack_topic"),
    ],
    ids=["missing", "empty", "not UTF-8", "null byte", "twice", "topic"],
)
def test_a_pack_that_cannot_be_taken_in_ends_in_a_sentence(
    folder: Path, content: bytes | None, code: str
) -> None:
    file = folder / "физика.toml"
    if content is not None:
        file.write_bytes(content)
    done = check(folder, "--json", str(file))
    assert done.returncode == 1, done.stderr
    assert code in {error["code"] for error in json.loads(done.stdout)["errors"]}
    said = check(folder, str(file))
    assert said.stdout.startswith(str(file))
    assert "Traceback" not in said.stderr
