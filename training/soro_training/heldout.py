"""Which of the project's own items and terms no stage learns: one rule for the corpus and the dialogues.

It follows from a name alone, and not from a seed or a config: what one stage holds out, no other has taught,
however they were started, and two runs are measured on the same.
"""

import hashlib

from soro_tutor.domain.glossary import Term
from soro_tutor.domain.item import Item

SHARE = 0.05
_POINTS = 1 << 64


def is_heldout(subject: Item | Term) -> bool:
    """Whether neither the corpus nor the dialogues may teach an item or a term."""
    drawn = hashlib.sha256(f"heldout:{name_of(subject)}".encode()).digest()[:8]
    return int.from_bytes(drawn) < SHARE * _POINTS


def name_of(subject: Item | Term) -> str:
    """The name that decides: of all items of a generator the same, since most of them share their hints."""
    if isinstance(subject, Term):
        return f"term:{subject.subject}:{subject.tg}"
    return subject.generator or subject.id
