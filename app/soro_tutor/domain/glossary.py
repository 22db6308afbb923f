"""School terms in three languages, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.text import WORD, fold


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its Russian and English word; `meaning` is one line in Tajik."""

    tg: str
    ru: str
    en: str
    meaning: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Found:
    """A term that stands in a text from `start` to `end`."""

    start: int
    end: int
    term: Term


# Folded endings that a Tajik noun may take: plural, possession, izofat, -ро, one after another.
_ENDING = re.compile(r"(?:хо|гон|он)?(?:и|ям|ят|яш|ам|ат|аш|амон|атон|ашон)?(?:ро|е|у|ю|анд|аст)?")
_COMPUTING = {Subject.PHYSICS, Subject.CHEMISTRY, Subject.INFORMATICS}
_KEY = 3  # letters of its first word by which a term is found; few Tajik terms share them


class Glossary:
    """All terms; of two that look alike, the one of the asked subject is meant."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_key: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        for term in self.terms:
            words = _words(term.tg)
            self._by_key[words[0][:_KEY]].append((words, term))

    def find(self, text: str, subject: Subject | None = None) -> tuple[Found, ...]:
        """The terms in `text`, each where it stands first, the longest of those that begin at a word.

        In a text of a subject, a word is a term of that subject, or of mathematics where that is computed
        with: «намуд» is a species in biology alone.
        """
        words = list(WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        found: list[Found] = []
        seen: set[Term] = set()
        at = 0
        while at < len(words):
            size, term = self._at(folded[at:], subject)
            if term is not None and term not in seen:
                seen.add(term)
                found.append(Found(words[at].start(), words[at + size - 1].end(), term))
            at += size
        return tuple(found)

    def look_up(self, word: str, subject: Subject | None = None) -> tuple[Term, ...]:
        """The terms whose Tajik, Russian or English word begins as `word` does, best first."""
        wanted = fold(word.strip())
        if not wanted:
            return ()
        hits = [
            term
            for term in self.terms
            if any(fold(name).startswith(wanted) for name in (term.tg, term.ru, term.en))
        ]
        return tuple(sorted(hits, key=lambda term: (term.subject is not subject, len(term.tg))))

    def _at(self, words: list[str], subject: Subject | None) -> tuple[int, Term | None]:
        """The best term that `words` begin with, and how many of them it takes; none takes one."""
        matching = [
            (len(parts), term.subject is subject, term)
            for parts, term in self._by_key.get(words[0][:_KEY], ())
            if _belongs(term, subject) and len(parts) <= len(words) and all(map(_is_form_of, words, parts))
        ]
        size, _, best = max(matching, key=lambda match: match[:2], default=(1, False, None))
        return size, best


def _belongs(term: Term, subject: Subject | None) -> bool:
    is_mathematics = term.subject is Subject.MATHEMATICS and subject in _COMPUTING
    return subject is None or term.subject is subject or is_mathematics


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text)))


def _is_form_of(word: str, part: str) -> bool:
    """Whether `word` is a term's `part` with endings, both folded."""
    return word.startswith(part) and _ENDING.fullmatch(word[len(part) :]) is not None
