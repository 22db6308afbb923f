"""The place for an answer that fits an item's form."""

from collections.abc import Sequence

from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Item,
    Matching,
    Number,
    Order,
    Several,
    TrueFalse,
)
from soro_tutor.ui.lesson.answer_field import AnswerField
from soro_tutor.ui.lesson.choice_field import ChoiceField, true_or_false
from soro_tutor.ui.lesson.line_field import GapsField, LineField, LinesField
from soro_tutor.ui.lesson.matching_field import MatchingField
from soro_tutor.ui.lesson.order_field import OrderField
from soro_tutor.ui.theme import Appearance


def make_field(item: Item, order: Sequence[int], appearance: Appearance) -> AnswerField:
    """A field for an item, its parts shown in `order` (indices into the item's own)."""
    match item.response:
        case Choice(options=options) | Several(options=options):
            words = [option.text for option in options]
            is_several = isinstance(item.response, Several)
            return ChoiceField(appearance, lambda: words, order, is_several=is_several)
        case TrueFalse():
            return ChoiceField(appearance, true_or_false, (0, 1), is_lettered=False)
        case Number(unit=unit):
            return LineField(unit)
        case Matching():
            return MatchingField(appearance, item.response, order)
        case Order(parts=parts):
            return OrderField(appearance, parts, order)
        case Cloze(gaps=gaps):
            return GapsField(len(gaps))
        case Derivation(start=start):
            return LinesField(appearance, start)
        case _:
            return LineField()
