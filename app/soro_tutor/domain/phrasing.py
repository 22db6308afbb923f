"""Answers in words or as formulas, and whether a sentence says them however they are typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soro_tutor.domain.mention import bare
from soro_tutor.domain.numeral import read_numerals
from soro_tutor.domain.text import CYRILLIC, WORD, fold

# What may follow a word's stem in Tajik (folded), Russian and English.
_ENDINGS = (
    r"хо(?:и|ро|е|ям|ят|яш|ю)?|[гё]?он(?:и|ро|е)?|тар(?:ин)?|и(?:ро|ю|хо|хои)?|ро|ю|яш|аш|ам|ат|анд|аст|й|"
    r"ы|ой|ом|ов|ами|s|es"
)
_ENDING = f"(?:{_ENDINGS}|у|е|а|ах)?"
_ENDING_OF_LATIN = f"(?:{_ENDINGS})?"  # without those that look Latin: 'they' is not 'the' with -у
_PLURAL = "хо"
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_LONG_STEM = 4  # letters that stay when a plural's ending goes
_LOOKALIKES = str.maketrans("аеорсух", "aeopcyx")  # of folded small letters
_TWICE = re.compile(r"([^\W\d_])\1")
_SPELT = re.compile(r"\b[^\W\d_](?:[\s.,·–-]+[^\W\d_]\b){2,}")  # letter by letter
_PARTED = re.compile(r"(?<=[^\W\d_])[«»\"'\s]*[-+][«»\"'\s]*(?=[^\W\d_])|(?<=[a-z]) \$?\s*\$(?=[a-z])")
_NAME = re.compile(r"[^\W\d_][\w-]*\W+(?:\w+\W+)*[A-ZА-ЯҒӢҚӮҲҶЁ]\w+\W*$")  # ends with a name
_VERB = re.compile("(?:на)?ме|(?:наме)?(?:шуд|кард)".translate(_LOOKALIKES))  # alone it tells no option
_LONG = 4  # words: of a longer answer the words that tell it from the others count, in any order
_TELLING = 4  # letters of a word that tells something
_ENOUGH_TELLING = 3
_MOST_TELLING = 0.6
_SIGNS = (
    (re.compile(r"\\neq?(?![a-z])"), "≠"),
    (re.compile(r"\\leq?(?![a-z])"), "≤"),
    (re.compile(r"\\geq?(?![a-z])"), "≥"),
    (re.compile(r"\\(?:to|rightarrow)(?![a-z])"), "→"),
    (re.compile(r"\^\{?\\circ\}?"), "°"),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"[\s${}`·\\]+"), ""),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An answer in folded words or as a formula; `telling` are a long one's words in no wrong option.

    `last` is the pattern of a name's last word where no other option has it: Сомонӣ, of Исмоили Сомонӣ.
    `letter` is an answer of one letter, which has no endings and counts in its own script: e is not ё.
    """

    words: tuple[str, ...]
    telling: frozenset[str] = frozenset()
    pattern: str = ""
    formula: str = ""
    last: str = ""
    letter: str = ""


def phrase_of(text: str, others: Sequence[str] = (), statement: str = "") -> Phrase:
    """The phrase of an answer; `others` are the wrong options."""
    if len(written := _words(bare(text))) == 1 and _LETTER.fullmatch(written[0]):
        return Phrase(tuple(written), letter=written[0])
    words = tuple(_stem(word) for word in _words(letters_of(bare(text))))
    common = {word[:_TELLING] for other in (*others, statement) for word in _words(letters_of(bare(other)))}
    telling = {word for word in words if len(word) >= _TELLING and word[:_TELLING] not in common}
    ending = alike(_ENDING if CYRILLIC.search(text) or not _LATIN.search(text) else _ENDING_OF_LATIN)
    pattern = r"[\W_]+".join(re.escape(word) + ending for word in words)
    is_noun = len(words) < _LONG and not _VERB.match(words[-1])
    is_alone = bool(others) and len(words) > 1 and words[-1] in telling and (is_noun or _NAME.search(text))
    return Phrase(
        words,
        frozenset(telling) if len(words) >= _LONG else frozenset(),
        rf"\b{pattern}\b",
        last=rf"\b{re.escape(words[-1])}{ending}\b" if is_alone else "",
    )


def formula_of(text: str) -> Phrase:
    """The phrase of an answer that is a formula or code; a single sign is none."""
    written = written_as(text)
    return Phrase((), formula=written if len(written) > 1 else "")


def says_all(phrases: Sequence[Phrase], text: str, forms: tuple[str, str]) -> bool:
    """Whether a bare text, of which `forms` are the two forms, says all of `phrases`."""
    return all(
        formula_in(text, phrase.formula) if phrase.formula else _says(phrase, text, forms)
        for phrase in phrases
    )


def letters_of(text: str) -> str:
    """A text folded, numbers in digits, letters that look alike as one, none twice in a row."""
    for start, end, value in reversed(read_numerals(text)):
        text = f"{text[:start]}{value}{text[end:]}"
    return alike(fold(text.replace("%", " фоиз ")))


def alike(folded: str) -> str:
    """Folded text, or a pattern for it, with letters that look alike as one and none twice in a row."""
    return _TWICE.sub(r"\1", folded).translate(_LOOKALIKES)


def written_as(text: str) -> str:
    """A formula without what only changes its look."""
    text = bare(text)
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    return text


def formula_in(text: str, formula: str) -> bool:
    """Whether a bare text has the formula, not as a part of a longer one."""
    before = r"(?<![A-Za-z)^])" if formula[:1].isupper() else r"(?<![A-Za-z0-9)^])"  # 2NaCl says NaCl
    after = r"(?![A-Za-z0-9^(])"
    return re.search(before + re.escape(formula) + after, written_as(text)) is not None


def forms_of(text: str) -> tuple[str, str]:
    """The letters of a bare text as it stands, and with words joined that were taken apart."""
    joined = _SPELT.sub(lambda match: re.sub(r"[\W_]+", "", match[0]), text)
    return letters_of(text), letters_of(_PARTED.sub("", joined))


def _says(phrase: Phrase, text: str, forms: tuple[str, str]) -> bool:
    if phrase.letter:
        return phrase.letter.casefold() in map(str.casefold, _words(text))
    if any(re.search(phrase.pattern, form) for form in forms):
        return True
    if phrase.last and re.search(phrase.last, forms[0]):
        return True
    if len(phrase.telling) < _ENOUGH_TELLING:
        return False
    said = {word[:_TELLING] for word in _words(forms[0])}
    found = sum(word[:_TELLING] in said for word in phrase.telling)
    return found >= max(_ENOUGH_TELLING, _MOST_TELLING * len(phrase.telling))


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _stem(word: str) -> str:
    ending = alike(_PLURAL)
    return word.removesuffix(ending) if len(word) >= _LONG_STEM + len(ending) else word
