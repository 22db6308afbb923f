"""What a pupil may have answered: wrong answers that the bank knows, and answers that are right in part."""

from collections.abc import Iterator
from dataclasses import dataclass

from soro_tutor.domain.answer import answer_words
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.expression import NotReadable
from soro_tutor.domain.grading import Answer, Verdict, grade
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Item,
    Matching,
    Number,
    Order,
    Several,
    Short,
    TrueFalse,
)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the model is told it, with the misconception that grading finds behind it."""

    words: str
    misconception: str = ""


def wrong(item: Item) -> tuple[Given, ...]:
    """Answers that earn nothing."""
    return tuple(_graded(item, _wrong_answers(item), is_part=False))


def partly_right(item: Item) -> tuple[Given, ...]:
    """Answers that earn a part."""
    return tuple(_graded(item, _half_answers(item), is_part=True))


def _graded(item: Item, answers: Iterator[Answer], *, is_part: bool) -> Iterator[Given]:
    for answer in answers:
        verdict = _verdict(item, answer)
        if verdict is None or not verdict.is_readable or verdict.is_right:
            continue
        if (verdict.score > 0) is is_part:
            yield Given(answer_words(item, answer), verdict.misconception)


class _NoAlgebra:
    """Answers that only algebra could judge are left out."""

    def are_equal(self, one: str, other: str) -> bool:
        raise NotReadable(f"{one} = {other}")

    def have_same_solutions(self, one: str, other: str) -> bool:
        raise NotReadable(f"{one} = {other}")


def _verdict(item: Item, answer: Answer) -> Verdict | None:
    try:
        return grade(item, answer, _NoAlgebra())
    except TutorError:  # an empty answer
        return None


def _wrong_answers(item: Item) -> Iterator[Answer]:
    match item.response:
        case Choice(options=options):
            yield from (Answer(chosen=(at,)) for at, option in enumerate(options) if not option.is_right)
        case Several(options=options):
            yield from (Answer(chosen=(at,)) for at, option in enumerate(options) if not option.is_right)
        case TrueFalse(is_true=is_true):
            yield Answer(chosen=(int(is_true),))
        case Number(wrong=known) | Short(wrong=known):
            yield from (Answer(text=one.text.strip("$")) for one in known)
        case Matching(pairs=pairs):
            yield Answer(chosen=pairs[1:] + pairs[:1])
        case Order(parts=parts):
            yield Answer(chosen=tuple(reversed(range(len(parts)))))
        case Cloze(gaps=gaps) if all(gap.wrong for gap in gaps):
            yield Answer(texts=tuple(gap.wrong[0].text for gap in gaps))


def _half_answers(item: Item) -> Iterator[Answer]:
    match item.response:
        case Several(options=options):
            right = tuple(at for at, option in enumerate(options) if option.is_right)
            yield Answer(chosen=right[1:])
            yield from (
                Answer(chosen=(*right, at)) for at, option in enumerate(options) if not option.is_right
            )
        case Matching(pairs=pairs):
            yield Answer(chosen=(pairs[1], pairs[0], *pairs[2:]))
            yield Answer(chosen=(*pairs[:2], pairs[3], pairs[2]))
        case Order(parts=parts):
            places = tuple(range(len(parts)))
            yield Answer(chosen=(places[1], places[0], *places[2:]))
            yield Answer(chosen=(*places[:-2], places[-1], places[-2]))
        case Cloze(gaps=gaps):
            texts = tuple(gap.accepted[0] for gap in gaps)
            for at, gap in enumerate(gaps):
                for known in gap.wrong[:1]:
                    yield Answer(texts=(*texts[:at], known.text, *texts[at + 1 :]))
