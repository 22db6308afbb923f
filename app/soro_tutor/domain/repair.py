"""Repair of damaged Tajik text: everything that lint can put a letter to, put right."""

from soro_tutor.domain.lint import lint
from soro_tutor.domain.text import normalize


def repair(text: str) -> str:
    """`text` in NFC with its Tajik sentences repaired; sentences of another language come through unchanged.

    Letters never typed (г for ғ, й for ӣ inside a word) stay as they are: only a lexicon could tell them.
    Repairing twice changes nothing more.
    """
    text = normalize(text)
    while (repaired := _with_suggestions(text)) != text:
        text = normalize(repaired)  # a letter put right can bring its neighbour to light: тоҷиcй
    return text


def _with_suggestions(text: str) -> str:
    parts, end = [], 0
    for finding in lint(text):
        if finding.suggestion and finding.start >= end:
            parts += [text[end : finding.start], finding.suggestion]
            end = finding.end
    return "".join([*parts, text[end:]])
