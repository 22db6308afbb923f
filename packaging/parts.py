"""What of others is in the frozen folder: licences in one text, and a list for machines (CycloneDX).

python packaging/parts.py FOLDER OUT      writes OUT/THIRD-PARTY.txt and OUT/sbom.cdx.json
"""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import contents
import environment
import frozen

TEXTS = "THIRD-PARTY.txt"
SBOM = "sbom.cdx.json"
# Run apart from the project's environment: it brings fifteen libraries that nothing else needs.
SBOM_TOOL = "cyclonedx-bom==7.5.0"
_TEXTS = Path(__file__).parent / "licences"
_LINE = "=" * 78
_TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Something of others that is inside: the texts are those under which it may be passed on."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def write(folder: Path, out: Path) -> None:
    """Write both lists into `out`, and the texts into the folder, which is passed on with them."""
    python = distributions(folder)
    parts = [_of_distribution(one) for one in python] + [_interpreter(), _llama()] + list(_of_system(folder))
    text = "\n".join(map(_as_text, sorted(parts, key=lambda part: part.name.casefold())))
    (out / TEXTS).write_text(text, encoding="utf-8")
    shutil.copyfile(out / TEXTS, folder / TEXTS)
    (out / SBOM).write_text(json.dumps(_sbom(python, parts), indent=1) + "\n", encoding="utf-8")


def distributions(folder: Path) -> list[Distribution]:
    """The installed distributions of which a module is inside."""
    held = {module.split(".")[0] for module in frozen.modules(frozen.program(folder))}
    held |= {file.name.split(".")[0] for file in (folder / frozen.INSIDE).iterdir()}
    owners = importlib.metadata.packages_distributions()
    names = {owner for module in held for owner in owners.get(module, ())} - {contents.NAME, "soro_tutor"}
    return [importlib.metadata.distribution(name) for name in sorted(names, key=str.casefold)]


def _of_distribution(one: Distribution) -> Part:
    own = [file for file in one.files or () if ".dist-info" in file.parts[0]]
    texts = tuple(_read(Path(str(file.locate()))) for file in own if _TEXT_NAME.search(file.name))
    licence = _licence(one)
    if not texts and licence.startswith("LGPL-3.0"):  # Qt for Python brings no text of its own
        texts = tuple(_read(_TEXTS / name) for name in ("LGPL-3.0.txt", "GPL-3.0.txt"))
    return Part(one.metadata["Name"], one.version, licence, texts)


def _licence(one: Distribution) -> str:
    """What the distribution says of its licence: in today's field, in a classifier, or in words."""
    if said := one.metadata.get("License-Expression"):
        return str(said)
    classifiers = [line for line in one.metadata.get_all("Classifier", []) if line.startswith("License ::")]
    named = [line.rsplit(" :: ", 1)[-1] for line in classifiers]
    return ", ".join(named) or (one.metadata.get("License") or "?").split("\n")[0]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _interpreter() -> Part:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return Part("Python", sys.version.split()[0], "PSF-2.0", (_read(text),) if text.is_file() else ())


def _llama() -> Part:
    """llama.cpp is compiled into the binding's libraries; its licence lies in the binding's source."""
    version = importlib.metadata.version("llama-cpp-python")
    text = Path(__file__).parent / "llama" / "LICENSE"
    return Part("llama.cpp", f"as in llama-cpp-python {version}", "MIT", (_read(text),))


def _of_system(folder: Path) -> Iterator[Part]:
    """The packages of Debian whose libraries PyInstaller has put beside ours."""
    if not shutil.which("dpkg-query"):
        return
    files = [file.name for file in (folder / frozen.INSIDE).glob("lib*.so*")]
    names = [f"*/{name}" for name in files if not name.startswith("libpython")]
    found = {line.split(":")[0] for line in _dpkg("--search", *names) if not line.startswith("diversion")}
    for package in sorted(found):
        version = _dpkg("--show", "--showformat=${Version}\n", package)[0]
        text = Path("/usr/share/doc") / package / "copyright"
        yield Part(f"{package} (Debian)", version, "see below", (_read(text),) if text.is_file() else ())


def _dpkg(*words: str) -> list[str]:
    """The lines of the answer; of what it does not find it says so elsewhere."""
    command = ["/usr/bin/dpkg-query", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def _as_text(part: Part) -> str:
    head = f"{_LINE}\n{part.name} {part.version}\nLicence: {part.licence}\n{_LINE}\n"
    return head + "\n".join(part.texts or ("No text came with it.\n",))


def _sbom(python: list[Distribution], parts: list[Part]) -> dict[str, Any]:
    """The tool's list of the whole environment, cut to what is inside, with what no Python package is."""
    listed = _environment()
    inside = {environment.plain(one.metadata["Name"]) for one in python}
    kept = [one for one in listed["components"] if environment.plain(one["name"]) in inside]
    others = [part for part in parts if environment.plain(part.name) not in inside]
    listed["components"] = kept + [
        {"type": "library", "bom-ref": one.name, "name": one.name, "version": one.version} for one in others
    ]
    names = {one["bom-ref"] for one in kept}
    listed["dependencies"] = [
        {**one, "dependsOn": [name for name in one.get("dependsOn", ()) if name in names]}
        for one in listed["dependencies"]
        if one["ref"] in names
    ]
    listed["metadata"]["component"] = {
        "type": "application",
        "bom-ref": contents.NAME,
        "name": contents.NAME,
        "version": contents.version(),
    }
    return listed


def _environment() -> dict[str, Any]:
    tool = ["uv", "tool", "run", "--quiet", "--from", SBOM_TOOL, "cyclonedx-py", "environment"]
    options = ["--output-format", "JSON", "--output-reproducible", sys.executable]
    done = subprocess.run([*tool, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{SBOM_TOOL} failed:\n{done.stderr}")
    listed: dict[str, Any] = json.loads(done.stdout)
    return listed


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
