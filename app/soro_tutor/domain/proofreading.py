"""What a careful reader finds wrong with an item before any learner sees it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from soro_tutor.domain import figure, giveaway, markup
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.figure import FigureFault
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Item,
    Matching,
    Number,
    Option,
    Order,
    Several,
    Short,
    WrongAnswer,
)
from soro_tutor.domain.item_table import table_of
from soro_tutor.domain.lint import Damage
from soro_tutor.domain.quantity import value_of
from soro_tutor.domain.spelling import slips
from soro_tutor.domain.text import fold

MOST_WORDS = 120  # of a statement

_UNREAD = re.compile(r"id|topic|form|difficulty|grade|unit|value|tolerance|start|result|expression|answer")
_MARK = re.compile(r"\[\[(\d+)\]\]")
# Cyrillic letters that stand in a formula for Latin ones; words belong into \text{…}.
_TEXT = re.compile(r"\\(?:text|mathrm|textbf|operatorname)\s*\{[^{}]*\}")
_CYRILLIC_NAME = re.compile(r"(?<![\u0400-\u052f])[АВСЕНКМОРТХУасеорхуё]+(?![\u0400-\u052f])")


class FlawKind(StrEnum):
    """What is wrong; the comment says what the flaw's `detail` is."""

    EMPTY = "empty"
    LOOKALIKE = "lookalike"  # the word
    DAMAGE = "damage"  # the word
    MISSING_LETTERS = "missing_letters"  # the word → the right one
    LATEX = "latex"  # what of the formula
    FIGURE = "figure"  # why it cannot be drawn
    PICTURE_MISSING = "picture_missing"  # its path
    PICTURE_BROKEN = "picture_broken"  # its path
    EQUAL = "equal"  # the text that stands twice
    NO_RIGHT = "no_right"
    SEVERAL_RIGHT = "several_right"
    WRONG_IS_RIGHT = "wrong_is_right"  # the answer
    VALUE = "value"  # the text that is no number
    PAIRS = "pairs"
    GAPS = "gaps"
    NO_MISCONCEPTION = "no_misconception"
    SAYS_ANSWER = "says_answer"  # the answer
    TOO_LONG = "too_long"  # how many words
    TWIN = "twin"  # the id of the other item


@dataclass(frozen=True, slots=True)
class Flaw:
    """One fault; `field` is dotted and counts from 1 ('options.2.text'), '' for the whole item.

    `figure` says why a figure cannot be drawn.
    """

    kind: FlawKind
    field: str
    detail: str = ""
    figure: FigureFault | None = None


def check(item: Item, is_thorough: bool = True) -> tuple[Flaw, ...]:
    """The flaws of one item, in the order of its fields; without `is_thorough`, formulas are only counted.

    Whether its pictures are there is left to who knows files.
    """
    read = tuple(texts(table_of(item)))
    found = [
        *(flaw for field, text in read for flaw in _text_flaws(item, field, text, is_thorough)),
        *_answer_flaws(item),
        *_misconception_flaws(item),
        *_hint_flaws(item, read),
    ]
    words = len(markup.prose(item.statement).split())
    if words > MOST_WORDS:
        found.append(Flaw(FlawKind.TOO_LONG, "statement", str(words)))
    return tuple(dict.fromkeys(found))


def twins(items: Iterable[Item]) -> tuple[tuple[Item, Flaw], ...]:
    """The items of one pack that ask what an earlier one asks already, with the same options."""
    seen: dict[tuple[object, ...], str] = {}
    found = []
    for item in items:
        table = table_of(item)
        options = sorted(fold(option["text"]) for option in table.get("options", ()))
        others = [fold(str(table.get(name, ""))) for name in ("left", "parts", "start")]
        key = (_plain(item.statement), tuple(options), *others)
        if key in seen:
            found.append((item, Flaw(FlawKind.TWIN, "statement", seen[key])))
        seen.setdefault(key, item.id)
    return tuple(found)


# texts


def texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string of an item's table that a person reads, with its dotted field."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{field}.{number}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not _UNREAD.fullmatch(key):
                yield from texts(inner, f"{field}.{key}".lstrip("."))


def _text_flaws(item: Item, field: str, text: str, is_thorough: bool) -> Iterator[Flaw]:
    if not text.strip():
        if not (field == "source" and item.generator):
            yield Flaw(FlawKind.EMPTY, field)
        return
    yield from _letter_flaws(item, field, markup.prose(text))
    yield from _formula_flaws(field, text, is_thorough)
    yield from _figure_flaws(field, text)


def _letter_flaws(item: Item, field: str, text: str) -> Iterator[Flaw]:
    for slip in slips(text, is_tajik=item.subject is not Subject.RUSSIAN):
        if slip.kind is Damage.LOOKALIKE:
            yield Flaw(FlawKind.LOOKALIKE, field, slip.word)
        elif slip.kind is not Damage.MISSING:
            yield Flaw(FlawKind.DAMAGE, field, slip.word)
        elif not _may_misspell(item, field):
            yield Flaw(FlawKind.MISSING_LETTERS, field, f"{slip.word} → {slip.suggestion or '?'}")


