"""The report on a corpus: what came in, what was rejected and why, and how the letters fall."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import jinja2

from soro_training.corpus import figures, plot, rejection
from soro_training.corpus.table import CorpusTable
from soro_tutor.domain.text import ALPHABET, SPECIAL

_EXAMPLES = 3  # of each reason
_SHOWN = 160  # letters of an example
# Shares of the special letters in running Tajik text, measured on its good prose.
EXPECTED = {"ҳ": 0.0297, "қ": 0.0088, "ӣ": 0.0076, "ҷ": 0.0072, "ӯ": 0.0046, "ғ": 0.0017}


def rejections(folder: Path) -> list[dict[str, Any]]:
    """The reasons for which documents were rejected, the commonest first, with counts and examples."""
    counts: Counter[str] = Counter()
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, list[dict[str, str]]] = defaultdict(list)
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                counts[row["reason"]] += 1
                sources[row["reason"]][row["source"]] += 1
                if len(examples[row["reason"]]) < _EXAMPLES:
                    examples[row["reason"]].append(_example(row))
    return [
        {
            "reason": reason,
            "meaning": rejection.meaning(reason),
            "count": counts[reason],
            "sources": dict(sorted(sources[reason].items())),
            "examples": examples[reason],
        }
        for reason in sorted(counts, key=lambda name: (-counts[name], name))
    ]


def _example(row: dict[str, str]) -> dict[str, str]:
    return {"id": row["id"], "text": row["text"][:_SHOWN], "detail": row["detail"]}


def page(content: dict[str, Any], table: CorpusTable) -> str:
    """The report as one HTML page that needs no other file."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("soro_training.corpus", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    counted = content["figures"]
    return environment.get_template("report.html.jinja").render(
        content=content,
        groups=_groups(counted["sizes"]),
        sizes=figures.SIZES,
        mixture=_mixture(counted["sizes"], table),
        is_estimate=not table.tokenizer,
        a_word=figures.MEASURED_TOKENS_A_WORD,
        plots=_plots(counted, content["rejections"]),
    )


def letter_shares(letters: dict[str, int]) -> dict[str, float]:
    """The share of each letter of the Tajik alphabet, in dictionary order, and of all others as 'other'."""
    total = max(1, sum(letters.values()))
    shares = {letter: letters.get(letter, 0) / total for letter in ALPHABET}
    return {**shares, "other": 1 - sum(shares.values()) if letters else 0.0}


def _groups(sizes: dict[str, dict[str, int]]) -> dict[str, dict[str, dict[str, int]]]:
    groups: dict[str, dict[str, dict[str, int]]] = {
        name: {} for name in ("split", "source", "licence", "language")
    }
    for key, some in sizes.items():
        group, _, name = key.partition(":")
        groups[group][name] = some
    return groups


def _mixture(sizes: dict[str, dict[str, int]], table: CorpusTable) -> dict[str, tuple[float, float]]:
    """Each source's weight, and the share of what the training reads that it makes with it, by words."""
    words = {source.name: sizes.get(f"source:{source.name}", {}).get("words", 0) for source in table.source}
    whole = sum(source.weight * words[source.name] for source in table.source) or 1
    return {
        source.name: (source.weight, source.weight * words[source.name] / whole) for source in table.source
    }


def _plots(counted: dict[str, Any], rejected: list[dict[str, Any]]) -> list[str]:
    sizes = counted["sizes"]
    words = {key[7:]: some["words"] for key, some in sizes.items() if key.startswith("source:")}
    reasons = {one["reason"]: one["count"] for one in rejected}
    lengths = {_span(int(power)): count for power, count in sorted(counted["lengths"].items(), key=_power)}
    shares = letter_shares(counted["letters"])
    special = {letter: 100 * shares[letter] for letter in SPECIAL}
    expected = {letter: 100 * share for letter, share in EXPECTED.items()}
    every = {letter: 100 * share for letter, share in shares.items()}
    drawn = (
        (words, "Words of each source", None),
        (reasons, "Rejected documents by reason", None),
        (lengths, "Documents by length in words", None),
        (special, "Special letters of the Tajik texts, per cent (below: of good prose)", expected),
        (every, "Letters of the Tajik texts, per cent", None),
    )
    return [plot.bars(values, title, beside) for values, title, beside in drawn if any(values.values())]


def _span(power: int) -> str:
    return f"{2**power}–{2 ** (power + 1) - 1}"


def _power(entry: tuple[str, int]) -> int:
    return int(entry[0])
