"""How a sentence points at an option by its letter or place, or calls a statement true or false."""

import re
from collections.abc import Iterator

from soro_tutor.domain.item import Choice, Matching, Response, Several
from soro_tutor.domain.phrasing import alike, letters_of
from soro_tutor.domain.text import WORD

# All patterns look in a text as `letters_of` gives it: folded, ordinals as digits (дуюм is 2).
_OPTION = alike(r"\b(?:вариант\w*|чавоб\w*|банд\w*|калид\w*|ответ\w*|option\w*|answer\w*|key)")
_NUMBERED = alike(r"\b(?:вариант\w*|банд\w*|option\w*)")
_IS_IT = alike(r"(?:\s*(?:дуруст\w*|ин|аст|верный|is))*")
_LIST = alike(r"(?:\w\W+(?:(?:ва|и|and)\W+)?)*")  # the letters before it: А, В ва …
_RIGHT = alike(r"(?:дуруст|верно|is right|is correct)")
_CHOOSE = alike(r"(?:интихоб|кайд|выбер|choose|pick)")
_LETTERS = ("a", alike("bвб"), alike("cв"), alike("dдг"))  # of both alphabets, folded
_PLACES = tuple(
    alike(place)
    for place in (
        r"якум\w*|авва\w+|перв\w+|first",
        r"дуюм\w*|втор\w+|second",
        r"сеюм\w*|трет\w+|third",
        r"чорум\w*|чахорум\w*|четв\w+|fourth",
    )
)
_MAPS_TO = r"\s*[-—–→:=]+>?\s*"
_ENOUGH_PAIRS = 2

_VERDICT = re.compile(
    alike(
        r"\b(?:(нодуруст|хато|дуруг|неверн\w+|лож\w+|false|incorrect|untrue)|"
        r"(дуруст|рост|хакикат|верн\w+|правд\w+|true|correct))\b"
    )
)
_DENIED = re.compile(alike(r"\W*(?:нест|набуд|не)\b"))
_DENIED_BEFORE = re.compile(alike(r"\b(?:не|not|isn't)\s+$"))
_EITHER = re.compile(alike(r"\b(?:дуруст|рост)\b.*\b(?:ё|е|or|или|ва)\b.*\b(?:нодуруст|хато|дуруг)\b|\?\W*$"))
_NO = re.compile(alike(r"\b(?:нест\w*|не|not|на\w+(?:ад|анд))\b"))
_YES_OR_NO = re.compile(alike(r"\b(?:чавоб|ответ|answer)\b\W+(?:(ха|бале|да|yes)|не|нет|no)\b"))
_STEM = 4
_MOST = 0.75
_FEW_MORE = 1.5
# What else may be called right or wrong: what the learner has said, a step, a straight line.
_OTHER_THING = re.compile(
    alike(r"\b(?:шумо\w*|фикр\w*|кадам\w*|хисоб\w*|хати\w*|кунч\w*|мисол\w*|ваш\w*|шаг\w*|your?|step\w*)\b")
)


def right_labels(response: Response) -> Iterator[str]:
    """Patterns that find the letter, the number or the place of a right answer."""
    match response:
        case Choice(options) | Several(options):
            for place, option in enumerate(options[: len(_LETTERS)]):
                if option.is_right:
                    yield from _labels(place)
        case Matching(left, _, pairs):
            both = [rf"\b{one}{_MAPS_TO}(?:{other})\b" for one, other in enumerate((p + 1 for p in pairs), 1)]
            yield ".*".join([rf"(?:{'|'.join(both)})"] * _ENOUGH_PAIRS)
            for side, other in zip(left, pairs, strict=True):
                yield rf"{re.escape(letters_of(side))}\b.*{alike('ракам')}\w*\W+{other + 1}\b"
        case _:
            return


def _labels(place: int) -> Iterator[str]:
    letter, name = f"[{_LETTERS[place]}]", _PLACES[place]
    yield rf"{_OPTION}{_IS_IT}\W{{0,3}}{_LIST}{letter}\b"
    yield rf"(?:^|\W){letter}\W{{0,2}}\s+{_RIGHT}"
    yield rf"{_NUMBERED}\W+{_LIST}{place + 1}\b"
    yield rf"\b(?:{name})\s+{_OPTION}|{_OPTION}\s+(?:{name})"
    yield rf"\b(?:{name}|{place + 1}-?{alike('[ую]м')}\w*)\s+{_CHOOSE}"
    yield rf"{alike('чавоб')}\w*\s+(?:{alike('дуруст')}\s+)?{place + 1}-?{alike('(?:ум|юм)')}\w*\b"


def verdicts(letters: str, statement: str = "") -> set[bool]:
    """What a sentence says of the truth of the item's statement: that it is true, false, or nothing."""
    if _EITHER.search(letters) or _OTHER_THING.search(letters):
        return set()
    found = set()
    for match in _VERDICT.finditer(letters):
        is_denied = _DENIED.match(letters, match.end()) or _DENIED_BEFORE.search(letters[: match.start()])
        found.add((match[2] is not None) != (is_denied is not None))
    for match in _YES_OR_NO.finditer(letters):
        found.add(match[1] is not None)
    if _tells_again(letters, statement):
        found.add((_NO.search(letters) is None) == (_NO.search(statement) is None))
    return found


def _tells_again(letters: str, statement: str) -> bool:
    """Whether a sentence has nearly all words of the statement, and few others: it says it, or denies it."""
    stems = {word[:_STEM] for word in WORD.findall(_NO.sub("", statement)) if len(word) >= _STEM}
    words = WORD.findall(letters)
    said = stems & {word[:_STEM] for word in words}
    return len(said) >= max(2, _MOST * len(stems)) and len(words) <= _FEW_MORE * len(WORD.findall(statement))
