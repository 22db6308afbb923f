"""Whether a curated hint or misconception says the answer of its item."""

import re
from collections.abc import Iterator

from soro_tutor.domain.item import Choice, Cloze, Derivation, Item, Matching, Number, Order, Several, Short
from soro_tutor.domain.numeral import read_numerals
from soro_tutor.domain.quantity import bare_of, value_of
from soro_tutor.domain.text import WORD, fold

_NUMBER = re.compile(r"(?<![\d.,/])-?\d+(?:[.,]\d+)?(?:/\d+)?(?![\d/]|[.,]\d)")
_ENDING = r"(?:и|ии|ро|хо|хои|хоро|у|ю|аш|ам|аст)?"
_SIGNS = re.compile(r"[\s.,:;«»\"'’!?–-]+")  # of a phrase
_IN_EVERY_SENTENCE = 3  # як, ду and се are said without meaning a number
_SHORTEST = 3  # letters of an answer in words; shorter ones stand in every sentence


def answers_said(item: Item, text: str) -> Iterator[str]:
    """The answers of `item` that `text` says: as a number, in words however typed, or as a formula.

    What the statement says already is no secret.
    """
    for answer in _answers(item):
        if _says(text, answer) and not _says(item.statement, answer):
            yield answer
    yield from _arrangements_said(item, text)


def _answers(item: Item) -> tuple[str, ...]:
    match item.response:
        case Choice(options) | Several(options):
            return tuple(option.text for option in options if option.is_right)
        case Short(accepted):
            return accepted
        case Number(value):
            return (value,)
        case Cloze(gaps):
            return tuple(text for gap in gaps for text in gap.accepted)
        case Derivation(_, result):
            return (result,)
        case _:
            return ()


def _arrangements_said(item: Item, text: str) -> Iterator[str]:
    """A pair of a matching in one sentence; all parts of an order in a row."""
    match item.response:
        case Matching(left, right, pairs):
            sentences = re.split(r"(?<=[.!?;])\s", text)
            for number, pair in enumerate(pairs):
                both = (left[number], right[pair]) if pair < len(right) else ()
                if both and any(all(_says(sentence, part) for part in both) for sentence in sentences):
                    yield " — ".join(both)
        case Order(parts):
            places = [fold(text).find(fold(part)) for part in parts]
            if min(places) >= 0 and places == sorted(places):
                yield " → ".join(parts)
        case _:
            return


def _says(text: str, answer: str) -> bool:
    value = value_of(answer)
    if value is not None:
        numbers = _NUMBER.findall(" ".join(bare_of(part) for part in text.split()))
        is_written = any(value_of(number) == (value[0], "") for number in numbers)
        spoken = {number for _, _, number in read_numerals(text)}
        return is_written or (value[0] > _IN_EVERY_SENTENCE and value[0] in spoken)
    words = WORD.findall(fold(answer))
    letters = "".join(words)
    if letters != _SIGNS.sub("", fold(answer)):  # signs among the words: a formula
        return _has(
            text.replace("$", " ").casefold(), r"\s*".join(map(re.escape, bare_of(answer).casefold()))
        )
    if len(letters) < _SHORTEST:
        return False
    return _has(fold(text), r"[\W_]+".join(map(re.escape, words)) + _ENDING)


def _has(text: str, pattern: str) -> bool:
    """Whether `text` has the pattern, as words of its own."""
    return bool(re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text))
