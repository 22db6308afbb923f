"""Damage in Tajik text, found letter by letter: look-alikes, old letters, OCR hooks, missing letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from soro_tutor.domain.language import FOREIGN, LEGACY, Sentence, Verdict, sentences
from soro_tutor.domain.text import CONSONANTS, CYRILLIC, LOOKALIKES, SPECIAL, WORD


class Damage(StrEnum):
    """What is wrong with a stretch of Tajik text."""

    LOOKALIKE = "lookalike"  # a Latin letter in a Cyrillic word: cард
    LEGACY = "legacy"  # a letter of an old font: њуќуќ
    HOOK = "hook"  # the tail of ҷ, ҳ or қ read as a comma: Ч,умх,урии
    FINAL_SHORT_I = "final_short_i"  # -й for -ӣ after a consonant: тоҷикй
    GRAVE_YO = "grave_yo"  # ѐ for ё
    MISSING = "missing"  # a long text almost without ғ ӣ қ ӯ ҳ ҷ; nothing can be suggested


@dataclass(frozen=True, slots=True)
class Finding:
    """Damage from `start` to `end` of a text, and what belongs there (empty where that is not known)."""

    start: int
    end: int
    kind: Damage
    suggestion: str


# The six letters are about 6 % of running text; no stretch of 300 letters in 43,000 words of clean prose
# has less than 2 %.
ENOUGH_LETTERS = 300
LEAST_SHARE = 0.015

# Damage that looks like the letters of another language, as ѐ does like Macedonian.
_OTHERS_LETTERS = {Damage.LEGACY, Damage.GRAVE_YO}

_LETTER = {**LEGACY, "ѐ": "ё", "Ѐ": "Ё", "й": "ӣ", "Й": "Ӣ"}
_CONSONANT = f"{CONSONANTS}њљќѓ"
# ӣ stands at the end of words; a ї between a vowel and another letter is a Ukrainian name: Київ.
_LEGACY = re.compile(
    rf"[{''.join(LEGACY.keys() - set('їЇ'))}]"
    rf"|(?<=[{_CONSONANT}{_CONSONANT.upper()}])[їЇ]|(?<=[^\W_])[їЇ](?![^\W_])"
)
_GRAVE_YO = re.compile("[ѐЀ]")
_FINAL_SHORT_I = re.compile(rf"(?<=[{_CONSONANT}{_CONSONANT.upper()}])[йЙ](?![^\W_])")

_HOOKED = dict(zip("ЧчХхКк", "ҶҷҲҳҚқ", strict=True))
# Letters with commas, semicolons or colons among them and no space.
_GLUED = re.compile(r"[\u0400-\u052f]+(?:[,;:][\u0400-\u052f]+)+")
_ENOUGH_HOOKS = 3

# Endings that people write onto a formula's letter or a foreign name without a hyphen: xро, PCҳо.
_ENDINGS = ("и", "ро", "ҳо", "ҳои", "ҳоро", "у", "ю", "аш", "ам", "ум", "юм")
_NAME_WITH_ENDING = re.compile(rf"[A-Za-z0-9]+(?:{'|'.join(_ENDINGS)})")


def lint(text: str) -> tuple[Finding, ...]:
    """The damage in the Tajik sentences of `text` (in NFC), in reading order; other languages have none.

    A sentence too short to be judged (a heading, a name) goes with the Tajik sentences beside it, unless one
    of its neighbours is in another language; what may be another language's own letter is damage in it only
    where the Tajik sentences show the same damage.
    """
    judged = sentences(text)
    sure = [sentence for sentence in judged if sentence.verdict is Verdict.TAJIK]
    unsure = [sentence for sentence in judged if sentence.verdict is Verdict.UNSURE]
    if len(sure) + len(unsure) < len(judged):
        unsure = []
    has_hooks = _has_hooks(text)
    found = [finding for sentence in sure for finding in _damage(text, sentence, has_hooks)]
    innocent = _OTHERS_LETTERS - {finding.kind for finding in found}
    if sure:
        doubtful = [finding for sentence in unsure for finding in _damage(text, sentence, has_hooks)]
        found += [finding for finding in doubtful if finding.kind not in innocent]
    found += _missing(text, sure)
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _damage(text: str, sentence: Sentence, has_hooks: bool) -> Iterator[Finding]:
    part = text[sentence.start : sentence.end]
    for finding in (*_letters(part), *_lookalikes(part), *(_hooks(part) if has_hooks else ())):
        yield replace(finding, start=finding.start + sentence.start, end=finding.end + sentence.start)


def _letters(text: str) -> Iterator[Finding]:
    """Letters that are wrong wherever they stand in a Tajik word; foreign words are left alone."""
    for word in WORD.finditer(text):
        if FOREIGN.search(word[0].lower()):
            continue
        for kind, pattern in (
            (Damage.LEGACY, _LEGACY),
            (Damage.GRAVE_YO, _GRAVE_YO),
            (Damage.FINAL_SHORT_I, _FINAL_SHORT_I),
        ):
            for match in pattern.finditer(word[0]):
                start = word.start() + match.start()
                yield Finding(start, start + 1, kind, _LETTER[match[0]])


def _lookalikes(text: str) -> Iterator[Finding]:
    for word in WORD.finditer(text):
        if _has_slips(word[0]):
            for at, letter in enumerate(word[0], word.start()):
                if letter in LOOKALIKES:
                    yield Finding(at, at + 1, Damage.LOOKALIKE, LOOKALIKES[letter])


def _has_slips(word: str) -> bool:
    """Whether Latin letters slipped into a Cyrillic word: few, all look-alikes, no name with an ending."""
    cyrillic = len(CYRILLIC.findall(word))
    latin = [letter for letter in word if letter.isalpha() and not CYRILLIC.match(letter)]
    are_alike = all(letter in LOOKALIKES for letter in latin)
    return bool(latin) and are_alike and cyrillic > len(latin) and not _NAME_WITH_ENDING.fullmatch(word)


def _hooks(text: str) -> Iterator[Finding]:
    for at in _glued_commas(text):
        if text[at - 1] in _HOOKED:
            yield Finding(at - 1, at + 1, Damage.HOOK, _HOOKED[text[at - 1]])


def _has_hooks(text: str) -> bool:
    """Whether commas glued between letters are the hooks of ҷ ҳ қ rather than forgotten spaces.

    They are when most of them follow ч, х or к (one in twenty would by chance) and either they are several or
    one follows a single letter, which is no word: 'Ч,умхурӣ'.
    """
    glued = _glued_commas(text)
    hooks = [at for at in glued if text[at - 1] in _HOOKED]
    has_initial = any(at == 1 or not text[at - 2].isalpha() for at in hooks)
    return 2 * len(hooks) > len(glued) and (len(hooks) >= _ENOUGH_HOOKS or has_initial)


def _glued_commas(text: str) -> list[int]:
    """Where commas and the like stand between letters.

    Among single letters they are coordinates, (х;у), and a colon after one letter is a label, К:шумо.
    """
    words = [match for match in _GLUED.finditer(text) if max(map(len, re.split("[,;:]", match[0]))) > 1]
    return [
        word.start() + at
        for word in words
        for at, sign in enumerate(word[0])
        if sign in ",;:" and (sign != ":" or at > 1)
    ]


def _missing(text: str, tajik: list[Sentence]) -> Iterator[Finding]:
    letters = [letter for part in tajik for letter in text[part.start : part.end].lower() if letter.isalpha()]
    special = sum(letter in SPECIAL or letter in LEGACY for letter in letters)
    if len(letters) >= ENOUGH_LETTERS and special < LEAST_SHARE * len(letters):
        yield Finding(tajik[0].start, tajik[-1].end, Damage.MISSING, "")
