"""Whether a sentence says the answer of an item: as digits, as number words, as folded words, as LaTeX.

In doubt it does: a sentence that is held costs little, the curated hint says the same. Numbers that the item
itself gives may be spoken of, unless the sentence speaks of a result.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain import expression
from soro_tutor.domain.dialogue import LANGUAGES
from soro_tutor.domain.expression import Apply, Expression, Node
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
from soro_tutor.domain.label import right_labels, verdicts
from soro_tutor.domain.measure import UNIT, size_of
from soro_tutor.domain.mention import MATHS, PERCENT, SIDES, Mention, Value, bare, formulas, numbers, parsed
from soro_tutor.domain.phrasing import Phrase, forms_of, formula_of, phrase_of, says_all
from soro_tutor.domain.text import WORD, fold
from soro_tutor.domain.tree import shape_of

# Folded words and signs that announce a result: a number behind one is not a number that was given.
_RESULT = re.compile(
    r"[=≈]|\\approx|\b(?:чавоб\w*|натича\w*|баробар\w*|мешавад|мебарояд|хосил\w*|кимат\w*|реша\w*|пас"
    r"|ответ\w*|рав[ен]\w*|получ\w+|результат\w*|answer\w*|equals?|result\w*)\b"
)
_ANSWER = re.compile(r"\b(?:чавоб|натича|ответ|результат|answer|result)")
_IS = re.compile(
    r"(?:\s*\$)?(?:\s*[.!?;»”)]*\s*$|\s*;|\s+(?:аст|мешавад|мебарояд|шуд|бувад|мебошад|нависед)\b"
    r"|\W+(?:\w+\W+){0,2}баробар)"
)
# Words that call a calculation the answer; without one it is a step that is still to be worked out.
_CALLED = re.compile(r"\b(?:чавоб|натича|ответ|результат|answer|result|баробари?)\w*(?:\W+дуруст\w*)?\W*$")
_CALLED_SO = re.compile(r"\s*\$?\s*(?:(?!чанд|дуруст|лозим)\w+\s+)?(?:аст|мебошад|бувад|баробар\w*)\b")
_COUNTS_THINGS = 10  # a small number word before a plain word counts things: ду тараф, як савол
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:км/соат|км/ч|м/с[²2]?|г/см³|кг/м³|г/мол|сомон[иӣ]\w*|дирам|соат\w*|дақиқа\w*|сония\w*|метр|"
    r"грамм|литр|кило\w+|санти\w+|градус\w*|фоиз|нютон|ньютон|ҷоул|ватт|паскал|ампер|волт|кг|мг|км|см[²³23]?|мм|"
    r"дм[²³]?|м[²³]|мин|[кМм]?(?:Вт|Н|Ҷ|Дж|Па|Ом|А|В|Гц)|мл|мол|л|м|г|с|°C?)(?![^\W\d_])"
)
_IN_UNIT = re.compile(rf"\s*(?:\$\s*|ҳиссаи\s+|қисми\s+)?({UNIT})(?![^\W\d_])")
_FEWER = re.compile(r"\s*\$?\s*(?:маротиба|баробар|бор|раза?|times)\s+(?:кам|хурд|меньше|less|smaller)")
_ASKED = re.compile(r"(?:\[\[\d\]\]|\b(?:чанд|сколько|how many))\s+(\w{3,})", re.IGNORECASE)
_STEM = 4
_ROOT_OF_FACTOR = re.compile(r"\(\s*[a-z]\s*([-+−])\s*(\d{1,9})\s*\)")
_PARTED = re.compile(r"[;,]\s|;|\s(?:ва|ё|и|или|and|or)\s")
_RELATION = re.compile(r"=|≠|[<>≤≥]|\\(?:neq?|leq?|geq?)\b")
# Words that no sentence does without: as an answer they count behind the word before the gap.
_COMMON = frozenset(
    ["нест", "аст", "дорад", "надорад", "шуд", "мешавад", "намешавад", "ва", "ё", "бо", "аз", "дар"]
)
_SYMBOLS = re.compile(r"(?:[A-Z][a-z]?\d*){2,}")  # NaCl, CO2
_SAMPLES = (0.37, 1.61, 2.83)
_LARGER = 1
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LEAST_COPIED = 4  # words: a shorter sentence may come by chance
_CALCULATION = re.compile(r"[:^]")
MAX_NUMBERS = 60  # in one sentence; one with more is no hint
_HALF = 0.5 + 1e-9
_NEAR = 0.005  # as near is a rounded whole number; one with decimals is within its last one
_LEAST_DIGITS = 10  # of a rounded number: 0,7 is not yet 2/3
_EXACT = 1e9


@dataclass(frozen=True, slots=True)
class Secrets:
    """What may not be said yet, and what the item itself gives.

    Of `groups` and of `phrases` a sentence says the answer that holds all of one (two roots; the two sides of
    a pair, the parts of an order); mostly a group is one. `labels` are
    patterns of the right options' letters and places, `truth` whether a statement is true. `given_as` are the
    calculations in the statement as written, `calculations` all of its formulas, `shapes` those of its
    expressions in unknowns but for the answer's own; `asked` are the things that are counted, `solution` the
    folded sentences of the solution, which the model is told.
    """

    groups: tuple[tuple[Value, ...], ...] = ()
    phrases: tuple[tuple[Phrase, ...], ...] = ()
    expressions: tuple[Expression, ...] = ()
    labels: tuple[str, ...] = ()
    truth: bool | None = None
    statement: str = ""
    given: frozenset[Value] = frozenset()
    given_as: frozenset[str] = frozenset()
    calculations: frozenset[str] = frozenset()
    shapes: frozenset[Hashable] = frozenset()
    asked: tuple[str, ...] = ()
    tolerance: float = 0.0
    unit: str = ""
    solution: tuple[str, ...] = ()


def secrets_of(item: Item) -> Secrets:
    """What gives an item's answer away."""
    statement = bare(item.statement)
    groups: list[tuple[Value, ...]] = []
    phrases: list[tuple[Phrase, ...]] = []
    expressions: list[Expression] = []
    for texts in _answers(item):
        # of a language, 'is' is a word and no product of unknowns, and 'е' a letter
        is_read = len(texts) == 1 and (item.subject not in LANGUAGES or bool(numbers(bare(texts[0]))))
        values = _values(texts[0]) if is_read else ()
        found = parsed(_UNIT.sub("", bare(texts[0]))) if is_read else None
        if values:
            groups.append(values)
        elif found is not None and found.names:
            expressions.append(found)
        else:
            phrases.append(tuple(_phrase(text, item.response, statement) for text in texts))
        if len(texts) == 1 and (not _is_words(texts[0]) or _SYMBOLS.fullmatch(texts[0])):
            phrases.append((formula_of(texts[0]),))
    response = item.response
    return Secrets(
        (*groups, *_hundredths(groups, statement)),
        tuple(group for group in phrases if all(phrase.words or phrase.formula for phrase in group)),
        tuple(expressions),
        labels=tuple(right_labels(response)),
        truth=response.is_true if isinstance(response, TrueFalse) else None,
        statement=forms_of(statement)[0],
        given=frozenset(
            found.value for found in numbers(statement) if not _CALCULATION.search(found.of(statement))
        ),
        given_as=frozenset(
            found.of(statement) for found in numbers(statement) if _CALCULATION.search(found.of(statement))
        ),
        calculations=frozenset(_tight(side) for _, _, side in _sides(statement)),
        shapes=_shapes(statement, expressions),
        asked=tuple(fold(word)[:_STEM] for word in _ASKED.findall(statement)),
        tolerance=response.tolerance if isinstance(response, Number) else 0.0,
        unit=response.unit if isinstance(response, Number) else "",
        solution=tuple(_steps(item)),
    )


