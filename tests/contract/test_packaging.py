"""What the frozen program must hold, asked of its description without freezing anything."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from soro_tutor import __version__, i18n, paths

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


def loaded(name: str) -> ModuleType:
    """A module of packaging/, which is a folder of scripts and no package."""
    sys.path.insert(0, str(PACKAGING))
    try:
        spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(PACKAGING))


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return loaded("contents")


@pytest.fixture(scope="module")
def frozen() -> ModuleType:
    return loaded("frozen")


def kept_in_git(*folders: str) -> list[str]:
    """The files under the folders that belong to the project."""
    done = subprocess.run(
        ["git", "-c", "core.quotePath=off", "ls-files", "-z", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [name for name in done.stdout.split("\0") if name]


def test_every_resource_is_inside_at_its_place(contents: ModuleType) -> None:
    inside = {f"{place}/{Path(file).name}" for file, place in contents.data()}
    assert not set(kept_in_git("resources", "models")) - inside


def test_every_catalogue_is_inside_compiled(contents: ModuleType) -> None:
    inside = {f"{place}/{Path(file).name}" for file, place in contents.data()}
    sources = [name for name in kept_in_git("i18n") if name.endswith(".po")]
    assert len(sources) >= len(i18n.LANGUAGES)
    assert not {name.removesuffix("po") + "mo" for name in sources} - inside
    assert not [name for name in inside if name.endswith(".po")]
    assert contents.LANGUAGES == i18n.LANGUAGES


def test_the_folders_are_those_that_the_program_opens(contents: ModuleType) -> None:
    opened = {folder.relative_to(ROOT).as_posix() for folder in (paths.resources(), paths.model_catalog())}
    assert opened == set(contents.DATA_FOLDERS)


def test_no_model_is_inside(contents: ModuleType) -> None:
    (ROOT / "models").mkdir(exist_ok=True)
    assert not [file for file, _ in contents.data() if file.endswith(".gguf")]


def test_every_module_is_inside_though_some_are_imported_by_name(contents: ModuleType) -> None:
    from soro_tutor.domain.generators import catalog

    inside = contents.modules()
    assert {f"{catalog._PACKAGE}.{name}" for name in catalog.MODULES} <= set(inside)
    assert "soro_tutor.ui.recovery.view" in inside
    assert "soro_tutor.kit" in inside


def test_what_is_imported_by_name_is_known(contents: ModuleType) -> None:
    """PyInstaller reads `import`, not import_module("…"): each such name must be decided on."""
    known = {*contents.NAMED_MODULES, "winreg"}
    # The generators, which contents.modules() names; and packages with a model, which stay outside.
    decided = {"f'{_PACKAGE}.{name}'", "DEVELOPMENT_PACKAGE", "source.name", "package"}
    for file in sorted((ROOT / "app").rglob("*.py")):
        for given in names_asked_for(file):
            said = ast.literal_eval(given) if isinstance(given, ast.Constant) else ast.unparse(given)
            assert said in (known if isinstance(given, ast.Constant) else decided), f"{file}: {said}"


def names_asked_for(file: Path) -> Iterator[ast.expr]:
    """What a source file gives to the functions that import, or look for, a module by its name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in {"import_module", "find_spec", "__import__"}:
                yield node.args[0]


def test_each_library_with_data_is_decided_on(contents: ModuleType, frozen: ModuleType) -> None:
    known = {*contents.LIBRARIES_WITH_DATA, *contents.LIBRARIES_WITH_HOOK, *contents.LIBRARIES_WITHOUT_DATA}
    undecided = [
        name for name in frozen.imported_libraries() if frozen.library_data(name) and name not in known
    ]
    assert not undecided, f"say in packaging/contents.py whether the data of {undecided} is needed"


def test_libraries_with_data_have_some(contents: ModuleType, frozen: ModuleType) -> None:
    for library in contents.LIBRARIES_WITH_DATA:
        assert frozen.library_data(library), library


def test_what_stays_out_is_imported_nowhere(contents: ModuleType, frozen: ModuleType) -> None:
    assert not frozen.imported_libraries() & set(contents.EXCLUDED)
    assert {"torch", "transformers", "soro_training", "tkinter", "pytest"} <= set(contents.EXCLUDED)


@pytest.mark.parametrize(
    ("place", "is_wanted"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Svg.so.6", True),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", True),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtNetwork.abi3.so", False),
        (r"PySide6\Qt6Quick.dll", False),
        (r"PySide6\opengl32sw.dll", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\tls\qopensslbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/translations/qtbase_ru.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("babel/locale-data/tg.dat", True),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/tg_TJ.dat", False),
        ("babel/global.dat", True),
        ("libggml-base.so.0", False),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", True),
        ("matplotlib/mpl-data/fonts/ttf/LastResortHE-Regular.ttf", True),
        ("matplotlib/mpl-data/fonts/ttf/STIXGeneral.ttf", False),
        ("matplotlib/mpl-data/matplotlibrc", True),
        ("pint/testsuite/baseline/test_basic_plot.png", False),
    ],
)
def test_qt_and_babel_are_cut(contents: ModuleType, place: str, is_wanted: bool) -> None:
    assert contents.is_wanted(place) is is_wanted


def test_the_version_stands_in_one_place(contents: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "app/soro_tutor/__init__.py"
    assert contents.version() == __version__


def test_llama_is_compiled_from_the_bindings_own_source() -> None:
    script = (PACKAGING / "llama" / "build.sh").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = re.search(r"^version=(\S+)", script, re.MULTILINE)
    assert version is not None
    assert f"llama-cpp-python=={version[1]}" in project["project"]["dependencies"]


def test_llamas_libraries_are_ours_only_where_the_version_fits(
    contents: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binding, built = tmp_path / "binding", tmp_path / "build" / "llama"
    for folder in (binding / "lib", built):
        folder.mkdir(parents=True)
        for name in ("libllama.so", "libggml.so.0", "libggml.so.0.25.3", "libmtmd.so"):
            (folder / name).touch()
    (built / "version").write_text("1.0\n", encoding="utf-8")
    monkeypatch.setattr(contents, "ROOT", tmp_path)
    libraries, is_ours = contents.llama_libraries(binding, "1.0")
    assert is_ours
    assert [Path(file) for file, _ in libraries] == [built / "libggml.so.0", built / "libllama.so"]
    libraries, is_ours = contents.llama_libraries(binding, "1.1")
    assert not is_ours
    assert all(Path(file).parent == binding / "lib" for file, _ in libraries)


def test_pyinstaller_is_a_tool_and_no_dependency_of_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert not [name for name in project["project"]["dependencies"] if "pyinstaller" in name.lower()]
    assert [name for name in project["dependency-groups"]["dev"] if name.startswith("pyinstaller==")]


def test_packaging_is_no_package() -> None:
    assert not list(PACKAGING.rglob("__init__.py")), "it would hide the library `packaging`"
