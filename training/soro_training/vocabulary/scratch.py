"""A vocabulary for a model from scratch: Gemma's first pieces, characters, and pieces learned on words."""

from collections import Counter
from collections.abc import Mapping

from soro_training.errors import Fault, TrainingError
from soro_training.pieces import Kind, Piece, first_pieces
from soro_training.vocabulary.joining import scores_of
from soro_training.vocabulary.learning import Learned, Learner, Words
from soro_training.vocabulary.trimming import extended

LEAST = 2  # a character found once is left to the bytes


def learn_vocabulary(
    words: Mapping[str, int], characters: Counter[str], size: int, least: int
) -> tuple[list[Piece], list[Learned]]:
    """At most `size` pieces for texts of these words and characters, and those of them that were learned.

    Digits, signs and spaces stay alone, as Gemma's digits do. Raises TrainingError VOCABULARY_TOO_SMALL.
    """
    start = _alphabet(characters, size)
    known = {piece.text for piece in start if piece.kind is Kind.NORMAL}
    cut: Words = {tuple(word): count for word, count in sorted(words.items()) if known.issuperset(word)}
    learned = list(Learner(cut, scores_of(start)).learn(size - len(start), least, share=1.0))
    return extended(start, [one.text for one in learned]), learned


def _alphabet(characters: Counter[str], size: int) -> list[Piece]:
    first = first_pieces()
    if len(first) > size:
        raise TrainingError(Fault.VOCABULARY_TOO_SMALL, size=size, least=len(first))
    found = sorted(
        (one for one in characters if characters[one] >= LEAST), key=lambda one: (-characters[one], one)
    )
    known = {piece.text for piece in first} | {" "}
    ascii_ = [chr(code) for code in range(33, 127)]
    wanted = [one for one in dict.fromkeys([*ascii_, *found]) if one not in known and one.isprintable()]
    return extended(first, wanted[: size - len(first)])


def count_words(languages: Mapping[str, Counter[str]]) -> Counter[str]:
    """The words of all languages together."""
    return sum(languages.values(), Counter())
