"""Tajik number words: found in a text, and spelt."""

import re

from soro_tutor.domain.text import CYRILLIC, WORD, fold

_ONES = (
    "сифр як ду се чор панҷ шаш ҳафт ҳашт нӯҳ даҳ "
    "ёздаҳ дувоздаҳ сенздаҳ чордаҳ понздаҳ шонздаҳ ҳабдаҳ ҳаждаҳ нуздаҳ"
)
_TENS = "бист сӣ чил панҷоҳ шаст ҳафтод ҳаштод навад"
_HUNDREDS = "сад дусад сесад чорсад панҷсад шашсад ҳафтсад ҳаштсад нӯҳсад"
_SCALES = {"ҳазор": 1_000, "миллион": 1_000_000, "миллиард": 1_000_000_000}
# Other spellings that are met.
_VARIANTS = {
    "чаҳор": 4,
    "чаҳордаҳ": 14,
    "ҳабдаҳ": 17,
    "ҳафдаҳ": 17,
    "ҳаждаҳ": 18,
    "ҳиждаҳ": 18,
    "чиҳил": 40,
    "чаҳорсад": 400,
    "нол": 0,
    "нул": 0,
    "дусад": 200,
    "яксад": 100,
}
# Latin letters typed or drawn for Cyrillic ones, in a word that holds others: pонздаҳ.
_TYPED = str.maketrans("pnkmtbhxdsraeoyi", "ппкмтбҳҳдсраеоуи")
MAX_SPELT = 999_999_999_999

Found = tuple[int, int, int]


def _spellings() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_ONES.split())}
    words |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
    words |= {word: 100 * value for value, word in enumerate(_HUNDREDS.split(), 1)}
    return words | _SCALES | _VARIANTS


_VALUES = {fold(word): value for word, value in _spellings().items()}
_NAMES = {value: word for word, value in reversed(_spellings().items())} | {4: "чор", 14: "чордаҳ", 40: "чил"}
_NAMES |= {0: "сифр", 17: "ҳабдаҳ", 18: "ҳаждаҳ", 100: "сад", 400: "чорсад"}
_LINK = "у"  # бисту панҷ; behind a vowel it is typed ву or ю
_GAP = re.compile(r"[ \u00a0-]+")
_COUNTER = re.compile(r"(?<=.)(?:т[оа]|сола(?:г[ӣийон]+)?)(?:и|ро|аш)?$", re.IGNORECASE)
_TEN = 10  # takes no ones: 15 is понздаҳ
_LEAST_BARE = 20  # what a smaller number follows without a link: сӣ панҷ, but not ду се
# Cyrillic letters that are typed for Roman figures, and what a whole Roman numeral is.
_ROMAN_TYPED = str.maketrans("ХІМС", "XIMC")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_FIGURES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def read_numerals(text: str, *, is_loose: bool = False) -> list[Found]:
    """The whole numbers that stand in `text` as Tajik words: (start, end, value), in order.

    Compounds are one number ('бисту панҷ', 'як ҳазору дусаду чил'); folded spelling counts ('панч'), so
    do ordinals ('панҷум'). With `is_loose` the link between tens and ones may be missing: 'сӣ панҷ'.
    """
    words = [_read_counted(match) for match in WORD.finditer(text)]
    found: list[Found] = []
    place = 0
    while place < len(words):
        if words[place][2] is None:
            place += 1
            continue
        last, value = _read_compound(text, words, place, is_loose=is_loose)
        found.append((words[place][0], words[last][1], value))
        place = last + 1
    return found


def read_roman(text: str) -> int:
    """The value of a Roman numeral in capitals, Х and І of a Cyrillic keyboard too; 0 of anything else."""
    text = text.translate(_ROMAN_TYPED)
    if not text or _ROMAN.fullmatch(text) is None:
        return 0
    figures = [_ROMAN_FIGURES[letter] for letter in text]
    return sum(-one if one < other else one for one, other in zip(figures, [*figures[1:], 0], strict=True))


