"""Whether a learner's words are those of an answer, whatever keyboard they were typed on."""

import re
from fractions import Fraction

from soro_tutor.domain.expression import NotReadable, Value, parse
from soro_tutor.domain.line import alternatives
from soro_tutor.domain.notation import plain, without_lead
from soro_tutor.domain.numeral import read_numerals
from soro_tutor.domain.text import CYRILLIC, INVISIBLE, LOOKALIKES, WORD, fold, normalize

_CYRILLIC = str.maketrans(LOOKALIKES)
_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in LOOKALIKES.items()})
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_EDGES = " \t\r\n.,;:!?…\"'«»“”„‘’()[]$*_"
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", "_{}$")  # of formulas: H₂O, H_2O
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_CHARGE = re.compile(r"(?<=[A-Z][a-z])[-−–]$|(?<=[A-Z\d^])[-−–]$")  # Cl-, not a suffix or a dash
_NUMBER = re.compile(r"[-+−–]?\s?\d[\d\s\u00a0]*(?:[.,/]\d+)?")
_YEAR = re.compile(r"(?:(?:дар\s+)?соли|с\.)\s+(?=\d{3,4}$)|(?<=\d{3})\s*(?:сол|с\.|г\.|год)$", re.IGNORECASE)
_MINUS = re.compile(r"(?:минуси?|манф(?:ӣ|и|ии))\s+(?=\S)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(\w+?)(?:ву|ю|у)\s?ним\b", re.IGNORECASE)
_SHARES = {"ним": "1/2", "нисф": "1/2", "нисфи": "1/2", "чоряк": "1/4", "сеяк": "1/3"}
_NTH = re.compile(r"\s*([^\W\d_]+)як(?:и|ро)?(?![^\W\d_])", re.IGNORECASE)  # се чоряк, ду сеяк
_COUNT = re.compile(r"\d{1,9}(?!\d)")
_GAPS = re.compile(r"[\s\-–—‑‐]+")
_LOOKS = re.compile(r"\\(?:mathrm|text|textrm|mathit|operatorname)(?![A-Za-z])|\\[,;:! ]")
# A formula or a sequence of capitals, in which gaps mean nothing; Cyrillic small letters typed in it.
_ROW = re.compile(r"(?=.*[A-ZА-Я])(?:[A-Z][a-z]?\d*|[А-Я]|[()\[\]]\d*|\d){2,}")
_TYPED_SMALL = str.maketrans("нкмтв", "HKMTB")
_APART = re.compile(r"[\s\u00a0\-–—‑‐]+")
# Digits in odd groups, and digits with the base of their number system behind them.
_DIGIT_GROUPS = re.compile(r"\d+(?:[ \u00a0]\d{3,})+")
_BASED = re.compile(r"\(?([0-9A-Fa-f \u00a0]+?)\)?\s?(?:_\s?\{?\(?(\d{1,2})\)?\}?|([₀-₉]{1,2}))")
_AGAIN = re.compile(r"(.*\S)\s*\(([^()]+)\)", re.DOTALL)  # Юникод (Unicode)
_APOSTROPHES = re.compile("[’‘ʼ`´]")


def has_words(text: str) -> bool:
    """Whether there is anything to compare: a letter or a digit."""
    return WORD.search(text) is not None


def are_alike(text: str, known: str) -> bool:
    """Whether `text` is `known`, forgiving letters, case, hyphens, marks at the ends, number words."""
    wanted, value = number_of(known), number_of(text)
    if wanted is not None and value is not None:
        return wanted == value
    if (based := _based(known)) is not None:
        return _based(text) == based
    return _key(text, known) == _key(known, known) or _are_same_row(text, known)


def is_spelt(text: str, known: str) -> bool:
    """Whether `text` is spelt as `known`: only case, spaces and marks at the ends may differ."""
    return _bare(text, known) == _bare(known, known)


def said_twice(text: str) -> tuple[str, str] | None:
    """The two parts of an answer that says itself again in brackets: 'Юникод (Unicode)', 'асри 10 (X)'."""
    found = _AGAIN.fullmatch(text.translate(_UNSEEN).strip(" \t\r\n.;"))
    return (found[1], found[2]) if found else None


def is_number(text: str) -> bool:
    """Whether `text` is one number in digits."""
    return _NUMBER.fullmatch(_cleaned(text)) is not None


