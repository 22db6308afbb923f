"""Terms of the glossary in a text: marked to be tapped, and the card that says what one means."""

import logging
from dataclasses import dataclass
from functools import cache
from html import escape

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QCursor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from soro_tutor import paths
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.glossary import Glossary, Term
from soro_tutor.domain.leak import Secrets, leaks
from soro_tutor.exchange.glossary import load
from soro_tutor.i18n import translate
from soro_tutor.ui.theme import Theme

SCHEME = "term"
_CARD_WIDTH = 340  # pixels at 100 %


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tappable:
    """Which terms can be tapped: as `subject` means them, and none whose card tells the `secrets`."""

    subject: Subject | None
    secrets: Secrets | None = None

    def has(self, term: Term) -> bool:
        """Whether this term's card may be shown."""
        if self.secrets is None:
            return True
        return not any(leaks(said, self.secrets) for said in (term.tg, term.ru, term.en, term.meaning))


@cache
def glossary() -> Glossary:
    """The program's glossary; one that is damaged has no terms, and the log says so."""
    try:
        return load(paths.resources() / "glossary")
    except TutorError as error:
        log.error("The glossary is left out: %s", error)
        return Glossary(())


def mark(document: QTextDocument, tappable: Tappable, theme: Theme) -> None:
    """Underline the terms of a document with dots, and make links of them."""
    text = document.toPlainText()
    if len(text) != document.characterCount() - 1:
        return  # characters outside the basic plane: Qt counts them twice, and places would be wrong
    cursor = QTextCursor(document)
    for found in glossary().find(text, tappable.subject):
        if not tappable.has(found.term):
            continue
        cursor.setPosition(found.start)
        cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
        if not cursor.charFormat().isAnchor():
            cursor.mergeCharFormat(_marked(glossary().terms.index(found.term), theme))


def term_of(url: QUrl) -> Term | None:
    """The term that a link stands for, None where it is another link."""
    if url.scheme() != SCHEME or not url.path().isdigit():
        return None
    terms, index = glossary().terms, int(url.path())
    return terms[index] if index < len(terms) else None


def show_card(beside: QWidget, term: Term, theme: Theme) -> "TermCard":
    """Show what a term means, at the pointer; the card closes with Escape or a click anywhere."""
    card = TermCard(beside, term, theme)
    card.show_at(QCursor.pos())
    return card


class TermCard(QFrame):
    """A term in Tajik, Russian and English, with its meaning in a line."""

    def __init__(self, parent: QWidget, term: Term, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setFixedWidth(theme.interface(_CARD_WIDTH))
        words = translate(
            "{tajik}. In Russian: {russian}. In English: {english}.",
            tajik=term.tg,
            russian=term.ru,
            english=term.en,
        )
        self.setAccessibleName(f"{words} {term.meaning}")
        russian, english = translate("Russian"), translate("English")
        self.label = QLabel(
            f"<p><b>{escape(term.tg)}</b></p><p>{escape(term.meaning)}</p>"
            f"<p>{escape(russian)}: {escape(term.ru)}<br>"
            f"{escape(english)}: {escape(term.en)}</p>"
        )
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        space = theme.interface(16)
        layout.setContentsMargins(space, space // 2, space, space // 2)
        layout.addWidget(self.label)

    def show_at(self, place: QPoint) -> None:
        """Show the card under a place of the screen, whole."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = (
            place.y() + 8
            if place.y() + 8 + self.height() < screen.bottom()
            else place.y() - self.height() - 8
        )
        self.move(max(left, screen.left()), max(top, screen.top()))
        self.show()
        self.setFocus()


def _marked(index: int, theme: Theme) -> QTextCharFormat:
    marked = QTextCharFormat()
    marked.setAnchor(True)
    marked.setAnchorHref(f"{SCHEME}:{index}")
    marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    marked.setUnderlineColor(QColor(theme.colour("muted")))
    return marked
