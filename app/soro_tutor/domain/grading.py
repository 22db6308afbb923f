"""Whether an answer is right: forgiving the keyboard, the unit's name and the form of an expression."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from soro_tutor.domain import gap, phrase
from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.comparison import are_same, with_pi
from soro_tutor.domain.counting import bare_number
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.expression import NotReadable, parse
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Form,
    Gap,
    Item,
    Matching,
    Number,
    Order,
    Several,
    Short,
    TrueFalse,
    WrongAnswer,
)
from soro_tutor.domain.step import is_prose, steps
from soro_tutor.domain.units import Quantity, convert, label, read_quantity
from soro_tutor.domain.working import check_lines

MAX_LENGTH = 2_000  # characters of an answer
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})\.000(?![\d.,])")  # 10.000 may be ten thousand, 1.234 may not
_WITHOUT_DIMENSION = ("degree", "rad")  # angles are numbers too
EXACT = 1e-9  # relative: roots and sines are floats


class NoteKind(StrEnum):
    """What a gentle remark is about."""

    SPELLING = "spelling"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an answer that is right: the correct spelling or the unit, as `text`."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner answered; indices are those of the item's own order.

    `chosen` holds the options of a choice (of true/false: 0 true, 1 false), the right index for each left one
    of a matching (-1 for none), the parts of an order in the learner's order. `texts` fill a cloze's gaps.
    """

    text: str = ""
    chosen: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of an answer. `score` is 0 … 1; one that is not readable is no attempt."""

    is_right: bool
    score: float = 0.0
    note: Note | None = None
    misconception: str = ""
    is_readable: bool = True


UNREADABLE = Verdict(is_right=False, is_readable=False)


def grade(item: Item, answer: Answer, algebra: Algebra) -> Verdict:
    """The verdict on an answer; one that cannot be read is not readable, never an exception.

    Raises TutorError ANSWER_EMPTY, ANSWER_TOO_LONG, or ALGEBRA_TOO_SLOW where only algebra could decide.
    """
    _check_size(item.form, answer)
    try:
        return _graded(item, answer, algebra)
    except NotReadable:
        return UNREADABLE


def _graded(item: Item, answer: Answer, algebra: Algebra) -> Verdict:
    match item.response:
        case Choice() as choice:
            return _choice(choice, answer)
        case Several() as several:
            return _several(several, answer)
        case TrueFalse() as statement:
            return _true_false(statement, answer)
        case Short() as short:
            return _short(short, answer.text, algebra)
        case Number() as number:
            return _number(number, answer.text, item.statement)
        case Matching() as matching:
            return _matching(matching, answer)
        case Order() as order:
            return _order(order, answer)
        case Cloze() as cloze:
            return _cloze(cloze, answer, item.statement)
        case Derivation() as derivation:
            return _derivation(derivation, answer.text, algebra)


def _check_size(form: Form, answer: Answer) -> None:
    length = len(answer.text) + sum(map(len, answer.texts))
    if length > MAX_LENGTH:
        raise TutorError(ErrorCode.ANSWER_TOO_LONG, length=length, limit=MAX_LENGTH)
    if form in (Form.SHORT, Form.NUMBER, Form.DERIVATION):
        is_empty = not answer.text.strip()
    elif form is Form.CLOZE:
        is_empty = not any(text.strip() for text in answer.texts)
    else:
        is_empty = all(index < 0 for index in answer.chosen)
    if is_empty:
        raise TutorError(ErrorCode.ANSWER_EMPTY)


def _verdict(score: float, misconception: str = "", note: Note | None = None) -> Verdict:
    is_right = score >= 1
    return Verdict(is_right, score, note if is_right else None, "" if is_right else misconception)


def _chosen(answer: Answer, count: int, allowed: int) -> tuple[int, ...]:
    """The indices, each below `allowed`; NotReadable where there are not `count` of them (0 for any)."""
    if (count and len(answer.chosen) != count) or not all(index < allowed for index in answer.chosen):
        raise NotReadable("not the indices of this item")
    return answer.chosen


# Chosen answers


def _choice(choice: Choice, answer: Answer) -> Verdict:
    option = choice.options[_chosen(answer, 1, len(choice.options))[0]]
    return _verdict(float(option.is_right), option.misconception)


def _several(several: Several, answer: Answer) -> Verdict:
    """The share of right options found, less the share of wrong ones taken."""
    chosen = set(_chosen(answer, 0, len(several.options)))
    right = {index for index, option in enumerate(several.options) if option.is_right}
    wrong = sorted(chosen - right)
    score = max((len(chosen & right) - len(wrong)) / len(right), 0.0)
    return _verdict(score, several.options[wrong[0]].misconception if wrong else "")


def _true_false(statement: TrueFalse, answer: Answer) -> Verdict:
    is_true = _chosen(answer, 1, 2)[0] == 0
    return _verdict(float(is_true == statement.is_true), statement.misconception)


def _matching(matching: Matching, answer: Answer) -> Verdict:
    chosen = _chosen(answer, len(matching.pairs), len(matching.right))
    right = sum(one == other for one, other in zip(chosen, matching.pairs, strict=True))
    return _verdict(right / len(matching.pairs))


def _order(order: Order, answer: Answer) -> Verdict:
    """The share of neighbours that follow one another as they should: one misplaced part costs little."""
    chosen = _chosen(answer, len(order.parts), len(order.parts))
    if sorted(chosen) != list(range(len(order.parts))):
        raise NotReadable("not every part once")
    neighbours = list(pairwise(chosen))
    return _verdict(sum(two == one + 1 for one, two in neighbours) / len(neighbours))


# Written answers


def _short(short: Short, text: str, algebra: Algebra) -> Verdict:
    if short.is_expression:
        return _mathematics(short, text, algebra)
    return _words(text, short.accepted, short.wrong)


def _words(text: str, accepted: Sequence[str], wrong: Sequence[WrongAnswer]) -> Verdict:
    if not phrase.has_words(text):
        raise NotReadable("no words")
    for spelling in accepted:
        if phrase.are_alike(text, spelling):
            exact = next((one for one in accepted if phrase.is_spelt(text, one)), None)
            note = (
                None
                if exact or phrase.is_number(spelling) or phrase.is_number(text)
                else Note(NoteKind.SPELLING, spelling)
            )
            return _verdict(1.0, note=note)
    if (both := phrase.said_twice(text)) and all(map(phrase.has_words, both)):
        one, other = (_words(part, accepted, ()) for part in both)
        if one.is_right and other.is_right:
            return one
    return _verdict(0.0, _misconception(wrong, lambda known: phrase.are_alike(text, known)))


def _misconception(wrong: Sequence[WrongAnswer], is_like: Callable[[str], bool]) -> str:
    return next((known.misconception for known in wrong if is_like(known.text)), "")


def _mathematics(short: Short, text: str, algebra: Algebra) -> Verdict:
    if any(are_same(text, accepted, algebra) for accepted in short.accepted):
        return _verdict(1.0)
    return _verdict(0.0, _misconception(short.wrong, lambda known: _are_same(text, known, algebra)))


def _are_same(text: str, known: str, algebra: Algebra) -> bool:
    try:
        return are_same(text, known, algebra)
    except (NotReadable, TutorError):  # it only explains: a known wrong answer may be no mathematics, or slow
        return False


def _number(number: Number, text: str, statement: str) -> Verdict:
    """The verdict on a number; one that says itself again in brackets is right where both parts are."""
    try:
        return _quantity(number, bare_number(text, statement, number.unit))
    except NotReadable:
        both = phrase.said_twice(text)
        if both is None:
            raise
        one, other = (_quantity(number, bare_number(part, statement, number.unit)) for part in both)
        return one if other.is_right else other


def _quantity(number: Number, text: str) -> Verdict:
    text = with_pi(text, number.value)
    answer = read_quantity(text, number.unit)
    right = parse(number.value).value()
    if right is None:
        raise NotReadable("the item's own value has an unknown")
    note = Note(NoteKind.UNIT, label(number.unit)) if number.unit and not answer.unit else None
    large = read_quantity(_THOUSANDS.sub(r"\g<1>000", text), number.unit)
    if _is_value(answer, float(right), number) or _is_value(large, float(right), number):
        return _verdict(1.0, note=note)
    return _verdict(0.0, _misconception(number.wrong, lambda known: _is_known(answer, known, number)))


def _is_known(answer: Quantity, known: str, number: Number) -> bool:
    try:
        value = read_quantity(known, number.unit).value
    except NotReadable:
        return False
    return _is_value(answer, float(value), number)


def _is_value(answer: Quantity, right: float, number: Number) -> bool:
    for value in _values(answer, number.unit):
        # A hair more than the tolerance: 9,9 is one per cent from 10, which a float may miss.
        if abs(value - right) <= max(number.tolerance * (1 + EXACT), EXACT) * (abs(right) or 1.0):
            return True
    return False


def _values(answer: Quantity, unit: str) -> list[float]:
    """What the answer may be in `unit`; '12%' of nothing named is 12 and 0.12.

    Raises NotReadable for a unit where none is asked for: nobody knows whether it is the one meant.
    """
    value = float(answer.value)
    if not answer.unit or answer.unit == unit:
        return [value]
    if answer.unit == "percent" and not unit:
        return [value, value / 100]
    if not unit and answer.unit not in _WITHOUT_DIMENSION:
        raise NotReadable("a unit where none is asked for")
    converted = convert(value, answer.unit, unit)
    return [] if converted is None else [converted]


def _cloze(cloze: Cloze, answer: Answer, statement: str) -> Verdict:
    """The share of gaps that are filled right, with the first note and the first misconception."""
    if len(answer.texts) != len(cloze.gaps):
        raise NotReadable("not a text for every gap")
    verdicts = [
        _gap(one, text, statement, place)
        for place, (one, text) in enumerate(zip(cloze.gaps, answer.texts, strict=True), 1)
    ]
    note = next((verdict.note for verdict in verdicts if verdict.note), None)
    misconception = next((verdict.misconception for verdict in verdicts if verdict.misconception), "")
    return _verdict(sum(verdict.is_right for verdict in verdicts) / len(verdicts), misconception, note)


def _gap(wanted: Gap, text: str, statement: str, place: int) -> Verdict:
    """The verdict on one gap, of what was typed or of what it adds to the words around the gap."""
    if not phrase.has_words(text):
        return _verdict(0.0)
    verdict = _words(text, wanted.accepted, wanted.wrong)
    is_known = verdict.is_right or verdict.misconception != ""
    added = "" if is_known else gap.inner(text, statement, place)
    return _words(added, wanted.accepted, wanted.wrong) if phrase.has_words(added) else verdict


def _derivation(derivation: Derivation, text: str, algebra: Algebra) -> Verdict:
    """Right where every line follows, to the result; else the share of lines that follow."""
    lines = [line for line in text.splitlines() if line.strip() and not is_prose(line)]
    working = check_lines(lines, algebra, given=derivation.start)
    if not lines or any(not line.is_readable for line in working.lines):
        raise NotReadable("a line")
    if working.first_wrong is not None:
        return _verdict(min(working.first_wrong / (len(lines) + 1), 0.9), working.misconception)
    if any(line.follows is None for line in working.lines):
        raise TutorError(ErrorCode.ALGEBRA_TOO_SLOW)
    is_done = phrase.is_same_line(steps(lines[-1])[-1], derivation.result)
    return _verdict(1.0 if is_done else len(lines) / (len(lines) + 1))