def leaks(sentence: str, secrets: Secrets) -> bool:
    """Whether `sentence` holds the answer, or copies a sentence of the solution."""
    text = bare(sentence)
    forms = forms_of(text)
    letters = forms[0]
    return (
        any(step in _spaced(text) for step in secrets.solution)
        or _says_values(text, secrets)
        or _says_calculation(text, secrets)
        or any(says_all(group, text, forms) for group in secrets.phrases)
        or (bool(secrets.expressions) and _says_expression(text, secrets))
        or any(re.search(pattern, letters) for pattern in secrets.labels)
        or (secrets.truth is not None and secrets.truth in verdicts(letters, secrets.statement))
    )


# What the answer is


def _answers(item: Item) -> Iterator[tuple[str, ...]]:
    """The texts that are the answer; of a group, all together are."""
    match item.response:
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
            for number, gap in enumerate(gaps, 1):
                yield from ((_in_gap(text, number, item.statement),) for text in gap.accepted)
        case Derivation(result=result):
            yield (result,)
        case TrueFalse():
            pass


def _steps(item: Item) -> Iterator[str]:
    """The sentences of the solution that are words enough, and the last one; what is told anyway is none."""
    told = " ".join(_spaced(bare(text)) for text in (item.statement, *item.hints[:2]))
    sentences = [part for step in item.solution for part in _SENTENCE_END.split(bare(step)) if part.strip()]
    for number, sentence in enumerate(sentences, 1):
        count = len(_LETTERS.findall(MATHS.sub(" ", sentence)))
        spaced = _spaced(sentence)
        is_last = number == len(sentences) and len(spaced.split()) > 1
        if (count >= _LEAST_COPIED or is_last) and spaced not in told:
            yield spaced


