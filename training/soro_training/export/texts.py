"""The texts on which an export is calibrated and measured: the corpus's Tajik, and the project's own."""

from collections.abc import Iterator
from pathlib import Path

from soro_training import documents
from soro_training.errors import Fault, TrainingError

OWN = Path(__file__).parents[2] / "texts"  # english.txt, mathematics.txt, russian.txt


def calibration(corpus: Path, characters: int) -> str:
    """About so many characters of Tajik that the model was trained on; never of what is held out.

    Raises TrainingError FILE_DAMAGED.
    """
    return _tajik(corpus / "train", characters)


def measured(corpus: Path) -> dict[str, str]:
    """The texts that are measured on: held-out Tajik (tg), English (en) and mathematics, whole.

    Raises TrainingError CORPUS_EMPTY where the corpus holds no Tajik out, and FILE_DAMAGED.
    """
    text = _tajik(corpus / "heldout", 1_000_000)
    if not text:
        raise TrainingError(Fault.CORPUS_EMPTY, path=str(corpus / "heldout"))
    own = {name: (OWN / f"{file}.txt").read_text(encoding="utf-8") for name, file in _OWN_FILES.items()}
    return {"tg": text, **own}


_OWN_FILES = {"en": "english", "mathematics": "mathematics"}


def _tajik(folder: Path, characters: int) -> str:
    found: list[str] = []
    size = 0
    for text in _texts(folder):
        found.append(text)
        size += len(text)
        if size >= characters:
            break
    return "\n\n".join(found)


def _texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.jsonl")):
        yield from (text for language, text in documents.texts(file) if language == "tg")
