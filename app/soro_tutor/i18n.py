"""The interface's language: gettext catalogues, switched while the program runs."""

import contextlib
import gettext as _gettext
import io
import os
import struct
from pathlib import Path
from typing import Any

from soro_tutor import paths

LANGUAGES = ("tg", "ru", "en")
# Every language names itself in its own words, so these are never translated.
LANGUAGE_NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Switch all later translations to `language`, one of LANGUAGES; the source strings are English."""
    global _current, _language  # noqa: PLW0603 - one language a process, as gettext itself has it
    _current = catalogue(language, "soro")
    _language = language


def language() -> str:
    """The interface language in use."""
    return _language


def translate(message: str, **values: Any) -> str:
    """`message` in the interface language with its named placeholders filled."""
    text = _current.gettext(message)
    return text.format(**values) if values else text


def translate_plural(one: str, many: str, count: int, **values: Any) -> str:
    """The form of a message that goes with `count`, which also fills the placeholder {count}."""
    return _current.ngettext(one, many, count).format(count=count, **values)


def catalogue(language: str, domain: str) -> _gettext.NullTranslations:
    """The catalogue i18n/<language>/LC_MESSAGES/<domain>, empty where there is none.

    The installed program carries compiled .mo files. A checkout compiles a .po that is newer than its .mo.
    """
    source = paths.translations() / language / "LC_MESSAGES" / f"{domain}.po"
    compiled = source.with_suffix(".mo")
    if not _is_stale(source, compiled):
        # A .mo that a power cut has damaged is compiled again, like one that is not there.
        with contextlib.suppress(OSError, struct.error, UnicodeDecodeError):
            return _gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    if not source.exists():
        return _gettext.NullTranslations()
    return _compile(source, compiled, language)


def _is_stale(source: Path, compiled: Path) -> bool:
    try:
        changed = source.stat().st_mtime_ns
    except OSError:
        return False
    return not compiled.exists() or compiled.stat().st_mtime_ns < changed


def _compile(source: Path, compiled: Path, language: str) -> _gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    content = io.BytesIO()
    with source.open("rb") as file:
        write_mo(content, read_po(file, locale=language))  # without a locale it drops Plural-Forms
    with contextlib.suppress(OSError):  # a read-only checkout compiles at every start
        part = compiled.with_suffix(f".{os.getpid()}.part")  # two programs may start at once
        part.write_bytes(content.getvalue())
        os.replace(part, compiled)
    content.seek(0)
    return _gettext.GNUTranslations(content)
