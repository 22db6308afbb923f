"""The rules of the house that no type checker knows."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from soro_tutor import i18n
from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.session import labels, messages, prompt

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "app").rglob("*.py")) + sorted((ROOT / "training").rglob("*.py"))


def test_imports_keep_to_the_rooms() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(source: Path) -> None:
    assert ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_has_words(code: ErrorCode, language: str) -> None:
    i18n.use(language)
    words = messages.words_for(
        TutorError(code, path="/а/б.gguf", needed=10**9, available=5, tokens=9, limit=3)
    )
    assert words.title
    assert words.text
    assert words.advice
    assert "{" not in words.title + words.text + words.advice


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_subject_and_mode_has_a_name_and_a_prompt(language: str) -> None:
    i18n.use(language)
    for subject in Subject:
        assert labels.subject(subject)
        for mode in Mode:
            assert labels.mode(mode)
            assert labels.mode_help(mode)
            turn = prompt.system_turn(language, subject, 7, mode)
            assert "{" not in turn.text
            assert "7" in turn.text


def test_no_colour_is_written_outside_the_palette() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{6}\b")
    sources = [*SOURCES, ROOT / "resources" / "style" / "soro.qss"]
    guilty = [path.name for path in sources if colour.search(path.read_text(encoding="utf-8"))]
    assert not guilty


def test_the_development_model_is_no_dependency_of_the_application() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert not [name for name in project["project"]["dependencies"] if "gguf" in name]
    assert [name for name in project["dependency-groups"]["dev"] if name.startswith("gemma3-270m")]


def test_every_place_on_the_map_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w./{},-]+)` \|", readme, re.MULTILINE)
    assert len(named) > 20
    missing = [name for name in named if not (ROOT / name).exists()]
    assert not missing
