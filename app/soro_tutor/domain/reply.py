"""The gate between the model's words and the learner's eyes: sentences that may be shown, and no other."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from soro_tutor.domain import claim
from soro_tutor.domain.dialogue import LANGUAGES, Subject
from soro_tutor.domain.language import Verdict, score, sentences
from soro_tutor.domain.leak import Secrets, leaks
from soro_tutor.domain.text import CYRILLIC, WORD, fold

MAX_WORDS = 80  # tutoring rule: one idea, at most about 80 words
ENOUGH_WORDS = 12  # a question after so many words is the one at the end
# A word may come so often in one sentence; longer sentences have to hold so many different words at least.
MAX_RUN = 3
REPEATABLE_WORDS = 12
LEAST_DIFFERENT = 0.4
MAX_SENTENCE = 2_000  # characters, a figure's included
LEAST_JUDGED = 4  # words: shorter sentences show no language

# A sentence ends with its sign and a space, or with its line; a point after a single letter ends none.
_END = re.compile(r"(?<!\b\w)[.!?…]+[»”\")*_]*(?=\s)\s+|\n+")
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_RUSSIAN = re.compile("[ыщьц]")  # letters that Tajik words no longer have
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
# The labels before what the model is told (resources/prompts), folded: with one, it copies what it was told.
_TOLD = re.compile(
    r"\W*(?:рохи халли санчидашуда|ишораи тайер|хатои эхтимоли|чавоби хонанда|супориш"
    r"|проверенное решение|готовая подсказка|вероятная ошибка|ответ ученика|задание"
    r"|verified solution|ready hint|likely mistake|the pupil's answer|exercise)\W*(?:\([^()]*\)\W*)?:"
    r"|.*\((?:барои шумо|для вас|for you)\)"
)
_LATIN = re.compile(r"[A-Za-z]")
# A quotation ends with its mark (a group, where there is one) or with its line.
_QUOTATION = re.compile(r"«[^»\n]*(»)?|“[^”\n]*(”)?|„[^“”\n]*([“”])?|\"[^\"\n]*(\")?")


class Reason(StrEnum):
    """Why a sentence is withheld."""

    LEAK = "leak"  # it says the answer, or copies what only the model was told
    FALSE = "false"  # it shows a calculation that is not true
    REPEAT = "repeat"  # it says the same again and again
    LANGUAGE = "language"  # it is not in the tutor's language
    LENGTH = "length"  # it does not end


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence that was withheld."""

    sentence: str
    reason: Reason


class Gate:
    """Takes the model's text as it comes, and gives what of it may be shown, whole sentences at a time.

    `secrets` are those of an item whose attempts are not spent, None where anything may be said; `given` is
    what equations of the model are held against (the item's statement); of a `subject` that teaches a
    language, that language may be quoted. Where MAX_WORDS are shown, the one question is asked, or the model
    repeats itself, the gate is full and lets nothing more through.
    """

    def __init__(
        self,
        secrets: Secrets | None,
        language: str = "tg",
        given: str = "",
        subject: Subject | None = None,
    ) -> None:
        self._secrets = secrets
        self._language = language
        self._given = given
        self._subject = subject
        self._quote = ""  # the mark of a quotation that goes on in the next sentence
        self._shown = ""
        self._pending = ""
        self._words = 0
        self._said: set[str] = set()
        self.held: tuple[Held, ...] = ()
        self.is_full = False

    def feed(self, text: str) -> str:
        """Take in more text; returns what may be shown now."""
        if self.is_full:
            return ""
        sentences, self._pending = whole_sentences(self._pending + text)
        if len(self._pending) > MAX_SENTENCE:
            sentences, self._pending = [*sentences, self._pending], ""
        return "".join(self._passed(sentence) for sentence in sentences)

    def close(self) -> str:
        """The model has ended: returns what of the rest may be shown."""
        rest, self._pending = self._pending, ""
        return self._passed(rest)

    def _passed(self, sentence: str) -> str:
        if self.is_full:
            return ""
        words = WORD.findall(fold(_plain(sentence)))
        reason = self._reason(sentence, words)
        self._quote = _open_quote(self._quote + _plain(sentence))
        if reason is not None:
            self.held += (Held(sentence, reason),)
            self.is_full = reason in (Reason.REPEAT, Reason.LENGTH)
            return ""
        if self._words and self._words + len(words) > MAX_WORDS:
            self.is_full = True
            return ""
        self._words += len(words)
        self._said.add(_folded(sentence))
        self._shown += "\n" + sentence
        self.is_full = self._words >= ENOUGH_WORDS and sentence.rstrip('»”")*_ \n').endswith("?")
        return sentence

    def _reason(self, sentence: str, words: list[str]) -> Reason | None:
        if not sentence.strip():
            return None
        if len(sentence) > MAX_SENTENCE:
            return Reason.LENGTH
        if _repeats(words) or (_folded(sentence) in self._said and len(words) > 1):
            return Reason.REPEAT
        if _TOLD.match(fold(sentence)) or (self._secrets is not None and leaks(sentence, self._secrets)):
            return Reason.LEAK
        if self._is_foreign(_plain(sentence)):
            return Reason.LANGUAGE
        if claim.false_claims(sentence, self._given, self._shown):
            return Reason.FALSE
        return None

    def _is_foreign(self, text: str) -> bool:
        """Whether it is in another language, also without what it quotes of the language that is taught."""
        if self._subject not in LANGUAGES or not _is_foreign(text, self._language):
            return _is_foreign(text, self._language)
        return _is_foreign(_unquoted(self._quote + text, self._subject), self._language)


