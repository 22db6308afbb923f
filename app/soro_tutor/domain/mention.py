"""The numbers that a sentence mentions: in digits, as LaTeX, and in words."""

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from soro_tutor.domain import expression
from soro_tutor.domain.expression import Apply, Expression, Name, Node, NotReadable, Number
from soro_tutor.domain.numeral import read_numerals, read_roman
from soro_tutor.domain.text import WORD, fold

Value = Fraction | float

MATHS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
PLAIN_MATHS = re.compile(r"[-−]?[0-9A-Za-z(√][0-9A-Za-zπ²³⁴()^√+\-−·*/:.,= ]*[0-9A-Za-zπ²³⁴)]|√\d")
SIDES = re.compile(r"=|≈|<|>|≤|≥|≠|\\(?:approx|leq?|geq?|neq?|Rightarrow|iff)\b|[;\n]|,\s")
PERCENT = r"(?:\\?%|фоиз|дарсад|процент|percent)"

MAX_DIGITS = 30  # of a number that is read
NEAR = 60  # characters: how far before a number a sign or a word may belong to it
MAX_VALUE = 10**200  # no answer is beyond it, and a float still holds it

# Signs that nobody sees: soft hyphens, joiners, direction marks, variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_TYPOGRAPHY = (
    (re.compile(rf"[{_UNSEEN}]"), ""),
    (re.compile(r"(?<=\d)(?:`+|\{?\\[,;:!]\}?|['’](?=\d{3}(?!\d)))(?=\d)"), ""),  # 1'500, 1{\,}500
    (re.compile(r"(?<![A-Za-z^_}\d])(\d+)\{(\d+)\}"), r"\1\2"),  # 1{5}
    (re.compile(r"\{?\s*(-?\d+)\s*\\over\s*(\d+)\s*\}?"), r"\\frac{\1}{\2}"),
    (re.compile(r"\*\*+|__+|(?<![\d\s)}])\*(?![\d\s(\\])"), ""),  # emphasis
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"(?<=\d)(?:\\[,;! ]|~)(?=\d{3})"), " "),
    (re.compile(r"\\[,;:!]|~|\\left\b|\\right\b|\\displaystyle\b"), " "),
    (re.compile(r"\\(?:text|mathrm|operatorname|mathbf)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\[dt]frac"), r"\\frac"),
    (re.compile(r"\\cdot\b|\\times\b|\\cdot(?=\d)"), "·"),
    (re.compile(r"(?<=[A-Za-z])(?<!log)_\{?(\d+)\}?"), r"\1"),
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FRACTION = re.compile(r"\\frac\s*(?:\{\s*(-?\d+)\s*\}|(\d))\s*(?:\{\s*(\d+)\s*\}|(\d))")
_DIGITS = re.compile(
    r"(?<![A-Za-z\d^])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?:\s*/\s*\d+|:\d+)?"
    r"|(?<![\w)])\.\d+"
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}
_MINUS = re.compile(
    r"(?:(?:^|[=(:;,≈≠<>$]|[Ѐ-ӿ]\s|[.!?]\s)\s*[-−–]|\b(?:минус|minus)|\bманфии?)\s*$", re.IGNORECASE
)
_AND = " ва "  # between number words it joins them: сад ва бист
_ROOT = re.compile(r"\b(?:реша\w*(?:\s+квадрат\w*)?|корень(?:\s+квадратный)?\s+из|square\s+root\s+of)\s+$")
_DIVIDED = re.compile(r"\s+(?:таксими?(?:\s+бар?)?|делить\s+на|divided\s+by)\s+")
_OF = re.compile(r"\bаз\s+$")
_PART = re.compile(r"\s+(?:хисса|кисм)")
_ZERO = re.compile(r"(?:сифр|нол|нул)[ую]?\s")
_WHOLE = re.compile(r"\s*(?:ва|бутуну?|вергул|нукта)\s*")
_SCALE_VALUES = frozenset([100, 1000, 1_000_000, 1_000_000_000])
_JOINS = re.compile(r"\w\s+(?:бутуну?\s+)?")  # ҳафту ҳашт даҳяк, ҳафт бутуну ҳашт даҳяк
_PAIR = re.compile(r"\s+чуфт\w*")
_BY = re.compile(r"\s+(?:карат|каратаи|бор|маротиба|мартаба)\s+")
_ASKS = re.compile(r"\W+(?:\w+\W+)?чанд")
# C, D, L, M and single letters are names in geometry and physics, unless a word announces a figure.
_ROMAN = re.compile(r"(?<![\w\\])[IVXLCDMХІМС]+(?!\w)")
_PLAIN_ROMAN = re.compile(r"[IVXХІ]{2,}")
_ANNOUNCES_ROMAN = re.compile(r"\b(?:аср|сада|чавоб|ответ|answer|век|century)\w*(?:\W+\w+)?\W+$")
_HALF = re.compile(r"(?:нисф|(\w*)ним)(?:ро|аш|то)?")  # ним, нисф, якуним
_NTH = re.compile(r"(\w+)як(?:и|ро|хо|хоро|аш)?")  # сеяк, нӯҳяки: a third, a ninth
_RUSSIAN = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "",
)
_SCALES = {"hundred": 100, "thousand": 1000, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000}


