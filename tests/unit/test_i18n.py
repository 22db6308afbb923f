"""Switching the interface's language."""

import os
import shutil
from pathlib import Path

import pytest

from soro_tutor import i18n, paths

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Send {name}"
msgstr "{name}-ро фиристед"

msgid "{count} message"
msgid_plural "{count} messages"
msgstr[0] "{count} паём"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "translations", lambda: tmp_path)
    file = tmp_path / "tg" / "LC_MESSAGES" / "soro.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE, encoding="utf-8")
    return file


def test_words_follow_the_language(catalogue: Path) -> None:
    i18n.use("tg")
    assert i18n.translate("Send {name}", name="Паём") == "Паём-ро фиристед"
    assert i18n.translate_plural("{count} message", "{count} messages", 3) == "3 паём"
    i18n.use("en")
    assert i18n.translate("Send {name}", name="it") == "Send it"
    assert i18n.translate_plural("{count} message", "{count} messages", 1) == "1 message"


def test_a_changed_catalogue_is_compiled_again(catalogue: Path) -> None:
    i18n.use("tg")
    compiled = catalogue.with_suffix(".mo")
    assert compiled.is_file()
    catalogue.write_text(CATALOGUE.replace("паём", "хабар"), encoding="utf-8")
    os.utime(catalogue, ns=(0, compiled.stat().st_mtime_ns + 1))
    i18n.use("tg")
    assert i18n.translate_plural("{count} message", "{count} messages", 3) == "3 хабар"


def test_an_installed_program_needs_only_the_compiled_file(catalogue: Path) -> None:
    i18n.use("tg")
    catalogue.unlink()
    i18n.use("tg")
    assert i18n.translate("Send {name}", name="Паём") == "Паём-ро фиристед"


def test_a_missing_language_speaks_english(catalogue: Path) -> None:
    shutil.rmtree(catalogue.parents[1])
    i18n.use("tg")
    assert i18n.translate("Send {name}", name="it") == "Send it"


@pytest.mark.parametrize("share", [0, 10, 60])
def test_a_compiled_file_that_was_cut_is_compiled_again(catalogue: Path, share: int) -> None:
    i18n.use("tg")
    compiled = catalogue.with_suffix(".mo")
    whole = compiled.read_bytes()
    compiled.write_bytes(whole[: len(whole) * share // 100])
    i18n.use("tg")
    assert i18n.translate("Send {name}", name="Паём") == "Паём-ро фиристед"
    assert [file.name for file in catalogue.parent.iterdir() if file.suffix == ".part"] == []
