"""The glossary as it lies in resources: a TOML file of terms for each subject."""

import tomllib
from pathlib import Path

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.glossary import Glossary, Term


def load(folder: Path) -> Glossary:
    """The glossary in the files of `folder`. Raises TutorError GLOSSARY_DAMAGED(path)."""
    files = [folder / f"{subject}.toml" for subject in Subject]
    return Glossary(term for file in files if file.exists() for term in read(file))


def read(file: Path) -> tuple[Term, ...]:
    """The terms of one subject. Raises TutorError GLOSSARY_DAMAGED(path)."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))["term"]
        subject = Subject(file.stem)
        return tuple(
            Term(table["tg"], table["ru"], table["en"], table["meaning"], subject) for table in tables
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TutorError(ErrorCode.GLOSSARY_DAMAGED, path=str(file)) from error