def _spaced(text: str) -> str:
    """The folded words of a text with a space around each."""
    return f" {' '.join(WORD.findall(fold(text)))} "


def _phrase(text: str, response: Response, statement: str) -> Phrase:
    return phrase_of(text, _others(response), statement) if _is_words(text) else formula_of(text)


def _in_gap(text: str, number: int, statement: str) -> str:
    """What fills a gap, with the word before the gap where it is a word that stands everywhere."""
    before = WORD.findall(statement.partition(f"[[{number}]]")[0])
    return f"{before[-1]} {text}" if text in _COMMON and before else text


def _others(response: Response) -> tuple[str, ...]:
    match response:
        case Choice(options) | Several(options):
            return tuple(option.text for option in options if not option.is_right)
        case _:
            return ()


def _is_words(text: str) -> bool:
    """Whether an answer is said in words of a language, and not as a formula or as code."""
    return not re.fullmatch(r"\s*(\$[^$]*\$|`[^`]*`)\s*", text) and bool(WORD.search(text))


def _values(text: str) -> tuple[Value, ...]:
    """The numbers that an answer consists of: one, or several as of 'x = 2, x = −3' or '(5; 58)'."""
    text = _UNIT.sub("", bare(text)).replace("$", " ").strip()
    if text.startswith("(") and text.endswith(")") and ";" in text:
        text = text[1:-1]
    words = numbers(text)
    if len(words) == 1 and words[0].is_word and (words[0].start, words[0].end) == (0, len(text)):
        return (words[0].value,)
    values = []
    for part in _PARTED.split(text):
        found = parsed(_RELATION.split(part)[-1])
        value = found.value() if found else None
        if value is None:
            return ()
        values.append(value)
    return tuple(values)


def _hundredths(groups: list[tuple[Value, ...]], statement: str) -> Iterator[tuple[Value, ...]]:
    """What is asked in per cent, as a fraction too."""
    if re.search(PERCENT, statement):
        yield from ((group[0] / 100,) for group in groups if len(group) == 1)


# Numbers


def _says_values(text: str, secrets: Secrets) -> bool:
    if not secrets.groups:
        return False
    mentioned = numbers(text)
    if len(mentioned) > MAX_NUMBERS:
        return True
    told = [found for found in mentioned if _is_told(found, text, secrets)]
    roots = [(-1 if sign == "+" else 1) * int(value) for sign, value in _ROOT_OF_FACTOR.findall(text)]

    def is_said(value: Value) -> bool:
        return any(_is_said(found, value, text, secrets) for found in told)

    return any(
        all(is_said(value) or (len(group) > 1 and value in roots) for value in group)
        for group in secrets.groups
    )


def _says_calculation(text: str, secrets: Secrets) -> bool:
    """Whether a calculation with the answer's value is called the answer: 'Ҷавоб: 1+2', '5·7 аст'."""
    values = [group[0] for group in secrets.groups if len(group) == 1]
    for start, end, side in _sides(text) if values else ():
        is_called = _CALLED.search(fold(text[:start])) or _CALLED_SO.match(fold(text[end:]))
        found = parsed(side) if is_called and _tight(side) not in secrets.calculations else None
        value = found.value() if found and isinstance(found.tree, Apply) else None
        if value is not None and any(_is_equal(value, one) for one in values):
            return True
    return False


