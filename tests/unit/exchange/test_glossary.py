"""The shipped glossary, and one that is damaged."""

from pathlib import Path

import pytest

from soro_tutor import paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.lint import lint
from soro_tutor.exchange import glossary

ENOUGH_TERMS = 600


def test_the_shipped_glossary_has_enough_terms_in_three_languages() -> None:
    terms = glossary.load(paths.resources() / "glossary").terms
    assert len(terms) >= ENOUGH_TERMS
    assert all(term.tg and term.ru and term.en and term.meaning.endswith((".", "…")) for term in terms)


def test_no_term_stands_twice_in_a_subject() -> None:
    terms = glossary.load(paths.resources() / "glossary").terms
    assert len({(term.tg, term.subject) for term in terms}) == len(terms)


def test_the_shipped_glossary_is_clean_tajik() -> None:
    for term in glossary.load(paths.resources() / "glossary").terms:
        assert not lint(term.meaning), term.meaning


@pytest.mark.parametrize("content", [b"term = [", b"term = 3", b"", b"term = [{ tg = 'a' }]", b"\xff\xfe"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "physics.toml"
    file.write_bytes(content)
    with pytest.raises(TutorError) as raised:
        glossary.read(file)
    assert raised.value.code is ErrorCode.GLOSSARY_DAMAGED
