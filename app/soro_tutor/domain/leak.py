"""Whether a sentence says the answer of an item: as digits, as number words, as folded words, as LaTeX.

In doubt it does: a sentence that is held costs little, the curated hint says the same. Numbers that the item
itself gives may be spoken of, unless the sentence speaks of a result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain import expression
from soro_tutor.domain.expression import Apply, Expression, Node, NotReadable
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Item,
    Matching,
    Number,
    Order,
    Response,
    Several,
    Short,
    TrueFalse,
)
from soro_tutor.domain.numeral import read_numerals
from soro_tutor.domain.text import WORD, fold

Value = Fraction | float

_NUMBER = re.compile(
    r"\\[dt]?frac\s*(?:\{\s*-?\d+\s*\}|\d)\s*(?:\{\s*\d+\s*\}|\d)"
    r"|\d+(?:[ \u00a0\u202f]\d{3})*(?:(?:\{,\}|[.,])\d+)?(?:\s*/\s*\d+)?\s*%?"
    r"|[½⅓⅔¼¾]"
)
_BEFORE_UNARY = re.compile(r"(?:(?:^|[=(:,≈≠<>$]|[A-Za-zЀ-ӿ])\s*[-−–]|\bминус|\bманфии?)\s*$", re.IGNORECASE)
_AND = " ва "  # between number words it joins them: сад ва бист
# Folded words and signs that announce a result: a number behind one is not a number that was given.
_RESULT = re.compile(
    r"[=≈]|\\approx|\b(?:чавоб\w*|натича\w*|баробар\w*|мешавад|мебарояд|хосил\w*|кимат\w*|реша\w*|пас"
    r"|ответ\w*|рав[ен]\w*|получ\w+|результат\w*|answer\w*|equals?|result\w*)\b"
)
_IS = re.compile(
    r"(?:\s*\$)?(?:\s*[.!?»”)]*\s*$|\s+(?:аст|мешавад|мебарояд|шуд|бувад)\b|\W+(?:\w+\W+){0,2}баробар)"
)
_COUNTS_THINGS = 10  # a small number word before a plain word counts things: ду тараф, як савол
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:км/соат|км/ч|м/с[²2]?|г/см³|кг/м³|г/мол|сомон[иӣ]\w*|дирам|соат|дақиқа|сония|метр|грамм|литр|"
    r"кило\w+|санти\w+|градус|фоиз|н[ью]?ютон|ҷоул|ватт|паскал|ампер|волт|кг|мг|км|см[²³23]?|мм|дм|м[²³]|мин|[кМм]?(?:Вт|Н|Ҷ|Дж|Па|Ом|А|В|Гц)|мл|мол|л|м|г|с|°C?)"
    r"(?![^\W\d_])"
)
# What may follow a word's stem in Tajik (folded), Russian and English.
_ENDING = (
    r"(?:хо(?:и|ро|е|ям|ят|яш|ю)?|[гё]?он(?:и|ро|е)?|и(?:ро|ю|хо|хои)?|ро|ю|у|е|яш|аш|ам|ат|анд|аст|й|а|ы|ой|ом|"
    r"ов|ами|ах|s|es)?"
)
_MATHS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_SIDES = re.compile(r"=|≈|<|>|≤|≥|\\(?:approx|leq?|geq?|neq?|Rightarrow|iff)\b|[;\n]|,\s")
_PLAIN_MATHS = re.compile(r"[0-9A-Za-z(√][0-9A-Za-z²³⁴()^√+\-−·*/:.,= ]*[0-9A-Za-z²³⁴)]")
_WORD_OF_LANGUAGE = re.compile(r"[Ѐ-ӿ]{2}|\b(?!sin|cos|tan|cot|log|sqrt|tg|ctg|lg|ln|abs)[A-Za-z]{4}")
_OPTION = r"вариант\w*|чавоб\w*|ответ\w*|option|answer"
_PLACES = (
    r"якум|авва\w+|перв\w+|first",
    r"дуюм|втор\w+|second",
    r"сеюм|трет\w+|third",
    r"чорум|чахорум|четв\w+|fourth",
)
_ALIKE = ("[aа]", "[bвб]", "[cс]", "[dдг]")  # option letters in both alphabets, folded
_SAMPLES = (0.37, 1.61, 2.83)
_LARGER = 1
_ROUND = 1000  # denominators beyond it belong to numbers with a long fraction
_NEAR = 200  # and such a number is said by one within half a per cent
_EXACT = 1e9


@dataclass(frozen=True, slots=True)
class Secrets:
    """What may not be said yet, and the numbers that the item itself gives.

    `phrases` are groups of folded phrases: a sentence with all of a group says the answer (the two sides of
    a pair, the parts of an order; mostly a group is one phrase). `patterns` find the letter of the right
    option, or the words that call a statement true or false, in a folded sentence.
    """

    values: tuple[Value, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    expressions: tuple[Expression, ...] = ()
    patterns: tuple[str, ...] = ()
    given: frozenset[Value] = frozenset()


def secrets_of(item: Item) -> Secrets:
    """What gives an item's answer away."""
    values: list[Value] = []
    phrases: list[tuple[str, ...]] = []
    expressions: list[Expression] = []
    for group in _answers(item.response):
        parsed = _parsed(_UNIT.sub("", group[0])) if len(group) == 1 else None
        value = parsed.value() if parsed else None
        if value is not None:
            values.append(value)
        elif parsed is not None:
            expressions.append(parsed)
        else:
            phrases.append(tuple(_phrase(text) for text in group))
    return Secrets(
        tuple(values),
        tuple(group for group in phrases if all(group)),
        tuple(expressions),
        patterns=tuple(_patterns(item.response)),
        given=frozenset(found.value for found in _numbers(item.statement)),
    )