def _foreign_words() -> dict[str, int]:
    words = dict(_SCALES)
    for ones, tens, hundreds in (_RUSSIAN, _ENGLISH):
        words |= {word: value for value, word in enumerate(ones.split())}
        words |= {word: 10 * value for value, word in enumerate(tens.split(), 2)}
        words |= {word: 100 * value for value, word in enumerate(hundreds.split(), 1)}
    return words


_FOREIGN = _foreign_words()
_FOREIGN_RUN = re.compile(r"\b(?:{0})(?:[\s-]+(?:{0}))*\b".format("|".join(_FOREIGN)), re.IGNORECASE)
_WORD_OF_LANGUAGE = re.compile(r"[Ѐ-ӿ]{2}|\b(?!sin|cos|tan|cot|log|sqrt|tg|ctg|lg|ln|abs)[A-Za-z]{4}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a sentence. `step` is the worth of its last decimal, 0 where it is no rounded number."""

    start: int
    end: int
    value: Value
    is_word: bool = False
    step: Fraction = Fraction(0)

    def of(self, text: str) -> str:
        """How the text writes it, without spaces."""
        return re.sub(r"\s", "", text[self.start : self.end])


def bare(text: str) -> str:
    """`text` without what only changes its look: entities, emphasis, unseen signs, spacing, letter forms."""
    text = html.unescape(text)  # as the reader sees it
    for pattern, plain in _TYPOGRAPHY:
        text = pattern.sub(plain, text)
    return text.translate(_SUBSCRIPTS)


def numbers(text: str) -> list[Mention]:
    """The numbers that a bare text mentions, signs and roots taken in; 1.000 is two."""
    plain = sorted([*_in_digits(text), *_in_words(text)], key=lambda found: found.start)
    rooted = [_rooted(found, text) for found in plain]
    whole = [
        *plain,
        *rooted,
        *_divided(rooted, text),
        *_joined(plain, text),
        *_nths(text),
        *_unlinked(text),
        *_multiplied(plain, text),
        *_in_roman(text),
        *_in_formulas(text),
    ]
    return [_signed(found, text) for found in dict.fromkeys(whole) if -MAX_VALUE < found.value < MAX_VALUE]


def _joined(found: list[Mention], text: str) -> Iterator[Mention]:
    """Two numbers that are one: 'сифру панҷ', 'ду ва ним', 'якуним ҳазор', '15 сад', 'панҷ аз даҳ'."""
    for word in found:
        if word.is_word and _ZERO.match(fold(text[word.start : word.end])) and word.value:
            yield replace(word, value=word.value / 10 ** len(str(word.value)))
    for one, other in pairwise(found):
        between, start, end = fold(text[one.end : other.start]), one.start, other.end
        if other.is_word and other.value in _SCALE_VALUES and not between.strip() and one.value > 1:
            yield Mention(start, end, one.value * other.value)
        elif other.is_word and other.value == Fraction(1, 2) and between.strip() in {"", "ва", "у", "ю"}:
            yield Mention(start, end, one.value + other.value)
        elif other.value and one.is_word and other.is_word and between.strip() == "аз":
            yield Mention(start, end, one.value / other.value)
        elif one.is_word and not one.value and other.is_word and _WHOLE.fullmatch(between):
            yield Mention(start, end, other.value / 10 ** len(str(other.value)))


def _unlinked(text: str) -> Iterator[Mention]:
    """Tens and ones that stand without their link: 'сӣ панҷ' is 30, 5 and 35."""
    found = set(read_numerals(text, is_loose=True)) - set(read_numerals(text))
    yield from (Mention(start, end, Fraction(value), is_word=True) for start, end, value in found)


def _multiplied(found: list[Mention], text: str) -> Iterator[Mention]:
    """'се ҷуфт' is six and 'ду карат ҳафт' fourteen, but not where a question asks how much that is."""
    for one in found:
        if pair := _PAIR.match(fold(text[one.end :])):
            yield replace(one, end=one.end + pair.end(), value=2 * one.value, step=Fraction(0))
    for one, other in pairwise(found):
        if _BY.fullmatch(fold(text[one.end : other.start])) and not _ASKS.match(fold(text[other.end :])):
            yield Mention(one.start, other.end, one.value * other.value, is_word=True)


def _in_roman(text: str) -> Iterator[Mention]:
    for match in _ROMAN.finditer(text):
        before = fold(text[max(0, match.start() - NEAR) : match.start()])
        if _PLAIN_ROMAN.fullmatch(match[0]) or _ANNOUNCES_ROMAN.search(before):
            value = read_roman(match[0])
            if value:
                yield Mention(match.start(), match.end(), Fraction(value))


def with_digits(text: str) -> str:
    """A text with its number words in digits."""
    for found in sorted(_in_words(text), key=lambda found: -found.start):
        text = f"{text[: found.start]}{found.value}{text[found.end :]}"
    return text


def parsed(text: str) -> Expression | None:
    """`text` as an expression, None where it is words or cannot be read."""
    text = text.strip().strip("$").strip()
    if not text or _WORD_OF_LANGUAGE.search(re.sub(r"\\[a-zA-Z]+", "", text)):
        return None
    try:
        return expression.parse(text)
    except NotReadable:
        return None


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of mathematics in `text` with where each begins, in dollar signs or without."""
    rest = text
    for match in MATHS.finditer(text):
        yield next((match.start(number), match[number]) for number in range(1, 5) if match[number])
        rest = rest[: match.start()] + "\n" * len(match[0]) + rest[match.end() :]
    yield from ((match.start(), match[0]) for match in PLAIN_MATHS.finditer(rest))


def _in_digits(text: str) -> Iterator[Mention]:
    for match in _FRACTION.finditer(text):
        if match.end() - match.start() > 2 * MAX_DIGITS:
            continue
        top, bottom = int(match[1] or match[2]), int(match[3] or match[4])
        if bottom:
            yield Mention(match.start(), match.end(), Fraction(top, bottom))
    covered = _FRACTION.sub(lambda match: "\n" * len(match[0]), text)
    for match in _DIGITS.finditer(covered):
        if match.end() - match.start() <= MAX_DIGITS:
            yield from _typed(match)
    for place, letter in enumerate(text):
        if letter in _VULGAR:
            yield Mention(place, place + 1, Fraction(*_VULGAR[letter]))


def _typed(match: re.Match[str]) -> Iterator[Mention]:
    written = re.sub(r"\s", "", match[0]).replace(",", ".").replace(":", "/")
    top, _, bottom = written.partition("/")
    if _GROUPED.fullmatch(top):  # 1.000 may be a thousand
        yield Mention(match.start(), match.end(), Fraction(top.replace(".", "")))
    if top.count(".") <= 1 and (not bottom or int(bottom)):
        decimals = len(top.partition(".")[2])
        step = Fraction(0) if bottom else Fraction(1, 10**decimals)
        yield Mention(match.start(), match.end(), Fraction(top) / int(bottom or 1), step=step)


def _in_words(text: str) -> Iterator[Mention]:
    joined = text.replace(_AND, "у".ljust(len(_AND)))
    for start, end, value in read_numerals(joined):
        yield Mention(start, end, Fraction(value), is_word=True)
    yield from _halves(text)
    yield from _foreign(text)


def _halves(text: str) -> Iterator[Mention]:
    """'ним', 'нисф', and 'якуним' in one word."""
    for match in WORD.finditer(text):
        half = _HALF.fullmatch(fold(match[0]))
        whole = read_numerals(half[1]) if half and half[1] else []
        if half and (whole or not half[1]):
            value = Fraction(1, 2) + (whole[0][2] if whole else 0)
            yield Mention(match.start(), match.end(), value, is_word=True)


def _foreign(text: str) -> Iterator[Mention]:
    """Russian and English number words; neighbours are one number."""
    for match in _FOREIGN_RUN.finditer(text):
        value = 0
        for word in re.split(r"[\s-]+", match[0].lower()):
            number = _FOREIGN[word]
            value = max(value, 1) * number if word in _SCALES else value + number
        yield Mention(match.start(), match.end(), Fraction(value), is_word=True)


def _rooted(found: Mention, text: str) -> Mention:
    """The root, where the word for it stands before the number."""
    before = text[max(0, found.start - NEAR) : found.start]
    root = _ROOT.search(fold(before)) if found.value >= 0 else None
    if root is None:
        return found
    start = found.start - (len(fold(before)) - root.start())
    return Mention(max(start, 0), found.end, math.sqrt(found.value), is_word=True)


def _divided(found: list[Mention], text: str) -> Iterator[Mention]:
    """Fractions said as 'се тақсими чор' or 'аз чор се ҳисса'."""
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if other.value and _DIVIDED.fullmatch(fold(between)):
            yield Mention(one.start, other.end, one.value / other.value)
        is_part = between.isspace() and _OF.search(fold(text[max(0, one.start - NEAR) : one.start]))
        if one.value and is_part and _PART.match(fold(text[other.end : other.end + NEAR])):
            yield Mention(one.start, other.end, other.value / one.value)


def _nths(text: str) -> Iterator[Mention]:
    """'нӯҳяк' and 'ду сеяк': a unit fraction in words, and so many of it."""
    for match in WORD.finditer(text):
        nth = _NTH.fullmatch(fold(match[0]))
        bottoms = read_numerals(nth[1]) if nth else []
        if not (nth and bottoms and bottoms[0][:2] == (0, len(nth[1])) and bottoms[0][2] > 1):
            continue
        part = Fraction(1, bottoms[0][2])
        count, start = Fraction(1), match.start()
        near = max(0, match.start() - NEAR)
        for one, end, value in reversed(read_numerals(text[near : match.start()])):
            if not _JOINS.fullmatch(text[near + end - 1 : start]):
                break
            is_whole = start < match.start()
            count = count + value * bottoms[0][2] if is_whole else Fraction(value)
            start = near + one
        yield Mention(start, match.end(), count * part)


def _in_formulas(text: str) -> Iterator[Mention]:
    """Values of whole sides that are written otherwise than in digits: √2, 10^3, 33π."""
    for start, stretch in formulas(text):
        place = start
        for side in re.split(f"({SIDES.pattern})", stretch):
            found = parsed(side) if re.search(r"[√^π²³]|\\(?:sqrt|pi|frac)", side) else None
            value = found.value() if found and not re.search("[:÷]", side) else None
            if found is not None and value is not None and _is_value(found.tree):
                yield Mention(place, place + len(side), value)
            place += len(side)


def _is_value(tree: Node) -> bool:
    """Whether a tree is a number as it is written, and not a calculation that is still to be done."""
    match tree:
        case Number() | Name():
            return True
        case Apply("^", (Number(base), Number(exponent))):
            return base == 10 or exponent.denominator > 1
        case Apply("^", (Number(), Apply("neg", (Number(),)))):
            return True
        case Apply("*", (one, other)):
            is_product = isinstance(one, Number) and isinstance(other, Number)
            return not is_product and _is_value(one) and _is_value(other)
        case Apply("neg" | "root" | "/", arguments):
            return all(map(_is_value, arguments))
        case _:
            return False


def _signed(found: Mention, text: str) -> Mention:
    is_negative = _MINUS.search(text[max(0, found.start - NEAR) : found.start]) is not None
    return replace(found, value=-found.value) if is_negative else found
