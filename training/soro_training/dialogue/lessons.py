"""Dialogues of a lesson: each state that the application asks a model to word, with a teacher's reply."""

import functools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from soro_training.dialogue import answers
from soro_training.dialogue.answers import Given
from soro_training.dialogue.dialogue import Dialogue, Limits, fitting, joined
from soro_training.dialogue.phrases import Phrases, is_order
from soro_training.dialogue.school import School
from soro_training.heldout import is_heldout
from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.item import Item
from soro_tutor.domain.leak import Secrets, secrets_of
from soro_tutor.session.prompt import Case, lesson_turns

MAYBE = "Шояд шумо"  # every misconception of the bank begins so
TWIN = re.compile(r"^Супориши монанд[:.]\s*")
ANSWER = re.compile(r"^Ҷавоб:\s*")
FORMULA = re.compile(r"\$[^$]*=[^$]*\$")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_MOST_RESULTS = 12
_GOOD, _POOR = 0.7, 0.4
_WRONG, _PARTLY = 2, 2  # dialogues of one item at most


Make = Callable[[], str]
MakeFor = Callable[[Given], str]


class LessonWriter:
    """Writes the dialogues of one item in one language; what is drawn follows from `chance` alone."""

    def __init__(self, school: School, item: Item, language: str, chance: random.Random) -> None:
        self._school, self._item, self._language, self._chance = school, item, language, chance
        self._say = Phrases(language, chance)
        self._secrets = secrets_of(item)

    def dialogues(self) -> Iterator[Dialogue]:
        """One for each state and what was done in it, as far as a fit reply is found."""
        is_tajik = self._language == "tg"
        for number, hint in enumerate(self._item.hints[: 2 if is_tajik else 0], 1):
            yield from self._hint(f"hint_{number}", hint, functools.partial(self._hinted, hint))
        yield from self._hint("hint_3", self._item.hints[2], self._twin, questions=2)
        for number, given in enumerate(self._drawn(answers.wrong(self._item), _WRONG)):
            yield from self._answered("wrong", f"wrong-{number}", given, self._wrong)
        for number, given in enumerate(self._drawn(answers.partly_right(self._item), _PARTLY)):
            yield from self._answered("partly", f"partly-{number}", given, self._partly)
        yield from self._open("explanation", "explanation", self._explanation)
        if is_tajik:
            for kind in ("complete", "step", "vague"):
                yield from self._comment(kind)

    # States, with what the model is told in each

    def _hint(self, kind: str, hint: str, make: Make, questions: int = 1) -> Iterator[Dialogue]:
        known = answers.wrong(self._item)
        given = self._chance.choice([*known, *[Given("")] * len(known)]) if known else Given("")
        case = replace(self._case("hint", given), hint=hint, misconception="")
        yield from self._dialogue(kind, kind, case, make, questions)

    def _answered(self, state: str, name: str, given: Given, make: MakeFor) -> Iterator[Dialogue]:
        yield from self._dialogue(state, name, self._case(state, given), lambda: make(given))

    def _open(self, state: str, name: str, make: Make, words: str = "") -> Iterator[Dialogue]:
        """A state in which the answer is no secret any more."""
        case = replace(self._case(state, Given("")), is_secret=False, words=words)
        yield from self._dialogue(state, name, case, make)

    def _comment(self, kind: str) -> Iterator[Dialogue]:
        lowered = self._school.common.lowered
        principle, step = self._item.hints[1], self._item.solution[0]
        only = r": \{" if kind == "complete" and is_order(principle) else ""
        words = self._say.one("words", kind, only, principle=lowered(principle), step=lowered(step))
        replies = {"complete": self._praised, "step": self._reason_added, "vague": self._made_precise}
        yield from self._open("comment", f"comment-{kind}", replies[kind], words)

    def _case(self, state: str, given: Given) -> Case:
        total = self._chance.choice([0, *range(1, _MOST_RESULTS)])
        right = self._chance.randint(0, total)
        return Case(
            state=state,
            item=self._item,
            grade=self._item.grade,
            is_secret=True,
            answer=given.words,
            misconception=given.misconception,
            right=right,
            total=total,
        )

    def _dialogue(
        self, kind: str, name: str, case: Case, make: Make, questions: int = 1
    ) -> Iterator[Dialogue]:
        secrets: Secrets | None = self._secrets if case.is_secret else None
        limits = Limits(self._language, self._item.statement, secrets, questions, self._item.subject)
        reply = fitting(lambda: joined(self._encouraged(case), make()), limits)
        if reply:
            turns = (*lesson_turns(self._language, case), Turn(Role.ASSISTANT, reply))
            uid = f"{self._item.id}/{name}/{self._language}"
            yield Dialogue(uid, kind, self._language, is_heldout(self._item), turns)

    # Replies

    def _encouraged(self, case: Case) -> str:
        """Now and then a word on the results, which the model is told."""
        if not case.total or not self._say.has("results") or self._chance.random() < 0.5:
            return ""
        share = case.right / case.total
        if case.state == "hint" and share >= _GOOD:
            return self._say.one("results", "good")
        return self._say.one("results", "poor") if share <= _POOR and case.is_secret else ""

    def _hinted(self, hint: str) -> str:
        opening = self._say.one("hint", "opening")
        return joined(opening, hint, "" if hint.endswith("?") else self._say.one("hint", "question"))

    def _twin(self) -> str:
        example = TWIN.sub("", self._item.hints[2])
        if self._language != "tg":
            example = _formulas((example,))
        if not example:
            return ""
        return joined(
            self._chance.choice(["", self._say.one("twin", "opening")]),
            self._say.one("twin", "head"),
            example,
            self._say.one("twin", "question"),
        )

    def _wrong(self, given: Given) -> str:
        thought = given.misconception
        if self._language != "tg":
            look = self._say.one("wrong", "look", topic=self._school.topic(self._item, self._language))
        elif thought.startswith(MAYBE):
            look = thought.replace(MAYBE, self._say.one("wrong", "maybe"), 1)
        else:
            look = self._say.one("wrong", "look")
        return joined(self._say.one("wrong", "opening"), look, self._say.one("wrong", "question"))

    def _partly(self, given: Given) -> str:
        thought = given.misconception if self._language == "tg" else ""
        if thought.startswith(MAYBE):
            look = thought.replace(MAYBE, self._say.one("wrong", "maybe"), 1)
        else:
            look = self._say.one("partly", self._item.form.value)
        return joined(self._say.one("partly", "opening"), look, self._say.one("partly", "question"))

    def _explanation(self) -> str:
        if self._language != "tg":
            steps = _formulas(self._item.solution)
        else:
            head = self._say.one("explanation", "answer")
            steps = joined(*(ANSWER.sub(f"{head} ", step) for step in self._item.solution))
        if not steps:
            return ""
        opening = self._say.one("explanation", "opening")
        return joined(opening, steps, self._say.one("explanation", "question"))

    def _praised(self) -> str:
        praise, question = self._say.one("comment", "complete"), self._say.one("comment", "question")
        if self._chance.random() < 0.5:
            return joined(praise, question)
        return joined(praise, self._say.one("comment", "step_too"), self._item.solution[0], question)

    def _reason_added(self) -> str:
        return joined(
            self._say.one("comment", "steps_only"),
            self._say.one("comment", "reason_missing"),
            self._school.common.lowered(self._item.hints[1]),
            self._say.one("comment", "question"),
        )

    def _made_precise(self) -> str:
        return joined(
            self._say.one("comment", "vague"),
            self._say.one("comment", "reason_missing"),
            self._school.common.lowered(self._item.hints[1]),
            self._say.one("comment", "question"),
        )

    def _drawn(self, given: tuple[Given, ...], most: int) -> list[Given]:
        return self._chance.sample(given, min(most, len(given)))


def _formulas(texts: tuple[str, ...]) -> str:
    """The equations of a text, which are the same in each language."""
    found = [one for text in texts for one in FORMULA.findall(text) if not _CYRILLIC.search(one)]
    return ". ".join(found) + "." if found else ""
