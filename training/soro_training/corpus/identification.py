"""Which language a document is in: Chromium's detector, corrected by the application's evidence for Tajik."""

import re
from collections import Counter

import pycld2
from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter

from soro_training.corpus.table import CorpusTable
from soro_tutor.domain.language import Verdict, sentences

UNKNOWN = "und"
_LONGEST = 20_000  # letters that are looked at
_ONLY_RUSSIAN = re.compile("[ыщьЫЩЬ]")  # of the languages that short Russian texts are taken for
_TAKEN_FOR_RUSSIAN = {"sr", "mk", UNKNOWN}
_OTHERS = re.compile("[\u0402-\u040f\u0452-\u045f\u0460-\u052f]")  # letters that Russian has not
_CYRILLIC = re.compile("[\u0400-\u052f]")


class Language(BaseFilter):
    """Tells each document's language and rejects those that its source does not ask for."""

    name = "language"

    def __init__(self, table: CorpusTable, **others: object) -> None:
        super().__init__(**others)
        self.wanted = [frozenset(source.languages) for source in table.source]

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the document is in a wanted language; curated ones always are."""
        language = identify(doc.text)
        doc.metadata["language"] = language
        is_wanted = language in self.wanted[doc.metadata["number"]] or doc.metadata["is_curated"]
        return True if is_wanted else (False, f"language_{language}")


def identify(text: str) -> str:
    """The code (ISO 639-1) of the language that most of `text` is in, 'und' where none can be told.

    pycld2 (Compact Language Detector 2) knows the Cyrillic letters of Tajik, Uzbek, Kyrgyz and Bashkir; it
    errs on short texts, and on Tajik that was typed without its letters. There the application's evidence
    decides: what its sentences hold of Tajik words, endings and letters, and of others'.
    """
    text = text[:_LONGEST]
    guess = _guess(text)
    if not _CYRILLIC.search(text):
        return guess
    share = _tajik_share(text)
    if guess == "tg":
        return "tg" if share > -0.5 else UNKNOWN
    if share > 0.5 or (guess == UNKNOWN and share > 0):
        return "tg"
    if guess in _TAKEN_FOR_RUSSIAN and _ONLY_RUSSIAN.search(text) and not _OTHERS.search(text):
        return "ru"
    return guess


def _tajik_share(text: str) -> float:
    """How much more of the text, by letters, is in sentences judged Tajik than in those judged other."""
    letters: Counter[Verdict] = Counter()
    for sentence in sentences(text):
        letters[sentence.verdict] += sentence.end - sentence.start
    return (letters[Verdict.TAJIK] - letters[Verdict.OTHER]) / max(1, letters.total())


def _guess(text: str) -> str:
    try:
        _, _, languages = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except pycld2.error:  # it refuses signs that are in no text
        return UNKNOWN
    code = str(languages[0][1])
    return UNKNOWN if code == "un" else code