def leaks(sentence: str, secrets: Secrets) -> bool:
    """Whether `sentence` holds the answer."""
    folded = fold(sentence)
    return (
        any(_says_value(found, sentence, secrets) for found in _numbers(sentence))
        or any(all(_says_phrase(folded, phrase) for phrase in group) for group in secrets.phrases)
        or (bool(secrets.expressions) and _says_expression(sentence, secrets))
        or any(re.search(pattern, folded) for pattern in secrets.patterns)
    )


# What the answer is


def _answers(response: Response) -> Iterator[tuple[str, ...]]:
    """The texts that are the answer; of a group, all together are."""
    match response:
        case Choice(options) | Several(options):
            yield from ((option.text,) for option in options if option.is_right)
        case Short(accepted=accepted):
            yield from ((text,) for text in accepted)
        case Number(value=value):
            yield (value,)
        case Matching(left, right, pairs):
            yield from ((side, right[index]) for side, index in zip(left, pairs, strict=True))
        case Order(parts):
            yield parts
        case Cloze(gaps):
            yield from ((text,) for gap in gaps for text in gap.accepted)
        case Derivation(result=result):
            for line in re.split(r",\s|;|\bё\b|\bor\b", result):
                yield (line.split("=")[-1].strip(),)
        case TrueFalse():
            pass


def _patterns(response: Response) -> Iterator[str]:
    match response:
        case Choice(options):
            place = next((index for index, option in enumerate(options) if option.is_right), 0)
            letter, is_it = _ALIKE[place], r"(?: дуруст\w*| ин| is)?"
            yield rf"\b(?:{_OPTION}){is_it}\W{{0,3}}(?:{letter})\b"
            yield rf"(?:^|\W)(?:{letter})\W{{0,2}}\s+(?:дуруст|верно|is right|is correct)"
            yield rf"\b(?:{_PLACES[place]})\s+(?:{_OPTION})|\b(?:{_OPTION})\w*\s+(?:{_PLACES[place]})"
        case TrueFalse(is_true=True):
            yield r"(?<!но)\b(?:дуруст|рост|хак|верн\w+|правд\w+|true|correct)\b(?! нест| набуд|\w*\?)"
        case TrueFalse(is_true=False):
            yield r"\b(?:нодуруст|хато|дуруг|дуруст нест|неверн\w+|лож\w+)\b"
            yield r"\b(?:false|incorrect|not (?:true|correct))\b"
        case _:
            return


