"""Packs the frozen folder for Linux: one folder as tar.xz, and a .deb; neither needs root.

python packaging/linux/pack.py FOLDER OUT
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import contents  # noqa: E402 - found in the folder above
import frozen  # noqa: E402

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_ICONS = "hicolor/scalable/apps"


def pack(folder: Path, out: Path) -> list[Path]:
    """Write both archives into `out`; returns them. Without dpkg-deb there is no .deb."""
    archives = [_tar(folder, out)]
    if shutil.which("dpkg-deb"):
        archives.append(_deb(folder, out))
    return archives


def _tar(folder: Path, out: Path) -> Path:
    """The folder as it is; times and owners say nothing, so that equal folders make equal archives."""
    archive = out / f"{contents.NAME}-{contents.version()}-linux-{platform.machine()}.tar.xz"
    same = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0"]
    _run(
        [
            "tar",
            *same,
            "--create",
            "--xz",
            "--file",
            str(archive),
            "--directory",
            str(folder.parent),
            folder.name,
        ],
        XZ_OPT="-9 --threads=1",
    )
    return archive


def _deb(folder: Path, out: Path) -> Path:
    architecture = _ARCHITECTURES.get(platform.machine(), platform.machine())
    archive = out / f"{contents.NAME}_{contents.version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as place:
        root = Path(place) / "root"
        _lay_out(folder, root)
        _write_control(root, architecture, dependencies(folder / frozen.INSIDE))
        _run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(root), str(archive)])
    return archive


def _lay_out(folder: Path, root: Path) -> None:
    """Everything at its place: the folder under /usr/lib, and what menus and terminals look for."""
    root.mkdir(mode=0o755)
    name, usr = contents.NAME, root / "usr"
    shutil.copytree(folder, usr / "lib" / name, symlinks=True)
    for source, place in (
        (HERE / "soro-tutor.desktop", usr / "share" / "applications" / f"{name}.desktop"),
        (HERE.parent / "soro.svg", usr / "share" / "icons" / _ICONS / f"{name}.svg"),
        (contents.ROOT / "LICENSE", usr / "share" / "doc" / name / "copyright"),
    ):
        place.parent.mkdir(parents=True)
        shutil.copy(source, place)
    (usr / "bin").mkdir()
    (usr / "bin" / name).symlink_to(f"../lib/{name}/{name}")
    for file in root.rglob("*"):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or os.access(file, os.X_OK) else 0o644)


def _write_control(root: Path, architecture: str, depends: list[str]) -> None:
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    values = {
        "version": contents.version(),
        "architecture": architecture,
        "kilobytes": str(size // 1024),
        "depends": ", ".join(depends),
    }
    control = (HERE / "control").read_text(encoding="utf-8")
    (root / "DEBIAN").mkdir(mode=0o755)
    (root / "DEBIAN" / "control").write_text(
        re.sub(r"@(\w+)@", lambda found: values[found[1]], control), encoding="utf-8"
    )


def dependencies(inside: Path) -> list[str]:
    """The packages of Debian that hold the libraries which ours load and which are not inside."""
    outside = {path for file in inside.rglob("*.so*") for path in _loaded(file, inside)}
    # dpkg knows a file by one of two names where /lib is a link to /usr/lib.
    names = [name for path in sorted(outside) for name in (path, path.removeprefix("/usr"))]
    search = ["/usr/bin/dpkg-query", "--search", *names]
    done = subprocess.run(search, capture_output=True, text=True, check=False)
    packages = {line.split(":")[0] for line in done.stdout.splitlines()}
    return sorted(f"libc6 (>= {_version_of_libc()})" if name == "libc6" else name for name in packages)


def _loaded(library: Path, inside: Path) -> list[str]:
    """The files of the system that the loader takes for a library of ours."""
    done = subprocess.run(
        ["/usr/bin/ldd", str(library)],
        env={"LD_LIBRARY_PATH": str(inside), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"=> (/\S+)", done.stdout)
    return [path for path in found if not path.startswith(str(inside))]


def _version_of_libc() -> str:
    return os.confstr("CS_GNU_LIBC_VERSION").split()[1]


def _run(command: list[str], **environment: str) -> None:
    subprocess.run(command, env={**os.environ, **environment}, check=True)


if __name__ == "__main__":
    pack(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
