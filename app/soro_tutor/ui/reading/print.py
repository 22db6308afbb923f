"""A conversation on paper: the same Markdown and formulas as PDF pages of A4."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from soro_tutor import formats
from soro_tutor.domain.dialogue import Conversation, Message, Role
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.reading.document import Look, ReadingDocument
from soro_tutor.ui.reading.stream import settled
from soro_tutor.ui.theme import make_theme

_MARGIN = 18  # millimetres
_DOTS = 96  # of the document's own pixels in an inch
_SHARPNESS = 4  # device pixels of a formula in one of the document's


def write_pdf(path: Path, conversation: Conversation, messages: Sequence[Message]) -> None:
    """Write a conversation as a PDF file, whole or not at all. Raises TutorError EXPORT_FAILED."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(b"")  # Qt tells nobody that it could not write
        _print(part, conversation, messages)
        if part.stat().st_size == 0:
            raise OSError
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TutorError(ErrorCode.EXPORT_FAILED, path=str(path)) from error


def _print(path: Path, conversation: Conversation, messages: Sequence[Message]) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(conversation.title)
    writer.setCreator("Soro Tutor")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    page = writer.pageLayout().paintRect(QPageLayout.Unit.Point)
    size = QSizeF(page.width(), page.height()) * _DOTS / 72
    document = _document(conversation, messages, int(size.width()))
    document.setPageSize(size)
    document.print_(writer)


def _document(conversation: Conversation, messages: Sequence[Message], width: int) -> QTextDocument:
    """One document of all messages, in light colours."""
    document = ReadingDocument()
    look = Look(make_theme(is_dark=False), _SHARPNESS, width)
    document.show_texts(_texts(conversation, messages), look)
    return document


def _texts(conversation: Conversation, messages: Sequence[Message]) -> list[tuple[str, bool]]:
    """The texts on the pages, each with whether it is shown as it was typed."""
    subject = f"{labels.subject(conversation.subject)} · {formats.date(conversation.created)}"
    texts = [(f"# {conversation.title}", False), (subject, False)]
    for message in messages:
        is_question = message.role is Role.USER
        who = translate("You") if is_question else translate("Tutor")
        text = settled(message.text) if message.is_unfinished else message.text
        texts += [(f"### {who}", False), (text, is_question)]
    return texts
