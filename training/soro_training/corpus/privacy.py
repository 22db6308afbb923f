"""Removal of what belongs to one person: telephone numbers, e-mail addresses, numbers of documents."""

import re
from collections.abc import Callable, Iterator

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

KINDS = ("email", "telephone", "document")

# Each repetition is bounded, so that no text makes the search slow.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WORDS_FOR_TELEPHONE = r"(?:телефони?|тел|моб|факс|ватсап|whatsapp|viber|phone)"
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:"
    r"(?:\+|00)\d(?:[ \u00a0().-]{0,2}\d){8,13}"  # international
    r"|\(?992\)?(?:[ \u00a0().-]{0,2}\d){9}"  # Tajikistan's without the plus
    r"|8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}"  # trunk prefix 8
    r"|\(?\d{2,3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}"  # 93 500 12 34
    r"|\d{3}(?:-\d{2}){2,3}"  # 221-12-34, 918-12-34-56
    r")(?![\w-])"
)
_AFTER_WORD = re.compile(
    rf"(?i)\b({_WORDS_FOR_TELEPHONE}[.:№ \u00a0-]{{0,4}})(\+?\(?\d(?:[ \u00a0().-]{{0,2}}\d){{4,14}})"
)
_PASSPORT = re.compile(r"(?<!\w)[A-ZА-ЯҒҚҲҶ]{1,2}[ №\u00a0-]{0,2}\d{7,9}(?!\w)")
_NAMED_NUMBER = re.compile(
    r"(?i)\b((?:шиноснома\w{0,5}|паспорт\w{0,3}|passport|рма|инн|рмс|снилс)[ \u00a0:№#-]{0,4}"
    r"(?:серия\w{0,3} )?)"
    r"([a-zа-яғқҳҷ]{0,2}[ \u00a0№-]{0,2}\d(?:[ \u00a0-]?\d){5,13})"
)
_CARD = re.compile(r"(?<![\d-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\d-])")
_GAP = re.compile(r" *\( *\)| +(?=[,.;:!?)])|(?<= ) +")


class Removal(PipelineStep):
    """Takes personal numbers out of documents and counts them; curated texts stay as they are."""

    type = "FORMAT"
    name = "privacy"

    def run(self, data: Iterator[Document], _rank: int = 0, _world_size: int = 1) -> Iterator[Document]:
        """The documents, each with the count of what was removed in its metadata."""
        for document in data:
            if not document.metadata["is_curated"]:
                document.text, removed = without_personal(document.text)
                document.metadata["removed"] = removed
            yield document


def without_personal(text: str) -> tuple[str, dict[str, int]]:
    """`text` without e-mail addresses, telephone and document numbers, and how many of each there were."""
    removed = dict.fromkeys(KINDS, 0)
    for kind, pattern, replace in _RULES:
        text, count = _removed(text, pattern, replace)
        removed[kind] += count
    return (_GAP.sub("", text).strip() if any(removed.values()) else text), removed


def _removed(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> tuple[str, int]:
    count = 0

    def counted(match: re.Match[str]) -> str:
        nonlocal count
        left = replace(match)
        count += left != match[0]
        return left

    return pattern.sub(counted, text), count


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _the_word(match: re.Match[str]) -> str:
    return match[1]


def _unless_no_card(match: re.Match[str]) -> str:
    """A card's number passes Luhn's check (ISO/IEC 7812-1); sixteen other digits stay."""
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    doubled = [digit if at % 2 else sum(divmod(2 * digit, 10)) for at, digit in enumerate(digits)]
    return match[0] if sum(doubled) % 10 else ""


_RULES = (
    ("email", _EMAIL, _nothing),
    ("document", _NAMED_NUMBER, _the_word),
    ("document", _CARD, _unless_no_card),
    ("telephone", _AFTER_WORD, _the_word),
    ("telephone", _TELEPHONE, _nothing),
    ("document", _PASSPORT, _nothing),
)
