"""What is kept of a rejected document: which it was, and the name of the reason."""

from functools import partial
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers import JsonlWriter

from soro_training.corpus.found import SAMPLE

REASONS = {
    "broken_encoding": "its bytes are not in the encoding that the source names",
    "not_json": "the line is no JSON",
    "no_text": "the record has no text in its field",
    "too_long": "it is longer than longest_mb",
    "damaged_archive": "the archive ends in its middle or is damaged",
    "damaged_book": "the file is no whole book of its kind",
    "damaged_pdf": "the file is no whole PDF, or asks for a password",
    "damaged_page": "the page cannot be read",
    "damaged_table": "the row group cannot be read",
    "scanned_without_ocr": "the page is a picture, and tesseract with its Tajik data is not installed",
    "scanned_without_text": "tesseract found no text on the scanned page",
    "not_html": "the record is no HTML page",
    "no_main_text": "no main text was found on the page",
    "empty": "nothing is left after cleaning",
    "no_spaces": "it holds a run of over a thousand signs without a space",
    "language_und": "its language cannot be told",
    "too_few_special": "a Tajik text with almost no ғ ӣ қ ӯ ҳ ҷ: typed or scanned without them",
    "gopher_short_doc": "it has too few words",
    "gopher_long_doc": "it has too many words",
    "gopher_below_avg_threshold": "its words are too short",
    "gopher_above_avg_threshold": "its words are too long",
    "gopher_too_many_hashes": "it has too many signs #",
    "gopher_too_many_ellipsis": "it has too many ellipses",
    "gopher_too_many_bullets": "nearly all its lines are points of a list",
    "gopher_too_many_end_ellipsis": "too many of its lines end in an ellipsis",
    "gopher_below_alpha_threshold": "too few of its words hold a letter",
    "gopher_enough_stop_words": "it has too few of the language's common words",
    "dup_line_frac": "too many of its lines are repeated",
    "dup_line_char_frac": "too much of it is repeated lines",
    "dup_para_frac": "too many of its paragraphs are repeated",
    "dup_para_char_frac": "too much of it is repeated paragraphs",
    "benchmark_text": "it shares a run of words with a benchmark",
    "benchmark_canary": "it holds the canary string of a benchmark",
    "exact_duplicate": "another document has the same text",
    "near_duplicate": "another document has nearly the same text",
}


class Unreadable(BaseFilter):
    """Rejects what a reader could not read, by the problem that it named."""

    name = "unreadable"

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether a document was read."""
        problem = doc.metadata.pop("problem")
        return (False, problem) if problem else True


def meaning(reason: str) -> str:
    """What the name of a reason says."""
    if reason.startswith("language_") and reason not in REASONS:
        return f"its language is “{reason.removeprefix('language_')}”, which the source does not ask for"
    if reason.startswith(("top_", "duplicated_")):
        return "it repeats the same words again and again"
    return REASONS[reason]


def writer(folder: Path, step: str, reason: str = "") -> JsonlWriter:
    """Where a step leaves what it rejects: a file for each task; `reason` where the step gives none."""
    return JsonlWriter(
        str(folder), f"{step}-${{rank}}.jsonl", compression=None, adapter=partial(_rejected, reason)
    )


def _rejected(reason: str, _writer: JsonlWriter, document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "source": document.metadata["source"],
        "reason": document.metadata.get("filter_reason", reason),
        "text": document.text[:SAMPLE],
        "detail": document.metadata.get("detail", ""),
    }