def _may_misspell(item: Item, field: str) -> bool:
    """An option of a spelling exercise may be spelt wrongly, since that is what it asks about."""
    return item.subject is Subject.TAJIK_LANGUAGE and field.endswith("text")


def _formula_flaws(field: str, text: str, is_thorough: bool) -> Iterator[Flaw]:
    if markup.has_open_formula(text):
        yield Flaw(FlawKind.LATEX, field, "$")
        return
    for latex in markup.formulas(text):
        fault = markup.formula_fault(latex) or (is_thorough and markup.conversion_fault(latex))
        if fault:
            yield Flaw(FlawKind.LATEX, field, f"{latex}: {fault}")
        for match in _CYRILLIC_NAME.finditer(_TEXT.sub(" ", latex)):
            yield Flaw(FlawKind.LOOKALIKE, field, match[0])


def _figure_flaws(field: str, text: str) -> Iterator[Flaw]:
    if markup.has_open_fence(text):
        yield Flaw(FlawKind.FIGURE, field, "```", FigureFault.OPEN)
    for source in markup.figures(text):
        try:
            figure.parse(source)
        except figure.FigureError as error:
            yield Flaw(FlawKind.FIGURE, field, error.detail, error.fault)


# answers


def _answer_flaws(item: Item) -> Iterator[Flaw]:
    match item.response:
        case Choice(options) | Several(options):
            yield from _option_flaws(options, isinstance(item.response, Choice))
        case Matching():
            yield from _matching_flaws(item.response)
        case Order(parts):
            yield from _equal("parts", parts)
        case Cloze(gaps):
            marks = [int(number) for number in _MARK.findall(item.statement)]
            if sorted(marks) != list(range(1, len(gaps) + 1)):
                yield Flaw(FlawKind.GAPS, "gaps")
            for number, gap in enumerate(gaps, 1):
                yield from _wrong_flaws(f"gaps.{number}.wrong", gap.wrong, gap.accepted)
        case Short(accepted, _, wrong):
            yield from _wrong_flaws("wrong", wrong, accepted)
        case Number(value, _, _, wrong):
            if value_of(value) is None:
                yield Flaw(FlawKind.VALUE, "value", value)
            yield from _wrong_flaws("wrong", wrong, (value,))
        case _:
            pass


def _option_flaws(options: tuple[Option, ...], is_single: bool) -> Iterator[Flaw]:
    right = sum(option.is_right for option in options)
    if right == 0:
        yield Flaw(FlawKind.NO_RIGHT, "options")
    if right > 1 and is_single:
        yield Flaw(FlawKind.SEVERAL_RIGHT, "options")
    yield from _equal("options", [option.text for option in options], ".text")
    for number, option in enumerate(options, 1):
        if not option.is_right and not option.misconception.strip():
            yield Flaw(FlawKind.NO_MISCONCEPTION, f"options.{number}")


def _matching_flaws(matching: Matching) -> Iterator[Flaw]:
    is_whole = len(matching.pairs) == len(matching.left) == len(set(matching.pairs))
    if not is_whole or not all(0 <= pair < len(matching.right) for pair in matching.pairs):
        yield Flaw(FlawKind.PAIRS, "pairs")
    yield from _equal("left", matching.left)
    yield from _equal("right", matching.right)


def _wrong_flaws(field: str, wrong: tuple[WrongAnswer, ...], accepted: tuple[str, ...]) -> Iterator[Flaw]:
    right = {_same(text) for text in accepted}
    for number, answer in enumerate(wrong, 1):
        if _same(answer.text) in right:
            yield Flaw(FlawKind.WRONG_IS_RIGHT, f"{field}.{number}.text", answer.text)
    yield from _equal(field, [answer.text for answer in wrong], ".text")


def _equal(field: str, texts: Iterable[str], ending: str = "") -> Iterator[Flaw]:
    """The texts that mean what an earlier one means."""
    counted: Counter[object] = Counter()
    for number, text in enumerate(texts, 1):
        counted[_same(text)] += 1
        if counted[_same(text)] > 1:
            yield Flaw(FlawKind.EQUAL, f"{field}.{number}{ending}", text)


def _same(text: str) -> object:
    """What two texts have in common that mean the same: a number's value (and unit), or their letters."""
    value = value_of(text)
    return _plain(text) if value is None else value


def _plain(text: str) -> str:
    r"""Small letters without spaces; letters that differ only by ғ or г are not the same: ғул is not гул."""
    return re.sub(r"\s+", "", text).casefold()


# what must not say the answer


def _misconception_flaws(item: Item) -> Iterator[Flaw]:
    for field, text in texts(table_of(item)):
        if field.endswith("misconception"):
            yield from _giving(item, field, text)


def _hint_flaws(item: Item, texts: tuple[tuple[str, str], ...]) -> Iterator[Flaw]:
    for field, text in texts:
        if field in {"hints.1", "hints.2"}:
            yield from _giving(item, field, text)


def _giving(item: Item, field: str, text: str) -> Iterator[Flaw]:
    for answer in giveaway.answers_said(item, text):
        yield Flaw(FlawKind.SAYS_ANSWER, field, answer)
