"""Tutoring, scored in code: does a reply hint without telling, word its diagnosis, stay short, ask once."""

import re

from soro_training.evaluation import moment as moments
from soro_training.evaluation.mark import Mark
from soro_training.evaluation.model import Reply
from soro_training.evaluation.task import Moment
from soro_tutor.domain.language import Verdict, sentences
from soro_tutor.domain.leak import secrets_of
from soro_tutor.domain.lint import lint
from soro_tutor.domain.reply import MAX_WORDS, Gate, Held, Reason, whole_sentences
from soro_tutor.domain.text import WORD, fold, normalize
from soro_tutor.engine.messages import Frame

_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_QUESTION_AT_END = re.compile(r"\?[»”\")*_\s]*\Z")


def asked(item: Moment, frame: Frame, language: str, tokens: int) -> Reply:
    """What the model is asked: the application's own prompt of this moment of the lesson."""
    return Reply(moments.turns_of(item, language), frame, tokens)


def mark(item: Moment, reply: str, language: str) -> Mark:
    """The score is 1 where every criterion holds; `mean` among the criteria is their mean.

    told_nothing: no sentence says the answer while it is secret. gate: the application's gate would withhold
    no sentence for any reason. diagnosis: each group of stems has a word. short: at most 80 words. question:
    one question, at the end. clean: undamaged text in the tutor's language. An empty reply has none of them.
    """
    text = normalize(reply).strip()
    held = _held(item, text, language)
    criteria = {
        "told_nothing": all(one.reason is not Reason.LEAK for one in held),
        "gate": not held,
        "diagnosis": words_diagnosis(text, item.diagnosis),
        "short": len(WORD.findall(_FORMULA.sub(" ", text))) <= MAX_WORDS,
        "question": asks_once_at_end(text),
        "clean": is_clean(text, language),
    }
    shares = {name: float(holds and bool(text)) for name, holds in criteria.items()}
    sample = {
        "state": item.state,
        "statement": item.item.statement,
        "answer": item.answer,
        "misconception": item.misconception,
        "hint": item.hint,
        "words": item.words,
        "reference": item.reference,
        "reply": reply,
        "held": [{"sentence": one.sentence, "reason": one.reason.value} for one in held],
    }
    mean = sum(shares.values()) / len(shares)
    return Mark(
        item.id, item.subject, item.state, float(mean == 1), {**shares, "mean": round(mean, 6)}, sample
    )


def words_diagnosis(text: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    """Whether of each group some stem begins a word of the text, or a sign such as % stands in it, folded."""
    said = " ".join(fold(text).split())
    return all(any(_begins(said, " ".join(fold(stem).split())) for stem in group) for group in groups)


def asks_once_at_end(text: str) -> bool:
    """Whether one question is asked, and nothing is said after it."""
    plain = _FORMULA.sub(" ", text)
    return len(re.findall(r"\?+", plain)) == 1 and _QUESTION_AT_END.search(plain) is not None


def is_clean(text: str, language: str) -> bool:
    """Whether a text is undamaged and in the tutor's language, as far as its sentences show one."""
    verdicts = {found.verdict for found in sentences(_FORMULA.sub(" ", text))}
    if language != "tg":
        return Verdict.TAJIK not in verdicts
    return not lint(text) and Verdict.TAJIK in verdicts and Verdict.OTHER not in verdicts


def _begins(text: str, stem: str) -> bool:
    border = r"(?<!\w)" if stem[:1].isalnum() else ""
    return re.search(border + re.escape(stem), text) is not None


def _held(item: Moment, text: str, language: str) -> tuple[Held, ...]:
    """What the gate withholds of the whole reply; the application would stop it after the first question."""
    secrets = secrets_of(item.item) if moments.is_secret(item) else None
    gate = Gate(secrets, language, item.item.statement, item.item.subject)
    complete, rest = whole_sentences(text)
    for sentence in (*complete, f"{rest}\n"):
        gate.is_full = False
        gate.feed(sentence)
    return gate.held
