"""Looks into a frozen folder: which modules and files are inside, and what is wrong with it.

python packaging/frozen.py FOLDER      prints the faults; the exit code is 1 where there are any
"""

import ast
import filecmp
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import contents
import environment

INSIDE = "_internal"
_CODE = {".py", ".pyc", ".pyi", ".so", ".pyd", ".dll", ".typed"}


def modules(program: Path) -> set[str]:
    """The Python modules inside an executable that PyInstaller made."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(program))
    return set(archive.open_embedded_archive("PYZ.pyz").toc)


def program(folder: Path) -> Path:
    """The folder's executable, for the terminal where there are two."""
    return next(file for file in (folder / contents.NAME, folder / f"{contents.NAME}.exe") if file.is_file())


def faults(folder: Path) -> list[str]:
    """What is missing in the folder, and what should not be there; a sentence each."""
    inside, held = folder / INSIDE, modules(program(folder))
    return [
        *_missing_data(inside),
        *_missing_modules(held),
        *_unwanted(inside, held),
        *_missing_libraries(inside),
    ]


def _missing_data(inside: Path) -> Iterator[str]:
    for file, place in contents.data():
        copy = inside / place / Path(file).name
        if not copy.is_file() or not filecmp.cmp(file, copy, shallow=False):
            yield f"not inside, or not as it is here: {place}/{Path(file).name}"
    for library in contents.LIBRARIES_WITH_DATA:
        for file in library_data(library):
            if not (inside / library / file).is_file():
                yield f"{library} lacks its {file}"


def library_data(library: str) -> list[Path]:
    """The files of an installed library that are not code, as paths inside it."""
    spec = importlib.util.find_spec(library)
    if spec is None or not spec.submodule_search_locations:
        return []
    place = Path(spec.submodule_search_locations[0])
    found = (file.relative_to(place) for file in place.rglob("*") if file.is_file())
    return sorted(file for file in found if file.suffix not in _CODE and not _is_for_tests(file))


def _is_for_tests(file: Path) -> bool:
    return bool({"tests", "testsuite", "benchmarks", "__pycache__", "py.typed"} & set(file.parts))


def _missing_modules(held: set[str]) -> Iterator[str]:
    for module in contents.modules():
        if module not in held and module not in contents.NAMED_MODULES:
            yield f"the module {module} is not inside"
    for library in sorted(imported_libraries()):
        if library not in held and not any(name.startswith(f"{library}.") for name in held):
            yield f"the library {library} is not inside"


def imported_libraries() -> set[str]:
    """The libraries of others that the program's source imports, wherever the line stands."""
    names = set()
    for file in (contents.ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"soro_tutor"}


def _unwanted(inside: Path, held: set[str]) -> Iterator[str]:
    for name in (*contents.EXCLUDED, *environment.foreign_modules()):
        if name in held or (inside / Path(*name.split("."))).exists():
            yield f"{name} is inside"
    for file in inside.rglob("*"):
        place = file.relative_to(inside).as_posix()
        if file.is_symlink() and not file.exists():
            yield f"{place} is a link to what is not there"
        if file.suffix == ".gguf":
            yield f"a model is inside: {place}"
        elif file.is_file() and not place.startswith("llama_cpp/lib/") and not contents.is_wanted(place):
            yield f"nobody needs {place}"


def _missing_libraries(inside: Path) -> Iterator[str]:
    """Which of the folder's libraries the system's loader does not find; on Linux only."""
    if not list(inside.glob("llama_cpp/lib/*llama*")):
        yield "llama.cpp is not inside"
    if sys.platform != "linux":
        return
    environment = {"LD_LIBRARY_PATH": str(inside), "LC_ALL": "C"}
    for file in sorted(inside.rglob("*.so*")):
        command = ["/usr/bin/ldd", str(file)]
        listed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
        for line in listed.splitlines():
            if "not found" in line:
                yield f"{file.relative_to(inside)} does not find {line.split()[0]}"


if __name__ == "__main__":
    found = faults(Path(sys.argv[1]))
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    sys.exit(bool(found))
