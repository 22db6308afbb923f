"""Slips of the keyboard in short texts: what lint sees, and Tajik words typed without their letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from soro_tutor.domain.lint import Damage, lint
from soro_tutor.domain.text import WORD, fold


@dataclass(frozen=True, slots=True)
class Slip:
    """A damaged word, and the right one (empty where it is not known)."""

    kind: Damage
    word: str
    suggestion: str


# A short text (an option, a label) is no evidence of its language: it is read after this sentence, as a
# learner reads it after the statement.
_CONTEXT = "Ин ҷумла ба забони тоҷикӣ навишта шудааст.\n"

# Frequent stems of school texts that are no other Tajik or Russian word when ғ қ ӯ ҳ ҷ are typed г к у х ч.
# So хар, хам, чанг, чой, нукта are not here. None ends in ӣ: илми (the izofat) is as right as илмӣ.
_STEMS = """
    авҷ аҷиб ақиб ақл аъмоқ баҳо баҳор баҳс вақт воқеа воҷиб вуҷуд гурӯҳ дақиқ дақиқа дараҷа дастҷамъ
    донишгоҳ дӯст дурӯғ кӯдак кӯҳ кӯҳистон кунҷ лаҳза луғат мавзӯъ мавҷуд мантиқ маҳал маҳлул маҳсул
    маҳсулот масоҳат маҷмӯъ маҷмӯа миқдор миқёс минтақа мувофиқ муҳим муҳит муҳаббат мусиқ нақш нақша
    натиҷа нигоҳ огоҳ оғоз пешниҳод панҷ рақам рӯз имрӯз рӯшан роҳ роҳбар сатҳ саҳифа саҳро секунҷа суҳбат
    таҳлил таҳрир таҳсил таҷриба таҷзия тағйир тақсим тақрибан тасдиқ тоҷик тоҷикистон фарқ фақат халқ
    чоркунҷа шаҳр шаҳрванд шарқ шарҳ ғайр ғарб
    ҳаво ҳаёт ҳайвон ҳайвонот ҳақиқат ҳаққ ҳалл ҳамчун ҳамин ҳамон ҳангом ҳаракат ҳарорат ҳарф ҳафт ҳафта
    ҳаҷм ҳашт ҳеҷ ҳикоя ҳисоб ҳисса ҳодиса ҳозира ҳолат ҳосил ҳуқуқ ҳуҷайра ҳуҷра ҳуҷҷат ҳукумат
    ҷавоб ҷадвал ҷазо ҷамъ ҷамъият ҷанҷол ҷангал ҷануб ҷараён ҷаҳон ҷиҳат ҷиноят ҷинс ҷисм ҷоиз ҷойгир ҷумла
    ҷумҳур ҷузъ ҷуфт ҷустуҷӯ
    қабл қаблан қабул қавс қадам қадим қалам қалъа қарор қариб қатор қатра қимат қисм қитъа қоида қонун қувва
    қутб
"""
_PLAIN = str.maketrans("ғӣқӯҳҷ", "гикухч")
_BY_FOLDED = {fold(stem): stem for stem in _STEMS.split()}
_ENDING = r"(?:и|ии|ро|е|аш|ам|ат|у|ю|хо(?:и|ро|яш|ям)?)?"
_KNOWN = re.compile(rf"(?P<stem>{'|'.join(sorted(_BY_FOLDED, key=len, reverse=True))})(?P<ending>{_ENDING})")
# The plural -ҳо typed with х; three letters before it leave плохо and its like alone.
_PLURAL = re.compile(r"(?P<stem>[а-яёғӣқӯҳҷ]{4,})хо(?P<rest>и|ро|яш|ям)?")


@lru_cache(maxsize=1024)  # the texts of a generator's variants are mostly the same
def slips(text: str, is_tajik: bool = True) -> tuple[Slip, ...]:
    """The damaged words of a text in NFC that holds no formulas.

    With `is_tajik` it is taken for Tajik where nothing in it says otherwise.
    """
    return (*_damaged(text, is_tajik), *(_without_letters(text) if is_tajik else ()))


def _damaged(text: str, is_tajik: bool) -> Iterator[Slip]:
    context = _CONTEXT if is_tajik else ""
    whole = context + text
    for finding in lint(whole):
        if finding.start >= len(context):
            yield Slip(finding.kind, _word_at(whole, finding.start), finding.suggestion)
        elif finding.kind is Damage.MISSING:
            yield Slip(finding.kind, text[:40], "")


def _without_letters(text: str) -> Iterator[Slip]:
    for match in WORD.finditer(text):
        right = _with_its_letters(match[0].lower())
        if right != match[0].lower():
            yield Slip(Damage.MISSING, match[0], right)


def _with_its_letters(word: str) -> str:
    """`word` as it is written with ғ қ ӯ ҳ ҷ, where that is certain."""
    folded = fold(word)
    known = _KNOWN.fullmatch(folded)
    if known and len(folded) == len(word):
        stem, end = _BY_FOLDED[known["stem"]], known.end("stem")
        if stem.translate(_PLAIN) == word[:end].translate(_PLAIN) and _lacks_only(word[:end], stem):
            return stem + word[end:].replace("хо", "ҳо")
    if plural := _PLURAL.fullmatch(word):
        return f"{plural['stem']}ҳо{plural['rest'] or ''}"
    return word


def _lacks_only(typed: str, stem: str) -> bool:
    """Whether `typed` differs from a stem only by plain letters for its own: ҳалқ (throat) is not халқ."""
    return all(letter in {own, own.translate(_PLAIN)} for letter, own in zip(typed, stem, strict=True))


def _word_at(text: str, start: int) -> str:
    words = (word[0] for word in WORD.finditer(text) if word.start() <= start < word.end())
    return next(words, text[start : start + 40])
