"""Tajik text as letters: its normal form, folding for search and matching, and dictionary order."""

import re
import unicodedata

ALPHABET = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"
SPECIAL = "ғӣқӯҳҷ"
VOWELS = "аеёиӣоуӯыэюя"
CONSONANTS = "бвгғджзкқлмнпрстфхҳцчҷшщ"

# Latin letters that the eye cannot tell from Cyrillic ones; small b, h, k, m and t look otherwise.
LOOKALIKES = dict(zip("ABCEHKMOPTXYËȲaceopxyëȳ", "АВСЕНКМОРТХУЁӮасеорхуёӯ", strict=True))

# Soft hyphen, zero-width spaces and joiners, direction marks, byte order mark: nobody sees them.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INVISIBLE}\u0300-\u036f])*")
CYRILLIC = re.compile(r"[\u0400-\u052f]")

_MARKED = re.compile(r"([\u0400-\u052f])([\u0300-\u036f]+)")
_BREVE = "\u0306"
# A consonant before й is the sign of a typed -й for -ӣ: тоҷикй, адабйро.
FALSE_SHORT_I = re.compile(rf"(?<=[{CONSONANTS}{CONSONANTS.upper()}])[йЙ](?![{VOWELS}{VOWELS.upper()}])")

_DROP = dict.fromkeys(map(ord, INVISIBLE))
_TO_CYRILLIC = str.maketrans(LOOKALIKES)
# Also њ љ and (ї without its dots) і: the slots of ҳ ҷ ӣ in old fonts, so that unrepaired text is found too.
_PLAIN = str.maketrans("ғқҳҷњљі", "гкхчхчи")

# The letters of Russian words stand where the dictionaries before 1998 had them.
_ORDER = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя"
_RANK = {letter: rank for rank, letter in enumerate(_ORDER)}

DictionaryKey = tuple[tuple[tuple[int, int], ...], str, str]


def normalize(text: str) -> str:
    """`text` in NFC, so that ӣ, ӯ, й and ё are one character each; no mark of any script is lost."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """`text` as search and answer matching see it: small plain letters, so that 'хукук' is 'ҳуқуқ'.

    Case, accents of Cyrillic letters (ё, ӣ, ӯ, ѐ), the tails of ғ қ ҳ ҷ, invisible characters and Latin
    look-alikes inside Cyrillic words vanish. й stays a letter (чой is not чои), except that after a consonant
    and not before a vowel it is taken for a mistyped ӣ: 'тоҷикй' and 'тоҷикӣ' both become 'точики'.
    Folding twice changes nothing more.
    """
    text = with_cyrillic_lookalikes(normalize(text.translate(_DROP)))
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    text = normalize(_MARKED.sub(_without_marks, text)).translate(_PLAIN)
    return FALSE_SHORT_I.sub("и", text)


def with_cyrillic_lookalikes(text: str) -> str:
    """`text` with the Latin look-alikes inside words that hold a Cyrillic letter made Cyrillic."""
    return WORD.sub(_cyrillic_word, text)


def find_folded(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where `text` has words that begin with a word of `query`, both folded: (start, end) in `text`."""
    wanted = tuple(WORD.findall(fold(query)))
    if not wanted:
        return ()
    return tuple(word.span() for word in WORD.finditer(text) if fold(word[0]).startswith(wanted))


def dictionary_key(text: str) -> DictionaryKey:
    """The sort key of dictionary order: signs, digits, Latin letters, the 35 letters, other scripts.

    ц щ ы ь stand in their old places. Marks and then case decide between words that are otherwise equal,
    a small letter first.
    """
    text = normalize(text.translate(_DROP))
    places = tuple(place for letter in text.lower() for place in _places(letter))
    return places, text.lower(), text.swapcase()


def _without_marks(match: re.Match[str]) -> str:
    letter, marks = match.groups()
    return "й" if letter == "и" and _BREVE in marks else letter


def _cyrillic_word(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_TO_CYRILLIC) if CYRILLIC.search(word) else word


def _places(letter: str) -> list[tuple[int, int]]:
    """The group and the place within it of one small letter; accented foreign ones stand with the plain."""
    if letter in _RANK:
        return [(3, _RANK[letter])]
    bases = [part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)]
    return [_place(base) for base in bases]


def _place(letter: str) -> tuple[int, int]:
    if letter in _RANK:
        return (3, _RANK[letter])
    if letter.isdigit():
        return (1, ord(letter))
    if not letter.isalpha():
        return (0, ord(letter))
    return (2 if letter.isascii() else 4, ord(letter))
