"""What lies beside the weights of a model: notice and terms of its licence, its card, its catalog file."""

from pathlib import Path

from soro_tutor.domain.errors import TutorError
from soro_tutor.kit import catalog, copying
from soro_tutor.kit.catalog import Model

NOTICE = "Notice"
_TEXTS = (NOTICE, "README.md", "Gemma-Terms-of-Use*")
_LARGEST = 2**20  # bytes


def copy_texts(model: Model, source: Path, target: Path) -> None:
    """Bring the texts along. Raises TutorError as copying.write_small; what cannot be read is left out."""
    texts = [file for pattern in _TEXTS for file in source.glob(pattern)]
    for file in texts + _own_catalog(model, source):
        if 0 <= copying.size(file) <= _LARGEST and source != target:
            try:
                content = file.read_bytes()
            except OSError:
                continue
            copying.write_small(target / file.name, content)


def write_notice(model: Model, target: Path) -> None:
    """Some licences want their words beside the weights. Raises TutorError as copying.write_small."""
    if model.notice and copying.size(target / NOTICE) == copying.NO_FILE:
        copying.write_small(target / NOTICE, f"{model.notice}\n".encode())


def _own_catalog(model: Model, source: Path) -> list[Path]:
    """The catalog file of this very model, so that the program knows it from now on."""
    file = source / "catalog.toml"
    try:
        return [file] if catalog.read(file) == (model,) else []
    except TutorError:
        return []
