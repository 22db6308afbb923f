"""Whether a text is Tajik: the evidence that repair and lint ask for before they touch a letter.

The letters that old Tajik fonts misuse are real elsewhere: ў in Uzbek and Belarusian, њ љ in Serbian, њ љ ќ ѓ
in Macedonian, ї in Ukrainian. A sentence therefore counts as Tajik only on evidence: letters, common words,
endings.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from soro_tutor.domain.text import CONSONANTS, WORD, fold

LEGACY = dict(zip("њљќўїѓЊЉЌЎЇЃ", "ҳҷқӯӣғҲҶҚӮӢҒ", strict=True))


class Verdict(StrEnum):
    """What the evidence says of a sentence."""

    TAJIK = "tajik"
    OTHER = "other"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The stretch of a text from `start` to `end`, and what it is judged to be."""

    start: int
    end: int
    verdict: Verdict


_ENOUGH = 2  # the score at which a sentence is Tajik; at its negative it is another language

# A quotation is judged apart from the sentence around it.
_SENTENCE = re.compile(r"[^.!?…\n«»“”„]+[.!?…\n«»“”„]*")

_TELLING = frozenset("ғӣқӯҳҷ") | frozenset("њљќўїѓ")
_ONLY_TAJIK = frozenset("ӣӯҷ")
# What living alphabets hold of the telling letters. Any other mixture is a damaged Tajik text.
_ALPHABETS = tuple(map(frozenset, ("ўғқҳ", "њљ", "њљќѓ", "ї")))
_TAJIK = frozenset("ғӣқӯҳҷ")
FOREIGN = re.compile("[ієґјђћџѕәөүұңһ]")

# Words that are common in one language and not a word of the others, folded.
_TAJIK_WORDS = """
    ба ки ин аст барои буд шуд мешавад мекунад мекунанд мешаванд шудааст карда кардан инчунин хамчун
    баъд дигар онхо шумо бояд чунин хамин хамон аммо чист кист кадом чанд чаро нест доранд дорад гуфт
    кард омад кунад кунед кунанд агар зеро хангоми байни
"""
# Words that are common in Tajik, but are met in another of the languages.
_RATHER_TAJIK_WORDS = "дар аз мо ман худ вале хам хаст рафт дод шавад пас чун бо"
_UZBEK_WORDS = """
    билан учун бу эди эмас булган булади буйича уз узи керак бир лекин йил деб шу хакида килиш кейин
    унинг менинг бизнинг уларнинг куп йук йул экан каби ёки хамма барча мен сен биз улар
"""
_SLAVIC_WORDS = """
    да на за од во со су што као ово са код ке го ги ми ти кад нас вас сам смо сте
    та що це до его их из что как это по от при для она они мы вы все бы же
"""
_WEIGHTS = (
    dict.fromkeys(_TAJIK_WORDS.split(), 2)
    | dict.fromkeys(_RATHER_TAJIK_WORDS.split(), 1)
    | dict.fromkeys(_UZBEK_WORDS.split(), -1)
    | dict.fromkeys(_SLAVIC_WORDS.split(), -1)
)
# Plurals in -ҳо with what may follow, forms of the present, and two stems that no neighbour writes so.
_TAJIK_FORM = re.compile(r"\w\w[ҳњ]о(?:и|ро|ят|яш|ям)?\b|\bме\w+(?:ад|анд)\b|\b(?:то[ҷљч]ик|[ҷљч]ум[ҳњх]ур)")
# ї after a consonant, which Ukrainian never has, and 'he', which is no Uzbek word.
_LEGACY_FORM = re.compile(rf"(?<=[{CONSONANTS}])ї|\bў\b")
_UZBEK_FORM = re.compile(
    r"\w\w(?:ларни|ларга|лари|лар|нинг|ётган|япти|моқда|имиз|ингиз|ган)\b"
    r"|\b(?:бўл|кўп|йў|ўқи|ўқу|ўз(?!бек)|ўғ|ўн|ўт|ўй|ўрт|ўрга|тўғр|тўрт|қўл|қўй)"
)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in reading order, each judged on its own evidence."""
    return tuple(Sentence(*match.span(), _verdict(score(match[0]))) for match in _SENTENCE.finditer(text))


def score(text: str) -> int:
    """The evidence for Tajik less the evidence for another language in one sentence, in points."""
    text = text.lower()
    if FOREIGN.search(text):
        return -10 * _ENOUGH
    points = _letters(text) + sum(_WEIGHTS.get(word, 0) for word in WORD.findall(fold(text)))
    points += len(_TAJIK_FORM.findall(text)) + 2 * len(_LEGACY_FORM.findall(text))
    return points - len(_UZBEK_FORM.findall(text)) - len(re.findall("[ыщ]", text))


def _verdict(points: int) -> Verdict:
    if points >= _ENOUGH:
        return Verdict.TAJIK
    return Verdict.OTHER if points <= -_ENOUGH else Verdict.UNSURE


def _letters(text: str) -> int:
    telling = _TELLING & set(text)
    if not telling or telling <= _TAJIK:
        return 2 if telling & _ONLY_TAJIK else len(telling) and 1
    return 0 if any(telling <= alphabet for alphabet in _ALPHABETS) else 3