def spell(number: int) -> str:
    """A whole number from 0 to MAX_SPELT in words: 25 is 'бисту панҷ', 200 'дусад'. Raises ValueError."""
    if not 0 <= number <= MAX_SPELT:
        raise ValueError(f"{number} is beyond the words")
    if number == 0:
        return _NAMES[0]
    parts = []
    for name, scale in reversed(_SCALES.items()):
        count, number = divmod(number, scale)
        if count:
            parts.append(name if count == 1 and scale == _SCALES["ҳазор"] else f"{spell(count)} {name}")
    return _linked(parts + _below_thousand(number))


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = number // 100 * 100, number % 100
    parts = [_NAMES[hundreds]] if hundreds else []
    if 0 < rest < 20 or (rest and rest % 10 == 0):
        return [*parts, _NAMES[rest]]
    return [*parts, _NAMES[rest - rest % 10], _NAMES[rest % 10]] if rest else parts


def _linked(parts: list[str]) -> str:
    # сӣ loses its long vowel before the link: сию панҷ
    linked = [part[:-1] + "ию" if part.endswith("ӣ") else part + _LINK for part in parts[:-1]]
    return " ".join([*linked, parts[-1]])


_Word = tuple[int, int, int | None, bool]


def _read_counted(match: re.Match[str]) -> _Word:
    """A word as it stands; of one with a counter behind it only the number: шашто, ҳаждаҳсола."""
    word = match[0]
    counter = _COUNTER.search(word)
    if counter and _read_typed(word[: counter.start()])[0] is not None:
        value, _ = _read_typed(word[: counter.start()])
        return match.start(), match.start() + counter.start(), value, False
    return match.start(), match.end(), *_read_typed(word)


def _read_typed(word: str) -> tuple[int | None, bool]:
    """A word as typed: where it is no number, its Latin letters are taken for the Cyrillic they stand for."""
    value, is_linked = _read_word(fold(word))
    if value is None and CYRILLIC.search(word):
        return _read_word(fold(word.lower().translate(_TYPED)))
    return value, is_linked


def _read_word(word: str) -> tuple[int | None, bool]:
    """The value of one folded word, and whether it is linked to a following one (-у, -ю, -ву)."""
    if word in _VALUES:
        return _VALUES[word], False
    for ending in ("юм", "ум", "ёум"):
        if word.endswith(ending) and word.removesuffix(ending) in _VALUES:
            return _VALUES[word.removesuffix(ending)], False
    for ending in ("ву", "у", "ю"):
        if word.endswith(ending) and word.removesuffix(ending) in _VALUES:
            return _VALUES[word.removesuffix(ending)], True
    return None, False


def _read_compound(text: str, words: list[_Word], place: int, *, is_loose: bool) -> tuple[int, int]:
    """Where the number that begins at `place` ends, and its value."""
    total, part = 0, 0
    smallest = _SCALES["миллиард"] * 10
    for last in range(place, len(words)):
        value = words[last][2] or 0
        if value in _SCALES.values():
            total, part, smallest = total + (part or 1) * value, 0, value
        else:
            part += value
        following = words[last + 1] if last + 1 < len(words) else None
        is_linked = words[last][3] or (is_loose and _is_round(text, words[last], total + part, following))
        if not _goes_on(text, words[last], following, part, smallest, is_linked=is_linked):
            return last, total + part
    raise AssertionError("the last word has none that follows")


def _is_round(text: str, word: _Word, number: int, following: _Word | None) -> bool:
    """Whether a smaller number may follow without a link: behind a space and whole tens, hundreds …"""
    is_whole = number >= _LEAST_BARE and number % 10 == 0 and number % 100 != _TEN
    return (
        is_whole and following is not None and bool(following[2]) and text[word[1] : following[0]].isspace()
    )


def _goes_on(
    text: str, word: _Word, following: _Word | None, part: int, smallest: int, *, is_linked: bool
) -> bool:
    """Whether the following word belongs to the same number: it is smaller and linked, or a scale."""
    if following is None or following[2] is None:
        return False
    if not _GAP.fullmatch(text[word[1] : following[0]]):
        return False
    value = following[2]
    if value in _SCALES.values():
        return not word[3] and value < smallest and part > 0
    return is_linked and value < _room(part)


def _room(part: int) -> int:
    """What may still be added behind `part`: units behind tens, tens behind hundreds."""
    for size in (100, 10):
        if part and part % size == 0:
            return size
    return 1 if part else _SCALES["ҳазор"]
