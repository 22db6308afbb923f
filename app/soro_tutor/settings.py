"""What a person chose for this computer, kept in a small JSON file in the data folder."""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_tutor.i18n import LANGUAGES

THEMES = ("system", "light", "dark")
SCALES = (100, 125, 150, 175, 200)
CONTEXTS = (2048, 4096, 8192)  # tokens
# Which models word the replies of a lesson: those that were taught to be a tutor, any, or none.
LESSON_WORDS = ("taught", "always", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Scales are in per cent; `model` is a path, empty for the one that is found by itself.

    `hub_endpoint` is the address of a mirror of the hub of models, `hub_proxy` that of a proxy; empty for the
    usual ones. `hub_token` is sent to that endpoint.
    """

    language: str = "tg"
    tutor_language: str = "tg"
    theme: str = "system"
    text_scale: int = 100
    interface_scale: int = 100
    model: str = ""
    context: int = 4096
    lesson_words: str = "taught"
    hub_endpoint: str = ""
    hub_proxy: str = ""
    hub_token: str = ""
    last_learner: int = 0
    is_started: bool = False  # the first start has been walked through

    def with_changes(self, **changes: Any) -> "Settings":
        """A copy with the named settings changed."""
        return dataclasses.replace(self, **changes)


_ALLOWED = {
    "language": LANGUAGES,
    "tutor_language": LANGUAGES,
    "theme": THEMES,
    "text_scale": SCALES,
    "interface_scale": SCALES,
    "context": CONTEXTS,
    "lesson_words": LESSON_WORDS,
}


def settings_file(data_dir: Path) -> Path:
    """The file that holds the settings."""
    return data_dir / "settings.json"


def load(data_dir: Path) -> tuple[Settings, Path | None]:
    """The stored settings, and, where the file was damaged, the path under which it was set aside.

    A value of the wrong type or out of range falls back to its default alone; unknown keys are left out.
    """
    file = settings_file(data_dir)
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), None
    except OSError:
        return Settings(), None  # it may be readable again at the next start
    except (ValueError, RecursionError):
        return Settings(), _set_aside(file)
    if not isinstance(stored, dict):
        return Settings(), _set_aside(file)
    return Settings(**_valid(stored)), None


def save(data_dir: Path, settings: Settings) -> None:
    """Write the settings whole or not at all. Raises OSError where the folder cannot be written."""
    file = settings_file(data_dir)
    part = file.with_suffix(".json.part")
    part.write_text(json.dumps(dataclasses.asdict(settings), indent=1), encoding="utf-8")
    os.replace(part, file)


def _valid(stored: dict[str, Any]) -> dict[str, Any]:
    valid = {}
    for field in dataclasses.fields(Settings):
        value = stored.get(field.name)
        if type(value) is type(field.default) and value in _ALLOWED.get(field.name, (value,)):
            valid[field.name] = value
    return valid


def _set_aside(file: Path) -> Path:
    """Keep a damaged file under another name: nothing that a person made is thrown away."""
    number = 1
    while (kept := file.with_suffix(f".json.damaged{number}")).exists():
        number += 1
    try:
        os.replace(file, kept)
    except OSError:
        return file
    return kept
