"""What a learner answered, in the words in which a person and the model read it."""

from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Choice, Item, Matching, Order, Several, TrueFalse


def answer_words(item: Item, answer: Answer) -> str:
    """An answer as a reader sees it: the words of what was chosen, or what was written."""
    match item.response:
        case Choice(options=options) | Several(options=options):
            return "; ".join(options[index].text for index in answer.chosen)
        case TrueFalse():
            return " ".join("✓" if index == 0 else "✗" for index in answer.chosen)
        case Order(parts=parts):
            return " → ".join(parts[index] for index in answer.chosen)
        case Matching(left=left, right=right):
            pairs = zip(left, answer.chosen, strict=False)
            return "; ".join(f"{side} — {right[index]}" for side, index in pairs if index >= 0)
        case _:
            return answer.text or "; ".join(answer.texts)
