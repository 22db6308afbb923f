"""Texts on which a vocabulary is measured: held out from the corpus, named in the config, and mathematics."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from soro_training import documents
from soro_training.corpus.project import read_project
from soro_training.errors import Fault, TrainingError

MATHEMATICS = "mathematics"
NO_LANGUAGE = frozenset({MATHEMATICS, "code"})  # their words may be of any language
TAJIK = "tg"
DOCUMENTS = 2000  # of a language are enough to measure it

Texts = Mapping[str, Sequence[str]]


def read_texts(paths: Mapping[str, Sequence[Path]]) -> Texts:
    """The text files of a config by language. Raises TrainingError FILE_MISSING or FILE_DAMAGED."""
    return {language: [_read(path) for path in some] for language, some in paths.items()}


def mathematics() -> list[str]:
    """The project's own exercises in mathematics that may be learnt: Tajik with formulas."""
    found = (one for one in read_project() if not one.is_heldout)
    return [one.text for one in found if one.place.startswith("bank/math-")]


def counted(given: Texts) -> Iterator[tuple[str, str]]:
    """Language and text of all that must be written well, though the corpus may lack it."""
    yield from ((TAJIK, text) for text in mathematics())
    yield from ((language, text) for language, some in given.items() for text in some)


def measured(heldout: Path, given: Texts) -> dict[str, list[str]]:
    """The texts of each language on which fertility is measured."""
    found: dict[str, list[str]] = {}
    for path in sorted(heldout.glob("*.jsonl")):
        for language, text in documents.texts(path):
            found.setdefault(language, []).append(text)
    found = {language: some[:DOCUMENTS] for language, some in sorted(found.items())}
    for language, some in given.items():
        found[language] = [*found.get(language, []), *some]
    found[MATHEMATICS] = [*found.get(MATHEMATICS, []), *mathematics()]
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TrainingError(Fault.FILE_MISSING, path=str(path)) from error
    except (UnicodeDecodeError, IsADirectoryError) as error:
        raise TrainingError(Fault.FILE_DAMAGED, path=str(path), line=0, detail=str(error)) from error
