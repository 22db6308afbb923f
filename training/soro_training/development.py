"""The small model of the development environment: a package's parts, joined into one GGUF file."""

import importlib
import os
import tempfile
from pathlib import Path

from soro_training.errors import Fault, TrainingError
from soro_tutor.session.models import DEVELOPMENT_PACKAGE

SOURCE = "development package"  # the [base] source, or a model's path, that stands for it


def gguf(source: str) -> Path:
    """The GGUF file that a `source` names; the development model is joined once, into the temporary files.

    The file of any other source need not be there. Raises TrainingError PACKAGE_MISSING.
    """
    return _joined() if source == SOURCE else Path(source)


def _joined() -> Path:
    try:
        package = importlib.import_module(DEVELOPMENT_PACKAGE)
    except ModuleNotFoundError as error:
        raise TrainingError(Fault.PACKAGE_MISSING, name=DEVELOPMENT_PACKAGE) from error
    target = Path(tempfile.gettempdir()) / "soro-training" / str(package.MODEL_NAME)
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        package.assemble(part, overwrite=True)
        part.replace(target)
    return target