def _phrase(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))


def _parsed(text: str) -> Expression | None:
    text = text.strip().strip("$").strip()
    if _WORD_OF_LANGUAGE.search(re.sub(r"\\[a-zA-Z]+", "", text)):
        return None
    try:
        return expression.parse(text)
    except NotReadable:
        return None


# Numbers


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a sentence, in digits or in words."""

    start: int
    end: int
    value: Value
    is_word: bool


def _numbers(text: str) -> list[_Found]:
    found = []
    for match in _NUMBER.finditer(text):
        parsed = _parsed(match[0])
        value = parsed.value() if parsed else None
        if value is not None:
            is_negative = _BEFORE_UNARY.search(text[: match.start()]) is not None
            found.append(_Found(match.start(), match.end(), -value if is_negative else value, is_word=False))
    joined = text.replace(_AND, "у".ljust(len(_AND)))
    for start, end, number in read_numerals(joined):
        is_negative = _BEFORE_UNARY.search(text[:start]) is not None
        found.append(_Found(start, end, Fraction(-number if is_negative else number), is_word=True))
    return found


def _says_value(found: _Found, sentence: str, secrets: Secrets) -> bool:
    if not any(_are_equal(found.value, value) for value in secrets.values):
        return False
    before, after = fold(sentence[: found.start]), sentence[found.end :]
    is_result = _RESULT.search(before) is not None or _IS.match(fold(after)) is not None
    if found.is_word and found.value <= _COUNTS_THINGS and re.match(r"[\s-]+[Ѐ-ӿ]{3}", after):
        return _IS.match(fold(after)) is not None or _UNIT.match(after.strip()) is not None
    is_given = any(_are_equal(found.value, value) for value in secrets.given)
    return is_result or not is_given


def _are_equal(one: Value, other: Value) -> bool:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        # 0,33 for 1/3 says it too: a rounded answer is the answer
        return one == other or (other.denominator > _ROUND and abs(one - other) < abs(other) / _NEAR)
    return abs(one - other) <= abs(other) / _NEAR


# Words


def _says_phrase(folded: str, phrase: str) -> bool:
    """Whether the words of `phrase` follow one another, the last one with any Tajik ending."""
    *first, last = phrase.split()
    words = [rf"{re.escape(word)}{_ENDING}" for word in first] + [rf"{re.escape(last)}{_ENDING}"]
    return re.search(r"\b" + r"[\W_]+".join(words) + r"\b", folded) is not None


# Expressions


def _says_expression(sentence: str, secrets: Secrets) -> bool:
    sides = [side for stretch in _maths(sentence) for side in _SIDES.split(stretch)]
    parsed = [found for side in sides if side.strip() and (found := _parsed(side)) and found.names]
    return any(_is_same(found, secret) for found in parsed for secret in secrets.expressions)


def _maths(sentence: str) -> Iterator[str]:
    rest = sentence
    for match in _MATHS.finditer(sentence):
        yield next(group for group in match.groups() if group)
        rest = rest.replace(match[0], "\n")
    yield from (match[0] for match in _PLAIN_MATHS.finditer(rest))


def _is_same(found: Expression, secret: Expression) -> bool:
    """Whether both have the same values and are about as large: a larger one still has to be worked out."""
    if found.names != secret.names or _size(found.tree) > _size(secret.tree) + _LARGER:
        return False
    for shift in _SAMPLES:
        at = {name: shift + place for place, name in enumerate(sorted(found.names), 1)}
        one, other = expression.evaluate(found, **at), expression.evaluate(secret, **at)
        if not abs(one - other) <= max(abs(other), 1.0) / _EXACT:
            return False
    return True


def _size(tree: Node) -> int:
    """How many operations, numbers and unknowns an expression has."""
    return 1 + sum(map(_size, tree.arguments)) if isinstance(tree, Apply) else 1
