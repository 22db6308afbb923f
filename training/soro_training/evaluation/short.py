"""Short answers by generation: the first line that a model writes is held against the accepted spellings."""

import re

from soro_training.evaluation.mark import Mark, group_of
from soro_training.evaluation.model import Reply
from soro_training.evaluation.task import Short
from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.phrase import are_alike, number_of
from soro_tutor.domain.text import WORD, fold
from soro_tutor.engine.messages import Frame

ASK = {
    "tg": "Ҷавобро танҳо бо як калима ё адад нависед.",
    "ru": "Напишите только ответ: одно слово или число.",
    "en": "Write the answer alone: one word or number.",
}
_NUMBER = re.compile(r"[-−]?\d+(?:[\s\u00a0]\d{3})*(?:[.,]\d+)?")
# A label, or Markdown before the answer. A label has letters only: 14:30 is a time, 2:3 a ratio.
_LEAD = re.compile(r"^\s*(?:[^\W\d_]+\s*:|[*_#>\s]+)\s*")


def asked(item: Short, frame: Frame, language: str, tokens: int) -> Reply:
    """What the model is asked: the question, and to answer it in a word or a number."""
    passage = f"{item.passage}\n\n" if item.passage else ""
    return Reply((Turn(Role.USER, f"{passage}{item.question}\n{ASK[language]}"),), frame, tokens, ("\n\n",))


def mark(item: Short, reply: str) -> Mark:
    """Right where the reply's first line is an accepted answer, or its only number is the one accepted.

    Letters are compared folded, numbers by their value, as the application grades a pupil (domain/phrase.py).
    The criterion `mentioned` is kinder: an accepted answer stands somewhere in the reply.
    """
    line = first_line(reply)
    is_right = any(are_alike(line, known) or _has_only_number(line, known) for known in item.accepted)
    is_mentioned = is_right or any(mentions(reply, known) for known in item.accepted)
    sample = {"question": item.question, "answer": list(item.accepted), "reply": reply}
    criteria = {"mentioned": float(is_mentioned)}
    return Mark(item.id, item.subject, "short", float(is_right), criteria, sample, group_of(item.passage))


def first_line(reply: str) -> str:
    """The first line that says something, without a label such as 'Ҷавоб:' before it."""
    lines = (line for line in reply.splitlines() if WORD.search(line))
    return _LEAD.sub("", next(lines, "")).strip(" *_")


def mentions(reply: str, known: str) -> bool:
    """Whether the folded words of an accepted answer stand in the reply behind one another."""
    words, wanted = WORD.findall(fold(reply)), WORD.findall(fold(known))
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _has_only_number(line: str, known: str) -> bool:
    wanted = number_of(known)
    found = _NUMBER.findall(line)
    return wanted is not None and len(found) == 1 and number_of(found[0]) == wanted
