"""Makes the frozen program, and of it what is given away: one command for every system.

python packaging/build.py              dist/soro-tutor, archives, checksums, licences and SBOM
python packaging/build.py --folder     dist/soro-tutor alone
python packaging/build.py --any-cpu    fails where llama.cpp is not there for every kind of processor
"""

import argparse
import hashlib
import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import contents
import frozen
import parts
from soro_tutor import i18n

DIST = contents.ROOT / "dist"
FOLDER = DIST / contents.NAME
WORK = contents.ROOT / "build" / "pyinstaller"


def main() -> None:
    """Run the steps; the first that fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", action="store_true", help="make the folder alone")
    parser.add_argument("--any-cpu", action="store_true", help="refuse a llama.cpp for this processor only")
    wanted = parser.parse_args()
    if wanted.any_cpu and not _is_dispatched():
        sys.exit("build/llama is not there, or of another version: run packaging/llama/build.sh")
    _step("compile the catalogues", compile_catalogues)
    _step("freeze", freeze)
    _step("check the folder", check)
    if not wanted.folder:
        _step("list licences and parts", lambda: parts.write(FOLDER, DIST))
        _step("pack", pack)


def _step(name: str, work: Callable[[], None]) -> None:
    started = time.monotonic()
    work()
    sys.stdout.write(f"{name}: {time.monotonic() - started:.0f} s\n")
    sys.stdout.flush()


def _is_dispatched() -> bool:
    return contents.llama_libraries(_binding(), version("llama-cpp-python"))[1]


def _binding() -> Path:
    spec = importlib.util.find_spec("llama_cpp")
    return Path(spec.origin).parent


def compile_catalogues() -> None:
    """Compile each catalogue that has changed, as a checkout does when it starts."""
    for compiled in contents.catalogues():
        i18n.catalogue(compiled.parents[1].name, compiled.stem)


def freeze() -> None:
    """Let PyInstaller make the folder; what it says is is printed where it warns."""
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "packaging/soro.spec",
        "--noconfirm",
        "--log-level",
        "WARN",
    ]
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    # What gives the folder away compresses better than PyInstaller, but not what is compressed already.
    plain = {**os.environ, "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
    done = subprocess.run([*command, *places], cwd=contents.ROOT, env=plain, check=False)
    if done.returncode:
        sys.exit("PyInstaller failed")
    if sys.platform == "linux":
        _strip(FOLDER / frozen.INSIDE)


def _strip(inside: Path) -> None:
    """Take the debugger's notes out of Python's own libraries, which some builds of it have; 16 MB there."""
    own = [*inside.glob("libpython*"), *inside.glob("python3*/lib-dynload/*.so")]
    subprocess.run(["/usr/bin/strip", "--strip-unneeded", *map(str, own)], check=True)


def check() -> None:
    """Refuse a folder that lacks a part of the program or holds what does not belong to it."""
    if faults := frozen.faults(FOLDER):
        sys.exit("\n".join(["the frozen folder is not as it should be:", *faults]))


def pack() -> None:
    """Make the archives of this system, and one file of checksums for all that is given away."""
    sys.path.insert(0, str(contents.ROOT / "packaging" / sys.platform))
    made = importlib.import_module("pack").pack(FOLDER, DIST)
    given = [*made, DIST / parts.TEXTS, DIST / parts.SBOM]
    lines = [f"{_sha256(file)}  {file.name}\n" for file in sorted(given)]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    main()
