"""What takes how much of the frozen folder, and of an archive.

python packaging/sizes.py [FOLDER]      prints a Markdown table; it takes half a minute
"""

import lzma
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import contents
import frozen

_ROWS = 16  # the rest is one row


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else contents.ROOT / "dist" / contents.NAME
    whole, packed = Counter[str](), Counter[str]()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            part = _part(file.relative_to(folder))
            whole[part] += file.stat().st_size
            packed[part] += len(lzma.compress(file.read_bytes(), preset=6))
    sys.stdout.write("| part | unpacked, MB | packed, MB |\n|---|---|---|\n")
    rows = [name for name, _ in packed.most_common(_ROWS)]
    for name in rows:
        _write(name, whole[name], packed[name])
    others = [name for name in whole if name not in rows]
    _write("all else", sum(whole[name] for name in others), sum(packed[name] for name in others))
    _write("**all**", whole.total(), packed.total())


def _write(name: str, whole: int, packed: int) -> None:
    sys.stdout.write(f"| {name} | {whole / 1e6:.1f} | {packed / 1e6:.1f} |\n")


def _part(place: Path) -> str:
    """Whose file it is: a library's with the shared libraries that it brought, Qt's, the system's, ours."""
    if place.parts[0] != frozen.INSIDE or len(place.parts) < 2:
        is_program = place.stem == contents.NAME
        return "all Python modules" if is_program else "licences"
    top, name = place.parts[1], place.name
    if "Qt6" in name or "libicu" in name or top in {"PySide6", "shiboken6"}:
        return "Qt and PySide6"
    if top in contents.DATA_FOLDERS or top == "i18n":
        return "lessons, words, fonts, icons"
    if top.startswith("llama_cpp"):
        return "llama.cpp"
    if top == "lib-dynload" or name.startswith(("libpython", "base_library", "python3")):
        return "Python"
    if top.endswith(".libs"):
        return top.removesuffix(".libs")
    return "libraries of the system" if len(place.parts) == 2 else top


if __name__ == "__main__":
    main()
