"""Dialogues of the free conversation: a wish for the answer, a topic, a draft for a quiz, work to check."""

import functools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from soro_training.dialogue.dialogue import Dialogue, Limits, fitting, joined
from soro_training.dialogue.lessons import ANSWER, TWIN
from soro_training.dialogue.phrases import Phrases, is_order
from soro_training.dialogue.school import School
from soro_training.heldout import is_heldout
from soro_tutor.domain import claim
from soro_tutor.domain.dialogue import Mode, Role, Turn
from soro_tutor.domain.item import Choice, Item
from soro_tutor.domain.leak import secrets_of
from soro_tutor.session.prompt import system_turn

LETTERS = "АБВГ"
_LINE = re.compile(r"\$([^$]+)=([^$=]+)\$[.;]?")
_NUMBER = re.compile(r"\s*(-?\d{1,6})(?:\{,\}(\d{1,3}))?\s*")
_SUM = re.compile(r"[-+:*/^]|\\cdot|\\frac|\\times")
_COMMAND = re.compile(r"\\[a-z]+")
_LETTER = re.compile(r"[^\W\d_]")
_OFF = (1, -1, 10, 2)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the pupil says, and the reply to it; '' where none is fit."""

    said: str
    reply: str


class TalkWriter:
    """Writes the conversations about one item in one language."""

    def __init__(self, school: School, item: Item, language: str, chance: random.Random) -> None:
        self._school, self._item, self._language, self._chance = school, item, language, chance
        self._say = Phrases(language, chance)
        self._topic = school.topic(item, language)

    def dialogues(self) -> Iterator[Dialogue]:
        """One of each kind, as far as fit replies are found."""
        yield from self._dialogue("refusal", Mode.ASK_BACK, self._refusal())
        yield from self._dialogue("check_work", Mode.CHECK_WORK, self._work(is_right=False), "slip")
        yield from self._dialogue("check_work", Mode.CHECK_WORK, self._work(is_right=True), "right")
        if self._language == "tg":
            yield from self._dialogue("explain", Mode.EXPLAIN, self._explained())
            yield from self._dialogue("quiz", Mode.EXPLAIN, self._quiz())

    def _dialogue(self, kind: str, mode: Mode, talk: list[Exchange], name: str = "") -> Iterator[Dialogue]:
        """The conversation up to the first reply that is not fit."""
        turns = [system_turn(self._language, self._item.subject, self._item.grade, mode)]
        for exchange in talk:
            if not exchange.reply:
                break
            turns += [Turn(Role.USER, exchange.said), Turn(Role.ASSISTANT, exchange.reply)]
        if len(turns) > 1:
            uid = "/".join(part for part in (self._item.id, kind, name, self._language) if part)
            yield Dialogue(uid, kind, self._language, is_heldout(self._item), tuple(turns))

    def _asked(self, kind: str, **values: object) -> str:
        """What the pupil asks with the item's statement; nothing may stand behind a figure in its line."""
        statement = self._item.statement
        only = r"\{statement\}(\n|$)|^(?!.*\{statement\})" if statement.endswith("```") else ""
        return self._say.one(kind, "ask", only, statement=statement, **values)

    # Kinds

    def _refusal(self) -> list[Exchange]:
        """The answer is asked for twice, and held back twice."""
        limits = Limits(
            self._language, self._item.statement, secrets_of(self._item), subject=self._item.subject
        )
        asks = self._asked("refusal"), self._say.one("refusal", "again")
        openings, hints = ("opening", "opening_again"), self._item.hints
        return [
            Exchange(ask, fitting(functools.partial(self._refused, opening, hint), limits))
            for ask, opening, hint in zip(asks, openings, hints, strict=False)
        ]

    def _refused(self, opening: str, hint: str) -> str:
        if self._language != "tg":
            hint = self._say.one("refusal", "look", topic=self._topic)
        question = "" if hint.endswith("?") else self._say.one("refusal", "question")
        return joined(self._say.one("refusal", opening), hint, question)

    def _explained(self) -> list[Exchange]:
        """A topic in one idea and one example."""
        limits = Limits(self._language, questions=2)

        def reply() -> str:
            example = TWIN.sub("", self._item.hints[2])
            opening, question = self._say.one("explain", "opening"), self._say.one("hint", "question")
            return joined(opening, self._item.hints[1], self._say.one("twin", "head"), example, question)

        return [Exchange(self._say.one("explain", "ask", topic=self._topic), fitting(reply, limits))]

    def _quiz(self) -> list[Exchange]:
        """A question with four options for a topic, and on request its key."""
        response = self._item.response
        if not isinstance(response, Choice):
            return []
        options = self._chance.sample(response.options, len(response.options))
        lines = [f"{letter}) {option.text}" for letter, option in zip(LETTERS, options, strict=False)]
        listed = "\n".join(lines)
        right = next(at for at, option in enumerate(options) if option.is_right)
        limits = Limits(self._language, questions=2)
        lowered = self._school.common.lowered

        def question() -> str:
            opening = self._say.one("quiz", "opening")
            return f"{opening}\n\n{self._item.statement}\n{listed}\n\n{self._say.one('quiz', 'question')}"

        def key() -> str:
            answer = f"{LETTERS[right]}) {options[right].text.rstrip('.')}"
            principle = self._item.hints[1]
            only = r": \{" if is_order(principle) else ""
            return joined(
                self._say.one("quiz", "key_opening", answer=answer),
                self._say.one("quiz", "because", only, principle=lowered(principle)),
                self._say.one("quiz", "key_question"),
            )

        ask = self._say.one("quiz", "ask", topic=self._topic, grade=self._item.grade)
        return [
            Exchange(ask, fitting(question, limits)),
            Exchange(self._say.one("quiz", "key"), fitting(key, limits)),
        ]

    def _work(self, *, is_right: bool) -> list[Exchange]:
        """Lines of a calculation, all right, or up to the first wrong one."""
        lines = [ANSWER.sub("", step) for step in self._item.solution if _LINE.fullmatch(step)]
        if len(lines) < 2:
            return []
        limits = Limits(self._language, self._item.statement, subject=self._item.subject)
        if is_right:
            said = self._asked("work", lines="\n".join(lines))
            return [Exchange(said, fitting(self._praised, limits))]
        at = self._chance.randrange(len(lines))
        slipped = _slipped(lines[at], self._item.statement, self._chance)
        if not slipped:
            return []
        said = self._asked("work", lines="\n".join([*lines[:at], slipped]))
        pointed = functools.partial(self._pointed_at, at, f"${_reckoned(lines[at])}$")
        return [Exchange(said, fitting(pointed, limits))]

    def _praised(self) -> str:
        return joined(self._say.one("work", "right"), self._say.one("work", "right_question"))

    def _pointed_at(self, line: int, left: str) -> str:
        told = self._say.one("work", "slip" if line else "slip_first", number=line + 1, left=left)
        return joined(told, self._say.one("work", "slip_question"))


def _reckoned(line: str) -> str:
    """What a line reckons with numbers alone, in LaTeX; '' where it does not."""
    match = _LINE.fullmatch(line)
    left = match[1].rpartition("=")[2].strip() if match else ""
    return left if _SUM.search(left) and not _LETTER.search(_COMMAND.sub("", left)) else ""


def _slipped(line: str, given: str, chance: random.Random) -> str:
    """The line with a wrong result, '' where the application could not tell that it is wrong."""
    match = _LINE.fullmatch(line)
    number = _NUMBER.fullmatch(match[2]) if match else None
    if match is None or number is None or not _reckoned(line) or claim.false_claims(line, given, ""):
        return ""
    digits = number[2] or ""
    value = Fraction(f"{number[1]}.{digits}") if digits else Fraction(number[1])
    changed = value + chance.choice(_OFF)
    text = f"{float(changed):.{len(digits)}f}".replace(".", "{,}")
    slipped = f"${match[1]}= {text}$."
    return slipped if claim.false_claims(slipped, given, "") else ""
