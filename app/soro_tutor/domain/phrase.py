"""Whether a learner's words are those of an answer, whatever keyboard they were typed on."""

import re

from soro_tutor.domain.expression import NotReadable, parse
from soro_tutor.domain.notation import plain
from soro_tutor.domain.numeral import read_numerals
from soro_tutor.domain.text import CYRILLIC, INVISIBLE, LOOKALIKES, WORD, fold, normalize

_ALIKE = str.maketrans(LOOKALIKES)
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_EDGES = " \t\r\n.,;:!?…\"'«»“”„‘’()[]$*_"
_GAPS = re.compile(r"[\s\-–—‑‐]+")
_APOSTROPHES = re.compile("[’‘ʼ`´]")


def has_words(text: str) -> bool:
    """Whether there is anything to compare: a letter or a digit."""
    return WORD.search(text) is not None


def are_alike(text: str, known: str) -> bool:
    """Whether `text` is `known`, forgiving letters, case, hyphens, marks at the ends, number words."""
    if _key(text, known) == _key(known, known):
        return True
    value = number_of(known)
    return value is not None and value == number_of(text)


def is_spelt(text: str, known: str) -> bool:
    """Whether `text` is spelt as `known`: only case, spaces and marks at the ends may differ."""
    return _bare(text) == _bare(known)


def is_number(text: str) -> bool:
    """Whether `text` is a number in digits."""
    return re.fullmatch(r"[\d\s.,/+-]+", text.translate(_UNSEEN)) is not None


def number_of(text: str) -> object | None:
    """The value of a text that is a number in digits or in Tajik words and nothing else."""
    text = text.translate(_UNSEEN).strip(_EDGES)
    found = read_numerals(text)
    if len(found) == 1 and found[0][:2] == (0, len(text)):
        return found[0][2]
    if not is_number(text):
        return None
    try:
        return parse(text).value()
    except NotReadable:
        return None


def with_digits(text: str) -> str:
    """`text` with a number in Tajik words at its beginning in digits: 'панҷ метр' is '5 метр'."""
    text = text.translate(_UNSEEN).strip()
    found = read_numerals(text)
    if found and found[0][0] == 0:
        return f"{found[0][2]}{text[found[0][1] :]}"
    return text


def is_same_line(one: str, other: str) -> bool:
    """Whether two lines of algebra are the same but for the way they are typed."""
    return _squeezed(one) == _squeezed(other)


def _squeezed(line: str) -> str:
    return re.sub(r"\s|\*", "", plain(line)).replace(",", ".")


def _bare(text: str) -> str:
    text = _APOSTROPHES.sub("'", normalize(text.translate(_UNSEEN)))
    return " ".join(text.strip(_EDGES).casefold().split())


def _key(text: str, known: str) -> str:
    text = text.translate(_UNSEEN)
    if CYRILLIC.search(known):
        text = text.translate(_ALIKE)  # also a word that is wholly of look-alikes: 'cop' for 'сор'
    text = _APOSTROPHES.sub("'", fold(text))
    return _GAPS.sub(" ", text.strip(_EDGES)).strip(_EDGES)
