"""How a word falls into pieces: which neighbours are joined, and what comes about on the way."""

from collections.abc import Iterable, Mapping, Sequence

from soro_training.pieces import Kind, Piece

Scores = Mapping[str, float]


def scores_of(pieces: Iterable[Piece]) -> dict[str, float]:
    """The score of each piece that can be joined from others."""
    return {piece.text: piece.score for piece in pieces if piece.kind is Kind.NORMAL}


def join(parts: Sequence[str], scores: Scores) -> list[str]:
    """Join neighbours as llama.cpp does: always the leftmost of those that make the highest score."""
    return steps(parts, scores)[-1]


def path(text: str, scores: Scores) -> set[str]:
    """The pieces that come about while `text` is joined from its characters, itself among them.

    Empty for a text that never comes about, since others are joined first.
    """
    rows = steps(list(text), scores)
    return {part for row in rows for part in row} if rows[-1] == [text] else set()


def steps(parts: Sequence[str], scores: Scores) -> list[list[str]]:
    """The row of parts before the first join and after each one; fit for words, since it is quadratic."""
    rows = [list(parts)]
    while True:
        row = rows[-1]
        pairs = [
            (-scores[text], at) for at in range(len(row) - 1) if (text := row[at] + row[at + 1]) in scores
        ]
        if not pairs:
            return rows
        _, at = min(pairs)
        rows.append([*row[:at], row[at] + row[at + 1], *row[at + 2 :]])
