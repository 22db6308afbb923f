"""School terms in a text: they can be tapped, and a card says what one means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from soro_tutor import paths
from soro_tutor.domain.dialogue import Subject
from soro_tutor.ui.reading import terms
from soro_tutor.ui.reading.view import ReadingView
from soro_tutor.ui.theme import make_theme


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    made = ReadingView(make_theme(is_dark=False), is_plain=False)
    qtbot.addWidget(made)
    return made


def links(view: ReadingView) -> int:
    return view.document().toHtml().count('href="term:')


def test_terms_in_a_text_are_links_once_they_are_wanted(view: ReadingView) -> None:
    view.show_text("Катети **секунҷаро** ёбед: $a = 3$")
    assert links(view) == 0
    view.explain_terms(terms.Tappable(Subject.MATHEMATICS))
    assert links(view) == 2


def test_a_text_with_signs_that_qt_counts_twice_is_left_as_it_is(view: ReadingView) -> None:
    view.explain_terms(terms.Tappable(Subject.MATHEMATICS))
    view.show_text("😀 Катетро ёбед.")
    assert links(view) == 0
    assert "Катетро" in view.toPlainText()


def test_a_tapped_term_says_what_it_means_in_three_languages(view: ReadingView) -> None:
    term = next(term for term in terms.glossary().terms if term.tg == "катет")
    card = terms.TermCard(view, term, make_theme(is_dark=False))
    for words in (term.tg, term.ru, term.en, term.meaning):
        assert words in card.label.text()
        assert words in card.accessibleName()


def test_a_link_that_is_no_term_is_none() -> None:
    assert terms.term_of(QUrl("term:0")) is terms.glossary().terms[0]
    for address in ("term:99999", "term:x", "https://example.org/0"):
        assert terms.term_of(QUrl(address)) is None


def test_a_damaged_glossary_leaves_the_texts_as_they_are(
    view: ReadingView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "physics.toml").write_text("term = [", encoding="utf-8")
    terms.glossary.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(paths, "resources", lambda: tmp_path)
        assert terms.glossary().terms == ()
    view.explain_terms(terms.Tappable(Subject.PHYSICS))
    view.show_text("Қувва чист?")
    assert links(view) == 0
    terms.glossary.cache_clear()