def number_of(text: str) -> Value | None:
    """The value of a text that is a number in digits or in Tajik words, or a year, and nothing else."""
    text = _YEAR.sub("", _cleaned(text))
    found = read_numerals(text, is_loose=True)
    if len(found) == 1 and found[0][:2] == (0, len(text)):
        return Fraction(found[0][2])
    if not is_number(text):
        return None
    if _DIGIT_GROUPS.fullmatch(text):
        text = _APART.sub("", text)
    try:
        return parse(text).value()
    except NotReadable:
        return None


def with_digits(text: str) -> str:
    """`text` with a number in Tajik words at its beginning in digits: 'панҷ метр' is '5 метр'."""
    text = without_lead(text.translate(_UNSEEN).strip())
    if _MINUS.match(text):
        return f"-{with_digits(_MINUS.sub('', text, count=1))}"
    found = read_numerals(text)  # with every link: 'аз бист се' is three of twenty
    if half := _AND_A_HALF.match(text):
        whole = read_numerals(half[1])
        if whole:
            return f"{2 * whole[0][2] + 1}/2{text[half.end() :]}"
    if text[:3].casefold() == "аз " and len(found) == 2 and found[0][0] == 3:
        return f"{found[1][2]}/{found[0][2]}{text[found[1][1] :]}"  # аз панҷ ду: two fifths
    word, _, rest = text.partition(" ")
    if word.casefold() in _SHARES:
        return f"{_SHARES[word.casefold()]} {rest}".strip()
    if digits := _COUNT.match(text):
        return _with_share(int(digits[0]), text[digits.end() :]) or text
    found = read_numerals(text, is_loose=True)
    if not found or found[0][0] != 0:
        return text
    _, end, value = found[0]
    return _with_share(value, text[end:]) or f"{value}{text[end:]}"


def _with_share(count: int, rest: str) -> str:
    """'3/4' of a count and the unit fraction behind it: се чоряк; '' where there is none."""
    share = _NTH.match(rest)
    bottom = read_numerals(share[1]) if share else []
    is_share = share and bottom and bottom[0][:2] == (0, len(share[1])) and bottom[0][2] > 1
    return f"{count}/{bottom[0][2]}{rest[share.end() :]}" if share and is_share else ""


def is_same_line(one: str, other: str) -> bool:
    """Whether two lines of algebra end alike but for the way they are typed: '4 = x' and 'x = 8 : 2 = 4'."""
    return _ends(one) == _ends(other)


def _ends(line: str) -> list[frozenset[str]]:
    ends = []
    for part in alternatives(line):
        sides = re.sub(r"\s|\*", "", plain(part)).replace(",", ".").split("=")
        ends.append(frozenset((sides[0], sides[-1])))
    return sorted(ends, key=sorted)


def _cleaned(text: str) -> str:
    """`text` without what cannot be seen, a lead-in, and marks at the ends."""
    return without_lead(_LOOKS.sub("", text.translate(_UNSEEN))).strip(_EDGES)


def _based(text: str) -> tuple[str, int] | None:
    """The digits and the base of a number such as 1011_2 or 1F₁₆."""
    found = _BASED.fullmatch(_LOOKS.sub("", text.translate(_UNSEEN)).strip(" \t\r\n$.;"))
    if not found or not re.search(r"\d", found[1]):
        return None
    return _APART.sub("", found[1]).upper(), int((found[2] or found[3]).translate(_LOWERED))


def _are_same_row(text: str, known: str) -> bool:
    """Whether both are one formula or one row of capitals, in which spaces and hyphens mean nothing."""
    if _ROW.fullmatch(known) is None:
        return False
    typed = _typed(text, known)
    if not CYRILLIC.search(known):
        typed = typed.translate(_TYPED_SMALL)
    return _APART.sub("", typed).casefold() == known.casefold()


def _typed(text: str, known: str) -> str:
    """`text` with the letters and small digits that `known` has: 'Н₂О' is H2O, and 'cop' is сор."""
    text = _RAISED.sub(lambda match: "^" + match[0].translate(_SMALL), _cleaned(text)).translate(_LOWERED)
    text = text.translate(_CYRILLIC if CYRILLIC.search(known) else _LATIN)
    return _APOSTROPHES.sub("'", _CHARGE.sub("⁻", text))


def _bare(text: str, known: str) -> str:
    text = normalize(_typed(text, known))
    return " ".join(text.strip(_EDGES + "-–—").casefold().split())


def _key(text: str, known: str) -> str:
    return _GAPS.sub(" ", fold(_typed(text, known))).strip(_EDGES)
