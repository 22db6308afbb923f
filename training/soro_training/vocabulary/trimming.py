"""Which pieces of a vocabulary stay: those that texts need, all that leads to them, then the likeliest."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from soro_training.errors import Fault, TrainingError
from soro_training.pieces import Kind, Piece
from soro_training.vocabulary.joining import path, scores_of

FIRST = 494  # ids that every Gemma 3 has in common; prompts and programs know some of them by number
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷ")
_UNUSED = re.compile(r"<unused\d+>")


def trim(pieces: Sequence[Piece], used: Counter[int], size: int) -> list[int]:
    """The ids of the pieces that stay, in their order: at most `size`.

    First come control tokens, tags, white space, bytes and the single characters of our scripts; then the
    used pieces, the most frequent first; then those in Tajik and Russian letters (some 12,000 of Gemma's),
    those in our scripts, and any others, each time the earliest merges first. A piece stays only with every
    piece that comes about while it is joined. Raises TrainingError VOCABULARY_TOO_SMALL.
    """
    ids = {piece.text: at for at, piece in enumerate(pieces) if piece.kind is Kind.NORMAL}
    scores = scores_of(pieces)
    kept = {at for at, piece in enumerate(pieces) if is_indispensable(at, piece)}
    if len(kept) > size:
        raise TrainingError(Fault.VOCABULARY_TOO_SMALL, size=size, least=len(kept))
    for at in _by_need(pieces, used):
        if len(kept) == size:
            break
        if at not in kept:
            wanted = {ids.get(text, -1) for text in path(pieces[at].text, scores)} - kept
            if -1 not in wanted and len(kept) + len(wanted) <= size:
                kept |= wanted
    return sorted(kept)


def is_indispensable(at: int, piece: Piece) -> bool:
    """Whether a piece stays whatever the texts are."""
    if piece.kind is Kind.NORMAL:
        return len(piece.text) == 1 and is_ours(piece.text)
    return at < FIRST or _UNUSED.fullmatch(piece.text) is None


def is_ours(text: str) -> bool:
    """Whether all letters and digits of a text are of our scripts; signs and the bare ▁ are everybody's."""
    return all(_script(character) in SCRIPTS for character in text if _has_script(character))


def is_tajik_or_russian(text: str) -> bool:
    """Whether a text has letters, and all of them are Tajik or Russian ones."""
    letters = [character for character in text.lower() if character.isalpha()]
    return bool(letters) and LETTERS.issuperset(letters)


def _has_script(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or (category == "Nd" and not character.isascii())


def _script(character: str) -> str:
    """The first word of a character's name, which for letters is the script: 'CYRILLIC SMALL LETTER A'."""
    return unicodedata.name(character, "").partition(" ")[0]


def _by_need(pieces: Sequence[Piece], used: Counter[int]) -> Iterator[int]:
    normal = [at for at, piece in enumerate(pieces) if piece.kind is Kind.NORMAL]
    yield from sorted((at for at in normal if used[at]), key=lambda at: (-used[at], at))
    by_rank = sorted(normal, key=lambda at: -pieces[at].score)
    yield from (at for at in by_rank if is_tajik_or_russian(pieces[at].text))
    yield from (at for at in by_rank if is_ours(pieces[at].text))
    yield from by_rank


def extended(pieces: Sequence[Piece], texts: Iterable[str]) -> list[Piece]:
    """The pieces with new ones behind them, in this order; all older ones are joined before them."""
    lowest = min((piece.score for piece in pieces if piece.kind is Kind.NORMAL), default=0.0)
    new = [Piece(text, lowest - at, Kind.NORMAL) for at, text in enumerate(texts, 1)]
    return [*pieces, *new]
