"""A line of school work without the words, numbers and arrows around its mathematics."""

import re

from soro_tutor.domain.line import has_relation
from soro_tutor.domain.notation import without_lead

_ARROW = re.compile(r"\s*(?:⇒|⇔|→|⟹|\\Rightarrow|\\Leftrightarrow|\\to(?![a-z]))\s*|\s+<?=>\s+(?=.*[=<>])")
_NUMBER = re.compile(r"^\s*\d{1,2}\)\s*(?=\S)|^\s*\d{1,2}\.\s+(?=\S)|^\s*(?:<?=>|∴|[•—–]\s)\s*")
_WORDS = re.compile(r"^\s*(?:[а-яёғӣқӯҳҷА-ЯЁҒӢҚӮҲҶ]{2,}\.?[\s,:–—]+)+(?=\S)")
_DOING = re.compile(r"\s*\|\s*[:·*+−\-÷×/]\s*\(?-?[\dA-Za-z.,/]+\)?\s*$")  # '2x = 8 | :2'
_BEHIND = re.compile(r"[,;.]?\s*\(?[а-яёғӣқӯҳҷ]{3,}[а-яёғӣқӯҳҷ\s]*\)?[.!]?\s*$", re.IGNORECASE)


def steps(text: str) -> list[str]:
    """The mathematics of a line, more steps than one where arrows stand between: '1) яъне 2x = 8'."""
    found = [_bare(piece) for piece in _ARROW.split(text)]
    return [piece for piece in found if piece]


def is_prose(text: str) -> bool:
    """Whether a line is words only: 'Ҳал:'."""
    return not has_relation(text) and not re.search(r"\d", text) and bool(_WORDS.match(f"{text.strip()} ."))


def _bare(piece: str) -> str:
    piece = _NUMBER.sub("", piece, count=1)
    if without_lead(piece) != piece:
        return f"Ҷавоб: {_bare(without_lead(piece))}"
    piece = _WORDS.sub("", piece, count=1)
    if piece.count("|") % 2:
        piece = _DOING.sub("", piece)
    without = _BEHIND.sub("", piece)
    return (without if re.search(r"\d", without) else piece).strip()
