"""Saves a conversation as a file of the learner's choice."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from soro_tutor import i18n
from soro_tutor.domain.dialogue import Conversation, Message
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.exchange import conversation as exchange
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.reading.print import write_pdf

Writer = Callable[[Path, Conversation, Sequence[Message]], None]


def ask_and_write(parent: QWidget, conversation: Conversation, messages: Sequence[Message]) -> Path | None:
    """Ask for a place and write there; None where the learner changed their mind.

    Raises TutorError EXPORT_FAILED.
    """
    filters = {_filter(name, suffix): suffix for suffix, name in _formats().items()}
    suggestion = exchange.file_name(conversation.title) + ".md"
    chosen, chosen_filter = QFileDialog.getSaveFileName(
        parent, translate("Export the conversation"), suggestion, ";;".join(filters)
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() not in _WRITERS:
        path = path.with_name(path.name + filters.get(chosen_filter, ".md"))
    write(path, conversation, messages)
    return path


def write(path: Path, conversation: Conversation, messages: Sequence[Message]) -> None:
    """Write the form that the file's ending asks for. Raises TutorError EXPORT_FAILED."""
    _WRITERS[path.suffix.lower()](path, conversation, messages)


def _write_markdown(path: Path, conversation: Conversation, messages: Sequence[Message]) -> None:
    words = exchange.Labels(
        translate("You"),
        translate("Tutor"),
        labels.subject(conversation.subject),
        labels.mode(conversation.mode),
        translate("This answer is not whole."),
        i18n.language(),
    )
    _write_text(path, exchange.to_markdown(conversation, messages, words))


def _write_json(path: Path, conversation: Conversation, messages: Sequence[Message]) -> None:
    _write_text(path, exchange.to_json(conversation, messages))


def _write_text(path: Path, text: str) -> None:
    """Write a text whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TutorError(ErrorCode.EXPORT_FAILED, path=str(path)) from error


_WRITERS: dict[str, Writer] = {".md": _write_markdown, ".json": _write_json, ".pdf": write_pdf}


def _formats() -> dict[str, str]:
    return {".md": translate("Text with formulas"), ".pdf": translate("PDF"), ".json": translate("Data")}


def _filter(name: str, suffix: str) -> str:
    return f"{name} (*{suffix})"
