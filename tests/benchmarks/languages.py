"""How often the corpus takes one language for another, sentence by sentence; run this file to see.

The labelled sentences are the project's own; the Tajik news of SIB-200 come with them where they are.
"""

from collections import Counter
from pathlib import Path

from soro_training.corpus.identification import identify

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests/unit/domain/sentences", ROOT / "tests/training/corpus/data/languages")
SIB = ROOT.parent / "shared" / "data" / "sib200_tgk" / "train.tsv"


def labelled() -> dict[str, list[str]]:
    """The sentences of each language; 'tg_plain' is Tajik typed without its letters."""
    found = {
        file.stem: file.read_text("utf-8").splitlines() for folder in FOLDERS for file in folder.glob("*.txt")
    }
    if SIB.exists():
        found["tg (SIB-200)"] = [line.split("\t")[2] for line in SIB.read_text("utf-8").splitlines()[1:]]
    return dict(sorted(found.items()))


def main() -> None:
    tajik, missed, others, taken = 0, 0, 0, 0
    for name, texts in labelled().items():
        told = Counter(map(identify, texts))
        right = told[name[:2]]
        print(f"{name:<14} {right:>4} of {len(texts):>4} right; told: {dict(told.most_common())}")
        if name.startswith("tg"):
            tajik, missed = tajik + len(texts), missed + len(texts) - right
        else:
            others, taken = others + len(texts), taken + told["tg"]
    print(
        f"Tajik that was missed: {missed} of {tajik}; others that were taken for Tajik: {taken} of {others}"
    )


if __name__ == "__main__":
    main()
