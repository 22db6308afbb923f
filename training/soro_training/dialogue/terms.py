"""Questions of fact about school terms: what a term means, and what it is called in another language."""

import random
from collections.abc import Iterator, Mapping, Sequence

from soro_training.dialogue.dialogue import Dialogue, Limits, fitting, joined
from soro_training.dialogue.phrases import Phrases
from soro_training.dialogue.school import School
from soro_training.heldout import is_heldout, name_of
from soro_tutor.domain.dialogue import Mode, Role, Subject, Turn
from soro_tutor.domain.glossary import Term
from soro_tutor.domain.reply import whole_sentences
from soro_tutor.session.prompt import system_turn

GRADES = range(5, 12)
_LONG = "x" * 1000
_EXAMPLE_WORDS = range(4, 16)


class TermWriter:
    """Writes the dialogues about terms; examples come from the bank's principles and solutions.

    A term that is learnt has none from an item that is held out, and the other way round.
    """

    def __init__(self, school: School) -> None:
        self._school = school
        self._examples = _examples(school)

    def dialogues(self, term: Term, language: str, chance: random.Random) -> Iterator[Dialogue]:
        """A question of fact, and in Tajik a word to be translated."""
        say = Phrases(language, chance)
        capital = term.tg[0].upper() + term.tg[1:]
        names = {
            "term": term.tg,
            "Term": capital,
            "ru": term.ru,
            "en": term.en,
            "tg": term.tg,
        }
        if language == "tg":
            yield from self._said("fact", Mode.EXPLAIN, term, say, names)
            yield from self._said("word", Mode.WORD, term, say, names)
        elif term.tg not in {term.ru, term.en}:
            yield from self._said("fact", Mode.WORD, term, say, names, language)

    def _said(
        self, kind: str, mode: Mode, term: Term, say: Phrases, names: Mapping[str, str], language: str = "tg"
    ) -> Iterator[Dialogue]:
        limits = Limits(language)
        reply = fitting(lambda: self._reply(kind, term, say, names, language), limits)
        if reply:
            grade = _grade(term)
            turns = (
                system_turn(language, term.subject, grade, mode),
                Turn(Role.USER, say.one(kind, "ask", **names)),
                Turn(Role.ASSISTANT, reply),
            )
            yield Dialogue(f"{name_of(term)}/{kind}/{language}", kind, language, is_heldout(term), turns)

    def _reply(self, kind: str, term: Term, say: Phrases, names: Mapping[str, str], language: str) -> str:
        question = say.one("fact", "question")
        if language != "tg":
            return joined(say.one("fact", "answer", **names), question)
        meaning = self._school.common.lowered(term.meaning)
        if kind == "fact":
            told = say.one("fact", "answer", meaning=meaning, **names)
            return joined(told, say.one("fact", "names", **names), question)
        example = self._examples.get((term.tg, is_heldout(term)))
        shown = say.one("word", "example", example=example.rstrip(".")) + "." if example else ""
        told = joined(say.one("word", "answer", **names), say.one("word", "meaning", meaning=meaning))
        return joined(told, shown, question)


def _grade(term: Term) -> int:
    """A grade for the prompt: any that has the term's subject may ask."""
    return GRADES[sum(term.tg.encode()) % len(GRADES)]


def _examples(school: School) -> dict[tuple[str, bool], str]:
    """For a term, learnt or held out, the shortest sentence of the bank's items alike that holds it."""
    found: dict[tuple[str, bool], str] = {}
    for item in school.items:
        if item.subject in {Subject.RUSSIAN, Subject.ENGLISH}:
            continue
        side = is_heldout(item)
        for text in (item.hints[1], *item.solution[:-1]):
            for sentence in _plain_sentences(text):
                for term in (hit.term for hit in school.glossary.find(sentence, item.subject)):
                    known = found.get((term.tg, side), _LONG)
                    if term.subject is item.subject and len(sentence) < len(known):
                        found[term.tg, side] = sentence
    return found


def _plain_sentences(text: str) -> Sequence[str]:
    sentences, rest = whole_sentences(text)
    return [
        one.strip()
        for one in (*sentences, rest)
        if len(one.split()) in _EXAMPLE_WORDS and one.strip().endswith(".") and not set(one) & set("«»$:`")
    ]
