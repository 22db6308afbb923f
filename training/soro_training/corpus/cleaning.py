"""Cleaning: signs that nobody sees, line ends and spaces put in order, and damaged Tajik repaired."""

import re

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.formatters.base import BaseFormatter

from soro_tutor.domain.repair import repair

_LONGEST_RUN = 1000  # signs without a space; the longest Tajik word has about 40
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), 0xFEFF, 0x200B, 0xFFFE, 0xFFFF])
_SPACES = re.compile(r"[^\S\n]+")
_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")


class Clean(BaseFormatter):
    """Line ends become one sign, runs of spaces one space, and control signs vanish."""

    name = "clean"

    def format(self, text: str) -> str:
        """The text, cleaned; cleaning twice changes nothing more."""
        return clean(text)


class Plain(BaseFilter):
    """Rejects what holds nothing, or a run without spaces that no language has."""

    name = "plain"

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the text has words."""
        words = doc.text.split()
        if not any(letter.isalnum() for letter in doc.text):
            return False, "empty"
        return True if max(map(len, words)) <= _LONGEST_RUN else (False, "no_spaces")


class Repair(BaseFormatter):
    """The application's own repair of Tajik: old fonts, look-alikes, hooks of scanned letters."""

    name = "repair"

    def format(self, text: str) -> str:
        """The text in NFC, its Tajik sentences repaired."""
        return repair(text)


def clean(text: str) -> str:
    """`text` without control signs, with one kind of line end, no more than one empty line and one space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SPACES.sub(" ", text.translate(_CONTROL))
    return _EMPTY_LINES.sub("\n\n", _ENDS.sub("\n", text)).strip()