def _sides(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of mathematics that have no relation in them, with where each begins and ends."""
    for start, stretch in formulas(text):
        if not SIDES.search(stretch):
            yield start, start + len(stretch), stretch


def _tight(side: str) -> str:
    return re.sub(r"\s", "", side)


def _is_told(found: Mention, text: str, secrets: Secrets) -> bool:
    """Whether a number is told as a result, and neither given by the item nor a word that counts things."""
    before, after = fold(text[: found.start]), text[found.end :]
    if _FEWER.match(fold(after)):
        return True
    is_result = _RESULT.search(before) is not None or _IS.match(fold(after)) is not None
    counted = re.match(r"[\s-]+([Ѐ-ӿ]{3}\w*)", after)
    if found.is_word and found.value <= _COUNTS_THINGS and counted:
        is_asked = fold(counted[1])[:_STEM] in secrets.asked
        return is_asked or _IS.match(fold(after)) is not None or _UNIT.match(after.strip()) is not None
    if found.of(text) in secrets.given_as:
        return is_result
    return is_result or not any(_is_equal(found.value, value) for value in secrets.given)


def _is_said(found: Mention, value: Value, text: str, secrets: Secrets) -> bool:
    after = text[found.end :]
    if _is_equal(found.value, value) or _is_rounded(found, value):
        return True
    is_near = _distance(found.value, value) <= secrets.tolerance * abs(float(value))
    if secrets.tolerance and is_near and found.value not in secrets.given:
        return True
    if re.match(rf"\s*\$?\s*{PERCENT}", fold(after)) and _is_equal(found.value / 100, value):
        return True
    if _is_equal(found.value * value, Fraction(1)) and _FEWER.match(fold(after)):
        return True
    return bool(secrets.unit) and _is_converted(found, value, text, secrets.unit)


def _is_converted(found: Mention, value: Value, text: str, own: str) -> bool:
    """Whether it is called the answer, in another unit: without that it may be a step."""
    match = _IN_UNIT.match(text, found.end)
    unit, asked = size_of(match[1]) if match else None, size_of(own)
    if match is None or unit is None or asked is None or unit[0] != asked[0]:
        return False
    is_called_so = _ANSWER.search(fold(text[: found.start])) or _IS.match(fold(text[match.end() :]))
    return is_called_so is not None and _is_equal(found.value * unit[1], value * asked[1])


def _is_equal(one: Value, other: Value) -> bool:
    if isinstance(one, Fraction) and isinstance(other, Fraction | int):
        return one == other
    return _distance(one, other) <= abs(float(other)) / _EXACT


def _is_rounded(found: Mention, value: Value) -> bool:
    """Whether the number is the value, rounded to two digits or more: a rounded answer is the answer."""
    step = float(found.step)
    if not step or abs(float(found.value)) < _LEAST_DIGITS * step:
        return False
    difference = _distance(found.value, value)
    is_near = step < 1 or difference <= _NEAR * abs(float(value))
    return is_near and difference <= step * _HALF


def _distance(one: Value, other: Value) -> float:
    return abs(float(one) - float(other))


# Expressions


def _says_expression(text: str, secrets: Secrets) -> bool:
    """Whether it has an equal of the answer; what the statement has in the same form is only told again."""
    return any(
        _is_same(one, secret) and shape_of(one.tree) not in secrets.shapes
        for one in _expressions(text)
        for secret in secrets.expressions
    )


def _shapes(statement: str, answers: list[Expression]) -> frozenset[Hashable]:
    """What the statement's expressions look like, but for the answers; needed where there are any."""
    if not answers:
        return frozenset()
    told = frozenset(shape_of(found.tree) for found in _expressions(statement))
    return told - {shape_of(answer.tree) for answer in answers}


def _expressions(text: str) -> Iterator[Expression]:
    """The sides of all formulas that have an unknown."""
    for _, stretch in formulas(text):
        for side in SIDES.split(stretch):
            if (found := parsed(side)) and found.names:
                yield found


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
