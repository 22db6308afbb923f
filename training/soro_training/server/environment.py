"""The environment of llmcompressor, which wants other versions than the training: made once and kept."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import filelock
import platformdirs

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.run import write_whole

REQUIREMENTS = Path(__file__).parents[2] / "requirements-server.txt"
_READY = "ready"


def python() -> Path | None:
    """The Python of the environment; None where there is none, or half of one, for these requirements."""
    folder = _folder()
    return _program(folder) if (folder / _READY).exists() else None


def make() -> Path:
    """The Python of the environment, which is made first where there is none: 1.5 GB, minutes, the internet.

    Raises TrainingError SERVER_ENVIRONMENT_MISSING.
    """
    folder = _folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder.with_name(f"{folder.name}.lock")):  # another run may be making it
        if python() is None:
            _make(folder)
    return _program(folder)


def _make(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what a killed run has left
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    _run_uv("venv", "--quiet", "--python", version, str(folder))
    _run_uv("pip", "install", "--quiet", "--python", str(_program(folder)), "-r", str(REQUIREMENTS))
    write_whole(folder / _READY, "")


def _folder() -> Path:
    """Another one for other requirements."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    return Path(platformdirs.user_cache_dir("soro-train", appauthor=False)) / f"server-{digest}"


def _program(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _run_uv(*words: str) -> None:
    uv = shutil.which("uv")
    if uv is None:
        cause = Cause.PROGRAM_MISSING
        raise TrainingError(Fault.SERVER_ENVIRONMENT_MISSING, cause=cause, name="uv")
    done = subprocess.run(
        [uv, *words],
        cwd=_folder().parent,  # in the checkout uv would hold it to the application's versions too
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        detail, code = done.stderr.strip(), done.returncode
        raise TrainingError(Fault.SERVER_ENVIRONMENT_MISSING, cause=Cause.EXIT_CODE, code=code, detail=detail)
