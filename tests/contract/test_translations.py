"""Every word of the interface and of the training in every language, whole and with its placeholders."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from soro_tutor import i18n
from soro_tutor.domain.lint import Damage, lint

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "app" / "soro_tutor", ROOT / "training" / "soro_training")
KEYWORDS = {"translate": None, "translate_plural": (1, 2)}
PLURALS = {"tg": 1, "ru": 3, "en": 2}


def _source() -> set[str | tuple[str, ...]]:
    found = (one for folder in SOURCES for one in extract_from_dir(folder, keywords=KEYWORDS))
    return {tuple(text) if isinstance(text, tuple | list) else text for _, _, text, _, _ in found}


def _catalogue(language: str) -> Catalog:
    file = ROOT / "i18n" / language / "LC_MESSAGES" / "soro.po"
    return read_po(io.BytesIO(file.read_bytes()), locale=language)


def _messages(language: str) -> list[Message]:
    return [message for message in _catalogue(language) if message.id]


def _key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_word_is_missing_and_none_is_left_over(language: str) -> None:
    assert {_key(message) for message in _messages(language)} == _source()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_word_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in _messages(language):
        wanted = [_placeholders(form) for form in _forms(message.id)]  # the singular may name no number
        forms = _forms(message.string)
        assert len(forms) == (1 if isinstance(message.id, str) else PLURALS[language])
        for form in forms:
            assert form.strip(), message.id
            assert _placeholders(form) in wanted, message.id
        assert not message.fuzzy


def test_the_template_is_up_to_date() -> None:
    template = read_po(io.BytesIO((ROOT / "i18n" / "soro.pot").read_bytes()))
    assert {_key(message) for message in template if message.id} == _source()


@pytest.mark.parametrize("domain", ["soro", "qtbase"])
def test_tajik_words_hold_no_damage(domain: str) -> None:
    file = ROOT / "i18n" / "tg" / "LC_MESSAGES" / f"{domain}.po"
    for message in read_po(io.BytesIO(file.read_bytes()), locale="tg"):
        for form in _forms(message.string) if message.id else []:
            findings = [one for one in lint(form) if one.kind is not Damage.MISSING]
            assert not findings, form