def whole_sentences(text: str) -> tuple[list[str], str]:
    """The sentences of `text` that have ended, and the rest that has not."""
    sentences = []
    while end := _sentence_end(text):
        sentences.append(text[:end])
        text = text[end:]
    return sentences, text


def _sentence_end(text: str) -> int:
    """Where the first whole sentence of `text` ends, 0 where none is whole yet."""
    formulas = [match.span() for match in _FORMULA.finditer(text)]
    formulas += [match.span() for match in _FENCE.finditer(text)]
    for match in _END.finditer(text):
        is_inside = any(start < match.start() < end for start, end in formulas)
        if not is_inside and not _is_open(text[: match.start()]):
            return match.end()
    return 0


def _is_open(text: str) -> bool:
    """Whether a formula has begun and not ended."""
    return _FORMULA.sub("", text).count("$") % 2 == 1 and "\n" not in text[text.rfind("$") :]


def _plain(sentence: str) -> str:
    """A sentence without its formulas and figures."""
    return _FENCE.sub(" ", _FORMULA.sub(" ", sentence))


def _folded(sentence: str) -> str:
    return " ".join(fold(sentence).split()).rstrip(".!?… ")


def _repeats(words: list[str]) -> bool:
    """Whether one word stands there again and again, or few words make a long sentence."""
    run = 1
    for before, word in itertools.pairwise(words):
        run = run + 1 if word == before else 1
        if run > MAX_RUN:
            return True
    return len(words) >= REPEATABLE_WORDS and len(Counter(words)) < LEAST_DIFFERENT * len(words)


def _unquoted(text: str, subject: Subject | None) -> str:
    """A text without its quotations in the script of the language that a subject teaches."""
    script = _LATIN if subject is Subject.ENGLISH else CYRILLIC

    def rest(quotation: re.Match[str]) -> str:
        letters = sum(letter.isalpha() for letter in quotation[0])
        return " " if 2 * len(script.findall(quotation[0])) > letters else quotation[0]

    return _QUOTATION.sub(rest, text)


def _open_quote(text: str) -> str:
    """The mark of a quotation that has begun and not ended, as one of several sentences has."""
    for quotation in _QUOTATION.finditer(text):
        if quotation.end() == len(text) and quotation.lastindex is None:
            return quotation[0][0]
    return ""


def _is_foreign(text: str, language: str) -> bool:
    """Whether a text without formulas is in another language than the tutor's, by its script and its words.

    Some quoted words of another script are no matter: most letters have to be of the wrong one.
    """
    if len(WORD.findall(fold(text))) < LEAST_JUDGED:
        return False
    cyrillic, latin = len(CYRILLIC.findall(text)), len(_LATIN.findall(text))
    others = sum(letter.isalpha() for letter in text) - cyrillic - latin
    if language == "en":
        return latin < cyrillic + others
    if cyrillic < latin + others:
        return True
    if language == "tg" and len(_RUSSIAN.findall(text.lower())) > 1 and score(text) < 1:
        return True
    verdicts = {found.verdict for found in sentences(text)}
    if language == "tg":
        return Verdict.OTHER in verdicts and Verdict.TAJIK not in verdicts
    return Verdict.TAJIK in verdicts and Verdict.OTHER not in verdicts
