"""A checkpoint as a GGUF file, by llama.cpp's own converter.

The converter is no part of llama.cpp's bindings as they are installed, but of their source package: that is
fetched once, in the version that is installed here, and kept.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import platformdirs

from soro_training.disk import refuse_scraps
from soro_training.errors import Cause, Fault, TrainingError, last_line
from soro_training.run import whole_folder

PACKAGE = "llama-cpp-python"
# Of the source package in the version that pyproject.toml pins.
SHA256 = "832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e"
SCRIPT = "convert_hf_to_gguf.py"
WANTED = ("gguf-py/", "conversion/", SCRIPT, "LICENSE")
KINDS = {"F32": "f32", "BF16": "bf16"}
# Without it the converter of a killed export would go on, and write into the file of the one that goes on.
_WATCH = """
import os, runpy, sys, threading, time

def watch(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)

threading.Thread(target=watch, args=[int(sys.argv[1])], daemon=True).start()
sys.argv = sys.argv[2:]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def convert(checkpoint: Path, target: Path, kind: str) -> None:
    """Write a Hugging Face checkpoint as `target`, a GGUF of one of KINDS; a half-written file never stays.

    Raises TrainingError CONVERTER_MISSING, CONVERTER_REFUSED, and OSError where the disk has no room.
    """
    script = _converter() / SCRIPT
    part = target.with_name(f"{target.name}.part")
    done = subprocess.run(
        watched(script, str(checkpoint), "--outfile", str(part), "--outtype", KINDS[kind]),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or not part.exists():
        refuse_scraps(part, done.stderr)
        detail, code = last_line(done.stderr), done.returncode
        raise TrainingError(
            Fault.CONVERTER_REFUSED, path=str(checkpoint), cause=Cause.EXIT_CODE, code=code, detail=detail
        )
    part.replace(target)


def watched(script: Path, *words: str) -> list[str]:
    """The command that runs a script which ends when this process does, be it killed: see _WATCH."""
    return [sys.executable, "-c", _WATCH, str(os.getpid()), str(script), *words]


def _converter() -> Path:
    """The folder of the converter, fetched where it is not there yet."""
    folder = (
        Path(platformdirs.user_cache_dir("soro-train", appauthor=False)) / f"llama.cpp-{version(PACKAGE)}"
    )
    if not (folder / SCRIPT).exists():
        with tempfile.TemporaryDirectory() as place, whole_folder(folder) as part:
            _unpack(_fetch(Path(place)), part)
    return folder


def _fetch(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", PACKAGE,
         "--dest", str(folder), f"{PACKAGE}=={version(PACKAGE)}"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )  # fmt: skip
    found = next(folder.glob("*.tar.gz"), None)
    if done.returncode or found is None:
        detail = last_line(done.stderr)
        raise TrainingError(Fault.CONVERTER_MISSING, cause=Cause.NO_FILE, detail=detail)
    with found.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
            raise TrainingError(Fault.CONVERTER_MISSING, cause=Cause.CHECKSUM_OTHER)
    return found


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as content:
        for member in content:
            # llama_cpp_python-0.3.36/vendor/llama.cpp/…
            inside = "/".join(PurePosixPath(member.name).parts[3:])
            if "/vendor/llama.cpp/" in member.name and inside.startswith(WANTED) and member.isfile():
                member.name = inside
                content.extract(member, folder, filter="data")
