"""The words around a number that only say what it counts: 'аз 18-солагӣ', 'соли 622', '400 бор', 'асри X'."""

import re

from soro_tutor.domain.numeral import read_roman
from soro_tutor.domain.phrase import with_digits
from soro_tutor.domain.text import WORD, fold

# What stands before a number, folded; of the nouns those that the statement has.
_BEFORE = re.compile(r"(?:(?P<until>то)|(?P<since>аз|баъди|баъд аз|пас аз)|дар|ба)\s+", re.IGNORECASE)
_NOUN = re.compile(r"(сол|соат|аср|синн|рақам|ракам|адад)и\s+(?=\S)", re.IGNORECASE)
_COUNTERS = frozenset(["то", "та", "дона", "адад", "маротиба", "мартаба", "бор", "баробар", "карат"])
_ORDINALS = frozenset(["ум", "юм", "уми", "юми"])
_ENDING = re.compile(r"(?:аги|агон|он|хо|ро|а|и)$")
_LEAST_STEM = 3  # letters: a shorter word has to be the statement's own
_COUNTED = re.compile(r"(.*[\d)])\$?(?:\s*|\s?[-–‑]\s?)([^\W\d_]{2,}(?:\s+[^\W\d_]+)*)\.?", re.DOTALL)
_PER = re.compile(r"(.*\d\D*?)\s+(ба\s+\S.*)", re.DOTALL)  # 60 нафар ба 1 км²
_HOUR = re.compile(r"(\d{1,2})[:.]00")
_TIMES = re.compile(r"\$?\\times|×")
_TIMES_TYPED = re.compile(r"(?:×|[xх](?=\s*\d))\s*", re.IGNORECASE)
_ASKED = re.compile(r"чанд(?:то)?\s*((?:[^\W\d_]+\s*)+)")
_BESIDE = re.compile(
    r"(?:([^\W\d_]+)\s+)?чанд(?:то)?\s*((?:[^\W\d_]+\s*){1,3})"
)  # соат чанд мешавад, чанд соат
_EDGES = " \t\r\n.,;!«»"


def bare_number(text: str, statement: str, unit: str = "") -> str:
    """`text` without the words around its number that the statement's question has, number words in digits.

    Words that count things stay where the item has a `unit`: what stands behind such a number is one.
    """
    asked = fold(statement)
    text = _without_lead(with_digits(text), asked)
    if unit:
        return text
    text = _without_per(text, asked)
    text = _without_noun(text, asked)
    if _TIMES.search(statement):
        text = _TIMES_TYPED.sub("", text, count=1) if _TIMES_TYPED.match(text) else text
    return _read_figure(text, asked)


def _without_lead(text: str, asked: str) -> str:
    """Without 'аз' and 'соли' before the number; 'то' is only forgiven where the statement says it."""
    before = _BEFORE.match(text)
    is_until = re.search(r"\bто чанд", asked) is not None
    if before and not (is_until if before["since"] else before["until"] and not re.search(r"\bто\b", asked)):
        text = text[before.end() :]
    noun = _NOUN.match(text)
    if noun and fold(noun[1]) in asked:
        text = text[noun.end() :]
    return with_digits(text)


def _without_per(text: str, asked: str) -> str:
    found = _PER.fullmatch(text.strip(_EDGES))
    per = re.escape(_squeezed(fold(found[2]))) if found else ""
    return found[1] if found and re.search(rf"(?<!\w){per}(?![\w²³])", _squeezed(asked)) else text


def _squeezed(text: str) -> str:
    """A text without dollars and the spaces within numbers."""
    return re.sub(r"(?<=\d)[\s\u00a0](?=\d)", "", text.replace("$", "").replace("\\,", " "))


def _without_noun(text: str, asked: str) -> str:
    found = _COUNTED.fullmatch(text.strip(_EDGES + "$"))
    return found[1].strip("$ ") if found and _is_counted(fold(found[2]), asked) else text


def _is_counted(words: str, asked: str) -> bool:
    """Whether folded words are what the statement counts, or count anything."""
    if words in _COUNTERS | _ORDINALS:
        return True
    if " " in words:  # the words behind 'чанд', one after another
        return any(
            re.match(rf"{re.escape(' '.join(words.split()))}\b", " ".join(run.split()))
            for run in _ASKED.findall(asked)
        )
    return _is_asked(words, asked)


def _is_asked(word: str, asked: str) -> bool:
    """Whether a word stands near 'чанд', or anywhere where there is none: '80 бит' is not 80 bytes."""
    beside = [one for pair in _BESIDE.findall(asked) for one in " ".join(pair).split()]
    found = beside or WORD.findall(asked)
    return word in found or any(_stems(word) & _stems(one) for one in found)


def _stems(word: str) -> set[str]:
    """The word and what is left without its ending, where either is long enough."""
    return {stem for stem in (word, _ENDING.sub("", word)) if len(stem) >= _LEAST_STEM}


def _read_figure(text: str, asked: str) -> str:
    """A Roman numeral where a century is asked for, and a full hour where the hour is."""
    bare = text.strip(_EDGES + "$")
    if "аср" in asked and (century := read_roman(bare.upper())):
        return str(century)
    hour = _HOUR.fullmatch(bare) if "соат" in asked else None
    return hour[1] if hour else text
